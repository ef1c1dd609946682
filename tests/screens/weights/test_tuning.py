"""The page of tuning: what a move shows, and the way from a draft to what people see and back."""

import dataclasses
import functools
import re

import pytest

from matching.aspects import TERM_LABELS
from matching.authorization import Actor
from matching.comparison.exposure_floor import ExposureFloor
from matching.comparison.weight_set import WeightSet
from matching.screens.visit import resources, session
from matching.screens.weights import tuning_bench, tuning_sliders
from matching.screens.weights.tuning_lists import slope
from matching.screens.weights.tuning_proof import in_words
from matching.services import weights
from matching.services.weights.weight_sets import read_weight_set
from matching.weights.tuning import compare_figures, compare_lists
from tests.screens.pages import checked, html_of, open_screen

SAM = Actor("sam", "staff")
SHIPPED = WeightSet.default()
SLIDER = "tuning_professional_weights_specialty_slide"
BOX = "tuning_professional_weights_specialty_box"
NOTHING_MOVED = "Nothing is moved."


@pytest.fixture
def open_page(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "tuning")


def click(app, key):
    return checked(app.button(key=key).click().run())


def move(app, number):
    """Move the slider of the specialty, which the first fold shows."""
    (slider,) = (one for one in app.slider if one.key.startswith(SLIDER))
    return checked(slider.set_value(number).run())


def number_of(app, key):
    (found,) = (one.value for one in (*app.slider, *app.number_input) if one.key.startswith(key))
    return found


def save(app, number, reason="To see"):
    move(app, number)
    app.text_input(key="tuning_reason").set_value(reason)
    return click(app, "tuning_save")


def stored(store):
    return weights.weight_sets(store, SAM, now=session.now())


def served():
    return resources.recommender().weights.weights["specialty"]


def add_golden(store, must_not=()):
    """Choose the first judged profile, and the role that it sees first now."""
    profile = tuning_bench.judged_profiles()[0][0]
    first = resources.recommender().recommend(profile, 1)["role_id"]
    must = () if must_not else tuple(first)
    now = session.now()
    return weights.add_golden(store, SAM, "The <b>first</b>", profile, must, must_not, now=now)


# ---- moving ---------------------------------------------------------------------------------


def test_a_move_shows_what_the_library_says(store, open_page):
    app = open_page()
    assert NOTHING_MOVED in html_of(app)
    move(app, 4.0)
    html = html_of(app)
    workspace, draft = tuning_bench.workspace(), SHIPPED.changed(specialty=4.0)
    change = compare_figures(workspace, draft, SHIPPED)
    assert in_words(change.verdict) in html
    after = change.summary.set_index("metric")["after"]["ndcg"]
    assert f">{after:.3f} <" in html
    assert "Moved: Profession and specialty from 24 to 4." in html
    everybody = compare_lists(workspace, draft, SHIPPED, workspace.judged_ids)
    moved = everybody.loc[everybody["move"] == "gone", "profile_id"].unique()[:2]
    html = html_of(checked(app.multiselect(key="tuning_people").set_value(list(moved)).run()))
    for person in moved:
        moves = everybody[everybody["profile_id"] == person]
        assert slope(moves) in html
        rows = html.partition(f"{person}: ")[2].partition("</table>")[0]
        found = re.findall(r'role_id=([^"]+)".*?<span class="mm-chip[^>]*>(\S+)', rows)
        assert [role_id for role_id, _ in found] == moves["role_id"].tolist()
        assert found[-1][1].startswith("gone")


def test_moves_by_slider_and_number_are_undone_made_again_and_reset(store, open_page):
    app = move(open_page(), 10.0)
    assert number_of(app, BOX) == 10.0
    (box,) = (one for one in app.number_input if one.key.startswith(BOX))
    checked(box.set_value(61.5).run())
    assert number_of(app, SLIDER) == 61.5
    click(app, "tuning_undo")
    assert (number_of(app, SLIDER), number_of(app, BOX)) == (10.0, 10.0)
    click(app, "tuning_redo")
    assert number_of(app, SLIDER) == 61.5
    click(app, "tuning_reset")
    assert number_of(app, SLIDER) == 24.0
    assert NOTHING_MOVED in html_of(app)
    click(app, "tuning_undo")
    assert number_of(app, SLIDER) == 61.5


