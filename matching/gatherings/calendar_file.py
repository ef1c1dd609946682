"""An event, or one of its sessions, as a calendar (.ics) to take along."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar

from matching.gatherings.gathering import Gathering, GatheringSession, days, is_whole_days


def gathering_ics(
    gathering: Gathering, session: GatheringSession | None = None, address: str = ""
) -> bytes:
    """Write an event, or one session of it.

    It blocks no time, and a calendar that takes it again changes what it has: the id stays.

    Parameters
    ----------
    address : str
        Of our page about it, `""` where no address is known.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Missionmatch//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    one = session or gathering
    id_ = session.session_id if session else gathering.gathering_id
    event = icalendar.Event()
    event.add("uid", f"{id_}@missionmatch")
    event.add("dtstamp", gathering.edited_at)
    event.add("last-modified", gathering.edited_at)
    event.add("sequence", gathering.version)
    event.add("dtstart", _moment(one.starts_at, one, gathering.time_zone))
    if one.ends_at > one.starts_at:  # an end that is the beginning is none (RFC 5545, 3.6.1)
        event.add("dtend", _moment(one.ends_at, one, gathering.time_zone))
    event.add("summary", f"{session.title} ({gathering.title})" if session else gathering.title)
    where = (session.room if session else "", gathering.place)
    if place := ", ".join(part for part in where if part):
        event.add("location", place)
    speakers = session.speakers if session else ""
    fictional = "Fictional: it does not take place." if gathering.is_fictional else ""
    told = (fictional, one.summary, speakers and f"With {speakers}", address)
    if description := "\n\n".join(part for part in told if part):
        event.add("description", description)
    if gathering.url:
        event.add("url", gathering.url)
    event.add("transp", "TRANSPARENT")
    is_cancelled = gathering.cancelled_at or one.cancelled_at
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _moment(at: dt.datetime, one: Gathering | GatheringSession, zone: str) -> dt.datetime | dt.date:
    """A moment in the zone of the event, or a day where it lasts whole days.

    An hour that clocks show twice is told in UTC the second time: its text would mean the first.
    """
    local = at.astimezone(ZoneInfo(zone))
    if is_whole_days(one.starts_at, one.ends_at, zone):
        first, last = days(one.starts_at, one.ends_at, zone)
        return first if at == one.starts_at else last + dt.timedelta(days=1)
    return at.astimezone(dt.UTC) if local.fold else local
