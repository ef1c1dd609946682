import csv
import functools
import io
import tomllib
from datetime import UTC, datetime

import pytest
import streamlit as st

from matching.authorization import NotAllowedError
from matching.screens.recruiter import candidate_compare, candidate_table
from matching.screens.visit import resources, session
from matching.services import recruiter
from matching.services.recruiter.candidate_tables import POINTS_COLUMNS
from matching.store import schema
from tests.screens import recruiting
from tests.screens.pages import checked, html_of, open_screen
from tests.screens.recruiting import BEN, CALLED, NAME_AS_TEXT, NOT_THEIRS, ORG, REFUSED, ROLE

BOTH = [CALLED["amina"], CALLED["bo"]]


@pytest.fixture
def open_candidates(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "candidates", role_id=ROLE)


@pytest.fixture
def downloads(monkeypatch):
    """What the buttons of downloads make when they are pressed, by key; nothing is drawn."""
    made = {}

    def button(label, data, *, key, **more):
        made[key] = data

    monkeypatch.setattr(st, "download_button", button)
    monkeypatch.setattr(session, "_token", lambda: "")
    return made


def titles(app):
    return [link.label for link in app.get("page_link")]


def move(app, step, account_id="amina"):
    return checked(app.menu_button(key=f"move_{account_id}").click(step).run())


def test_list_says_who_fits_what_is_missing_and_who_waits(people, open_candidates):
    app = open_candidates()
    html = html_of(app)
    assert titles(app) == BOTH
    assert "2 people: 1 fits the role, 2 showed interest, 1 of them a week ago or longer" in html
    assert "Has waited 9 days for an answer" in html
    assert "Showed interest today" in html
    assert "They are a registered nurse." in html


def test_name_stands_there_only_after_an_introduction(people, open_candidates):
    app = open_candidates()
    assert "Odhiambo" not in html_of(app) + repr(titles(app))
    recruiting.introduce(people)
    app = open_candidates(view="Table")
    assert app.dataframe[0].value["Candidate"].tolist() == ["Amina <b>Odhiambo</b>", CALLED["bo"]]
    assert titles(open_candidates()) == [r"Amina \<b\>Odhiambo\</b\>", CALLED["bo"]]


def test_menu_moves_on_and_back(people, open_candidates):
    app = move(open_candidates(view="Board"), "reviewing")
    assert recruiting.stage(people) == "reviewing"
    assert [toast.value for toast in app.toast] == [f"{CALLED['amina']} is now at\\: reviewing."]
    move(app, "new")
    assert recruiting.stage(people) == "new"


def test_menu_offers_only_what_can_be_done_now(people, open_candidates):
    menu = open_candidates().menu_button(key="move_amina")
    assert menu.options == ["Ask for an introduction …", "Move to reviewing", "Decline …"]
    recruiting.introduce(people)
    menu = open_candidates().menu_button(key="move_amina")
    assert menu.options == [
        "Move to new", "Move to contacted", "Move to interview", "Decline …"
    ]  # fmt: skip


def test_declining_needs_a_reason_which_the_person_reads(people, open_candidates):
    app = move(open_candidates(), "declined")
    assert "They read this: the reason and your words." in html_of(app)
    assert app.button(key="decline_now").disabled
    app.selectbox(key="decline_code").select("dates").run()
    app.text_area(key="decline_words").input("We leave <i>earlier</i>").run()
    app.button(key="decline_now").click().run()
    expected = ("declined", "Dates", "We leave <i>earlier</i>")
    assert recruiting.what_amina_reads(people) == expected


def test_somebody_else_was_faster(people, open_candidates):
    app = open_candidates()
    recruiting.somebody_else_moves(people)
    move(app, "declined")
    app.selectbox(key="decline_code").select("dates").run()
    checked(app.button(key="decline_now").click().run())
    assert "Somebody else moved them a moment ago" in app.error[0].value
    assert recruiting.stage(people) == "reviewing"
    assert ">Reviewing</span>" in html_of(app)


def test_search_and_filters_narrow_the_list_and_can_be_cleared(people, open_candidates):
    app = open_candidates(candidate_search="nurse")
    assert titles(app) == [CALLED["bo"]]
    assert "1 of 2 shown" in html_of(app)
    app.checkbox(key="matches").check().run()
    assert "Nothing left after filters" in html_of(app)
    checked(app.button(key="clear_candidates").click().run())
    assert titles(app) == BOTH


