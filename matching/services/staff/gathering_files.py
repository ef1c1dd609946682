"""Events from a file: first a look at what it would do, then the file is taken."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from matching import columns as c
from matching.authorization import Actor
from matching.gatherings.entries import (
    MOST_DAYS,
    MOST_SESSIONS,
    Entry,
    Fault,
    FileOfEvents,
    as_one,
    looks_like_sessions,
)
from matching.gatherings.files import read_events
from matching.gatherings.topics import topics_in
from matching.services.shared.errors import GatheringError
from matching.services.shared.gatherings import (
    CANCELLED,
    ENDS,
    FORM,
    STARTS,
    TIME_ZONE,
    checked_event,
    checked_session,
    event_cells,
    session_cells,
)
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.transaction import audit, changing
from matching.services.staff.gathering_entries import event_told, moments_told, session_told
from matching.store import Database
from matching.store.schema import GatheringRow, GatheringSessionRow

UTC_ZONE: Final = "UTC"
UNTITLED: Final = "Event from a file"
FAR: Final = timedelta(days=MOST_DAYS)
"""How far from its event a session lies that is looked at again."""


@dataclasses.dataclass(frozen=True)
class EventFileLook:
    """What a file holds, and what we take it for.

    Parameters
    ----------
    are_sessions : bool
        Its entries seem to be the sessions of one event.
    gathering_id : str
        The event of which it has sessions already; `""` if none.
    zone : str
        The time zone that it names, most often where there are several; `""` if there is none.
    asks_zone : bool
        Whether the file names none, or not for all hours, of events that are not here already;
        of those that are, their own zone holds.
    """

    file: FileOfEvents
    are_sessions: bool
    gathering_id: str
    zone: str
    asks_zone: bool


@dataclasses.dataclass(frozen=True)
class EventChange:
    """What became of one event of a file, or would.

    Parameters
    ----------
    columns : tuple of str
        Its own cells that are other ones.
    added, changed : tuple of str
        Titles of sessions.
    unchanged : int
        How many sessions stay as they are.
    left : tuple of str
        Titles of sessions that came from a file and are not in this one; they stay.
    notes : tuple of str
        What was not taken over, or is to be looked at.
    """

    gathering_id: str
    title: str
    is_new: bool
    columns: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    left: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether anything is other than before."""
        return bool(self.is_new or self.columns or self.added or self.changed)


@dataclasses.dataclass(frozen=True)
class EventImport:
    """What a file did, or would do."""

    events: tuple[EventChange, ...]
    faults: tuple[Fault, ...]


def look_at_event_file(
    database: Database, actor: Actor, content: bytes, *, now: datetime
) -> EventFileLook:
    """Read a file of events and say what it seems to be; nothing is changed.

    Raises
    ------
    EventFileError
        It cannot be used at all.
    """
    with database.reading() as session:
        require_now(session, actor, "event.change")
    file = read_events(content)
    with database.reading() as session:
        require_now(session, actor, "event.change")
        known = _known_by_sessions(session, file.entries)
        uids = GatheringRow.uid.in_([one.uid for one in file.entries])
        here = set(session.scalars(select(GatheringRow.uid).where(uids)))
        new = [one for one in file.entries if one.uid not in here]
        return EventFileLook(
            file,
            are_sessions=known is not None or looks_like_sessions(file.entries),
            gathering_id=known.gathering_id if known else "",
            zone=file.main_zone,
            asks_zone=any(one.lacks_zone or not (one.zone or file.main_zone) for one in new),
        )


