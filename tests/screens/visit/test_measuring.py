"""What is written down of what a professional sees and does: with consent only, and once."""

import pytest
from sqlalchemy import select

from matching import Catalog, Recommender, WeightSet
from matching.authorization import VISITOR, Actor
from matching.comparison.exposure_floor import ExposureFloor
from matching.screens.professional.examples import EXAMPLES
from matching.screens.visit import resources, session
from matching.services import professional
from matching.services.professional.events import SAME_LIST, SLIP
from matching.services.shared.errors import RequestError
from matching.services.weights import save_draft, set_floor, start_experiment
from matching.services.weights.experiments import Experiment
from matching.store.schema import EventRow
from matching.weights.experiments import team_draft
from tests.screens import professionals
from tests.screens.pages import checked, html_of, new_app, open_screen, path_of

SURGEON = EXAMPLES[0].profile
OTHER = WeightSet.default().changed(place=60.0, need=40.0).model_copy(update={"name": "other"})


@pytest.fixture(scope="module")
def catalog(data_folder):
    return Catalog.from_folder(data_folder)


@pytest.fixture
def agreed(own_database, amina):
    professional.set_measurement_consent(own_database, amina, True, now=session.now())
    return amina


@pytest.fixture
def open_find(repository, monkeypatch):
    """Open the list of a surgeon in a tab whose memory was read."""
    monkeypatch.chdir(repository)
    professionals.remember(monkeypatch, profile=None)

    def open_page():
        app = new_app(repository)
        app.query_params.update(SURGEON.to_query())
        return checked(app.run())

    return open_page


@pytest.fixture
def experiment(own_database, monkeypatch):
    """The shipped set against another one, drawn the same each time: its own id is another."""
    monkeypatch.setattr(Experiment, "seed", lambda self, account_id, now: f"1 {account_id}")
    sam = professionals.account(own_database, "sam", "staff")
    other = save_draft(own_database, sam, OTHER, reason="to try", now=session.now())
    return start_experiment(own_database, sam, None, other, now=session.now())


def events(database, *kinds):
    with database.reading() as store:
        rows = store.scalars(select(EventRow).order_by(EventRow.event_id)).all()
        store.expunge_all()
    return [row for row in rows if row.kind in kinds or (not kinds and row.kind != "shown")]


def long_ago(database, by):
    """Let all that was written down lie so much further back."""
    with database.writing() as store:
        for row in store.scalars(select(EventRow)):
            row.at -= by


def done(database):
    return [(row.kind, row.role_id, row.position, row.reason) for row in events(database)]


def cards(app):
    keys = [button.key or "" for button in app.button]
    return [key.removeprefix("hide_") for key in keys if key.startswith("hide_")]


def usual(matches):
    """The first page of a list that one set ranks."""
    return matches.sort_values("band", kind="stable")["role_id"].head(10).tolist()


def click(app, key):
    return checked(app.button(key=key).click().run())


def go_to(app, name, **query):
    app.switch_page(path_of(name))
    app.query_params.clear()
    app.query_params.update(query)
    return checked(app.run())


# ---- the list -------------------------------------------------------------------------------


def test_each_page_of_the_list_is_written_down_once(open_find, own_database, agreed):
    app = open_find()
    first = cards(app)
    click(app, f"compare_{first[0]}")
    checked(app.run())
    rows = events(own_database, "shown")
    assert [(row.role_id, row.position) for row in rows] == list(
        zip(first, range(1, 11), strict=True)
    )
    assert {row.account_id for row in rows} == {"amina"}
    assert all(row.score == pytest.approx(sum(row.terms["points"].values())) for row in rows)
    app.session_state["results_page"] = 2
    second = cards(checked(app.run()))
    rows = events(own_database, "shown")[10:]
    assert [(row.role_id, row.position) for row in rows] == list(
        zip(second, range(11, 11 + len(second)), strict=True)
    )
    app.session_state["find_tab"] = "Map"
    checked(app.run())
    assert len(events(own_database, "shown")) == 10 + len(second)


