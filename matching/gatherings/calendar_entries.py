"""What stands in a calendar (.ics, RFC 5545) that we give away: it blocks nobody's time."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Final

import icalendar

READ_AGAIN: Final = dt.timedelta(hours=6)
"""How long a program may keep a calendar that it reads from an address."""


@dataclasses.dataclass(frozen=True)
class Entry:
    """One thing in a calendar.

    Parameters
    ----------
    id : str
        Stays the same: a calendar that takes it again changes what it has.
    ends : date, datetime or None
        The first moment, or day, after it; None where no end is known.
    changed_at, version : datetime and int
        When it was last changed, and how often.
    status : str
        `CONFIRMED`, `TENTATIVE` or `CANCELLED`.
    """

    id: str
    title: str
    starts: dt.date
    ends: dt.date | None
    changed_at: dt.datetime
    version: int
    place: str = ""
    about: str = ""
    url: str = ""
    status: str = "CONFIRMED"


def calendar_of(entries: Iterable[Entry], name: str = "", *, is_feed: bool = False) -> bytes:
    """Write a calendar.

    Parameters
    ----------
    name : str
        Of the calendar, `""` for that of one event.
    is_feed : bool
        It is read again and again from an address.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Missionmatch//Calendar//EN")
    calendar.add("version", "2.0")
    if name:
        calendar.add("x-wr-calname", name)
    if is_feed:
        calendar.add("refresh-interval", READ_AGAIN, parameters={"value": "DURATION"})
    else:
        calendar.add("method", "PUBLISH")
    for entry in entries:
        calendar.add_component(_event(entry))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{entry.id}@missionmatch")
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.version)
    event.add("dtstart", entry.starts)
    if entry.ends is not None:
        event.add("dtend", entry.ends)
    event.add("summary", entry.title)
    told = {"location": entry.place, "description": entry.about, "url": entry.url}
    for name, text in told.items():
        if text:
            event.add(name, text)
    event.add("transp", "TRANSPARENT")
    event.add("status", entry.status)
    return event
