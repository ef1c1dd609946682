"""Organizations: a recruiter's own, their rows as staff edit them, and finding and making roles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import pandas as pd
from sqlalchemy import func, or_, select

from matching.authorization import Actor, Subject
from matching.services.access import require, stored
from matching.services.common import audit, changing, is_open, searched, text_of
from matching.services.role_cells import LONGEST, cells_of, changed_values
from matching.services.role_files import free_role_id, role_ids_below
from matching.store import Database
from matching.store.database import require_version
from matching.store.schema import MembershipRow, OrganizationRow, RoleRow

__all__ = [
    "change_organization",
    "find_roles",
    "my_organizations",
    "new_role",
    "organization_form",
]

MOST_ROWS: Final = 10_000
ORGANIZATION_COLUMNS: Final = ("org_id", "name", "roles")
ROLE_COLUMNS: Final = (
    "role_id", "org_id", "org_name", "title", "status", "is_open", "confirmed_at", "version"
)  # fmt: skip


def my_organizations(database: Database, actor: Actor, *, now: datetime) -> pd.DataFrame:
    """List the organizations that a recruiter works for, by name.

    Returns
    -------
    DataFrame
        `org_id`, `name`, `roles` (how many, closed ones too).
    """
    with database.reading() as session:
        require(session, actor, "roles.mine")
        mine = (
            select(OrganizationRow.org_id, OrganizationRow.name, func.count(RoleRow.role_id))
            .join(MembershipRow, MembershipRow.org_id == OrganizationRow.org_id)
            .outerjoin(RoleRow, RoleRow.org_id == OrganizationRow.org_id)
            .where(MembershipRow.account_id == actor.account_id)
            .group_by(OrganizationRow.org_id, OrganizationRow.name)
            .order_by(OrganizationRow.name, OrganizationRow.org_id)
        )
        rows = [tuple(row) for row in session.execute(mine)]
    return pd.DataFrame(rows, columns=list(ORGANIZATION_COLUMNS))


def organization_form(
    database: Database, actor: Actor, org_id: str, *, now: datetime
) -> tuple[dict[str, str], int]:
    """Give an organization as the texts of a form, and the version that goes back with a change."""
    with database.reading() as session:
        require(session, actor, "organization.change", Subject(org_id=org_id))
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
        require(session, actor, "organization.change", Subject(org_id=org_id))
        organization = stored(session.get(OrganizationRow, org_id))
        require_version(organization, version)
        changed = changed_values(organization, changes)
        for name, value in changed.items():
            setattr(organization, name, value)
        if changed:
            organization.edited_at, organization.edited_by = now, actor.account_id
            target = ("organization", org_id)
            audit(session, actor, "organization.change", target, now, columns=list(changed))
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
        require(session, actor, "roles.find")
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
            found = found.where(RoleRow.closed_at.is_(None), RoleRow.status != "past")
        rows = [
            (
                role.role_id,
                role.org_id,
                name,
                role.title,
                role.status,
                is_open(role),
                role.confirmed_at,
                role.version,
            )  # fmt: skip
            for role, name in session.execute(found.limit(max(1, min(n, MOST_ROWS))))
        ]
    return pd.DataFrame(rows, columns=list(ROLE_COLUMNS))


def new_role(database: Database, actor: Actor, org_id: str, title: str, *, now: datetime) -> str:
    """Begin a role: a closed draft that says its title only, to be edited and then opened.

    Returns
    -------
    str
        The id of the new role.

    Raises
    ------
    RequestError
        The title is empty or too long.
    """
    with changing(database) as session:
        require(session, actor, "role.change", Subject(org_id=org_id))
        organization = stored(session.get(OrganizationRow, org_id))
        title = text_of(title, "a title", LONGEST["title"], needed=True)
        role_id = free_role_id(org_id, title, role_ids_below(session, org_id))
        says = {"title": title, "status": "ongoing", "source_url": organization.source_url}
        made = {"closed_at": now, "edited_at": now, "edited_by": actor.account_id}
        session.add(RoleRow(role_id=role_id, org_id=org_id, **says, **made))
        audit(session, actor, "role.change", ("role", role_id), now, what="drafted")
        return role_id
