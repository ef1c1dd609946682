"""An event and its sessions as values, and their times in words.

Whole days begin at midnight of the event's zone and end at midnight after the last of them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from matching.phrases import day_in_words

MIDNIGHT = dt.time()
_NOTHING = dt.timedelta()


@dataclass(frozen=True, kw_only=True)
class _About:
    """What an event and a session have in common; lists are ids of the vocabulary."""

    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    summary: str = ""
    professions: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()
    focus_areas: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()
    topics_read: bool = False
    uid: str = ""
    cancelled_at: dt.datetime | None = None


@dataclass(frozen=True, kw_only=True)
class GatheringSession(_About):
    """A talk, workshop or meeting of an event."""

    session_id: str
    speakers: str = ""
    room: str = ""


@dataclass(frozen=True, kw_only=True)
class Gathering(_About):
    """An event, with its sessions in the order of time."""

    gathering_id: str
    form: str
    time_zone: str
    edited_at: dt.datetime
    version: int
    url: str = ""
    organizer: str = ""
    org_id: str | None = None
    place: str = ""
    country: str = ""
    is_fictional: bool = False
    shown_at: dt.datetime | None = None
    sessions: tuple[GatheringSession, ...] = ()

    def is_over(self, now: dt.datetime) -> bool:
        """Whether it lies in the past."""
        return self.ends_at <= now if self.ends_at > self.starts_at else self.starts_at < now


@lru_cache
def zone_names() -> frozenset[str]:
    """Names of the time zones that are known here."""
    return frozenset(available_timezones() - {"localtime", "Factory"})


def midnight(day: dt.date, zone: str) -> dt.datetime:
    """The first moment of a day; where clocks are put forward at midnight, that is 01:00.

    Examples
    --------
    >>> midnight(dt.date(2027, 4, 30), "Africa/Cairo").isoformat()
    '2027-04-29T22:00:00+00:00'
    """
    return dt.datetime.combine(day, MIDNIGHT, ZoneInfo(zone)).astimezone(dt.UTC)


def has_clock(at: dt.datetime, zone: str) -> bool:
    """Whether clocks of a zone ever show a time; it is not so when they are put forward.

    Examples
    --------
    >>> at = dt.datetime(2027, 3, 28, 2, 30)
    >>> has_clock(at, "Europe/Berlin"), has_clock(at, "Africa/Nairobi")
    (False, True)
    """
    shown = at_in(at.replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC), zone)
    return shown.replace(tzinfo=None) == at.replace(tzinfo=None)


def is_whole_days(starts: dt.datetime, ends: dt.datetime, zone: str) -> bool:
    """Whether it lasts from one midnight of its zone to another.

    Examples
    --------
    >>> at = dt.datetime(2027, 5, 11, 21, tzinfo=dt.UTC)
    >>> is_whole_days(at, at + dt.timedelta(days=3), "Africa/Nairobi")
    True
    """
    return ends > starts and all(
        at == midnight(at_in(at, zone).date(), zone) for at in (starts, ends)
    )


def days(starts: dt.datetime, ends: dt.datetime, zone: str) -> tuple[dt.date, dt.date]:
    """The first and the last day in its zone."""
    last = ends - dt.timedelta(microseconds=1) if ends > starts else ends
    return at_in(starts, zone).date(), at_in(last, zone).date()


def when_in_words(starts: dt.datetime, ends: dt.datetime, zone: str) -> str:
    """Days and, where it has some, hours, as they are told in a zone.

    Examples
    --------
    >>> at = dt.datetime(2027, 5, 12, 6, tzinfo=dt.UTC)
    >>> when_in_words(at, at + dt.timedelta(hours=2), "Africa/Nairobi")
    '12 May 2027, 09:00 to 11:00'
    >>> when_in_words(at, at + dt.timedelta(days=2), "UTC")
    '12 May 2027, 06:00 to 14 May 2027, 06:00'
    """
    first, last = days(starts, ends, zone)
    if is_whole_days(starts, ends, zone):
        return _days_in_words(first, last)
    if first == last:
        return f"{day_in_words(first)}, {hours_in_words(starts, ends, zone)}"
    return " to ".join(
        f"{day_in_words(at)}, {at:%H:%M}" for at in (at_in(starts, zone), at_in(ends, zone))
    )


def days_in_words(starts: dt.datetime, ends: dt.datetime, zone: str) -> str:
    """The days alone.

    Examples
    --------
    >>> at = dt.datetime(2027, 5, 30, tzinfo=dt.UTC)
    >>> [days_in_words(at, at + dt.timedelta(days=n), "UTC") for n in (1, 2, 4, 300)]
    ['30 May 2027', '30 to 31 May 2027', '30 May to 2 June 2027', '30 May 2027 to 24 March 2028']
    """
    return _days_in_words(*days(starts, ends, zone))


def hours_in_words(starts: dt.datetime, ends: dt.datetime, zone: str) -> str:
    """The hours of something that lasts less than a day; `all day` for a whole one."""
    if is_whole_days(starts, ends, zone):
        return "all day"
    first, last = at_in(starts, zone), at_in(ends, zone)
    return f"{first:%H:%M}" if starts == ends else f"{first:%H:%M} to {last:%H:%M}"


def zone_in_words(zone: str) -> str:
    """A zone as people say it.

    Examples
    --------
    >>> zone_in_words("America/New_York"), zone_in_words("UTC"), zone_in_words("Etc/GMT+3")
    ('New York time', 'UTC', 'GMT+3')
    """
    name = zone.rpartition("/")[2].replace("_", " ")
    return name if "/" not in zone or zone.startswith("Etc/") else f"{name} time"


def offset_in_words(zone: str, other: str, at: dt.datetime) -> str:
    """How clocks of another zone differ at a moment; `""` where they show the same.

    Examples
    --------
    >>> at = dt.datetime(2027, 5, 12, 6, tzinfo=dt.UTC)
    >>> [offset_in_words("Africa/Nairobi", zone, at) for zone in ("UTC", "Asia/Kolkata")]
    ['3 hours less', '2.5 hours more']
    """
    here, there = (at_in(at, one).utcoffset() or _NOTHING for one in (zone, other))
    hours = (there - here) / dt.timedelta(hours=1)
    if not hours:
        return ""
    said = "1 hour" if abs(hours) == 1 else f"{abs(hours):g} hours"
    return f"{said} {'more' if hours > 0 else 'less'}"


def _days_in_words(first: dt.date, last: dt.date) -> str:
    said = day_in_words(last)
    if first == last:
        return said
    if first.year != last.year:
        return f"{day_in_words(first)} to {said}"
    month = "" if first.month == last.month else f" {first:%B}"
    return f"{first.day}{month} to {said}"


def at_in(at: dt.datetime, zone: str) -> dt.datetime:
    """A moment as clocks of a zone show it."""
    return at.astimezone(ZoneInfo(zone))
