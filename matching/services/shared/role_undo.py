"""Files of roles that were brought in: kept with what was before, undone, or looked at by staff."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.authorization import NOTHING, Actor, Subject
from matching.reference.ended import PAST
from matching.services.shared.errors import RequestError, RoleError
from matching.services.shared.role_cells import cells_of, checked_role
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import (
    Base,
    OrganizationRow,
    RoleImportRow,
    RoleImportStepRow,
    RoleRow,
)

UNDONE_WITHIN: Final = timedelta(days=30)
OPENINGS_WITHIN: Final = timedelta(days=1)
MOST_LISTED: Final = 10


@dataclasses.dataclass(frozen=True)
class PastImport:
    """A file that was brought in.

    Parameters
    ----------
    waiting : int
        How many of its roles stay closed until staff have looked.
    is_mine : bool
        Whether whoever asks brought it in.
    is_undone : bool
    """

    import_id: str
    made_at: datetime
    is_mine: bool
    added: int
    changed: int
    waiting: int
    is_undone: bool


@dataclasses.dataclass(frozen=True)
class Left:
    """A role that the undo of an import leaves as it is, and why."""

    role_id: str
    title: str
    why: str


@dataclasses.dataclass(frozen=True)
class ImportUndone:
    """What the undo of an import did, or would do.

    Parameters
    ----------
    restored, removed : int
        How many roles are as before, and how many that it had added are gone.
    left : tuple of Left
        Those that stay as they are.
    """

    restored: int
    removed: int
    left: tuple[Left, ...]


@dataclasses.dataclass(frozen=True)
class HeldImport:
    """Many roles of one file that wait for staff.

    Parameters
    ----------
    roles : tuple of (id, title)
    """

    import_id: str
    org_id: str
    organization: str
    made_at: datetime
    roles: tuple[tuple[str, str], ...]


def keep_import(
    session: Session,
    actor: Actor,
    org_id: str,
    before: Mapping[str, Mapping[str, Any] | None],
    versions: Mapping[str, int],
    opened: tuple[int, tuple[str, ...]],
    now: datetime,
) -> str:
    """Note what a file did, and forget what can no longer be undone; gives the id of the import.

    Parameters
    ----------
    before : mapping of role id to mapping of column to value
        What was changed, as it was; None for a role that was added.
    versions : mapping of role id to int
        After the file.
    opened : int and tuple of str
        How many roles opened, and which wait for staff.
    """
    over = RoleImportRow.made_at < now - UNDONE_WITHIN
    old = select(RoleImportRow).where(RoleImportRow.org_id == org_id, over)
    for row in session.scalars(old):
        if not row.held:
            session.delete(row)
    n_opened, held = opened
    added = sum(values is None for values in before.values())
    made = RoleImportRow(
        org_id=org_id,
        made_by=actor.account_id,
        made_at=now,
        added=added,
        changed=len(before) - added,
        opened=n_opened,
        held=held,
    )
    session.add(made)
    session.flush()
    session.add_all(
        RoleImportStepRow(
            import_id=made.import_id,
            role_id=role_id,
            before=None if values is None else dict(values),
            version=versions[role_id],
        )
        for role_id, values in before.items()
    )
    return made.import_id


def opened_lately(session: Session, org_id: str, now: datetime) -> int:
    """Count the roles of an organization that files opened in the last day."""
    lately = select(func.sum(RoleImportRow.opened)).where(
        RoleImportRow.org_id == org_id,
        RoleImportRow.made_at > now - OPENINGS_WITHIN,
        RoleImportRow.undone_at.is_(None),
    )
    return session.scalar(lately) or 0


def past_imports(
    database: Database, actor: Actor, org_id: str, *, now: datetime
) -> tuple[PastImport, ...]:
    """List the files that were brought in within 30 days, the latest first, ten of them."""
    with database.reading() as session:
        require_now(session, actor, "role.import", Subject(org_id=org_id))
        rows = session.scalars(
            select(RoleImportRow)
            .where(RoleImportRow.org_id == org_id, RoleImportRow.made_at > now - UNDONE_WITHIN)
            .order_by(RoleImportRow.made_at.desc(), RoleImportRow.import_id)
            .limit(MOST_LISTED)
        )
        return tuple(
            PastImport(
                row.import_id,
                row.made_at,
                row.made_by == actor.account_id,
                row.added,
                row.changed,
                len(row.held),
                row.undone_at is not None,
            )
            for row in rows
        )


def undo_import(
    database: Database, actor: Actor, import_id: str, *, dry_run: bool, now: datetime
) -> ImportUndone:
    """Put back what a file changed, and take out the roles that it added.

    A role that was changed since stays as it is, and so does one that it added and that somebody
    has to do with by now.

    Parameters
    ----------
    dry_run : bool
        Only say what would happen.

    Raises
    ------
    RequestError
        It was undone already, or is older than 30 days.
    """
    with database.reading() if dry_run else changing(database) as session:
        require_now(session, actor, "role.import", _subject(session, import_id))
        row = stored(session.get(RoleImportRow, import_id))
        if row.undone_at is not None:
            raise RequestError("This import was undone already.")
        if row.made_at <= now - UNDONE_WITHIN:
            raise RequestError("An import can be undone for 30 days; change its roles by hand.")
        steps = list(_steps(session, import_id))
        used = _referred_to(session, [role.role_id for step, role in steps if step.before is None])
        left = tuple(_left(step, role, used) for step, role in steps)
        back = [pair for pair, why in zip(steps, left, strict=True) if why is None]
        removed = [(step, role) for step, role in back if step.before is None]
        if not dry_run:
            _put_back(session, actor, back, now)
            row.undone_at, row.held = now, ()
        stay = tuple(why for why in left if why is not None)
        return ImportUndone(len(back) - len(removed), len(removed), stay)


def _put_back(
    session: Session,
    actor: Actor,
    back: Sequence[tuple[RoleImportStepRow, RoleRow]],
    now: datetime,
) -> None:
    for step, _ in back:
        session.delete(step)
    session.flush()
    for step, role in back:
        target = ("role", role.role_id)
        if step.before is None:
            session.delete(role)
            audit(session, actor, "role.import", target, now, what="removed")
            continue
        for name, value in step.before.items():
            setattr(role, name, tuple(value) if isinstance(value, list) else value)
        role.edited_at, role.edited_by = now, actor.account_id
        audit(session, actor, "role.import", target, now, what="undone", columns=list(step.before))


def held_imports(database: Database, actor: Actor, *, now: datetime) -> tuple[HeldImport, ...]:
    """List the files of which many roles wait for staff, the oldest first."""
    with database.reading() as session:
        require_now(session, actor, "imports.settle")
        rows = session.execute(
            select(RoleImportRow, OrganizationRow.name)
            .join(OrganizationRow, OrganizationRow.org_id == RoleImportRow.org_id)
            .where(RoleImportRow.settled_at.is_(None), RoleImportRow.undone_at.is_(None))
            .order_by(RoleImportRow.made_at, RoleImportRow.import_id)
        )
        return tuple(
            HeldImport(
                row.import_id,
                row.org_id,
                name,
                row.made_at,
                tuple((role.role_id, role.title) for role in _held(session, row)),
            )
            for row, name in rows
            if row.held
        )


def settle_import(
    database: Database, actor: Actor, import_id: str, *, opens: bool, now: datetime
) -> int:
    """Open the roles of a file that wait for staff, or leave them closed; gives how many opened.

    A role that was opened or marked as past meanwhile is left as it is, and so is one that lacks
    something by now.

    Raises
    ------
    RequestError
        Nothing waits any more.
    """
    with changing(database) as session:
        require_now(session, actor, "imports.settle")
        row = stored(session.get(RoleImportRow, import_id))
        if not row.held or row.undone_at is not None:
            raise RequestError("Nothing of this file waits any more.")
        opened = [role for role in _held(session, row) if opens and _can_open(role)]
        versions = {role.role_id: role.version for role in opened}
        for role in opened:
            role.closed_at = None
            role.confirmed_at, role.confirmed_by = now, actor.account_id
            audit(session, actor, "role.change", ("role", role.role_id), now, what="reopened")
        session.flush()
        for role in opened:
            step = session.get(RoleImportStepRow, (import_id, role.role_id))
            if step is not None and step.version == versions[role.role_id]:
                step.version = role.version
        row.held, row.settled_at, row.opened = (), now, len(opened)
        audit(session, actor, "imports.settle", ("organization", row.org_id), now,
              what="opened" if opens else "left closed", rows=len(opened))  # fmt: skip
        return len(opened)


def _subject(session: Session, import_id: str) -> Subject:
    row = session.get(RoleImportRow, import_id)
    return NOTHING if row is None else Subject(org_id=row.org_id)


def _steps(session: Session, import_id: str) -> Iterator[tuple[RoleImportStepRow, RoleRow]]:
    found = (
        select(RoleImportStepRow, RoleRow)
        .join(RoleRow, RoleRow.role_id == RoleImportStepRow.role_id)
        .where(RoleImportStepRow.import_id == import_id)
        .order_by(RoleRow.role_id)
    )
    yield from ((step, role) for step, role in session.execute(found))


def _held(session: Session, row: RoleImportRow) -> Iterator[RoleRow]:
    found = select(RoleRow).where(RoleRow.role_id.in_(row.held)).order_by(RoleRow.role_id)
    yield from session.scalars(found)


def _can_open(role: RoleRow) -> bool:
    if role.closed_at is None or role.status == PAST:
        return False
    try:
        checked_role(cells_of(role))
    except RoleError:
        return False
    return True


def _left(step: RoleImportStepRow, role: RoleRow, used: set[str]) -> Left | None:
    """Say why a role stays as it is; None if nothing keeps it."""
    if role.version != step.version:
        return Left(role.role_id, role.title, "changed since")
    if role.role_id in used:
        return Left(role.role_id, role.title, "people have to do with it; close it instead")
    return None


def _referred_to(session: Session, role_ids: Sequence[str]) -> set[str]:
    """Give those of some roles that rows of other tables are about."""
    used: set[str] = set()
    for table in Base.metadata.sorted_tables:
        if table.name == RoleImportStepRow.__tablename__:
            continue
        for key in table.foreign_keys:
            if key.column.table.name == RoleRow.__tablename__ and role_ids:
                found = select(key.parent).where(key.parent.in_(role_ids)).distinct()
                used |= set(session.scalars(found))
    return used
