"""Events to go to, as staff enter them: drafts, what is shown, sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from matching.authorization import Actor
from matching.gatherings.entries import MOST_SESSIONS
from matching.gatherings.gathering import Gathering
from matching.services.shared.errors import RequestError
from matching.services.shared.gatherings import (
    CANCELLED,
    checked_event,
    checked_session,
    event_cells,
    gathering_of,
    moved,
    read_gatherings,
    session_cells,
)
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.database import require_version
from matching.store.schema import GatheringRow, GatheringSessionRow

NEW: Final = "new"


@dataclass(frozen=True)
class EventForm:
    """An event as staff change it.

    Parameters
    ----------
    cells : mapping of name to text
    sessions : mapping of session id to cells
        In the order of time.
    """

    gathering: Gathering
    cells: dict[str, str]
    sessions: dict[str, dict[str, str]]


def all_events(database: Database, actor: Actor, *, now: datetime) -> list[Gathering]:
    """Give all events with drafts, the last to begin first."""
    with database.reading() as session:
        require_now(session, actor, "event.change")
        return read_gatherings(session, with_sessions=True)[::-1]


def event_form(database: Database, actor: Actor, gathering_id: str, *, now: datetime) -> EventForm:
    """Give an event as the texts of forms; its version goes back with a change."""
    with database.reading() as session:
        require_now(session, actor, "event.change")
        row = _stored(session, gathering_id)
        own = {one.session_id: one for one in _sessions(session, gathering_id)}
        gathering = gathering_of(row, list(own.values()))
        ordered = [own[one.session_id] for one in gathering.sessions]
        sessions = {one.session_id: session_cells(one, row.time_zone) for one in ordered}
        return EventForm(gathering, event_cells(row), sessions)


def new_event(database: Database, actor: Actor, cells: Mapping[str, str], *, now: datetime) -> str:
    """Enter an event as a draft, which staff alone see, and give its id.

    Raises
    ------
    GatheringError
        Its `problems` name each faulty cell.
    """
    with changing(database) as session:
        require_now(session, actor, "event.change")
        row = GatheringRow(
            **checked_event(session, cells), edited_at=now, edited_by=actor.account_id
        )
        session.add(row)
        session.flush()
        _audit(session, actor, row, now, what="made")
        return row.gathering_id


def change_event(
    database: Database,
    actor: Actor,
    gathering_id: str,
    changes: Mapping[str, str],
    *,
    version: int,
    now: datetime,
) -> int:
    """Change cells of an event, and give its new version; what was read of its topics is looked at.

    Where the time zone changes, clocks go on showing the same times, those of sessions too.

    Raises
    ------
    GatheringError
        Its `problems` name each faulty cell.
    ConflictError
        It was changed by someone else in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "event.change")
        row = _stored(session, gathering_id, version)
        values = checked_event(session, {**event_cells(row), **changes}, row)
        before = row.time_zone
        for name, value in values.items():
            setattr(row, name, value)
        row.topics_read = False
        if row.time_zone != before:
            for one in _sessions(session, gathering_id):
                span = one.starts_at, one.ends_at
                one.starts_at, one.ends_at = moved(*span, before, row.time_zone)
        _touch(row, actor, now)
        _audit(session, actor, row, now, columns=sorted(changes))
        session.flush()
        return row.version


def show_event(
    database: Database, actor: Actor, gathering_id: str, *, version: int, now: datetime
) -> None:
    """Show a draft to everybody.

    Raises
    ------
    ConflictError
        It was changed by someone else in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "event.change")
        row = _stored(session, gathering_id, version)
        row.shown_at = row.shown_at or now
        _touch(row, actor, now)
        _audit(session, actor, row, now, what="shown")


def cancel_event(
    database: Database,
    actor: Actor,
    gathering_id: str,
    is_cancelled: bool = True,
    *,
    version: int,
    now: datetime,
) -> None:
    """Say that an event does not take place, or take that back; its page stays.

    Raises
    ------
    ConflictError
        It was changed by someone else in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "event.change")
        row = _stored(session, gathering_id, version)
        row.cancelled_at = now if is_cancelled else None
        _touch(row, actor, now)
        _audit(session, actor, row, now, what="cancelled" if is_cancelled else "not cancelled")


