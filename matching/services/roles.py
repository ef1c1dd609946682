"""An organization's own roles: seeing, changing, closing and confirming them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from matching import columns as c
from matching.authorization import Actor
from matching.services.access import require, role_subject, stored_role
from matching.services.common import audit, changing, days_since, is_open
from matching.services.errors import RequestError
from matching.services.role_cells import cells_of, changed_values, checked_role
from matching.store import Database
from matching.store.database import require_version
from matching.store.schema import CandidacyRow, InterestRow, MembershipRow, RoleRow

__all__ = [
    "change_role",
    "close_role",
    "confirm_role_open",
    "duplicate_role",
    "my_roles",
    "reopen_role",
    "role_form",
]

MOST_COPIES: Final = 100
COLUMNS: Final = (
    "role_id", "org_id", "title", "status", "is_open", "confirmed_at", "days_since_confirmed",
    "interested", "waiting", "longest_wait_days", "version",
)  # fmt: skip


def my_roles(database: Database, actor: Actor, *, now: datetime) -> pd.DataFrame:
    """List the roles of the organizations that a recruiter works for, open ones first.

    Returns
    -------
    DataFrame
        `role_id`, `org_id`, `title`, `status`, `is_open`, `confirmed_at` and
        `days_since_confirmed` (None: never), `interested` (people), `waiting` (of them, without
        an answer), `longest_wait_days` (None: nobody waits), `version`.
    """
    with database.reading() as session:
        require(session, actor, "roles.mine")
        mine = (
            select(RoleRow)
            .join(MembershipRow, MembershipRow.org_id == RoleRow.org_id)
            .where(MembershipRow.account_id == actor.account_id)
            .order_by(RoleRow.role_id)
        )
        roles = list(session.scalars(mine))
        counted = _interest_counts(session, [role.role_id for role in roles])
    rows = []
    for role in sorted(roles, key=lambda role: not is_open(role)):
        interested, waiting, oldest = counted.get(role.role_id, (0, 0, None))
        confirmed = role.confirmed_at
        rows.append(
            (
                role.role_id,
                role.org_id,
                role.title,
                role.status,
                is_open(role),
                confirmed,
                days_since(confirmed, now) if confirmed else None,
                interested,
                waiting,
                days_since(oldest, now) if oldest else None,
                role.version,
            )  # fmt: skip
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def role_form(
    database: Database, actor: Actor, role_id: str, *, now: datetime
) -> tuple[dict[str, str], int]:
    """Give a role as the texts of a form, and the version that goes back with the change."""
    with database.reading() as session:
        require(session, actor, "role.change", role_subject(session, role_id))
        role = stored_role(session, role_id)
        return cells_of(role), role.version


def change_role(
    database: Database,
    actor: Actor,
    role_id: str,
    changes: Mapping[str, str],
    *,
    version: int,
    now: datetime,
) -> int:
    """Change cells of a role; they are checked as the reader checks a row of roles.csv.

    Parameters
    ----------
    changes : mapping of column to text
        Columns of `FORM_COLUMNS`; lists are written `a|b`.
    version : int
        That of the role as it was shown.

    Returns
    -------
    int
        The new version.

    Raises
    ------
    RoleError
        Its `problems` name each faulty column.
    ConflictError
        The role was changed by someone else in the meantime.
    """
    with changing(database) as session:
        require(session, actor, "role.change", role_subject(session, role_id))
        role = stored_role(session, role_id)
        require_version(role, version)
        changed = changed_values(role, changes)
        for name, value in changed.items():
            setattr(role, name, value)
        if changed:
            role.edited_at, role.edited_by = now, actor.account_id
            audit(session, actor, "role.change", ("role", role_id), now, columns=list(changed))
        session.flush()
        return role.version


def duplicate_role(
    database: Database, actor: Actor, role_id: str, title: str, *, now: datetime
) -> str:
    """Make a new role like another one, of the same organization and closed until it is opened.

    Returns
    -------
    str
        The id of the new role.

    Raises
    ------
    RoleError
        The title is empty or too long, or what is copied is itself faulty.
    """
    with changing(database) as session:
        require(session, actor, "role.change", role_subject(session, role_id))
        role = stored_role(session, role_id)
        new_ids = (f"{role_id}-copy{f'-{i}' if i > 1 else ''}" for i in range(1, MOST_COPIES))
        free = (new_id for new_id in new_ids if session.get(RoleRow, new_id) is None)
        if (new_id := next(free, None)) is None:
            raise RequestError("There are too many copies of this role.")
        values = checked_role({**cells_of(role), c.ROLE_ID: new_id, c.TITLE: title})
        made = {"closed_at": now, "edited_at": now, "edited_by": actor.account_id}
        session.add(RoleRow(**values, **made))
        audit(session, actor, "role.change", ("role", new_id), now, copied_from=role_id)
        return new_id


def close_role(
    database: Database, actor: Actor, role_id: str, *, version: int, now: datetime
) -> int:
    """Close a role: interest can no longer be shown, candidates stay; gives the new version."""
    return _set_closed(database, actor, role_id, version, now, close=True)


def reopen_role(
    database: Database, actor: Actor, role_id: str, *, version: int, now: datetime
) -> int:
    """Open a closed role again; gives the new version.

    Raises
    ------
    RequestError
        Its status is `past`, which has to be changed first.
    RoleError
        A cell that is needed is still empty, as in a draft, or is faulty.
    """
    return _set_closed(database, actor, role_id, version, now, close=False)


def confirm_role_open(database: Database, actor: Actor, role_id: str, *, now: datetime) -> None:
    """Say that a role is still open today.

    Raises
    ------
    RequestError
        It is closed or past.
    """
    with changing(database) as session:
        require(session, actor, "role.confirm", role_subject(session, role_id))
        role = stored_role(session, role_id)
        if not is_open(role):
            raise RequestError("This role is closed; open it again first.")
        role.confirmed_at, role.confirmed_by = now, actor.account_id
        audit(session, actor, "role.confirm", ("role", role_id), now)


def _set_closed(
    database: Database, actor: Actor, role_id: str, version: int, now: datetime, *, close: bool
) -> int:
    with changing(database) as session:
        require(session, actor, "role.change", role_subject(session, role_id))
        role = stored_role(session, role_id)
        require_version(role, version)
        if not close and role.status == "past":
            raise RequestError("The status of this role is past; change it first.")
        if not close:
            checked_role(cells_of(role))
        if close != (role.closed_at is not None):
            role.closed_at = now if close else None
            if not close:
                role.confirmed_at, role.confirmed_by = now, actor.account_id
            what = "closed" if close else "reopened"
            audit(session, actor, "role.change", ("role", role_id), now, what=what)
        session.flush()
        return role.version


def _interest_counts(
    session: Session, role_ids: list[str]
) -> dict[str, tuple[int, int, datetime | None]]:
    """Count who is interested and who waits, and since when, for each role."""
    rows = session.execute(
        select(InterestRow.role_id, InterestRow.shown_at, CandidacyRow.stage)
        .join(
            CandidacyRow,
            (CandidacyRow.role_id == InterestRow.role_id)
            & (CandidacyRow.account_id == InterestRow.account_id),
            isouter=True,
        )
        .where(InterestRow.withdrawn_at.is_(None), InterestRow.role_id.in_(role_ids))
    )
    counts: dict[str, tuple[int, int, datetime | None]] = {}
    for role_id, shown_at, stage in rows:
        interested, waiting, oldest = counts.get(role_id, (0, 0, None))
        if stage in (None, "new"):
            waiting += 1
            oldest = shown_at if oldest is None else min(oldest, shown_at)
        counts[role_id] = (interested + 1, waiting, oldest)
    return counts
