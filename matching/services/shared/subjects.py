"""Subjects of the rules, built from what is stored; and actors as they are stored now."""

from __future__ import annotations

import dataclasses
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching import authorization
from matching.authorization import NOTHING, VISITOR, Actor, NotAllowedError, Subject
from matching.services.shared.hiding import hides_from
from matching.store.schema import (
    AccountRightRow,
    AccountRow,
    CandidacyRow,
    InterestRow,
    MembershipRow,
    OrganizationRow,
    ProfileRow,
    RoleRow,
)

Row = TypeVar("Row")


def require_now(session: Session, actor: Actor, action: str, subject: Subject = NOTHING) -> None:
    """Refuse what an actor may not do, as the actor is stored now.

    An account that was disabled or deleted, a membership that ended, or an organization that was
    taken out counts at once, however long ago the actor signed in.

    Raises
    ------
    NotAllowedError
        The rule of the action refuses.
    """
    authorization.require(_as_stored(session, actor), action, subject)


def own(actor: Actor) -> Subject:
    """Give the subject of what is the actor's own."""
    return Subject(account_id=actor.account_id)


def role_subject(session: Session, role_id: str) -> Subject:
    """Give the subject of a role; nothing if there is none, which every member rule refuses."""
    role = session.get(RoleRow, role_id)
    return NOTHING if role is None else Subject(org_id=role.org_id)


def candidate_subject(session: Session, role_id: str, account_id: str) -> Subject:
    """Give the subject of a person and a role: reachable for it, introduced for it, or neither.

    Who withdrew from a role is out of its reach, also if other roles find them. Who hides from its
    organization is out of reach of all its roles, whatever was before.
    """
    subject = role_subject(session, role_id)
    profile = session.get(ProfileRow, account_id)
    account = session.get(AccountRow, account_id)
    if subject is NOTHING or profile is None or account is None or account.disabled_at:
        return NOTHING
    if hides_from(session, account_id, subject.org_id):
        return dataclasses.replace(subject, account_id=account_id)
    candidacy = session.get(CandidacyRow, (role_id, account_id))
    has_withdrawn = candidacy is not None and candidacy.stage == "withdrawn"
    is_found = profile.visibility != "hidden" and not has_withdrawn
    return dataclasses.replace(
        subject,
        account_id=account_id,
        is_reachable=is_found or _is_interested(session, role_id, account_id),
        is_introduced=candidacy is not None and candidacy.introduction == "agreed",
    )


def stored(row: Row | None) -> Row:
    """Give what the store found.

    Raises
    ------
    NotAllowedError
        It found nothing; that reads as if it were forbidden.
    """
    if row is None:
        raise NotAllowedError
    return row


def stored_role(session: Session, role_id: str) -> RoleRow:
    """Give a role.

    Raises
    ------
    NotAllowedError
        There is none; it reads as if it were forbidden.
    """
    return stored(session.get(RoleRow, role_id))


def stored_account(session: Session, account_id: str) -> AccountRow:
    """Give an account.

    Raises
    ------
    NotAllowedError
        There is none; it reads as if it were forbidden.
    """
    return stored(session.get(AccountRow, account_id))


def _as_stored(session: Session, actor: Actor) -> Actor:
    account = session.get(AccountRow, actor.account_id) if actor.account_id else None
    if account is None or account.disabled_at is not None or account.kind != actor.kind:
        return VISITOR
    org_ids = _still(session, actor, actor.org_ids, MembershipRow, "org_id")
    return dataclasses.replace(
        actor,
        org_ids=_in_catalog(session, org_ids),
        rights=_still(session, actor, actor.rights, AccountRightRow, "account_right"),
    )


def _still(
    session: Session,
    actor: Actor,
    had: frozenset[str],
    row: type[MembershipRow | AccountRightRow],
    column: str,
) -> frozenset[str]:
    """Give what an actor had when signing in and has now; asks nothing for who had nothing."""
    if not had:
        return had
    now = select(getattr(row, column)).where(row.account_id == actor.account_id)
    return had.intersection(session.scalars(now))


def _in_catalog(session: Session, org_ids: frozenset[str]) -> frozenset[str]:
    """Leave out organizations that were taken out: nobody acts for them any more."""
    if not org_ids:
        return org_ids
    out = select(OrganizationRow.org_id).where(
        OrganizationRow.org_id.in_(org_ids), OrganizationRow.taken_out_at.is_not(None)
    )
    return org_ids.difference(session.scalars(out))


def _is_interested(session: Session, role_id: str, account_id: str) -> bool:
    found = select(InterestRow.interest_id).where(
        InterestRow.role_id == role_id,
        InterestRow.account_id == account_id,
        InterestRow.withdrawn_at.is_(None),
    )
    return session.scalar(found) is not None