def confirm_topics(
    database: Database, actor: Actor, gathering_id: str, *, version: int, now: datetime
) -> None:
    """Note that the topics which the program read, of an event and its sessions, are right.

    Raises
    ------
    ConflictError
        It was changed by someone else in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "event.change")
        row = _stored(session, gathering_id, version)
        row.topics_read = False
        for one in _sessions(session, gathering_id):
            one.topics_read = False
        _touch(row, actor, now)
        _audit(session, actor, row, now, what="topics")


def delete_event(
    database: Database, actor: Actor, gathering_id: str, *, version: int, now: datetime
) -> None:
    """Delete a draft with its sessions.

    Raises
    ------
    RequestError
        It was shown: people may have it in their calendars, so it can only be cancelled.
    ConflictError
        It was changed by someone else in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "event.change")
        row = _stored(session, gathering_id, version)
        if row.shown_at:
            raise RequestError("This event was shown to everybody; please cancel it instead.")
        session.delete(row)
        _audit(session, actor, row, now, what="deleted")


def save_session(
    database: Database,
    actor: Actor,
    gathering_id: str,
    session_id: str,
    cells: Mapping[str, str],
    *,
    version: int,
    now: datetime,
) -> str:
    """Add a session to an event, or change cells of one, and give its id.

    Parameters
    ----------
    session_id : str
        `NEW` for one that is added.
    version : int
        That of the event.

    Raises
    ------
    GatheringError
        Its `problems` name each faulty cell.
    RequestError
        There are too many sessions.
    ConflictError
        The event was changed by someone else in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "event.change")
        event = _stored(session, gathering_id, version)
        is_new = session_id == NEW
        row = GatheringSessionRow() if is_new else _stored_session(session, event, session_id)
        before = {} if is_new else session_cells(row, event.time_zone)
        known = None if is_new else row
        values = checked_session({**before, **cells}, event.time_zone, now, known)
        if values["cancelled_at"] and before.get(CANCELLED) == "yes":
            values["cancelled_at"] = row.cancelled_at
        for name, value in values.items():
            setattr(row, name, value)
        row.topics_read = False
        if is_new:
            add_sessions(session, event, [row])
        _touch(event, actor, now)
        session.flush()
        what = "session added" if is_new else "session changed"
        _audit(session, actor, event, now, what=what)
        return row.session_id


def remove_session(
    database: Database,
    actor: Actor,
    gathering_id: str,
    session_id: str,
    *,
    version: int,
    now: datetime,
) -> None:
    """Take a session off an event; one that is called off is better said to be cancelled.

    Raises
    ------
    ConflictError
        The event was changed by someone else in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "event.change")
        event = _stored(session, gathering_id, version)
        session.delete(_stored_session(session, event, session_id))
        _touch(event, actor, now)
        _audit(session, actor, event, now, what="session removed")


def add_sessions(session: Session, event: GatheringRow, rows: list[GatheringSessionRow]) -> None:
    """Add sessions to an event.

    Raises
    ------
    RequestError
        It would have more than `MOST_SESSIONS`.
    """
    counted = select(func.count()).where(GatheringSessionRow.gathering_id == event.gathering_id)
    number = (session.scalar(counted) or 0) + len(rows)
    if number > MOST_SESSIONS:
        raise RequestError(
            f"At most {MOST_SESSIONS} sessions for one event; these would be {number:,}."
        )
    for row in rows:
        row.gathering_id = event.gathering_id
        session.add(row)


def _stored(session: Session, gathering_id: str, version: int | None = None) -> GatheringRow:
    row = stored(session.get(GatheringRow, gathering_id))
    if version is not None:
        require_version(row, version)
    return row


def _stored_session(session: Session, event: GatheringRow, session_id: str) -> GatheringSessionRow:
    row = session.get(GatheringSessionRow, session_id)
    return stored(row if row and row.gathering_id == event.gathering_id else None)


def _sessions(session: Session, gathering_id: str) -> list[GatheringSessionRow]:
    found = select(GatheringSessionRow).where(GatheringSessionRow.gathering_id == gathering_id)
    return list(session.scalars(found))


def _touch(row: GatheringRow, actor: Actor, now: datetime) -> None:
    """Note who changed an event, so that its version counts also what was done to its sessions."""
    row.edited_at, row.edited_by = now, actor.account_id
    flag_modified(row, "edited_at")


def _audit(
    session: Session, actor: Actor, row: GatheringRow, now: datetime, **details: object
) -> None:
    audit(session, actor, "event.change", ("event", row.gathering_id), now, **details)
