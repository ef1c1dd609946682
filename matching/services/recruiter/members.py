"""Who works for an organization, by name: only its members read this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matching.authorization import STAFF
from matching.store.schema import AccountRow, MembershipRow

FORMER: Final = "a former member"
NAMELESS: Final = "a colleague without a name"


def members_of(session: Session, org_id: str) -> Mapping[str, str]:
    """Give the members of an organization: account to name, by name."""
    rows = session.execute(
        select(AccountRow.account_id, AccountRow.name)
        .join(MembershipRow, MembershipRow.account_id == AccountRow.account_id)
        .where(MembershipRow.org_id == org_id, AccountRow.disabled_at.is_(None))
        .order_by(AccountRow.name, AccountRow.account_id)
    )
    return {account_id: name or NAMELESS for account_id, name in rows}


def names_of(
    session: Session, org_id: str, account_ids: Iterable[str | None]
) -> Mapping[str | None, str]:
    """Give the names of members and staff who did something; of all others that they are gone."""
    wanted = set(account_ids)
    is_member = select(MembershipRow.account_id).where(MembershipRow.org_id == org_id)
    rows = session.execute(
        select(AccountRow.account_id, AccountRow.name).where(
            AccountRow.account_id.in_(wanted - {None}),
            AccountRow.disabled_at.is_(None),
            or_(AccountRow.account_id.in_(is_member), AccountRow.kind == STAFF),
        )
    )
    known = {account_id: name or NAMELESS for account_id, name in rows}
    return {account_id: known.get(account_id or "", FORMER) for account_id in wanted}
