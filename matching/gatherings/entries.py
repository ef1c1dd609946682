"""What a file of events tells, before anything is made of it; and what it may hold at most."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from matching.gatherings.errors import EntryError, EventFileError

LARGEST_FILE = 1_000_000  # bytes
MOST_ENTRIES = 1_000
MOST_SESSIONS = 300
"""Of one event."""
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_OTHER = 300, 4_000, 300
"""Characters that are kept of a text of a file; what is longer is cut, which is said."""
LONGEST_UID = 300
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_DAYS = 366
"""That an event lasts."""

Moment = dt.datetime | dt.date
"""A moment, one without a zone, or a day."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with an entry that was left out, or with a part of it.

    Parameters
    ----------
    place : str
        Where, such as `line 12`.
    """

    place: str
    found: str
    expected: str

    def __str__(self) -> str:
        """Give it in one line."""
        return f"{self.place}: found {self.found}, expected {self.expected}"


@dataclass(frozen=True)
class Entry:
    """An event, or a session, as a file tells it.

    Parameters
    ----------
    starts, ends : datetime or date
        A day that ends it is the last one, not the one after.
    zone : str
        IANA name; `""` where the file names none, or only UTC.
    notes : tuple of str
        What of it is not taken over.
    """

    place: str
    uid: str
    title: str
    starts: Moment
    ends: Moment
    zone: str = ""
    summary: str = ""
    url: str = ""
    organizer: str = ""
    location: str = ""
    country: str = ""
    form: str = ""
    speakers: str = ""
    cancelled: bool = False
    notes: tuple[str, ...] = ()
    sessions: tuple[Entry, ...] = ()

    @property
    def lacks_zone(self) -> bool:
        """Whether it has hours, its own or those of sessions, and names no zone for them."""
        has_hours = not self.zone and isinstance(self.starts, dt.datetime)
        return has_hours or any(one.lacks_zone for one in self.sessions)


@dataclass(frozen=True)
class FileOfEvents:
    """What a file tells.

    Parameters
    ----------
    name : str
        What the calendar calls itself.
    zone : str
        The zone that it names for all; `""` where it names none.
    notes : tuple of str
        What is to be known of the whole file.
    """

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    name: str = ""
    zone: str = ""

    @property
    def lacks_zone(self) -> bool:
        """Whether it names no zone, or not for all hours."""
        return not self.main_zone or any(one.lacks_zone for one in self.entries)

    @property
    def main_zone(self) -> str:
        """The zone that it names for all, or else most often; `""` where it names none."""
        named = Counter(entry.zone for entry in self.entries if entry.zone)
        return self.zone or (named.most_common(1) or [("", 0)])[0][0]


@dataclass
class Found:
    """Entries and faults while a file is read; each uid counts once."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _uids: dict[str, str] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Take an entry, unless one before it has its uid."""
        if earlier := self._uids.get(entry.uid):
            self.faults.append(
                Fault(entry.place, f"the id of {earlier} again", "each entry once, with its own id")
            )
            return
        self._uids[entry.uid] = entry.place
        self.entries.append(entry)


def check_size(content: bytes) -> None:
    """Refuse a file that is too large, before it is read.

    Raises
    ------
    EventFileError
        It has more than 1 MB, or nothing.
    """
    if not content:
        raise EventFileError("The file is empty. Please choose the file of an event.")
    if len(content) > LARGEST_FILE:
        raise EventFileError("The file is larger than 1 MB; please take the calendar of one event.")


def check_number(number: int) -> None:
    """Refuse a file of too many entries, before they are read.

    Raises
    ------
    EventFileError
        There are more than `MOST_ENTRIES`.
    """
    if number > MOST_ENTRIES:
        raise EventFileError(
            f"At most {MOST_ENTRIES:,} entries at once; this file has {number:,}. "
            "Please take the calendar of one event, or split the file."
        )


def check_order(place: str, starts: Moment, ends: Moment) -> None:
    """Refuse an end before the beginning, or long after it.

    Raises
    ------
    EntryError
        It is one of these.
    """
    first, last = _comparable(starts), _comparable(ends)
    if last < first:
        raise EntryError(place, "an end before the beginning", "a later one")
    if last - first > dt.timedelta(days=MOST_DAYS):
        found = f"{(last - first).days:,} days from beginning to end"
        raise EntryError(place, found, f"at most {MOST_DAYS} days")


def decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Give the text of a file, and what is to be known of how it was read.

    Raises
    ------
    EventFileError
        It is no text.
    """
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    notes: tuple[str, ...] = ()
    try:
        text = content.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        notes = ("The file is not in UTF-8: please look at letters with accents.",)
    if "\0" in text:
        raise EventFileError("This is no text. Please choose an .ics, .json or .html file.")
    return text, notes


def cut(text: str, longest: int) -> str:
    """Shorten a text of a file that is too long.

    Examples
    --------
    >>> cut("conference", 5)
    'conf…'
    """
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def text_in(at: Moment, zone: str) -> str:
    """Write a moment as a cell: a day, or a day with the hour that clocks show in a zone.

    Examples
    --------
    >>> text_in(dt.date(2027, 5, 12), "UTC")
    '2027-05-12'
    >>> text_in(dt.datetime(2027, 5, 12, 6, tzinfo=dt.UTC), "Africa/Nairobi")
    '2027-05-12 09:00'
    """
    if not isinstance(at, dt.datetime):
        return at.isoformat()
    local = at.astimezone(ZoneInfo(zone)) if at.tzinfo else at
    return local.isoformat(" ", "minutes")[:16]


def looks_like_sessions(entries: Sequence[Entry]) -> bool:
    """Guess whether entries are the sessions of one event: several that lie close together.

    So it is where all lie within ten days, and two share a day.
    """
    if len(entries) < 3 or any(entry.sessions for entry in entries):
        return False
    days = sorted(day_of(entry.starts) for entry in entries)
    return (days[-1] - days[0]).days <= 10 and len(set(days)) < len(days)


def as_one(entries: Sequence[Entry], title: str, zone: str) -> Entry:
    """Make one event of entries that are its sessions; it lasts from the first to the last day.

    A place that all of them name is that of the event, and no room of theirs.
    """
    one = entries[0]
    places = {entry.location for entry in entries}
    place = places.pop() if len(places) == 1 else ""
    forms = {entry.form for entry in entries if entry.form}
    organizers = {entry.organizer for entry in entries if entry.organizer}
    return Entry(
        place="the whole file",
        uid=f"sessions:{one.uid}"[:LONGEST_UID],
        title=title,
        starts=min(_day_in(entry.starts, zone) for entry in entries),
        ends=max(_day_in(entry.ends, zone) for entry in entries),
        zone=zone,
        location=place,
        form=forms.pop() if len(forms) == 1 else "mixed" if forms else "",
        organizer=organizers.pop() if len(organizers) == 1 else "",
        sessions=tuple(replace(entry, location="") if place else entry for entry in entries),
    )


def _comparable(at: Moment) -> dt.datetime:
    """In UTC: Python compares two moments of one zone by what its clocks show."""
    moment = at if isinstance(at, dt.datetime) else dt.datetime.combine(at, dt.time())
    return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def day_of(at: Moment) -> dt.date:
    """The day of a moment."""
    return at.date() if isinstance(at, dt.datetime) else at


def _day_in(at: Moment, zone: str) -> dt.date:
    return dt.date.fromisoformat(text_in(at, zone)[:10])
