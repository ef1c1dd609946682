"""An event, or one of its sessions, as a calendar (.ics) to take along."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from matching.gatherings.calendar_entries import Entry, calendar_of
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
    one, zone = session or gathering, gathering.time_zone
    where = (session.room if session else "", gathering.place)
    speakers = session.speakers if session else ""
    fictional = "Fictional: it does not take place." if gathering.is_fictional else ""
    told = (fictional, one.summary, speakers and f"With {speakers}", address)
    is_cancelled = gathering.cancelled_at or one.cancelled_at
    entry = Entry(
        id=session.session_id if session else gathering.gathering_id,
        title=f"{session.title} ({gathering.title})" if session else gathering.title,
        starts=_moment(one.starts_at, one, zone),
        # An end that is the beginning is none (RFC 5545, 3.6.1).
        ends=_moment(one.ends_at, one, zone) if one.ends_at > one.starts_at else None,
        changed_at=gathering.edited_at,
        version=gathering.version,
        place=", ".join(part for part in where if part),
        about="\n\n".join(part for part in told if part),
        url=gathering.url,
        status="CANCELLED" if is_cancelled else "CONFIRMED",
    )
    return calendar_of([entry])


def _moment(at: dt.datetime, one: Gathering | GatheringSession, zone: str) -> dt.datetime | dt.date:
    """A moment in the zone of the event, or a day where it lasts whole days.

    An hour that clocks show twice is told in UTC the second time: its text would mean the first.
    """
    local = at.astimezone(ZoneInfo(zone))
    if is_whole_days(one.starts_at, one.ends_at, zone):
        first, last = days(one.starts_at, one.ends_at, zone)
        return first if at == one.starts_at else last + dt.timedelta(days=1)
    return at.astimezone(dt.UTC) if local.fold else local
