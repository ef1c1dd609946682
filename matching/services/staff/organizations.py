"""Finding roles of all organizations."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pandas as pd
from sqlalchemy import or_, select

from matching.authorization import Actor
from matching.services.shared.role_standing import is_offered, is_open
from matching.services.shared.subjects import require_now
from matching.services.shared.texts import searched
from matching.store import Database
from matching.store.schema import OrganizationRow, RoleRow

MOST_ROWS: Final = 10_000
ROLE_COLUMNS: Final = (
    "role_id", "org_id", "org_name", "title", "status", "is_open", "confirmed_at", "version"
)  # fmt: skip


def find_roles(
    database: Database,
    actor: Actor,
    *,
    text: str = "",
    org_id: str = "",
    only_open: bool = False,
    n: int = 200,
    now: datetime,
) -> pd.DataFrame:
    """Find roles of all organizations, for staff, ordered by id.

    Parameters
    ----------
    text : str
        A part of the title, of the id, or of the organization's name.

    Returns
    -------
    DataFrame
        `role_id`, `org_id`, `org_name`, `title`, `status`, `is_open`, `confirmed_at`, `version`;
        at most `n` and 10,000 rows.
    """
    with database.reading() as session:
        require_now(session, actor, "roles.find")
        found = (
            select(RoleRow, OrganizationRow.name, OrganizationRow.taken_out_at)
            .join(OrganizationRow, OrganizationRow.org_id == RoleRow.org_id)
            .order_by(RoleRow.role_id)
        )
        if part := searched(text):
            places = (RoleRow.title, RoleRow.role_id, OrganizationRow.name)
            found = found.where(or_(*(place.icontains(part, autoescape=True) for place in places)))
        if org_id:
            found = found.where(RoleRow.org_id == org_id)
        if only_open:
            found = found.where(is_offered(now))
        rows = [
            (
                role.role_id,
                role.org_id,
                name,
                role.title,
                role.status,
                is_open(role, now) and taken_out_at is None,
                role.confirmed_at,
                role.version,
            )  # fmt: skip
            for role, name, taken_out_at in session.execute(found.limit(max(1, min(n, MOST_ROWS))))
        ]
    return pd.DataFrame(rows, columns=list(ROLE_COLUMNS))