def take_event_file(
    database: Database,
    actor: Actor,
    content: bytes,
    *,
    are_sessions: bool,
    gathering_id: str = "",
    title: str = "",
    zone: str = "",
    dry_run: bool,
    now: datetime,
) -> EventImport:
    """Make drafts of the events of a file, and change those that came from it before.

    What the file does not say stays as it is. Sessions that are not in it any more stay. Topics
    are read from titles and summaries, and marked so until staff have looked at them.

    Parameters
    ----------
    are_sessions : bool
        Its entries are the sessions of one event.
    gathering_id : str
        Of which; a new one if `""`.
    title : str
        Of a new one.
    zone : str
        In which times are told where the file names none; if `""`, the one that it names
        elsewhere, or else UTC. That of an event that is here already holds for what is new of it.
    dry_run : bool
        Only say what would happen.

    Raises
    ------
    EventFileError
        It cannot be used at all.
    """
    with database.reading() as session:
        require_now(session, actor, "event.change")
    file = read_events(content)
    with database.reading() if dry_run else changing(database) as session:
        require_now(session, actor, "event.change")
        taking = _Taking(session, actor, zone or file.main_zone or UTC_ZONE, now, dry_run=dry_run)
        if are_sessions and file.entries:
            whole = as_one(file.entries, title or file.name or UNTITLED, taking.zone)
            known = stored(session.get(GatheringRow, gathering_id)) if gathering_id else None
            taking.take(whole, known, are_sessions=True)
        else:
            for entry in file.entries:
                taking.take(entry, _known_by_uid(session, entry.uid))
        return EventImport(tuple(taking.events), (*file.faults, *taking.faults))


class _Taking:
    """A file on its way into the store; a dry run writes nothing."""

    def __init__(
        self, session: Session, actor: Actor, zone: str, now: datetime, *, dry_run: bool
    ) -> None:
        self.session, self.actor, self.zone, self.now = session, actor, zone, now
        self.dry_run = dry_run
        self.events: list[EventChange] = []
        self.faults: list[Fault] = []

    def take(self, entry: Entry, known: GatheringRow | None, *, are_sessions: bool = False) -> None:
        """Take one event with its sessions, or say what is wrong with it."""
        zone = known.time_zone if known else entry.zone or self.zone
        row = known or GatheringRow(gathering_id="", uid=entry.uid)
        before = event_cells(known) if known else {TIME_ZONE: zone, FORM: "on-site"}
        told, notes = ({}, []) if known and are_sessions else event_told(entry, zone)
        if known and entry.lacks_zone:
            notes = [*notes, f"Its times are told in the zone that it has here, {zone}."]
        meant = {} if known and are_sessions else moments_told(entry, zone)
        try:
            values = checked_event(self.session, {**before, **told}, known, meant)
        except GatheringError as error:
            self._fault(entry, error)
            return
        columns = _other(before, told, known, values)
        rows = self._sessions_of(known)
        if len(entry.sessions) > MOST_SESSIONS:
            self._too_many(entry, len(entry.sessions))
            return
        sessions = _Sessions(rows, (values["starts_at"] - FAR, values["ends_at"] + FAR))
        for one in entry.sessions:
            try:
                sessions.take(one, zone, self.now)
            except GatheringError as error:
                self._fault(one, error)
        if (number := len(rows) + len(sessions.new)) > MOST_SESSIONS:
            self._too_many(entry, number)
            return
        is_called_off = entry.cancelled and not row.cancelled_at
        self.events.append(
            EventChange(
                gathering_id=row.gathering_id,
                title=values[c.TITLE],
                is_new=known is None,
                columns=(*columns, CANCELLED) if is_called_off else tuple(columns),
                added=tuple(one.title for one in sessions.new),
                changed=tuple(sessions.changed),
                unchanged=sessions.unchanged,
                left=tuple(sessions.left),
                notes=(*notes, *entry.notes, *sessions.notes),
            )
        )
        if not self.dry_run and self.events[-1].changes:
            if is_called_off:
                row.cancelled_at = self.now
            self._keep(row, values, sessions, is_new=known is None)

    def _keep(
        self, row: GatheringRow, values: Mapping[str, Any], sessions: _Sessions, *, is_new: bool
    ) -> None:
        if is_new:
            row = GatheringRow(uid=row.uid, cancelled_at=row.cancelled_at)
            self.session.add(row)
        _put(row, values, is_new=is_new)
        row.edited_at, row.edited_by = self.now, self.actor.account_id
        if not is_new:
            flag_modified(row, "edited_at")
        self.session.flush()
        for one, told in (*sessions.kept, *((one, None) for one in sessions.new)):
            if told is not None:
                _put(one, told, is_new=False)
            else:
                one.gathering_id = row.gathering_id
                self.session.add(one)
        self.events[-1] = dataclasses.replace(self.events[-1], gathering_id=row.gathering_id)
        n_sessions = len(sessions.new) + len(sessions.kept)
        target = ("event", row.gathering_id)
        audit(self.session, self.actor, "event.change", target, self.now,
              what="from a file", rows=n_sessions)  # fmt: skip

    def _sessions_of(self, known: GatheringRow | None) -> list[GatheringSessionRow]:
        if known is None:
            return []
        own = GatheringSessionRow.gathering_id == known.gathering_id
        return list(self.session.scalars(select(GatheringSessionRow).where(own)))

    def _too_many(self, entry: Entry, number: int) -> None:
        expected = f"at most {MOST_SESSIONS} of one event"
        self.faults.append(Fault(entry.place, f"{number:,} sessions", expected))

    def _fault(self, entry: Entry, error: GatheringError) -> None:
        for problem in error.problems:
            found = f"{problem.column} “{problem.value}”" if problem.value else problem.column
            self.faults.append(Fault(entry.place, found, problem.expected))