def test_every_number_has_a_slider_that_is_found_by_its_name(store, open_page):
    every = [(knob.part, knob.name) for fold in tuning_sliders.knobs().values() for knob in fold]
    parts = SHIPPED.numbers.items()
    assert sorted(every) == sorted((part, name) for part, of in parts for name in of)
    app = open_page()
    checked(app.text_input(key="tuning_search").set_value("LENGTH unknown").run())
    assert [slider.label for slider in app.slider] == ["Length of stay, unknown"]
    checked(app.slider[0].set_value(0.1).run())
    assert "Length of stay, unknown from 0.8 to 0.1" in html_of(app)
    checked(app.text_input(key="tuning_search").set_value("curves").run())
    assert (
        html_of(app).count('<figure class="mt-curve')
        == len(app.number_input)
        == len(SHIPPED.curves)
    )
    checked(app.text_input(key="tuning_search").set_value("no such").run())
    assert not app.slider


def test_variety_is_moved_shown_undone_and_saved(store, open_page):
    app = open_page()
    checked(app.text_input(key="tuning_search").set_value("variety").run())
    most, gap = app.slider
    assert (most.min, most.max, gap.min, gap.max) == (1, 10, 0, 20)
    checked(gap.set_value(12.0).run())
    checked(app.number_input[0].set_value(1.0).run())
    moved = "Moved: Most roles of one organization among the first ten from 3 to 1 and Most points"
    assert moved in html_of(app)
    draft = WeightSet(**SHIPPED.model_dump() | {"variety": {"most_of_one": 1, "widest_gap": 12}})
    workspace = tuning_bench.workspace()
    change = compare_figures(workspace, draft, SHIPPED)
    assert change.verdict.outcome != "same"
    assert in_words(change.verdict) in html_of(app)
    everybody = compare_lists(workspace, draft, SHIPPED, workspace.judged_ids)
    person = everybody.loc[everybody["move"] == "gone", "profile_id"].iloc[0]
    html = html_of(checked(app.multiselect(key="tuning_people").set_value([person]).run()))
    assert slope(everybody[everybody["profile_id"] == person]) in html
    checked(app.number_input[0].set_value(2.5).run())
    assert tuning_bench.NOT_WHOLE in html_of(app)
    assert [slider.value for slider in app.slider] == [1, 12]
    click(app, "tuning_undo")
    assert [slider.value for slider in app.slider] == [3, 12]
    click(app, "tuning_redo")
    app.text_input(key="tuning_reason").set_value("More of the small")
    click(app, "tuning_save")
    stored_id = stored(store)["weight_set_id"].iloc[0]
    assert read_weight_set(store, stored_id).variety == draft.variety


def test_scores_of_bands_are_moved_and_move_no_role(store, open_page):
    app = open_page()
    checked(app.text_input(key="tuning_search").set_value("bands").run())
    assert [slider.value for slider in app.slider] == list(SHIPPED.bands.values())
    assert {(slider.min, slider.max) for slider in app.slider} == {(0, 100)}
    checked(app.slider[0].set_value(80.0).run())
    html = html_of(app)
    was = SHIPPED.bands["meets"]
    moved = f"Least score of a role that meets all that was asked from {was:g} to 80."
    assert f"Moved: {moved}" in html
    assert tuning_sliders.BANDS_MOVE_NO_ROLE in html
    draft = WeightSet(**SHIPPED.model_dump() | {"bands": SHIPPED.bands | {"meets": 80.0}})
    assert compare_figures(tuning_bench.workspace(), draft, SHIPPED).verdict.outcome == "same"
    app.text_input(key="tuning_reason").set_value("A stricter first band")
    click(app, "tuning_save")
    stored_id = stored(store)["weight_set_id"].iloc[0]
    assert read_weight_set(store, stored_id).bands == draft.bands


def test_weights_of_nothing_are_refused_and_the_slider_goes_back():
    bench = tuning_bench.Bench("professional", None, SHIPPED, SHIPPED)
    for term in list(TERM_LABELS)[1:]:
        bench.move("weights", term, 0.0)
    assert not bench.fault
    bench.move("weights", "specialty", 0.0)
    assert bench.fault == tuning_bench.NOTHING_COUNTS
    assert bench.weights.weights["specialty"] == 24.0


@pytest.mark.parametrize(
    ("tab", "said"),
    [
        ("What each slider would do", "A tenth more"),
        ("Who gains exposure", "Lose"),
        ("How firm", "First, stays"),
    ],
)
def test_the_other_views_are_drawn_when_they_are_open(store, open_page, tab, said):
    app = move(open_page(), 4.0)
    assert said not in html_of(app)
    app.session_state["tuning_tab"] = tab
    assert said in html_of(checked(app.run()))


