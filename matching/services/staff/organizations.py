"""Organizations: a recruiter's own, their rows as staff edit them, and finding and making roles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import pandas as pd
from sqlalchemy import or_, select

from matching.authorization import Actor, Subject
from matching.services.shared.role_cells import cells_of, change_cells
from matching.services.shared.role_standing import is_offered, is_open
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.texts import searched
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.database import require_version
from matching.store.schema import OrganizationRow, RoleRow

MOST_ROWS: Final = 10_000
ROLE_COLUMNS: Final = (
    "role_id", "org_id", "org_name", "title", "status", "is_open", "confirmed_at", "version"
)  # fmt: skip


def organization_form(
    database: Database, actor: Actor, org_id: str, *, now: datetime
) -> tuple[dict[str, str], int]:
    """Give an organization as the texts of a form, and the version that goes back with a change."""
    with database.reading() as session:
        require_now(session, actor, "organization.change", Subject(org_id=org_id))
        organization = stored(session.get(OrganizationRow, org_id))
        return cells_of(organization), organization.version


def change_organization(
    database: Database,
    actor: Actor,
    org_id: str,
    changes: Mapping[str, str],
    *,
    version: int,
    now: datetime,
) -> int:
    """Change cells of an organization, checked as the reader checks a row of organizations.csv.

    Parameters
    ----------
    changes : mapping of column to text
        Any columns but `org_id`; lists are written `a|b`.
    version : int
        That of the organization as it was shown.

    Returns
    -------
    int
        The new version.

    Raises
    ------
    OrganizationError
        Its `problems` name each faulty column.
    ConflictError
        It was changed by someone else in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "organization.change", Subject(org_id=org_id))
        organization = stored(session.get(OrganizationRow, org_id))
        require_version(organization, version)
        if changed := change_cells(organization, changes, actor, now):
            target = ("organization", org_id)
            audit(session, actor, "organization.change", target, now, columns=changed)
        session.flush()
        return organization.version


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
            select(RoleRow, OrganizationRow.name)
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
                is_open(role, now),
                role.confirmed_at,
                role.version,
            )  # fmt: skip
            for role, name in session.execute(found.limit(max(1, min(n, MOST_ROWS))))
        ]
    return pd.DataFrame(rows, columns=list(ROLE_COLUMNS))
