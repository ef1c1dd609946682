"""Organizations from which a person hides, which never see them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from matching.store.schema import HiddenFromRow, ProfileRow, RoleRow


def hides_from(session: Session, account_id: str, org_id: str) -> bool:
    """Tell whether a person hides from an organization."""
    return session.get(HiddenFromRow, (account_id, org_id)) is not None


def is_hidden_here(
    account_id: InstrumentedAttribute[str] = ProfileRow.account_id,
) -> ColumnElement[bool]:
    """Ask of a person and a role whether the person hides from the role's organization."""
    return exists().where(
        HiddenFromRow.account_id == account_id, HiddenFromRow.org_id == RoleRow.org_id
    )


def who_hides(role_id: str) -> Select[str]:
    """Ask for the accounts of all who hide from the organization of a role."""
    return (
        select(HiddenFromRow.account_id)
        .join(RoleRow, RoleRow.org_id == HiddenFromRow.org_id)
        .where(RoleRow.role_id == role_id)
    )


def hidden_pairs(session: Session, role_ids: Select[str]) -> frozenset[tuple[str, str]]:
    """Give role and account of everybody who hides from the organization of some roles."""
    found = session.execute(
        select(RoleRow.role_id, HiddenFromRow.account_id)
        .join(HiddenFromRow, HiddenFromRow.org_id == RoleRow.org_id)
        .where(RoleRow.role_id.in_(role_ids))
    )
    return frozenset((role_id, account_id) for role_id, account_id in found)