def test_table_has_the_chosen_columns_and_the_points(people, open_candidates):
    app = open_candidates(view="Table")
    wanted = ["Points", *POINTS_COLUMNS.values()]
    app.multiselect(key="candidate_columns").set_value(wanted).run()
    shown = app.dataframe[0]
    assert list(shown.proto.column_order) == ["Candidate", "Page", *wanted]
    points = shown.value.filter(like="Points: ").sum(axis=1).round(2)
    assert points.tolist() == shown.value["Points"].tolist()


def test_table_with_sentences_has_a_page_of_those_they_are_made_for(
    people, open_candidates, monkeypatch
):
    monkeypatch.setattr(candidate_table, "MOST_TOLD", 1)
    app = open_candidates(view="Table")
    assert app.dataframe[0].value["Candidate"].tolist() == BOTH
    assert "Press a header to sort. Mark" in html_of(app)
    app.multiselect(key="candidate_columns").set_value(["Missing"]).run()
    assert app.dataframe[0].value["Candidate"].tolist() == BOTH[:1]
    assert "sort the rows of this page" in html_of(app)
    app = checked(app.pagination(key="candidates_page").set_value(2).run())
    (bo,) = app.dataframe[0].value.to_dict("records")
    assert (bo["Candidate"], "registered nurse" in bo["Missing"]) == (BOTH[1], True)