@pytest.mark.usefixtures("agreed")
def test_a_list_that_stays_is_not_written_down_again_but_one_come_back_to_is(
    open_find, own_database
):
    app = open_find()
    long_ago(own_database, SAME_LIST)
    set_aside = cards(app)[0]
    click(app, f"hide_{set_aside}")
    go_to(app, "role", role_id=cards(go_to(app, "find"))[0])
    go_to(app, "find")
    assert len(events(own_database, "shown")) == 10
    go_to(app, "organizations")
    go_to(app, "find")
    again = events(own_database, "shown")[10:]
    assert [row.position for row in again] == list(range(2, 11))
    assert set_aside not in {row.role_id for row in again}


@pytest.mark.parametrize(
    "kind", ["visitor", "professional without consent", "recruiter", "tab not yet restored"]
)
def test_nothing_is_written_down_of_others(
    kind, open_find, own_database, amina, sign_in, repository, monkeypatch
):
    if kind == "visitor":
        sign_in(VISITOR)
    elif kind == "recruiter":
        sign_in(Actor("ben", "recruiter"))
    elif kind == "tab not yet restored":
        professional.set_measurement_consent(own_database, amina, True, now=session.now())
        monkeypatch.setattr("matching.screens.visit.browser_storage._found", dict)
    app = open_find()
    role_id = cards(app)[0]
    if kind != "tab not yet restored":
        click(app, f"save_{role_id}")
        click(app, f"hide_{role_id}")
        go_to(app, "role", role_id=role_id)
    assert not events(own_database, "shown")
    assert not events(own_database)
    assert not [box for box in app.selectbox if (box.key or "").startswith("why_")]


# ---- what is done ---------------------------------------------------------------------------


@pytest.mark.usefixtures("agreed")
def test_saving_and_setting_aside_are_written_down_with_the_place(open_find, own_database):
    app = open_find()
    _, second, third, fourth, *_ = cards(app)
    click(app, f"save_{second}")
    click(app, f"save_{second}")
    click(app, f"hide_{third}")
    checked(app.selectbox(key=f"why_{third}").select("place").run())
    assert done(own_database) == [
        ("shortlisted", second, 2, None),
        ("unlisted", second, 2, None),
        ("dismissed", third, 3, None),
        ("dismissed", third, 3, "place"),
    ]
    click(app, f"unhide_{third}")
    click(app, f"hide_{fourth}")
    assert done(own_database)[2:] == [("dismissed", fourth, 4, None)]
    assert len(events(own_database, "shown")) == 10


@pytest.mark.usefixtures("agreed")
def test_a_dismissal_of_an_hour_ago_stays_when_it_is_taken_back(open_find, own_database):
    app = open_find()
    role_id = cards(app)[0]
    click(app, f"hide_{role_id}")
    long_ago(own_database, SLIP)
    click(app, f"unhide_{role_id}")
    assert [kind for kind, *_ in done(own_database)] == ["dismissed"]


@pytest.mark.usefixtures("agreed")
def test_a_role_is_opened_when_it_is_reached_from_the_list(open_find, own_database):
    app = open_find()
    first, second, third, *_ = cards(app)
    go_to(app, "role", role_id=second)
    checked(app.run())
    go_to(app, "role", role_id=third)  # from the page of the second: similar roles
    assert done(own_database) == [("opened", second, 2, None)]
    go_to(app, "find", **SURGEON.to_query())
    go_to(app, "organizations")
    go_to(app, "role", role_id=first)
    assert len(events(own_database)) == 1


@pytest.mark.usefixtures("agreed")
def test_a_role_opened_in_another_tab_counts_and_so_do_interest_and_withdrawing(
    open_find, own_database, amina, repository
):
    role_id = cards(open_find())[1]
    professionals.recruiter_of(own_database, role_id.partition("--")[0])
    professionals.save(own_database, amina)
    app = new_app(repository)
    app.query_params.update(role_id=role_id)
    app.switch_page(path_of("role"))
    checked(app.run())
    click(app, "show_interest")
    click(app, "send_interest")
    click(app, f"withdraw_{role_id}")
    assert [row[0::2] for row in done(own_database)] == [
        ("opened", 2), ("interested", 2), ("withdrawn", 2),
    ]  # fmt: skip


# ---- an experiment --------------------------------------------------------------------------


