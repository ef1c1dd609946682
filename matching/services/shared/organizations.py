"""One organization: its row as staff and its own people edit it, its followers, its standing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from matching import columns as c
from matching.authorization import RECRUITER, STAFF, Actor, Subject
from matching.services.shared.errors import RequestError
from matching.services.shared.role_cells import cells_of, change_cells
from matching.services.shared.role_standing import is_here
from matching.services.shared.small_numbers import told
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.database import require_version
from matching.store.schema import AccountRow, FollowRow, OrganizationRow

OF_THE_SOURCE: Final = frozenset({c.SOURCE_URL, c.SOURCE_DATE, c.READ_ON})
"""Columns that say where and when a row was read, which staff alone change."""


@dataclasses.dataclass(frozen=True)
class OrganizationStanding:
    """What the store knows of an organization beyond its source.

    Parameters
    ----------
    is_here : bool
        Whether somebody of it is here, who would see interest in its roles.
    taken_out_at : datetime or None
        When it was taken out of the catalog, because it asked for that.
    corrected_at : datetime or None
        When its own people last changed its page; None if somebody else did since, or nobody did.
    """

    name: str
    is_here: bool
    taken_out_at: datetime | None
    corrected_at: datetime | None


def organization_standing(
    database: Database, actor: Actor, org_id: str, *, now: datetime
) -> OrganizationStanding:
    """Say whether somebody of an organization is here and whether it was taken out.

    Everybody may know it.
    """
    with database.reading() as session:
        require_now(session, actor, "catalog.read", Subject(org_id=org_id))
        row = stored(session.get(OrganizationRow, org_id))
        editor = session.get(AccountRow, row.edited_by) if row.edited_by else None
        is_own = editor is not None and editor.kind == RECRUITER
        return OrganizationStanding(
            row.name, is_here(session, org_id), row.taken_out_at, row.edited_at if is_own else None
        )


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
    RequestError
        A member would change where the row was read.
    OrganizationError
        Its `problems` name each faulty column.
    ConflictError
        It was changed by someone else in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "organization.change", Subject(org_id=org_id))
        if actor.kind != STAFF:
            refuse_source(changes)
        organization = stored(session.get(OrganizationRow, org_id))
        require_version(organization, version)
        if changed := change_cells(organization, changes, actor, now):
            target = ("organization", org_id)
            audit(session, actor, "organization.change", target, now, columns=changed)
        session.flush()
        return organization.version


def refuse_source(changes: Iterable[str]) -> None:
    """Refuse columns that say where and when a row was read, which staff alone change.

    Raises
    ------
    RequestError
        Its text names them.
    """
    if found := OF_THE_SOURCE.intersection(changes):
        raise RequestError(f"Only staff change where it was read: {', '.join(sorted(found))}.")


def followers(database: Database, actor: Actor, org_id: str, *, now: datetime) -> int | None:
    """Count who follows an organization, for its own people and staff.

    Rounded down to fives, None below five: of fewer one could guess who they are.
    """
    with database.reading() as session:
        require_now(session, actor, "organization.followers", Subject(org_id=org_id))
        counted = (
            select(func.count())
            .select_from(FollowRow)
            .join(AccountRow, AccountRow.account_id == FollowRow.account_id)
            .where(FollowRow.org_id == org_id, AccountRow.disabled_at.is_(None))
        )
        number = session.scalar(counted) or 0
    return told(number)
