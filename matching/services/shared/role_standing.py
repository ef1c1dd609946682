"""Whether a role is open, when someone last said so, and whether its organization is here."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, or_, select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.reference.ended import has_ended
from matching.services.shared.subjects import require_now, role_subject, stored, stored_role
from matching.store import Database
from matching.store.schema import AccountRow, MembershipRow, OrganizationRow, RoleRow

GOOD_FOR: Final = timedelta(days=30)
"""For how long somebody's word that a role is open is good."""


@dataclasses.dataclass(frozen=True)
class RoleStanding:
    """What the store knows of a role beyond its source.

    Parameters
    ----------
    is_open : bool
        Whether interest can be shown: neither closed nor past.
    closed_at, confirmed_at : datetime or None
        When it was closed here; when someone last confirmed that it is open.
    is_here : bool
        Whether somebody of its organization is here, who would see interest in it.
    is_taken_out : bool
        Whether its organization was taken out of the catalog, because it asked for that.
    """

    is_open: bool
    closed_at: datetime | None
    confirmed_at: datetime | None
    is_here: bool
    is_taken_out: bool = False


def role_standing(database: Database, actor: Actor, role_id: str, *, now: datetime) -> RoleStanding:
    """Say whether a role is open; everybody may know it."""
    with database.reading() as session:
        require_now(session, actor, "catalog.read", role_subject(session, role_id))
        role = stored_role(session, role_id)
        return RoleStanding(
            is_open(role, now),
            role.closed_at,
            role.confirmed_at,
            is_here(session, role.org_id),
            is_taken_out(session, role.org_id),
        )


def is_open(role: RoleRow, now: datetime) -> bool:
    """Whether interest can be shown in a role: it is not past, not closed, and has not ended."""
    is_offered = role.closed_at is None and role.status != "past"
    return is_offered and not has_ended(role.end_date, now.date())


def is_offered(now: datetime) -> ColumnElement[bool]:
    """The same as a condition: a month or a year that is not over has not ended either.

    Here a role of an organization that was taken out is not offered.
    """
    day = now.date().isoformat()
    texts = (RoleRow.end_date == part for part in ("", day[:4], day[:7]))
    return and_(
        RoleRow.closed_at.is_(None),
        RoleRow.status != "past",
        in_catalog(RoleRow.org_id),
        or_(*texts, RoleRow.end_date >= day),
    )


def is_here(session: Session, org_id: str) -> bool:
    """Whether an account that is not disabled is a member of an organization in the catalog."""
    members = (
        select(MembershipRow.account_id)
        .join(AccountRow, AccountRow.account_id == MembershipRow.account_id)
        .where(
            MembershipRow.org_id == org_id,
            AccountRow.disabled_at.is_(None),
            in_catalog(MembershipRow.org_id),
        )
    )
    return session.scalar(members.limit(1)) is not None


def is_taken_out(session: Session, org_id: str) -> bool:
    """Whether an organization was taken out of the catalog, because it asked for that."""
    out = select(OrganizationRow.taken_out_at).where(OrganizationRow.org_id == org_id)
    return session.scalar(out) is not None


def listed_role(session: Session, role_id: str) -> RoleRow:
    """Give a role whose organization was not taken out of the catalog.

    Raises
    ------
    NotAllowedError
        There is none; it reads as if it were forbidden.
    """
    role = stored_role(session, role_id)
    return stored(None if is_taken_out(session, role.org_id) else role)


def in_catalog(org_id: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """The condition that the organization of a row was not taken out of the catalog."""
    out = select(OrganizationRow.org_id).where(OrganizationRow.taken_out_at.is_not(None))
    return org_id.not_in(out)
