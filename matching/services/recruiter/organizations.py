"""The organizations that a recruiter works for."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pandas as pd
from sqlalchemy import func, select

from matching.authorization import Actor
from matching.services.shared.subjects import require_now
from matching.store import Database
from matching.store.schema import MembershipRow, OrganizationRow, RoleRow

COLUMNS: Final = ("org_id", "name", "roles", "is_taken_out")


def my_organizations(database: Database, actor: Actor, *, now: datetime) -> pd.DataFrame:
    """List the organizations that a recruiter works for, by name.

    Returns
    -------
    DataFrame
        `org_id`, `name`, `roles` (how many, closed ones too), `is_taken_out` (of the catalog,
        because it asked for that: nobody acts for it any more).
    """
    with database.reading() as session:
        require_now(session, actor, "roles.mine")
        mine = (
            select(
                OrganizationRow.org_id,
                OrganizationRow.name,
                func.count(RoleRow.role_id),
                OrganizationRow.taken_out_at,
            )
            .join(MembershipRow, MembershipRow.org_id == OrganizationRow.org_id)
            .outerjoin(RoleRow, RoleRow.org_id == OrganizationRow.org_id)
            .where(MembershipRow.account_id == actor.account_id)
            .group_by(OrganizationRow.org_id, OrganizationRow.name, OrganizationRow.taken_out_at)
            .order_by(OrganizationRow.name, OrganizationRow.org_id)
        )
        rows = [(*row[:3], row[3] is not None) for row in session.execute(mine)]
    return pd.DataFrame(rows, columns=list(COLUMNS))
