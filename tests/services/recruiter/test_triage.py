"""One step with many candidates: whom it is taken with, and undone as if it had not been."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from matching.authorization import Actor, NotAllowedError
from matching.services import professional, recruiter
from matching.services.recruiter import ASK
from matching.services.recruiter.triage import CHANGED, GONE
from matching.services.shared.errors import RequestError
from matching.services.shared.threads import TAKES_NO_WORDS
from matching.store import schema
from tests.services.conftest import ROLE
from tests.store import rows
from tests.store.rows import NOW

LATER = NOW + timedelta(minutes=2)
PEOPLE = ("ada", "bea", "col", "dan")
ADA = Actor("ada", "professional")


@pytest.fixture
def people(store, actors):
    """Four whom everybody finds; ada shows interest, and dan although he is a nurse; hal hides."""
    with store.writing() as session:
        names = (*PEOPLE, "hal")
        session.add_all(rows.account(name) for name in names)
        session.flush()
        for name in names:
            body = {"profession": "nurse" if name == "dan" else "physician"}
            seen = "hidden" if name == "hal" else "visible"
            called = {"display_name": name, "contact": "+1"}
            session.add(rows.profile(name, body=body, visibility=seen, **called))
    for name in ("ada", "dan"):
        professional.show_interest(store, Actor(name, "professional"), ROLE, now=NOW)
    return store


@pytest.fixture
def take(people, actors):
    """`take(step, ids)`: Ben takes a step with people as they stand."""

    def step(to_step, ids=PEOPLE, **more):
        of_each = versions(people, ids)
        return recruiter.triage(people, actors.ben, ROLE, of_each, to_step, now=LATER, **more)

    return step


def versions(store, ids):
    with store.reading() as session:
        found = {id_: session.get(schema.CandidacyRow, (ROLE, id_)) for id_ in ids}
        return {id_: row.version if row else 0 for id_, row in found.items()}


def stood(store):
    """All that is stored of where people stand, but the versions, which only go up."""
    with store.reading() as session:
        candidacies = session.scalars(select(schema.CandidacyRow))
        steps = session.scalars(select(schema.StageChangeRow))
        messages = session.scalar(select(func.count()).select_from(schema.MessageRow))
        return (
            sorted(
                (row.account_id, row.stage, row.stage_since, row.introduction,
                 row.introduction_asked_at, row.introduction_answered_at)
                for row in candidacies
            ),
            sorted((row.account_id, row.from_stage, row.to_stage, row.changed_at) for row in steps),
            messages,
        )  # fmt: skip


def stages(store):
    return {account_id: stage for account_id, stage, *_ in stood(store)[0]}


def actions(store):
    with store.reading() as session:
        entries = session.scalars(select(schema.AuditEntryRow)).all()
        return [(one.action, one.target_id) for one in entries if one.actor == "ben"]


def test_many_are_declined_with_one_reason_and_an_entry_each(people, take):
    done = take("declined", reason_code="dates", reason_text="We leave in May")
    assert (done.done, done.left_out) == (PEOPLE, {})
    assert set(stages(people).values()) == {"declined"}
    assert actions(people) == [("candidate.move", name) for name in PEOPLE]
    (mine,) = professional.my_interests(people, ADA, now=LATER)
    assert (mine.reason, mine.reason_text) == ("Dates", "We leave in May")


def test_preview_says_who_is_left_out_and_why(people, actors, take):
    take("declined", ["col"], reason_code="dates")
    take(ASK, ["bea"])
    of_each = versions(people, ["ada", "bea", "col", "dan", "hal"]) | {"dan": 7}
    ben = (people, actors.ben, ROLE, of_each)
    preview = recruiter.triage_preview(*ben, ASK, now=LATER)
    assert preview.fits == ("ada",)
    assert preview.left_out == {
        "An introduction was asked for already.": ("bea",),
        "Move the candidate back to reviewing first.": ("col",),
        CHANGED: ("dan",),
        GONE: ("hal",),
    }
    done = recruiter.triage(*ben, ASK, now=LATER)
    assert (done.done, done.left_out) == (preview.fits, preview.left_out)
    needs = recruiter.triage_preview(*ben, "contacted", now=LATER).left_out
    assert needs["Ask for an introduction first; the person has not agreed to one."] == ("bea",)


def test_who_takes_no_words_is_left_out_of_an_ask_and_not_of_a_decline(people, take):
    with people.writing() as session:
        block = {"account_id": "ada", "org_id": "mercy", "blocked_at": NOW}
        session.add(schema.OrganizationBlockRow(**block))
    done = take(ASK, ["ada", "bea"], message="Please come")
    assert (done.done, done.left_out) == (("bea",), {TAKES_NO_WORDS: ("ada",)})
    assert take("declined", ["ada"], reason_code="dates").done == ("ada",)


@pytest.mark.parametrize(
    ("to_step", "more"),
    [
        ("declined", {"reason_code": "dates", "reason_text": "Too late"}),
        (ASK, {"message": "Please come"}),
        ("reviewing", {}),
    ],
)
def test_undone_it_is_as_if_it_had_not_been(people, actors, take, to_step, more):
    take("reviewing", ["bea"])
    before = stood(people)
    ids = ["ada", "col", "dan"] if to_step == "reviewing" else PEOPLE
    done = take_later(people, actors, to_step, ids, **more)
    assert stood(people) != before
    undone = undo(people, actors.ben, done)
    assert (undone.done, undone.left) == (tuple(ids), ())
    assert stood(people) == before
    assert ("candidate.undo", "ada") in actions(people)
    assert professional.my_interests(people, ADA, now=LATER)[0].reason == ""


def take_later(store, actors, to_step, ids, **more):
    moment = LATER + timedelta(seconds=5)
    of_each = versions(store, ids)
    return recruiter.triage(store, actors.ben, ROLE, of_each, to_step, now=moment, **more)


def undo(store, actor, triaged, minutes=1):
    moment = LATER + timedelta(minutes=minutes)
    return recruiter.undo_triage(store, actor, ROLE, triaged.triage_id, now=moment)


def test_an_undone_decline_asks_again_who_was_asked(people, actors, take):
    take(ASK, ["ada"])
    before = stood(people)
    done = take_later(people, actors, "declined", ["ada"], reason_code="dates")
    assert stood(people)[0][0][3] == "none"
    undo(people, actors.ben, done)
    assert stood(people) == before


def test_undo_leaves_whom_something_happened_with_since(people, actors, take):
    done = take(ASK, ["ada", "bea"])
    professional.answer_introduction(people, ADA, ROLE, True, now=LATER)
    undone = undo(people, actors.ben, done)
    assert (undone.done, undone.left) == (("bea",), ("ada",))
    assert stages(people)["ada"] == "reviewing"


def test_undo_is_of_who_did_it_once_and_for_some_minutes(people, actors, take):
    done = take("reviewing")
    with pytest.raises(NotAllowedError):
        undo(people, actors.eve, done)
    with people.writing() as session:
        session.add(rows.account("bob", "recruiter"))
        session.flush()
        session.add(schema.MembershipRow(account_id="bob", org_id="mercy", since=NOW))
    bob = Actor("bob", "recruiter", frozenset({"mercy"}))
    with pytest.raises(RequestError, match="cannot be undone any more"):
        undo(people, bob, done)
    with pytest.raises(RequestError, match="cannot be undone any more"):
        undo(people, actors.ben, done, minutes=recruiter.UNDO_MINUTES + 1)
    undo(people, actors.ben, done)
    with pytest.raises(RequestError, match="cannot be undone any more"):
        undo(people, actors.ben, done)


def test_steps_that_cannot_be_undone_any_more_are_forgotten(people, actors, take):
    take("reviewing", ["bea"])
    much_later = LATER + timedelta(hours=1)
    of_each = versions(people, ["col"])
    recruiter.triage(people, actors.ben, ROLE, of_each, "reviewing", now=much_later)
    with people.reading() as session:
        kept = session.scalars(select(schema.TriageStepRow.account_id)).all()
    assert kept == ["col"]


@pytest.mark.parametrize(
    ("ids", "to_step", "more", "why"),
    [
        ([], "reviewing", {}, "at least one person"),
        ([f"p{n}" for n in range(201)], "reviewing", {}, "At most 200 people at once"),
        (["ada"], "dance", {}, "Please choose a step"),
        (["ada"], "declined", {}, "Please choose a reason"),
        (["ada"], "reviewing", {"reason_code": "dates"}, "Only declining has a reason"),
        (["ada"], "reviewing", {"message": "Hi"}, "Words go with an ask"),
        (["hal"], "reviewing", {}, "Nobody was moved. They withdrew"),
    ],
)
def test_what_cannot_be_done_changes_nothing_and_says_why(people, take, ids, to_step, more, why):
    before = stood(people)
    with pytest.raises(RequestError, match=why):
        take(to_step, ids, **more)
    assert stood(people) == before


def test_people_are_grouped_by_what_they_lack(people, actors, recommender, take):
    ben = (people, actors.ben, ROLE, recommender)
    assert recruiter.candidates_lacking(*ben, now=LATER) == {"Profession": ("dan",)}
    take("declined", ["dan"], reason_code="profession")
    assert recruiter.candidates_lacking(*ben, now=LATER) == {}
