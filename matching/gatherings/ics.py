"""Reading a calendar (.ics, RFC 5545): its events, one faulty entry spoiling no other.

Lines are taken apart by icalendar, entry by entry: so each fault has the line it is on, and rules
of time zones that a file brings along are never run.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from icalendar.parser import Contentline
from icalendar.prop import vDDDTypes
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from matching.gatherings import entries as e
from matching.gatherings.entries import Entry, Fault, FileOfEvents, Found, Moment
from matching.gatherings.errors import EntryError, EventFileError
from matching.gatherings.gathering import has_clock, zone_names

TELLING = frozenset(
    "UID SUMMARY DESCRIPTION LOCATION URL ORGANIZER DTSTART DTEND DURATION STATUS RRULE RDATE"
    " RECURRENCE-ID".split()
)
"""The lines of an event that are read."""
ONLINE = re.compile(
    r"https?://|\b(?:online|virtual|webinar|zoom|teams|livestream)\b", re.IGNORECASE
)
OF_UTC = frozenset(("UTC", "Etc/UTC", "GMT", "Etc/GMT", "Z"))
"""Names that say nothing of where an event is."""
DEEPEST = 20
"""Levels of BEGIN within BEGIN; a calendar has three."""
_LINE_END = re.compile("\r\n?")
_BEGIN = re.compile(r"^BEGIN:VEVENT[ \t]*$", re.MULTILINE | re.IGNORECASE)


@dataclass
class _Line:
    """A line of the file, unfolded, with its number."""

    number: int
    text: str


@dataclass
class _Block:
    """The lines of one event."""

    number: int
    lines: list[_Line] = field(default_factory=list)


@dataclass(frozen=True)
class _Said:
    """The value of a line, its parameters, and where it stands."""

    value: str
    params: Any
    number: int


def read_ics(content: bytes) -> FileOfEvents:
    """Read the events of a calendar.

    Parameters
    ----------
    content : bytes
        At most 1 MB and `MOST_ENTRIES` events, in UTF-8, UTF-16 with its mark, or Windows-1252.

    Returns
    -------
    FileOfEvents
        Of an event that repeats, the first time alone, which a note says.

    Raises
    ------
    EventFileError
        It is too large, no calendar, or has no events.
    """
    e.check_size(content)
    text, notes = e.decoded(content)
    text = _LINE_END.sub("\n", text)
    if "BEGIN:VCALENDAR" not in text[:2_000].upper():
        raise EventFileError("This is no calendar: it does not begin with BEGIN:VCALENDAR.")
    number = len(_BEGIN.findall(text))
    e.check_number(number)
    if not number:
        raise EventFileError("This calendar has no events (no BEGIN:VEVENT).")
    found = Found(notes=list(notes))
    head: dict[str, str] = {}
    blocks: list[_Block] = []
    for part in _parts(text):
        if isinstance(part, _Block):
            blocks.append(part)
        else:
            name, _, value = part.text.partition(":")
            head.setdefault(name.partition(";")[0].upper(), value.strip())
    zone = _known_zone(head.get("X-WR-TIMEZONE", ""))
    for block in blocks:
        try:
            entry = _entry(block, zone)
        except EntryError as error:
            found.faults.append(Fault(error.place, error.found, error.expected))
        else:
            if entry is not None:
                found.add(entry)
    if len(blocks) < number:
        found.faults.append(Fault("the end", "an event that does not end", "END:VEVENT"))
    name = e.cut(_unescaped(head.get("X-WR-CALNAME", "")), e.LONGEST_TITLE)
    return FileOfEvents(
        tuple(found.entries), tuple(found.faults), tuple(found.notes), name=name, zone=zone
    )


def _lines(text: str) -> Iterator[_Line]:
    """Unfold: a line that begins with a blank goes on the one before."""
    numbers_and_parts: tuple[int, list[str]] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] in (" ", "\t") and numbers_and_parts:
            numbers_and_parts[1].append(line[1:])
            continue
        if numbers_and_parts:
            yield _Line(numbers_and_parts[0], "".join(numbers_and_parts[1]))
        numbers_and_parts = (number, [line]) if line.strip() else None
    if numbers_and_parts:
        yield _Line(numbers_and_parts[0], "".join(numbers_and_parts[1]))


def _parts(text: str) -> Iterator[_Block | _Line]:
    """Give the lines of the calendar itself, and its events without their alarms."""
    within: list[str] = []
    block: _Block | None = None
    for line in _lines(text):
        name, _, value = line.text.partition(":")
        kind = value.strip().upper()
        if name.upper() == "BEGIN":
            within.append(kind)
            if len(within) > DEEPEST:
                raise EventFileError(
                    f"line {line.number}: this calendar is nested deeper than {DEEPEST} levels."
                )
            if kind == "VEVENT":
                block = _Block(line.number)
        elif name.upper() == "END":
            if kind in within:
                del within[_last(within, kind) :]
            if kind == "VEVENT" and block is not None:
                yield block
                block = None
        elif within[-1:] == ["VEVENT"] and block is not None:
            block.lines.append(line)
        elif within == ["VCALENDAR"]:
            yield line


def _last(within: list[str], kind: str) -> int:
    return len(within) - 1 - within[::-1].index(kind)


def _entry(block: _Block, zone_of_file: str) -> Entry | None:
    """Read one event; None for a changed repetition of another one."""
    said = _said(block)
    place = f"line {block.number}"
    if "RECURRENCE-ID" in said:
        return None
    title = " ".join(_value(said, "SUMMARY").split())
    if not title:
        raise EntryError(place, "no title", "a SUMMARY")
    if "DTSTART" not in said:
        raise EntryError(place, f"no beginning of “{e.cut(title, 60)}”", "a DTSTART")
    starts, zone = _moment(said["DTSTART"], zone_of_file)
    ends = _end(said, starts, zone_of_file)
    location = " ".join(_value(said, "LOCATION").split())
    url = _value(said, "URL").strip()
    summary = _value(said, "DESCRIPTION").strip()
    return Entry(
        place=place,
        uid=e.cut(_value(said, "UID").strip() or f"{title}|{starts}", e.LONGEST_UID),
        title=e.cut(title, e.LONGEST_TITLE),
        starts=starts,
        ends=ends,
        zone=zone,
        summary=e.cut(summary, e.LONGEST_SUMMARY),
        url=url,
        organizer=e.cut(_organizer(said.get("ORGANIZER")), e.LONGEST_OTHER),
        location=e.cut(location, e.LONGEST_OTHER),
        form="online" if location and ONLINE.search(location) else "",
        cancelled=_value(said, "STATUS").strip().upper() == "CANCELLED",
        notes=tuple(_notes(said, title, summary)),
    )


def _notes(said: dict[str, _Said], title: str, summary: str) -> Iterator[str]:
    if {"RRULE", "RDATE"} & set(said):
        yield "It repeats in the file; only its first time is taken."
    if len(title) > e.LONGEST_TITLE or len(summary) > e.LONGEST_SUMMARY:
        yield "Its text is too long, and is cut."


def _said(block: _Block) -> dict[str, _Said]:
    """Take the lines of an event apart; of a name that comes twice the first counts."""
    found: dict[str, _Said] = {}
    for line in block.lines:
        if re.split("[:;]", line.text, maxsplit=1)[0].strip().upper() not in TELLING:
            continue
        try:
            name, params, value = _taken_apart(line.text)
        except ValueError as error:
            found_here = f"“{e.cut(line.text, 60)}”"
            raise EntryError(
                f"line {line.number}", found_here, "NAME:value, as in a calendar"
            ) from error
        found.setdefault(name.upper(), _Said(value, params, line.number))
    return found


def _value(said: dict[str, _Said], name: str) -> str:
    return said[name].value if name in said else ""


def _moment(said: _Said, zone_of_file: str) -> tuple[Moment, str]:
    """Read a moment, and the zone that its line names."""
    place = f"line {said.number}"
    try:
        at = _moment_or_length(said.value)
    except (ValueError, OverflowError):
        at = None
    if not isinstance(at, dt.date):  # a datetime is a date too
        expected = "a moment such as 20270512T090000Z, or a day such as 20270512"
        raise EntryError(place, f"“{e.cut(said.value, 60)}”", expected)
    if not e.FIRST_YEAR <= at.year <= e.LAST_YEAR:
        years = f"a year from {e.FIRST_YEAR} to {e.LAST_YEAR}"
        raise EntryError(place, str(at.year), years)
    if not isinstance(at, dt.datetime) or at.tzinfo is not None:
        return at, zone_of_file
    tzid = str(said.params.get("TZID", ""))
    if tzid.strip("/") in OF_UTC:
        return at.replace(tzinfo=dt.UTC), zone_of_file
    zone = _known_zone(tzid)
    if tzid and not zone:
        known = "the name of a time zone, such as Africa/Nairobi"
        raise EntryError(place, f"the zone “{e.cut(tzid, 60)}”", known)
    zone = zone or zone_of_file
    if zone and not has_clock(at, zone):
        found = f"{at:%Y-%m-%d %H:%M}, when clocks of {zone} are put forward"
        raise EntryError(place, found, "an hour that clocks show")
    return (at.replace(tzinfo=ZoneInfo(zone)) if zone else at), zone


def _end(said: dict[str, _Said], starts: Moment, zone_of_file: str) -> Moment:
    """Read when it ends: DTEND, DURATION, or else a day for a day and no time for a moment."""
    if "DTEND" in said:
        ends, _ = _moment(said["DTEND"], zone_of_file)
        place = f"line {said['DTEND'].number}"
    elif "DURATION" in said:
        place = f"line {said['DURATION'].number}"
        ends = _after(starts, said["DURATION"], place)
    else:
        return starts
    is_day = not isinstance(ends, dt.datetime)
    if is_day != (not isinstance(starts, dt.datetime)):
        raise EntryError(place, "a day and a moment", "two days, or two moments")
    if is_day and ends > starts:
        ends -= dt.timedelta(days=1)  # RFC 5545 names the first day after
    e.check_order(place, starts, ends)
    return ends


def _after(starts: Moment, said: _Said, place: str) -> Moment:
    """Add a length: days as the calendar counts them, hours as they pass (RFC 5545, 3.3.6)."""
    try:
        length = _moment_or_length(said.value)
        if isinstance(length, dt.timedelta):
            if not isinstance(starts, dt.datetime) or starts.tzinfo is None:
                return starts + length
            in_days = said.value.strip().upper().partition("T")[0]
            whole = _moment_or_length(in_days) if in_days[-1:] in ("D", "W") else dt.timedelta()
            assert isinstance(whole, dt.timedelta)
            after = (starts + whole).astimezone(dt.UTC) + (length - whole)
            return after.astimezone(starts.tzinfo)
    except (ValueError, OverflowError):
        pass
    raise EntryError(place, f"“{e.cut(said.value, 60)}”", "a length such as PT1H30M")


def _organizer(said: _Said | None) -> str:
    """The name of who organizes it; never a mail address."""
    return "" if said is None else " ".join(str(said.params.get("CN", "")).split())


def _known_zone(name: str) -> str:
    """The IANA name of a zone; `""` of UTC, which says nothing of a place, and of what is unknown.

    Examples
    --------
    >>> [_known_zone(name) for name in ("/x.org/Europe/Berlin", "E. Africa Standard Time", "Mars")]
    ['Europe/Berlin', 'Africa/Nairobi', '']
    """
    name = name.strip().strip("/")
    tries = (name, WINDOWS_TO_OLSON.get(name, ""), "/".join(name.split("/")[-2:]))
    return next((one for one in tries if one in zone_names() - OF_UTC), "")


def _unescaped(text: str) -> str:
    return _taken_apart(f"X:{text}")[2] if text else ""


def _taken_apart(line: str) -> tuple[str, Any, str]:
    """Name, parameters and value of a line; a ValueError where it is none."""
    name, params, value = Contentline(line).parts()  # type: ignore[no-untyped-call]
    return str(name), params, str(value)


def _moment_or_length(text: str) -> object:
    return vDDDTypes.from_ical(text.strip())  # type: ignore[no-untyped-call]