# ---- saving, publishing, rolling back -------------------------------------------------------


def test_a_draft_is_saved_with_reason_and_figures_and_only_if_something_is_moved(store, open_page):
    app = open_page()
    app.text_input(key="tuning_reason").set_value("To see")
    click(app, "tuning_save")
    assert "Nothing to save" in app.error[0].value
    save(app, 4.0, reason=" ")
    assert "Please write why" in app.error[0].value
    save(app, 4.0, reason="Less <i>of it</i>")
    (row,) = stored(store).to_dict("records")
    change = compare_figures(tuning_bench.workspace(), SHIPPED.changed(specialty=4.0), SHIPPED)
    assert row["figures"]["ndcg"] == change.summary["after"].iloc[0]
    assert row["figures"]["against"] == "default 1, as shipped"
    assert "Less &lt;i&gt;of it&lt;/i&gt;" in html_of(app)
    assert f"NDCG {row['figures']['ndcg']:.3f}. {in_words(change.verdict)}" in html_of(app)
    assert served() == 24.0


def test_publishing_needs_golden_profiles_or_a_reason_and_is_rolled_back(store, open_page):
    app = save(open_page(), 4.0)
    id_ = stored(store)["weight_set_id"].iloc[0]
    click(app, f"tuning_publish_{id_}")
    assert "nothing proves these weights" in html_of(app)
    click(app, "tuning_publish_now")
    assert "No golden profile was chosen yet." in app.error[0].value
    assert served() == 24.0
    app.text_area(key="tuning_override").set_value("For a test")
    click(app, "tuning_publish_now")
    assert served() == 4.0
    assert "Serves now: <strong>default 2</strong>" in html_of(app)
    assert NOTHING_MOVED in html_of(app)
    assert "Published in spite of the golden profiles: For a test" in html_of(app)

    click(app, "tuning_back")
    click(app, "tuning_back_now")
    assert "Please write why" in app.error[0].value
    app.text_area(key="tuning_back_reason").set_value("Seen enough")
    click(app, "tuning_back_now")
    assert served() == 24.0
    assert "Serves now: <strong>default 1, as shipped</strong>" in html_of(app)
    assert number_of(app, SLIDER) == 4.0
    assert "Roll back to default 2" in app.button(key="tuning_back").label


def test_a_floor_that_was_set_under_other_weights_is_named(store, open_page):
    fields = {"replaces": 0, "weight_set_id": None, "price": {}, "reason": "x"}
    weights.set_floor(store, SAM, ExposureFloor(1, ("some--role",)), **fields, now=session.now())
    app = save(open_page(), 4.0)
    assert "under other weights" not in html_of(app)
    id_ = stored(store)["weight_set_id"].iloc[0]
    click(app, f"tuning_publish_{id_}")
    app.text_area(key="tuning_override").set_value("For a test")
    click(app, "tuning_publish_now")
    assert "The floor for good roles was set under other weights." in html_of(app)


def test_golden_profiles_let_weights_be_published_or_stop_them(store, open_page):
    add_golden(store)
    app = save(open_page(), 23.5)
    id_ = stored(store)["weight_set_id"].iloc[0]
    click(app, f"tuning_publish_{id_}")
    assert ">passes</span>" in html_of(app)
    assert "tuning_override" not in [area.key for area in app.text_area]
    profile = tuning_bench.judged_profiles()[0][0]
    first = tuple(resources.recommender().recommend(profile, 1)["role_id"])
    (row,) = weights.golden_profiles(store, SAM, now=session.now()).to_dict("records")
    fields = {"name": "Now <b>not</b>", "profile": profile, "must": (), "must_not": first}
    weights.change_golden(store, SAM, row["golden_id"], **fields, version=1, now=session.now())
    click(app, "tuning_publish_now")
    assert "Not all 1 checks of golden profiles pass" in app.error[0].value
    assert "must not be among the first ten and is at place 1" in html_of(app)
    assert "Now &lt;b&gt;not&lt;/b&gt;" in html_of(app)
    weights.remove_golden(store, SAM, row["golden_id"], now=session.now())
    add_golden(store)
    click(app, "tuning_publish_now")
    assert served() == 23.5


