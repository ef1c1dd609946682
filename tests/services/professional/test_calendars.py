"""A person's own calendar: what stands in it, and who reads it."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from matching.authorization import NotAllowedError
from matching.catalog import Catalog
from matching.reference.shipped import shipped_adjacency
from matching.services import professional
from matching.services.shared.calendar_owner import whose_calendar
from matching.services.shared.errors import TooOftenError
from matching.store import schema
from matching.store.reference_rows import read_reference_from
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store.rows import NOW

TALK = datetime(2027, 2, 3, 15, tzinfo=UTC)


@pytest.fixture
def busy(store):
    """Amina was accepted by Mercy for a trip with a vague end, and has saved a nurse's role."""
    with store.writing() as session:
        trip = session.get(schema.RoleRow, ROLE)
        trip.start_date, trip.end_date, trip.title = "2027-01-05", "2027-03", "Surgeon, " + "é" * 90
        saved = session.get(schema.RoleRow, OTHER_ROLE)
        saved.start_date = saved.end_date = "2027-06-01"
        agreed = {"introduction": "agreed", "introduction_asked_at": NOW}
        session.add(
            schema.CandidacyRow(
                role_id=ROLE, account_id="amina", stage="accepted", stage_since=NOW,
                introduction_answered_at=NOW, **agreed,
            )
        )  # fmt: skip
        session.add(
            schema.ShortlistRow(account_id="amina", role_id=OTHER_ROLE, note="ask", added_at=NOW)
        )
        session.add(
            schema.CandidatePlanRow(
                role_id=ROLE, account_id="amina", starts_on=date(2027, 1, 10), version=1
            )
        )
        session.add(
            schema.InterviewRow(
                role_id=ROLE, account_id="amina", at=TALK, time_zone="Africa/Nairobi",
                place="Room 1; by the door", changed_at=NOW, version=1,
            )
        )  # fmt: skip
        papers = {"papers-1": "Passport", "papers-2": "Diploma"}
        for place, (id_, name) in enumerate(papers.items()):
            session.add(
                schema.PaperRow(paper_id=id_, role_id=ROLE, place=place, name=name, days_before=30)
            )
        session.flush()
        session.add(
            schema.ReceivedPaperRow(
                paper_id="papers-2", account_id="amina", received_on=date(2026, 11, 1)
            )
        )
    return store


def read(store, secret):
    catalog = Catalog.from_reference(read_reference_from(store), shipped_adjacency())
    return professional.read_calendar(store, whose_calendar(store, secret), catalog, now=NOW)


def entries(content):
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return {str(event["uid"]).removesuffix("@missionmatch"): event for event in events}


def test_trips_talks_deadlines_and_saved_roles_stand_in_it(busy, actors):
    content = read(busy, professional.make_calendar(busy, actors.amina, now=NOW))
    found = entries(content)
    assert set(found) == {ROLE, OTHER_ROLE, f"interview-{ROLE}", "paper-papers-1"}
    assert {str(event["transp"]) for event in found.values()} == {"TRANSPARENT"}
    assert all(
        event.decoded("dtstamp") == event.decoded("last-modified") for event in found.values()
    )

    trip = found[ROLE]
    assert (trip.decoded("dtstart"), trip.decoded("dtend")) == (date(2027, 1, 10), date(2027, 4, 1))
    assert "told as March 2027 only" in trip["description"]
    assert (str(trip["status"]), str(found[OTHER_ROLE]["status"])) == ("CONFIRMED", "TENTATIVE")
    talk = found[f"interview-{ROLE}"]
    assert talk.decoded("dtstart") == TALK
    assert str(talk["location"]) == "Room 1; by the door"
    due = found["paper-papers-1"]
    assert due.decoded("dtstart") == date(2026, 12, 11)
    assert str(due["summary"]) == "Due: Passport (Mercy)"
    assert max(map(len, content.split(b"\r\n"))) <= 75


def test_it_is_the_same_until_something_changes_and_then_says_so(busy, actors):
    secret = professional.make_calendar(busy, actors.amina, now=NOW)
    before = read(busy, secret)
    assert read(busy, secret) == before
    with busy.writing() as session:
        plan = session.get(schema.CandidatePlanRow, (ROLE, "amina"))
        plan.starts_on = date(2027, 1, 12)
    after = read(busy, secret)
    trips = [entries(content)[ROLE] for content in (before, after)]
    assert trips[0]["sequence"] < trips[1]["sequence"]
    assert trips[0]["uid"] == trips[1]["uid"]


def test_nobody_reads_it_by_an_old_or_another_address(busy, actors):
    first = professional.make_calendar(busy, actors.amina, now=NOW)
    second = professional.make_calendar(busy, actors.amina, now=NOW)
    assert professional.my_calendar(busy, actors.amina, now=NOW) == NOW
    assert ROLE in entries(read(busy, second))
    professional.end_calendar(busy, actors.amina, now=NOW)
    assert professional.my_calendar(busy, actors.amina, now=NOW) is None
    for secret in (first, second, ""):
        with pytest.raises(NotAllowedError):
            read(busy, secret)


def test_a_disabled_account_has_no_calendar(busy, actors):
    secret = professional.make_calendar(busy, actors.amina, now=NOW)
    with busy.writing() as session:
        session.get(schema.AccountRow, "amina").disabled_at = NOW
    with pytest.raises(NotAllowedError):
        read(busy, secret)


def test_another_persons_calendar_has_nothing_of_it(busy, actors):
    assert entries(read(busy, professional.make_calendar(busy, actors.omar, now=NOW))) == {}


def test_who_withdrew_has_neither_talk_nor_deadline(busy, actors):
    secret = professional.make_calendar(busy, actors.amina, now=NOW)
    with busy.writing() as session:
        session.get(schema.CandidacyRow, (ROLE, "amina")).stage = "withdrawn"
    assert set(entries(read(busy, secret))) == {OTHER_ROLE}


def test_addresses_are_not_made_without_end(store, actors):
    for _ in range(10):
        professional.make_calendar(store, actors.amina, now=NOW)
    with pytest.raises(TooOftenError):
        professional.make_calendar(store, actors.amina, now=NOW)
    assert professional.make_calendar(store, actors.amina, now=NOW + timedelta(days=2))


def test_export_has_the_calendar_without_its_secret(store, actors):
    secret = professional.make_calendar(store, actors.amina, now=NOW)
    (row,) = professional.export_my_data(store, actors.amina, now=NOW)["calendar_feeds"]
    assert row == {"account_id": "amina", "made_at": NOW.isoformat()}
    assert (
        professional.delete_my_account(store, actors.amina, now=NOW).deleted["calendar_feeds"] == 1
    )
    with pytest.raises(NotAllowedError):
        read(store, secret)