class _Sessions:
    """The sessions of one event beside those that it has."""

    def __init__(
        self, rows: Sequence[GatheringSessionRow], near: tuple[datetime, datetime]
    ) -> None:
        self._near = near
        self._by_uid = {row.uid: row for row in rows if row.uid}
        self._missed = dict.fromkeys(self._by_uid)
        self.new: list[GatheringSessionRow] = []
        self.kept: list[tuple[GatheringSessionRow, dict[str, Any]]] = []
        self.changed: list[str] = []
        self.notes: list[str] = []
        self.unchanged = 0

    @property
    def left(self) -> list[str]:
        """Titles of those of an earlier file that are not in this one."""
        return [self._by_uid[uid].title for uid in self._missed]

    def take(self, entry: Entry, zone: str, now: datetime) -> None:
        """Find out what a session of the file is, or raise what is wrong with it."""
        known = self._by_uid.get(entry.uid)
        before = session_cells(known, zone) if known else {CANCELLED: "no"}
        told = session_told(entry, zone)
        meant = moments_told(entry, zone)
        values = checked_session({**before, **told}, zone, now, known, meant)
        self._missed.pop(entry.uid, None)
        self.notes += [f"{entry.title}: {note}" for note in entry.notes]
        if values["ends_at"] < self._near[0] or values["starts_at"] > self._near[1]:
            self.notes.append(f"{entry.title}: it is more than a year before or after the event.")
        if known is None:
            row = GatheringSessionRow(uid=entry.uid)
            _put(row, values, is_new=True)
            self.new.append(row)
        elif _other(before, told, known, values):
            if known.cancelled_at and values["cancelled_at"]:
                values["cancelled_at"] = known.cancelled_at
            self.kept.append((known, values))
            self.changed.append(values[c.TITLE])
        else:
            self.unchanged += 1


def _other(
    before: Mapping[str, str],
    told: Mapping[str, str],
    row: GatheringRow | GatheringSessionRow | None,
    values: Mapping[str, Any],
) -> list[str]:
    """Cells of which the file says something else; also an hour of two that clocks show alike."""
    now = {STARTS: values["starts_at"], ENDS: values["ends_at"]}
    was = {STARTS: row.starts_at, ENDS: row.ends_at} if row else now
    return [
        name
        for name, text in told.items()
        if before.get(name, "") != text or now.get(name) != was.get(name)
    ]


def _put(
    row: GatheringRow | GatheringSessionRow, values: Mapping[str, Any], *, is_new: bool
) -> None:
    """Put values into a row, and topics where it has none that anybody looked at."""
    for name, value in values.items():
        setattr(row, name, value)
    if is_new or row.topics_read:
        topics = topics_in(row.title, values[c.SUMMARY])
        for name, ids in topics.items():
            setattr(row, name, ids)
        row.topics_read = any(topics.values())


def _known_by_uid(session: Session, uid: str) -> GatheringRow | None:
    found = select(GatheringRow).where(GatheringRow.uid == uid)
    return session.scalars(found.order_by(GatheringRow.gathering_id)).first()


def _known_by_sessions(session: Session, entries: Sequence[Entry]) -> GatheringRow | None:
    """The event that has most of these as its sessions."""
    found = Counter(_events_with(session, [entry.uid for entry in entries]))
    return session.get(GatheringRow, found.most_common(1)[0][0]) if found else None


def _events_with(session: Session, uids: Sequence[str]) -> Iterator[str]:
    column = GatheringSessionRow.gathering_id
    yield from session.scalars(select(column).where(GatheringSessionRow.uid.in_(uids)))
