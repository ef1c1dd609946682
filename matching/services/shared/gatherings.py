"""Events to go to: as they are read from the store, and the cells of a form, checked."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching import columns as c
from matching.errors import Problem, did_you_mean
from matching.gatherings.entries import FIRST_YEAR, LAST_YEAR, MOST_DAYS, day_of, text_in
from matching.gatherings.gathering import (
    Gathering,
    GatheringSession,
    days,
    has_clock,
    is_whole_days,
    midnight,
    zone_names,
)
from matching.reference import cells
from matching.reference.cells import Check, Faults
from matching.reference.column_checks import ARTICLES_FILE, ORGANIZATIONS_FILE
from matching.reference.csv_rows import Row
from matching.reference.reading import checked_cells
from matching.services.shared.errors import GatheringError
from matching.services.shared.role_cells import shipped_checks, taken_cells, text_of_cell
from matching.store.schema import GatheringRow, GatheringSessionRow, OrganizationRow
from matching.store.words import GATHERING_FORMS

STARTS, ENDS, TIME_ZONE, FORM, CANCELLED = "starts", "ends", "time_zone", "form", "cancelled"
PLACE, ORGANIZER, SPEAKERS, ROOM, COUNTRY = "place", "organizer", "speakers", "room", "country"
TOPICS: Final = (c.PROFESSIONS, c.SPECIALTIES, c.FOCUS_AREAS, c.COUNTRIES, c.OBSTACLES)
EVENT_CELLS: Final = (
    c.TITLE, FORM, STARTS, ENDS, TIME_ZONE, PLACE, COUNTRY, ORGANIZER, c.ORG_ID, c.URL, c.SUMMARY,
    *TOPICS,
)  # fmt: skip
SESSION_CELLS: Final = (
    c.TITLE, STARTS, ENDS, ROOM, SPEAKERS, CANCELLED, c.SUMMARY, *TOPICS,
)  # fmt: skip
NEVER_EMPTY: Final = {
    EVENT_CELLS: (c.TITLE, FORM, STARTS, TIME_ZONE),
    SESSION_CELLS: (c.TITLE, STARTS),
}
_TIME: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]([0-9]{1,2}:[0-9]{2}))?")
_Fault = tuple[str, str, str]  # column, found, expected
Meant = Mapping[tuple[str, str], datetime]
"""The moments that texts of cells are known to mean, by cell and text.