def test_what_was_published_meanwhile_is_not_replaced_unseen(store, open_page):
    app = save(open_page(), 4.0)
    mine = stored(store)["weight_set_id"].iloc[0]
    click(app, f"tuning_publish_{mine}")
    other = SHIPPED.changed(specialty=5.0)
    theirs = weights.save_draft(store, SAM, other, reason="x", now=session.now())
    fields = {"replaces": None, "golden": None, "override_reason": "x", "now": session.now()}
    weights.publish(store, SAM, theirs, **fields)
    app.text_area(key="tuning_override").set_value("For a test")
    click(app, "tuning_publish_now")
    assert "Another weight set was published in the meantime" in app.error[0].value
    assert served() == 5.0


def test_the_two_sides_have_weights_of_their_own(store, open_page):
    app = move(open_page(), 4.0)
    checked(app.segmented_control(key="tuning_side").set_value("recruiter").run())
    assert "Nobody has judged people for a role yet" in html_of(app)
    assert NOTHING_MOVED in html_of(app)
    checked(app.slider(key="tuning_recruiter_weights_specialty_slide_0").set_value(9.0).run())
    app.text_input(key="tuning_reason").set_value("x")
    click(app, "tuning_save")
    click(app, f"tuning_publish_{stored(store)['weight_set_id'].iloc[0]}")
    app.text_area(key="tuning_override").set_value("x")
    click(app, "tuning_publish_now")
    assert resources.candidate_recommender().weights.weights["specialty"] == 9.0
    assert served() == 24.0
    checked(app.segmented_control(key="tuning_side").set_value("professional").run())
    assert number_of(app, SLIDER) == 4.0
    assert "No draft was saved yet." in html_of(app)


def test_any_version_can_be_compared_with_and_put_on_the_sliders(store, open_page):
    app = save(open_page(), 4.0)
    id_ = stored(store)["weight_set_id"].iloc[0]
    move(app, 6.0)
    checked(app.selectbox(key="tuning_base_professional").set_value(id_).run())
    assert "Moved: Profession and specialty from 4 to 6." in html_of(app)
    click(app, f"tuning_take_{id_}")
    assert NOTHING_MOVED in html_of(app)
    checked(app.selectbox(key="tuning_base_professional").set_value("").run())
    assert "Moved: Profession and specialty from 24 to 4." in html_of(app)


# ---- golden profiles ------------------------------------------------------------------------


def test_a_golden_profile_is_added_changed_removed_and_put_back(store, open_page):
    def golden():
        return weights.golden_profiles(store, SAM, now=session.now()).to_dict("records")

    app = open_page()
    app.session_state["fold_golden"] = True
    checked(app.run())
    checked(app.selectbox(key="golden_suggested").set_value("dev-02").run())
    click(app, "golden_add")
    suggested = app.multiselect(key="golden_must").value
    assert suggested
    app.text_input(key="golden_name").set_value("A <b>doctor</b>")
    app.multiselect(key="golden_must").set_value([])
    click(app, "golden_save")
    assert "Please choose a role" in app.error[0].value
    app.multiselect(key="golden_must").set_value(suggested[:1])
    click(app, "golden_save")
    (row,) = golden()
    assert (row["name"], row["must"]) == ("A <b>doctor</b>", (suggested[0],))
    assert "A &lt;b&gt;doctor&lt;/b&gt;" in html_of(app)
    assert app.multiselect(key="tuning_people").options[-1] == "Golden: A <b>doctor</b>"
    checked(app.multiselect(key="tuning_people").set_value([row["golden_id"]]).run())
    assert "Golden: A &lt;b&gt;doctor&lt;/b&gt;</h2>" in html_of(app)

    click(app, f"golden_edit_{row['golden_id']}")
    app.checkbox(key="golden_active").set_value(False)
    click(app, "golden_save")
    assert golden()[0]["is_active"] is False
    click(app, f"golden_remove_{row['golden_id']}")
    assert golden() == []
    click(app, "golden_undo")
    assert [row["name"] for row in golden()] == ["A <b>doctor</b>"]


def test_judgments_on_roles_that_are_gone_from_the_catalog_count_for_nothing(monkeypatch):
    _, judgments = tuning_bench.judged_profiles()
    gone = judgments["role_id"].iloc[0]
    catalog = resources.catalog()
    roles = catalog.roles.drop(index=gone)
    without = dataclasses.replace(catalog, roles=roles)
    monkeypatch.setattr(resources, "catalog", lambda: without)
    _, left = tuning_bench.judged_profiles()
    assert set(judgments["role_id"]) - set(left["role_id"]) == {gone}
