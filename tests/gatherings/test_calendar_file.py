"""What somebody's calendar is given."""

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar

from matching.gatherings.calendar_file import gathering_ics
from matching.gatherings.files import read_events
from matching.gatherings.gathering import days, is_whole_days, midnight
from tests.gatherings.events import NINE, gathering, session


def written(*given, **more):
    content = gathering_ics(*given, **more)
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return event


def test_whole_event_is_days_that_block_no_time():
    event = written(gathering(place="Hall", url="https://x.example"), address="https://us.example")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        dt.date(2027, 5, 12), dt.date(2027, 5, 14),
    )  # fmt: skip
    assert (event["uid"], event["sequence"], event["transp"]) == (
        "g@missionmatch",
        3,
        "TRANSPARENT",
    )
    assert event.decoded("last-modified") == gathering().edited_at
    assert (event["location"], event["url"]) == ("Hall", "https://x.example")
    assert event["description"] == "https://us.example"


def test_session_is_told_in_the_zone_of_its_event():
    one = session("triage", room="Room 1", speakers="Jo", summary="Who comes first")
    event = written(gathering(one, place="Hall"), one)
    assert event.decoded("dtstart") == NINE.astimezone(ZoneInfo("Africa/Nairobi"))
    assert event["dtstart"].params["tzid"] == "Africa/Nairobi"
    assert (event["uid"], event["summary"]) == ("triage@missionmatch", "Triage (Days)")
    assert (event["location"], event["description"]) == (
        "Room 1, Hall", "Who comes first\n\nWith Jo",
    )  # fmt: skip


def test_cancelled_and_fictional_say_so():
    one = session("triage")
    event = written(gathering(one, cancelled_at=NINE, is_fictional=True), one)
    assert event["status"] == "CANCELLED"
    assert event["description"].startswith("Fictional")
    assert written(gathering(one), session("x", cancelled_at=NINE))["status"] == "CANCELLED"
    assert written(gathering(one), one)["status"] == "CONFIRMED"


def test_what_we_write_is_read_by_us():
    (entry,) = read_events(gathering_ics(gathering(summary="One, two;\nthree"))).entries
    assert (entry.title, entry.summary) == ("Days", "One, two;\nthree")
    assert (entry.starts, entry.ends) == (dt.date(2027, 5, 12), dt.date(2027, 5, 13))


def test_what_has_no_end_is_given_none():
    one = session("prayer", ends_at=NINE)
    assert "dtend" not in written(gathering(one), one)
    assert "dtend" in written(gathering(one))


def test_second_of_two_hours_that_clocks_show_alike_is_told_in_utc():
    second = dt.datetime(2027, 10, 31, 1, 30, tzinfo=dt.UTC)
    first = second - dt.timedelta(hours=1)
    one = session("night", starts_at=first, ends_at=second)
    event = written(gathering(one, time_zone="Europe/Berlin"), one)
    told = [event.decoded(name).astimezone(dt.UTC) for name in ("dtstart", "dtend")]
    assert told == [first, second]


def test_day_without_a_midnight_is_a_whole_day():
    for zone, day in (
        ("Africa/Cairo", dt.date(2027, 4, 30)), ("America/Santiago", dt.date(2027, 9, 5)),
        ("Asia/Beirut", dt.date(2027, 3, 28)), ("Africa/Nairobi", dt.date(2027, 5, 12)),
    ):  # fmt: skip
        for first in (day - dt.timedelta(days=1), day):
            after = first + dt.timedelta(days=1)
            span = midnight(first, zone), midnight(after, zone)
            assert is_whole_days(*span, zone)
            assert days(*span, zone) == (first, first)
            event = written(gathering(starts_at=span[0], ends_at=span[1], time_zone=zone))
            assert (event.decoded("dtstart"), event.decoded("dtend")) == (first, after)