Clocks that are put back show an hour twice: a text alone means the first time.
"""


# ---- reading --------------------------------------------------------------------------------


def read_gatherings(session: Session, *which: Any, with_sessions: bool = False) -> list[Gathering]:
    """Read events, the first to begin first.

    Parameters
    ----------
    which
        Conditions that all must meet.
    """
    order = (GatheringRow.starts_at, GatheringRow.title, GatheringRow.gathering_id)
    rows = session.scalars(select(GatheringRow).where(*which).order_by(*order)).all()
    own: dict[str, list[GatheringSessionRow]] = {row.gathering_id: [] for row in rows}
    if with_sessions:
        found = select(GatheringSessionRow).where(GatheringSessionRow.gathering_id.in_(own))
        for one in session.scalars(found):
            own[one.gathering_id].append(one)
    return [gathering_of(row, own[row.gathering_id]) for row in rows]


def gathering_of(row: GatheringRow, sessions: Sequence[GatheringSessionRow] = ()) -> Gathering:
    """Give an event as a value."""
    values = {
        field.name: getattr(row, field.name)
        for field in dataclasses.fields(Gathering)
        if field.name != "sessions"
    }
    ordered = sorted(sessions, key=lambda one: (one.starts_at, one.room, one.title, one.session_id))
    return Gathering(**values, sessions=tuple(map(session_of, ordered)))


def session_of(row: GatheringSessionRow) -> GatheringSession:
    """Give a session as a value."""
    return GatheringSession(
        **{field.name: getattr(row, field.name) for field in dataclasses.fields(GatheringSession)}
    )


# ---- cells ----------------------------------------------------------------------------------


def event_cells(row: GatheringRow) -> dict[str, str]:
    """Write an event as the texts of a form; its times as the clocks of its zone show them."""
    times = _times_in_cells(row, row.time_zone)
    return {name: times.get(name) or _text(row, name) for name in EVENT_CELLS}


def session_cells(row: GatheringSessionRow, zone: str) -> dict[str, str]:
    """Write a session as the texts of a form."""
    told = _times_in_cells(row, zone) | {CANCELLED: "yes" if row.cancelled_at else "no"}
    return {name: told.get(name) or _text(row, name) for name in SESSION_CELLS}


def checked_event(
    session: Session,
    texts: Mapping[str, str],
    row: GatheringRow | None = None,
    meant: Meant | None = None,
) -> dict[str, Any]:
    """Check the cells of an event and give the values of its row.

    Parameters
    ----------
    row : GatheringRow or None
        The event as it is: what is written of its times as before means what it meant.
    meant : mapping or None
        More texts of which the moment is known.

    Raises
    ------
    GatheringError
        Its `problems` name each faulty cell.
    """
    values, faults = _checked(texts, EVENT_CELLS)
    org_id = values.get(c.ORG_ID)
    if org_id and session.get(OrganizationRow, org_id) is None:
        faults.append((c.ORG_ID, org_id, "the id of an organization, or nothing"))
    if not faults:
        zone = values[TIME_ZONE]
        before = _meant(row, row.time_zone, zone) if row else {}
        faults += _put_times(values, zone, {**before, **(meant or {})})
    return _good({**values, c.ORG_ID: org_id or None}, faults)


def checked_session(
    texts: Mapping[str, str],
    zone: str,
    now: datetime,
    row: GatheringSessionRow | None = None,
    meant: Meant | None = None,
) -> dict[str, Any]:
    """Check the cells of a session and give the values of its row.

    Parameters
    ----------
    row, meant
        As of `checked_event`.

    Raises
    ------
    GatheringError
        Its `problems` name each faulty cell.
    """
    values, faults = _checked(texts, SESSION_CELLS)
    if not faults:
        before = _meant(row, zone, zone) if row else {}
        faults += _put_times(values, zone, {**before, **(meant or {})})
    is_cancelled = values.pop(CANCELLED, "") == "yes"
    return _good({**values, "cancelled_at": now if is_cancelled else None}, faults)


def moved(starts: datetime, ends: datetime, before: str, after: str) -> tuple[datetime, datetime]:
    """Give beginning and end for clocks of another zone to show the same.

    Where they never show it, it is an hour later; where it would end before it begins, it lasts
    as long as before.

    Examples
    --------
    >>> nine = datetime(2027, 5, 12, 9, tzinfo=UTC)
    >>> [at.isoformat() for at in moved(nine, nine, "UTC", "Africa/Nairobi")]
    ['2027-05-12T06:00:00+00:00', '2027-05-12T06:00:00+00:00']
    """
    if before == after:
        return starts, ends
    first, last = (
        at.astimezone(ZoneInfo(before)).replace(tzinfo=ZoneInfo(after)).astimezone(UTC)
        for at in (starts, ends)
    )
    return first, last if last >= first else first + (ends - starts)


def _text(row: GatheringRow | GatheringSessionRow, name: str) -> str:
    return text_of_cell(getattr(row, name, ""))


def _times_in_cells(row: GatheringRow | GatheringSessionRow, zone: str) -> dict[str, str]:
    if is_whole_days(row.starts_at, row.ends_at, zone):
        first, last = days(row.starts_at, row.ends_at, zone)
        return {STARTS: first.isoformat(), ENDS: last.isoformat()}
    return {STARTS: text_in(row.starts_at, zone), ENDS: text_in(row.ends_at, zone)}


def _checked(
    texts: Mapping[str, str], names: tuple[str, ...]
) -> tuple[dict[str, Any], list[_Fault]]:
    unknown = [
        (name, texts[name], f"one of {', '.join(names)}{did_you_mean(name, names)}")
        for name in texts
        if name not in names
    ]
    taken, faults = taken_cells({name: str(texts.get(name, "")) for name in names})
    if unknown or faults:
        return {}, [*unknown, *faults]
    return checked_cells(Row(0, taken), _checks(), NEVER_EMPTY[names])


def _checks() -> dict[str, Check]:
    of_articles = shipped_checks()[ARTICLES_FILE]
    return {
        **{name: of_articles[name] for name in (*TOPICS, c.URL)},
        COUNTRY: shipped_checks()[ORGANIZATIONS_FILE][c.HQ_COUNTRY],
        FORM: cells.id_of("form", GATHERING_FORMS),
        TIME_ZONE: _zone,
        CANCELLED: cells.yes_no,
    }


def _zone(text: str) -> tuple[str, Faults]:
    if text in zone_names() or not text:
        return text, []
    hint = did_you_mean(text, zone_names())
    return text, [(text, f"the name of a time zone, such as Africa/Nairobi{hint}")]


def _meant(row: GatheringRow | GatheringSessionRow, before: str, after: str) -> Meant:
    """What the times of a row mean, as they are written, where its zone becomes another one."""
    texts = _times_in_cells(row, before)
    first, last = moved(row.starts_at, row.ends_at, before, after)
    return {(STARTS, texts[STARTS]): first, (ENDS, texts[ENDS]): last}


def _put_times(values: dict[str, Any], zone: str, meant: Meant) -> list[_Fault]:
    """Put moments for the cells of beginning and end, or say what is wrong with them."""
    texts = {name: values.pop(name) for name in (STARTS, ENDS)}
    texts[ENDS] = texts[ENDS] or texts[STARTS]
    found: dict[str, date | datetime] = {}
    for name, text in texts.items():
        at = _at(text)
        if at is None:
            return [(name, text, "a day such as 2027-05-12, or with its hour: 2027-05-12 09:00")]
        found[name] = at
    starts, ends = found[STARTS], found[ENDS]
    if isinstance(starts, datetime) != isinstance(ends, datetime):
        return [(ENDS, texts[ENDS], "an hour where the beginning has one, and else none")]
    for name, at in found.items():
        is_known = (name, texts[name]) in meant
        if isinstance(at, datetime) and not is_known and not has_clock(at, zone):
            return [(name, texts[name], f"an hour that clocks of {zone} show: not one they skip")]
    if isinstance(starts, datetime) and isinstance(ends, datetime):
        first = meant.get((STARTS, texts[STARTS])) or _moment(starts, zone)
        last = meant.get((ENDS, texts[ENDS])) or _moment(ends, zone)
        if last < first:
            last = _moment(ends.replace(fold=1), zone)  # an hour that clocks show twice
        lasts = ends - starts
    else:
        after = day_of(ends) + timedelta(days=1)
        lasts = after - day_of(starts)
        first, last = midnight(day_of(starts), zone), midnight(after, zone)
    if last < first or (last == first and not isinstance(ends, datetime)):
        return [(ENDS, texts[ENDS], f"not before the beginning, {texts[STARTS]}")]
    if lasts > timedelta(days=MOST_DAYS):
        return [(ENDS, texts[ENDS], f"at most {MOST_DAYS} days after {texts[STARTS]}")]
    values |= {"starts_at": first, "ends_at": last}
    return []


def _at(text: str) -> date | datetime | None:
    found = _TIME.fullmatch(text)
    if not found or not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        return None
    day, hour = found.groups()
    try:
        if hour is None:
            return date.fromisoformat(day)
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(hour.zfill(5)))
    except ValueError:
        return None


def _moment(at: datetime, zone: str) -> datetime:
    return at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _good(values: dict[str, Any], faults: list[_Fault]) -> dict[str, Any]:
    if faults:
        raise GatheringError([Problem("", None, *fault) for fault in faults])
    return values
