"""The roles of the organizations that a recruiter works for, and copies of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from matching import columns as c
from matching.authorization import Actor
from matching.services.recruiter.begun import Begun, begun
from matching.services.shared.days import days_since
from matching.services.shared.errors import RequestError
from matching.services.shared.role_cells import cells_of, checked_role
from matching.services.shared.role_standing import is_open
from matching.services.shared.subjects import require_now, role_subject, stored_role
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import MembershipRow, RoleRow

MOST_COPIES: Final = 100
COLUMNS: Final = (
    "role_id", "org_id", "title", "status", "is_open", "confirmed_at", "days_since_confirmed",
    "interested", "waiting", "longest_wait_days", "agreed", "stages", "to_tell", "version",
)  # fmt: skip


def my_roles(database: Database, actor: Actor, *, now: datetime) -> pd.DataFrame:
    """List the roles of the organizations that a recruiter works for, open ones first.

    Returns
    -------
    DataFrame
        `role_id`, `org_id`, `title`, `status`, `is_open`, `confirmed_at` and
        `days_since_confirmed` (None: never), `interested` (people), `waiting` (of them, who have
        heard nothing), `longest_wait_days` (None: nobody waits), `agreed` (to an introduction, and
        nobody went on from there), `stages` (dict of stage to people; one at which nobody stands
        is left out), `to_tell` (who is told when the role is filled), `version`.
    """
    with database.reading() as session:
        require_now(session, actor, "roles.mine")
        mine = select(MembershipRow.org_id).where(MembershipRow.account_id == actor.account_id)
        org_ids = session.scalars(mine).all()
        return roles_with(session, org_ids, begun(session, org_ids), now)


def roles_with(
    session: Session, org_ids: Collection[str], people: Iterable[Begun], now: datetime
) -> pd.DataFrame:
    """Make the frame of `my_roles` from everybody with whom these organizations have begun."""
    roles = session.scalars(
        select(RoleRow).where(RoleRow.org_id.in_(org_ids)).order_by(RoleRow.role_id)
    )
    by_role: dict[str, list[Begun]] = {}
    for one in people:
        by_role.setdefault(one.role_id, []).append(one)
    rows = []
    for role in sorted(roles, key=lambda role: not is_open(role, now)):
        of_role = by_role.get(role.role_id, [])
        since = [one.waits_since for one in of_role if one.waits_since]
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
                sum(one.shown_at is not None for one in of_role),
                len(since),
                days_since(min(since), now) if since else None,
                sum(one.just_agreed for one in of_role),
                dict(Counter(one.stage for one in of_role)),
                sum(one.is_told_of_end for one in of_role),
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
