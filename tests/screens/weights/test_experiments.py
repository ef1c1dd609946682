"""The page where staff let two weight sets share lists, and read what use says of the weights."""

import doctest
from datetime import timedelta

import pytest

from matching import WeightSet
from matching.authorization import Actor
from matching.screens.visit import session
from matching.screens.weights import experiment_verdict
from matching.services import professional
from matching.services.professional import Shown
from matching.services.weights import experiments, save_draft, start_experiment, weight_sets
from matching.services.weights.weight_sets import read_weight_set
from matching.store import schema
from matching.weights.experiments import ExperimentVerdict
from matching.weights.learning.score_form import COLUMNS
from tests.screens import professionals
from tests.screens.pages import checked, html_of, open_screen
from tests.store import rows

SAM = Actor("sam", "staff")
ROLE, OTHER_ROLE = "samaritans-purse--kapsowar-dentist", "samaritans-purse--kudjip-volunteer"
DAY = timedelta(days=1)


@pytest.fixture
def other(store):
    """The id of a draft."""
    weights = WeightSet.default().changed(place=60.0).model_copy(update={"name": "more place"})
    return save_draft(store, SAM, weights, reason="to try", now=session.now())


@pytest.fixture
def open_page(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return lambda: open_screen(repository, "experiments")


def click(app, key):
    return checked(app.button(key=key).click().run())


def open_use(app, side=None):
    app.session_state["experiments_tab"] = "What use says"
    if side:
        app.session_state["use_side"] = side
    return checked(app.run())


def of_all(store):
    return experiments(store, SAM, now=session.now())


# ---- starting and stopping ------------------------------------------------------------------


def test_without_any_the_page_says_what_an_experiment_is(store, open_page):
    app = open_page()
    assert "No experiment so far" in html_of(app)
    assert "There is only the set that ships with the program." in html_of(app)
    assert "start_experiment" not in {button.key for button in app.button}


def test_an_experiment_is_started_watched_and_stopped(store, other, open_page):
    app = open_page()
    assert app.selectbox(key="experiment_first").options == [
        "default 1, as shipped (serves now)",
        "more place 1",
    ]
    checked(app.number_input(key="experiment_planned").set_value(100).run())
    assert app.selectbox(key="experiment_first").value == ""
    click(app, "start_experiment")
    (running,) = of_all(store)
    assert (running.first_set, running.second_set, running.planned) == (None, other, 100)
    html = html_of(app)
    assert "Not known yet: no vote is counted so far." in html
    assert "after 20, 40, 60, 80 and 100" in html
    assert "Start an experiment" not in html
    click(app, "stop_experiment")
    assert of_all(store)[0].stopped_at is not None
    assert "Stopped before it was known: no vote is counted." in html_of(app)
    assert "Start an experiment" in html_of(app)


def test_what_cannot_be_started_is_said(store, other, open_page):
    app = open_page()
    checked(app.selectbox(key="experiment_first").select_index(1).run())
    click(app, "start_experiment")
    assert "choose two different weight sets" in app.error[0].value
    checked(app.selectbox(key="experiment_first").select_index(0).run())
    start_experiment(store, SAM, None, other, now=session.now())  # in another window
    app.button(key="start_experiment").click()
    checked(app.run())
    assert "Another experiment is running" in app.error[0].value
    assert len(of_all(store)) == 1


def test_votes_are_told_with_their_interval(store, other, open_page):
    then = session.now() - 3 * DAY
    start_experiment(store, SAM, None, other, planned=50, now=then)
    for name, role_id in (("amina", ROLE), ("omar", OTHER_ROLE), ("zoe", OTHER_ROLE)):
        person = professionals.account(store, name)
        professional.set_measurement_consent(store, person, True, now=then)
        shown = [
            Shown(ROLE, 1, {}, 80.0, {}, "first"),
            Shown(OTHER_ROLE, 2, {}, 70.0, {}, "second", other),
        ]
        professional.log_list(store, person, shown, None, now=then)
        professional.log_action(store, person, role_id, "opened", now=then)
    html = html_of(open_page())
    assert "Not known yet: 2 of 3 votes are for the second, 1 is for the first." in html
    assert "The next look comes after 10 votes, 7 from now." in html
    assert "of all such people prefer the second" in html


def test_verdicts_are_told_in_words():
    assert doctest.testmod(experiment_verdict).failed == 0
    ended = ExperimentVerdict("no difference found", 50, 24, 0.48, 0.3, 0.6, 0)
    assert "A small difference may remain" in experiment_verdict.rule_in_words(ended, 50)[1]
    decided = ExperimentVerdict("second", 20, 18, 0.9, 0.6, 0.99, 0)
    assert (
        experiment_verdict.rule_in_words(decided, 50)[1]
        == "It was decided at the look after 20 votes."
    )


# ---- what use says --------------------------------------------------------------------------


def shown_to(store, people):
    """Each person sees two roles, and opens the second: a worse place, but cheaper."""
    now = session.now() - DAY
    with store.writing() as writing:
        for n in range(people):
            list_id = f"list {n}"
            for at, (role_id, value) in enumerate(((ROLE, 0.1), (OTHER_ROLE, 0.9)), 1):
                values = dict.fromkeys(COLUMNS[:15], 0.5) | {"funding": value, "place": 1 - value}
                event = {
                    "at": now, "role_id": role_id, "position": at, "score": 50.0,
                    "list_id": list_id, "terms": {"points": {}, "values": values},
                }  # fmt: skip
                writing.add(schema.EventRow(kind="shown", **event))
                if role_id == OTHER_ROLE:
                    writing.add(schema.EventRow(kind="opened", **event))


def test_where_nothing_was_written_down_the_weights_stay(store, open_page):
    app = open_use(open_page())
    assert "Nothing was written down in this time" in html_of(app)
    app = open_use(open_page(), "recruiter")
    assert "No decision to learn from yet" in html_of(app)
    assert "take_as_draft" not in {button.key for button in app.button}


def test_too_little_evidence_proposes_nothing(store, open_page):
    shown_to(store, 3)
    app = open_use(open_page())
    html = html_of(app)
    assert "3 pages of lists with 6 roles shown to 3 people" in html
    assert "3 such preferences so far, which count as 3 of equal weight." in html
    assert "Too little evidence: the weights stay." in html
    assert "this is what is usual" in html
    assert "take_as_draft" not in {button.key for button in app.button}


def test_weights_from_use_are_taken_as_a_draft(store, open_page):
    shown_to(store, 60)
    app = open_use(open_page())
    assert "On the judgments: " in html_of(app)
    click(app, "take_as_draft")
    drafts = weight_sets(store, SAM, now=session.now())
    assert drafts[["name", "side", "is_active"]].values.tolist() == [
        ["from use", "professional", False]
    ]
    learned = read_weight_set(store, drafts["weight_set_id"][0])
    assert learned.weights["funding"] > WeightSet.default().weights["funding"] + 0.5
    now, learnt = 5.0, learned.weights["funding"]
    cells = (f'"Serves">{now:.1f}<', f'"From use">{learnt:.1f}<', f'"Change">{learnt - now:+.1f}<')
    row = html_of(app).partition("Funding and cost</th>")[2].partition("</tr>")[0]
    assert all(cell in row for cell in cells)
    assert drafts["figures"][0]["preferences"] == 60


def test_decisions_speak_about_the_weights_of_recruiters(store, open_page):
    now = session.now()
    for name, stage, reason in (("amina", "interview", ""), ("omar", "declined", "other")):
        person = professionals.account(store, name)
        professional.set_measurement_consent(store, person, True, now=now)
        with store.writing() as writing:
            writing.add(rows.profile(name))
            writing.add(
                schema.StageChangeRow(
                    role_id=ROLE, account_id=name, to_stage=stage, reason_code=reason,
                    changed_at=now,
                )
            )  # fmt: skip
    html = html_of(open_use(open_page(), "recruiter"))
    assert "2 candidates for 1 role" in html
    assert "“Another reason” 1" in html
    assert "1 such preference so far" in html
    assert "Too little evidence" in html
