"""Staff: who has an account, and which organizations a recruiter works for."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pandas as pd
from sqlalchemy import delete, select

from matching.authorization import RECRUITER, Actor
from matching.services.access import require, stored, stored_account
from matching.services.common import audit, changing
from matching.services.errors import RequestError
from matching.store import Database
from matching.store.schema import (
    AccountRow,
    AuditEntryRow,
    MembershipRow,
    OrganizationRow,
    ResetLinkRow,
    SessionRow,
)

__all__ = [
    "accounts",
    "add_membership",
    "audit_entries",
    "disable_account",
    "enable_account",
    "remove_membership",
]

MOST_ROWS: Final = 1_000
ACCOUNT_COLUMNS: Final = (
    "account_id", "email", "name", "kind", "org_ids", "created_at", "disabled_at"
)  # fmt: skip
AUDIT_COLUMNS: Final = ("at", "actor", "action", "target_kind", "target_id", "details")


def accounts(
    database: Database, actor: Actor, *, text: str = "", kind: str = "", now: datetime
) -> pd.DataFrame:
    """Find accounts by a part of their name or e-mail, ordered by e-mail.

    Returns
    -------
    DataFrame
        `account_id`, `email`, `name`, `kind`, `org_ids` (tuple), `created_at`, `disabled_at`; at
        most 1,000 rows.
    """
    with database.reading() as session:
        require(session, actor, "accounts.manage")
        found = select(AccountRow).order_by(AccountRow.email).limit(MOST_ROWS)
        if kind:
            found = found.where(AccountRow.kind == kind)
        if part := text.strip().lower():
            found = found.where(
                AccountRow.email.contains(part, autoescape=True)
                | AccountRow.name.icontains(part, autoescape=True)
            )
        rows = list(session.scalars(found))
        members = session.execute(
            select(MembershipRow.account_id, MembershipRow.org_id).order_by(MembershipRow.org_id)
        )
        orgs: dict[str, tuple[str, ...]] = {}
        for account_id, org_id in members:
            orgs[account_id] = (*orgs.get(account_id, ()), org_id)
    records = [
        (r.account_id, r.email, r.name, r.kind, orgs.get(r.account_id, ()), r.created_at,
         r.disabled_at)
        for r in rows
    ]  # fmt: skip
    return pd.DataFrame(records, columns=list(ACCOUNT_COLUMNS))


def disable_account(database: Database, actor: Actor, account_id: str, *, now: datetime) -> None:
    """Shut an account: it is signed out at once, and nobody finds the person any more.

    Raises
    ------
    RequestError
        It is one's own.
    """
    with changing(database) as session:
        require(session, actor, "accounts.manage")
        account = stored_account(session, account_id)
        if account_id == actor.account_id:
            raise RequestError("Nobody can disable their own account.")
        if account.disabled_at is None:
            account.disabled_at = now
            for row in (SessionRow, ResetLinkRow):
                session.execute(delete(row).where(row.account_id == account_id))
            audit(session, actor, "accounts.manage", ("account", account_id), now, what="disabled")


def enable_account(database: Database, actor: Actor, account_id: str, *, now: datetime) -> None:
    """Open an account again that was disabled."""
    with changing(database) as session:
        require(session, actor, "accounts.manage")
        account = stored_account(session, account_id)
        if account.disabled_at is not None:
            account.disabled_at = None
            audit(session, actor, "accounts.manage", ("account", account_id), now, what="enabled")


def add_membership(
    database: Database, actor: Actor, account_id: str, org_id: str, *, now: datetime
) -> None:
    """Let a recruiter work for an organization.

    Raises
    ------
    RequestError
        The account is not a recruiter's.
    """
    with changing(database) as session:
        require(session, actor, "memberships.manage")
        account = stored_account(session, account_id)
        stored(session.get(OrganizationRow, org_id))
        if account.kind != RECRUITER:
            raise RequestError("Only recruiters work for an organization.")
        if session.get(MembershipRow, (account_id, org_id)) is None:
            session.add(MembershipRow(account_id=account_id, org_id=org_id, since=now))
            target = ("account", account_id)
            audit(session, actor, "memberships.manage", target, now, org_id=org_id, what="added")


def remove_membership(
    database: Database, actor: Actor, account_id: str, org_id: str, *, now: datetime
) -> None:
    """End a recruiter's work for an organization; it counts at once."""
    with changing(database) as session:
        require(session, actor, "memberships.manage")
        stored_account(session, account_id)
        membership = session.get(MembershipRow, (account_id, org_id))
        if membership is not None:
            session.delete(membership)
            target = ("account", account_id)
            audit(session, actor, "memberships.manage", target, now, org_id=org_id, what="removed")


def audit_entries(
    database: Database,
    actor: Actor,
    *,
    who: str = "",
    action: str = "",
    target_id: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    n: int = 200,
    now: datetime,
) -> pd.DataFrame:
    """Search the audit log, the newest first.

    Parameters
    ----------
    who, target_id : str
        Whole ids; `""` for any.
    action : str
        The beginning of an action, such as `candidate.`.

    Returns
    -------
    DataFrame
        `at`, `actor`, `action`, `target_kind`, `target_id`, `details` (dict); at most 1,000 rows.
    """
    with database.reading() as session:
        require(session, actor, "audit.read")
        found = select(AuditEntryRow).order_by(AuditEntryRow.entry_id.desc())
        if who:
            found = found.where(AuditEntryRow.actor == who)
        if action:
            found = found.where(AuditEntryRow.action.startswith(action, autoescape=True))
        if target_id:
            found = found.where(AuditEntryRow.target_id == target_id)
        if since is not None:
            found = found.where(AuditEntryRow.at >= since)
        if until is not None:
            found = found.where(AuditEntryRow.at <= until)
        rows = [
            (entry.at, entry.actor, entry.action, entry.target_kind, entry.target_id, entry.details)
            for entry in session.scalars(found.limit(max(1, min(n, MOST_ROWS))))
        ]
    return pd.DataFrame(rows, columns=list(AUDIT_COLUMNS))