@pytest.mark.usefixtures("agreed")
def test_in_an_experiment_two_sets_choose_in_turn(open_find, own_database, experiment, catalog):
    first, second = (
        Recommender(catalog, weights).recommend(SURGEON, n=None)
        for weights in (WeightSet.default(), OTHER)
    )
    band = dict(zip(first["role_id"], first["band"], strict=True))
    drafted = team_draft(
        sorted(first["role_id"], key=band.__getitem__),
        sorted(second["role_id"], key=band.__getitem__),
        len(first),
        experiment.seed("amina", session.now()),
    )
    app = open_find()
    in_order = sorted(drafted.role_ids, key=band.__getitem__)
    assert cards(app) == in_order[:10] != list(usual(first))
    assert "two ways of ranking choose in turn" in html_of(app)
    score = dict(zip(first["role_id"], first["score"], strict=True))
    for role_id in cards(app):
        assert f"{score[role_id]:.2f} of 100 points" in html_of(app)
    shown = events(own_database, "shown")
    teams = dict(zip(drafted.role_ids, drafted.teams, strict=True))
    assert [row.team or "" for row in shown] == [teams[role_id] for role_id in in_order[:10]]
    assert {"first", "second"} <= {row.team for row in shown}
    assert all((row.weight_set_id is None) == (row.team != "second") for row in shown)
    assert [row.score for row in shown] == [score[role_id] for role_id in cards(app)]
    checked(app.selectbox(key="order").select("organization").run())
    assert "two ways of ranking" not in html_of(app)
    assert {row.team for row in events(own_database, "shown")[10:]} == {None}


@pytest.mark.usefixtures("agreed", "experiment")
def test_a_shared_list_has_no_floor(open_find, own_database, catalog):
    before = cards(open_find())
    lowest = Recommender(catalog).recommend(SURGEON, n=None)
    below = lowest.loc[(lowest["score"] >= 70) & (lowest["rank"] > 12), "role_id"].iloc[0]
    sam = Actor("sam", "staff")
    fields = {"replaces": 0, "weight_set_id": None, "price": {}, "reason": "x"}
    set_floor(own_database, sam, ExposureFloor(1, (below,)), **fields, now=session.now())
    assert resources.recommender().recommend(SURGEON, n=10)["lifted"].any()
    app = open_find()
    assert cards(app) == before
    assert "Shown here so that" not in html_of(app)


@pytest.mark.usefixtures("agreed")
def test_each_choice_is_written_down_for_its_set_also_where_a_third_one_serves(
    open_find, own_database
):
    sam = professionals.account(own_database, "sam", "staff")
    now = session.now()
    sets = [
        save_draft(own_database, sam, weights, reason="to try", now=now)
        for weights in (OTHER, OTHER.changed(place=1.0))
    ]
    start_experiment(own_database, sam, *sets, now=now)
    open_find()
    of = dict(zip(("first", "second", None), (*sets, sets[0]), strict=True))
    shown = events(own_database, "shown")
    assert {"first", "second"} <= {row.team for row in shown}
    assert all(row.weight_set_id == of[row.team] for row in shown)


@pytest.mark.usefixtures("experiment")
def test_who_did_not_agree_sees_the_list_of_one_set(open_find, own_database, amina, catalog):
    ranked = usual(Recommender(catalog).recommend(SURGEON, n=None))
    app = open_find()
    assert cards(app) == ranked
    assert "two ways of ranking" not in html_of(app)


@pytest.mark.usefixtures("agreed", "experiment")
def test_a_set_that_cannot_be_read_any_more_shares_no_list(
    open_find, own_database, catalog, monkeypatch
):
    def broken(weight_set_id):
        raise RequestError("unreadable")

    monkeypatch.setattr("matching.screens.visit.resources.stored_recommender", broken)
    assert cards(open_find()) == usual(Recommender(catalog).recommend(SURGEON, n=None))


# ---- the consent ----------------------------------------------------------------------------


def test_the_consent_is_off_until_it_is_given_and_taking_it_back_deletes(
    open_find, own_database, amina, repository
):
    app = open_screen(repository, "me")
    assert not app.toggle(key="my_measurement").value
    assert professional.MEASUREMENT_TEXT in html_of(app)
    checked(app.toggle(key="my_measurement").set_value(True).run())
    assert professional.has_measurement_consent(own_database, amina, now=session.now())
    open_find()
    assert events(own_database, "shown")
    checked(app.toggle(key="my_measurement").set_value(False).run())
    assert not events(own_database, "shown")
    assert "is deleted" in app.toast[-1].value
    assert not professional.has_measurement_consent(own_database, amina, now=session.now())