def test_tables_cannot_be_taken_along_past_the_audit_log(repository):
    settings = tomllib.loads((repository / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["client"]["disableDataExport"]


def test_chosen_candidates_stand_side_by_side(people, open_candidates):
    app = open_candidates()
    for name in ("amina", "bo"):
        app.button(key=f"choose_{name}").click().run()
    checked(app.button(key="compare_open").click().run())
    html = html_of(app)
    assert "Candidates side by side" in html
    assert f'<td data-role="{CALLED["bo"]}">Missing: The role asks for: ' in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; I *would* come" in html
    assert "<script>" not in html


def test_files_are_made_when_they_are_pressed_and_name_nobody(people, open_candidates, downloads):
    app = open_candidates()
    app.button(key="choose_amina").click().run()
    cells = csv.DictReader(io.StringIO(downloads["export_csv"]().decode("utf-8-sig")))
    assert [row["label"] for row in cells] == BOTH
    dossier = downloads["dossier"]()
    assert CALLED["amina"] in dossier
    assert "Odhiambo" not in dossier
    with people.writing() as session:
        session.delete(session.get(schema.MembershipRow, (BEN.account_id, ORG)))
    for make in downloads.values():
        with pytest.raises(NotAllowedError):
            make()


def test_role_without_candidates_says_how_people_come_there(people, open_candidates):
    html = html_of(open_candidates(role_id="samaritans-purse--dart-pharmacist"))
    assert "Nobody is visible for this role yet" in html


@pytest.mark.parametrize("who", NOT_THEIRS)
@pytest.mark.parametrize("view", ["List", "Table", "Board"])
def test_nobody_else_sees_a_candidate(people, open_candidates, sign_in, who, view):
    recruiting.introduce(people)
    sign_in(NOT_THEIRS[who])
    app = open_candidates(view=view)
    assert not titles(app)
    assert not app.dataframe
    assert not app.get("download_button")
    assert not any(word in html_of(app) for word in (*BOTH, NAME_AS_TEXT, "Kapsowar"))


@pytest.mark.parametrize("role_id", ["no-such-role", "<script>", "mercy-ships--dentist"])
def test_unknown_role_reads_like_one_of_others(people, open_candidates, role_id):
    assert REFUSED in html_of(open_candidates(role_id=role_id))


def press(app, key):
    return checked(app.button(key=key).click().run())


def test_step_with_all_chosen_is_looked_at_taken_and_undone(people, open_candidates):
    app = press(open_candidates(view="Rows"), "choose_all")
    app.menu_button(key="step_many").click("reviewing").run()
    assert f"2 people: {CALLED['amina']} and {CALLED['bo']}." in html_of(app)
    app = press(app, "move_now")
    assert {recruiting.stage(people, name) for name in ("amina", "bo")} == {"reviewing"}
    assert "2 people are now at: reviewing. You can undo this for 10 minutes." in html_of(app)
    assert not app.session_state["chosen_candidates"][ROLE]
    app = press(app, "undo_step")
    assert {recruiting.stage(people, name) for name in ("amina", "bo")} == {"new"}
    assert "You can undo this" not in html_of(app)


def test_who_lacks_the_same_is_chosen_and_declined_with_the_last_reason(people, open_candidates):
    app = press(press(open_candidates(), "choose_lacking"), "lack_0")
    assert app.button(key="choose_bo").label == "Chosen"
    app.menu_button(key="step_many").click("declined").run()
    app.selectbox(key="decline_code").select("profession").run()
    app = press(app, "decline_now")
    assert (recruiting.stage(people, "bo"), titles(app)) == ("declined", BOTH[:1])
    app = move(app, "declined")
    assert app.selectbox(key="decline_code").value == "profession"
    app = press(app, "decline_now")
    assert "Nobody is left to look at" in html_of(app)
    assert "0 of 2 shown, without 2 settled" in html_of(app)
    app = checked(app.checkbox(key="settled").check().run())
    assert titles(app) == BOTH


def test_keys_act_on_one_person_and_go_on_to_the_next(people, open_candidates):
    app = open_candidates()
    assert f"{CALLED['amina']}, 1 of 2" in html_of(app)
    assert app.button(key="key_previous").disabled
    app = press(press(app, "key_reviewing"), "key_next")
    assert f"{CALLED['bo']}, 2 of 2" in html_of(app)
    app = press(press(app, "key_choose"), "key_on")
    assert [recruiting.stage(people, name) for name in ("amina", "bo")] == ["reviewing"] * 2
    assert app.button(key="key_choose").label == "Chosen"
    app = press(app, "key_undo")
    assert recruiting.stage(people, "bo") == "new"
    app = press(app, "key_decline")
    app.selectbox(key="decline_code").select("dates").run()
    app = press(app, "decline_now")
    assert f"{CALLED['amina']}, 1 of 1" in html_of(app)
    app = checked(app.toggle(key="candidate_keys").set_value(False).run())
    assert not [button for button in app.button if str(button.key).startswith("key_")]


def test_keys_are_for_the_dialog_alone_while_one_is_open(people, open_candidates):
    app = open_candidates()
    assert app.button(key="key_next").proto.shortcut == "j"
    app = press(app, "key_decline")
    assert app.button(key="key_next").proto.shortcut == ""
    assert app.button(key="decline_now").proto.shortcut == "enter"


def test_order_is_by_who_waits_or_what_is_new(people, open_candidates):
    app = open_candidates()
    for order, first in (("newest", "bo"), ("waiting", "amina"), ("known", "amina")):
        app = checked(app.selectbox(key="candidate_order").select(order).run())
        assert titles(app)[0] == CALLED[first]


def test_filters_are_kept_by_name_applied_renamed_and_deleted(people, open_candidates):
    app = open_candidates()
    app.checkbox(key="matches").check().run()
    app.selectbox(key="candidate_order").select("newest").run()
    app.text_input(key="filter_set_name").input("Fits").run()
    app = press(press(app, "keep_set"), "clear_candidates")
    assert titles(app) == BOTH[::-1]
    app.selectbox(key="candidate_order").select("points").run()
    app = press(app, "apply_set_0")
    assert (titles(app), app.selectbox(key="candidate_order").value) == (BOTH[:1], "newest")
    app.text_input(key="filter_set_name").input("All that fits").run()
    app = press(app, "rename_set")
    assert app.button(key="apply_set_0").label == "All that fits"
    press(app, "delete_set_0")
    assert "Set filters, give them a name" in html_of(app)


def test_what_is_to_be_done_narrows_the_list(people, open_candidates):
    recruiting.introduce(people)
    app = open_candidates()
    for task, shown in (("agreed", ["Amina"]), ("waits", ["bo"]), ("asked", [])):
        app = checked(app.multiselect(key="to_do").set_value([task]).run())
        assert len(titles(app)) == len(shown)


def test_board_has_keys_and_boxes_and_goes_by_stage(people, open_candidates):
    recruiting.somebody_else_moves(people)
    app = open_candidates(view="Board")
    assert f"{CALLED['bo']}, 1 of 2" in html_of(app)
    app = press(press(app, "key_next"), "choose_amina")
    assert f"{CALLED['amina']}, 2 of 2" in html_of(app)
    press(app, "key_back")
    assert recruiting.stage(people) == "new"


def test_only_what_differs_is_compared(people):
    recommender, now = resources.candidate_recommender(), datetime.now(UTC)
    found = [
        recruiter.candidate(people, BEN, ROLE, name, recommender, now=now)
        for name in ("amina", "bo")
    ]
    catalog = resources.catalog()
    everything = candidate_compare.table(catalog, found)
    assert '<th scope="row">Stage</th>' in everything
    assert ">: " not in everything
    differences = candidate_compare.table(catalog, found, only_differences=True)
    assert '<th scope="row">Stage</th>' not in differences
    assert '<th scope="row">Profession <span class="mm-mark">differs</span></th>' in differences
