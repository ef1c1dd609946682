"""The clock of an organization runs until a person hears something."""

from datetime import timedelta

import pytest

from matching.services import professional, recruiter
from matching.services.shared.answer_times import ResponseTime
from matching.store import schema
from tests.services.conftest import ROLE
from tests.store.rows import NOW


def day(n):
    return NOW + timedelta(days=n)


@pytest.fixture(autouse=True)
def interested(store, actors):
    """Amina shows interest on day 0."""
    fields = {"visibility": "anonymous", "display_name": "Amina", "contact": "+1", "agreed": True}
    professional.save_profile(store, actors.amina, {"profession": "physician"}, **fields, now=NOW)
    professional.show_interest(store, actors.amina, ROLE, now=NOW)


def clock(store, actors, at=30):
    return recruiter.response_time(store, actors.visitor, "mercy", now=day(at))


def move(store, actors, to_stage, version, at, reason=""):
    return recruiter.move_stage(
        store, actors.ben, ROLE, "amina", to_stage, version=version, reason_code=reason, now=day(at)
    )


def ask(store, actors, at):
    recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=day(at))


def test_reviewing_stops_nothing(store, actors):
    move(store, actors, "reviewing", 1, 2)
    assert clock(store, actors) == ResponseTime(None, 0, 1)


def test_an_ask_is_heard(store, actors):
    move(store, actors, "reviewing", 1, 2)
    ask(store, actors, 5)
    assert clock(store, actors) == ResponseTime(5.0, 1, 0)


def test_a_message_is_heard(store, actors):
    recruiter.write_to_candidate(store, actors.ben, ROLE, "amina", "We look.", now=day(4))
    move(store, actors, "declined", 1, 9, "language")
    assert clock(store, actors) == ResponseTime(4.0, 1, 0)


def test_a_decline_is_heard(store, actors):
    move(store, actors, "declined", 1, 9, "language")
    assert clock(store, actors) == ResponseTime(9.0, 1, 0)


def test_an_ask_that_is_taken_back_before_it_was_read_was_not_heard(store, actors):
    ask(store, actors, 5)
    recruiter.take_back_ask(store, actors.ben, ROLE, "amina", now=day(6))
    assert clock(store, actors) == ResponseTime(None, 0, 1)


def test_what_was_stored_before_messages_were_is_read_by_the_same_rule(store, actors):
    with store.writing() as session:
        about = {"role_id": ROLE, "account_id": "amina", "changed_by": "ben"}
        for stage, at in (("reviewing", 1), ("contacted", 7)):
            session.add(schema.StageChangeRow(**about, to_stage=stage, changed_at=day(at)))
    assert clock(store, actors) == ResponseTime(7.0, 1, 0)


def test_who_withdrew_unheard_counts_neither_way_and_waits_anew_with_a_new_interest(store, actors):
    professional.withdraw_interest(store, actors.amina, ROLE, now=day(3))
    assert clock(store, actors) == ResponseTime(None, 0, 0)
    professional.show_interest(store, actors.amina, ROLE, now=day(4))
    assert clock(store, actors) == ResponseTime(None, 0, 1)


def test_who_was_asked_first_waits_for_nothing(store, actors):
    professional.withdraw_interest(store, actors.amina, ROLE, now=day(1))
    with store.writing() as session:
        candidacy = session.get(schema.CandidacyRow, (ROLE, "amina"))
        candidacy.stage, candidacy.introduction = "reviewing", "asked"
        candidacy.introduction_asked_at = day(2)
    professional.show_interest(store, actors.amina, ROLE, now=day(4))
    assert clock(store, actors) == ResponseTime(None, 0, 0)


def test_an_account_that_was_shut_out_waits_for_nothing(store, actors):
    with store.writing() as session:
        session.get(schema.AccountRow, "amina").disabled_at = day(1)
    assert recruiter.reminders(store, actors.ben, "mercy", now=day(20)).empty


def test_a_person_reads_that_they_wait_until_they_hear(store, actors):
    move(store, actors, "reviewing", 1, 2)
    (mine,) = professional.my_interests(store, actors.amina, now=day(6))
    assert mine.days_waiting == 6
    ask(store, actors, 6)
    (mine,) = professional.my_interests(store, actors.amina, now=day(8))
    assert mine.days_waiting is None
