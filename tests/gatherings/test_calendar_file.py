"""What somebody's calendar is given."""

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar

from matching.gatherings.calendar_file import gathering_ics
from matching.gatherings.files import read_events
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
