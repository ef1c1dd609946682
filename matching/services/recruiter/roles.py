"""The roles of the organizations that a recruiter works for, and copies of them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from matching import columns as c
from matching.authorization import Actor
from matching.services.shared.days import days_since
from matching.services.shared.errors import RequestError
from matching.services.shared.role_cells import cells_of, checked_role
from matching.services.shared.role_standing import is_open
from matching.services.shared.subjects import require_now, role_subject, stored_role
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import CandidacyRow, InterestRow, MembershipRow, RoleRow

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
        require_now(session, actor, "roles.mine")
        mine = (
            select(RoleRow)
            .join(MembershipRow, MembershipRow.org_id == RoleRow.org_id)
            .where(MembershipRow.account_id == actor.account_id)
            .order_by(RoleRow.role_id)
        )
        roles = list(session.scalars(mine))
        counted = _interest_counts(session, [role.role_id for role in roles])
    rows = []
    for role in sorted(roles, key=lambda role: not is_open(role, now)):
        interested, waiting, oldest = counted.get(role.role_id, (0, 0, None))
        confirmed = role.confirmed_at
        rows.append(
            (
                role.role_id,
                role.org_id,
                role.title,
                role.status,
                is_open(role, now),
                confirmed,
                days_since(confirmed, now) if confirmed else None,
                interested,
                waiting,
                days_since(oldest, now) if oldest else None,
                role.version,
            )  # fmt: skip
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


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
        require_now(session, actor, "role.change", role_subject(session, role_id))
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
