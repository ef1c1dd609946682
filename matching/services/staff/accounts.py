"""Staff: who has an account, how it is made, and which organizations a recruiter works for."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.accounts import FieldsError, invite, new_account, reset, shut_out
from matching.accounts.emails import normalised
from matching.accounts.registering import check_fields
from matching.authorization import RECRUITER, STAFF, Actor
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import require_now, stored, stored_account
from matching.services.shared.texts import searched
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import (
    AccountRow,
    InvitationRow,
    MembershipRow,
    OrganizationRow,
)
from matching.store.words import ACCOUNT_KINDS

MOST_ROWS: Final = 1_000
ACCOUNT_COLUMNS: Final = (
    "account_id", "email", "name", "kind", "org_ids", "created_at", "disabled_at", "invited_at",
    "invited_until",
)  # fmt: skip


def accounts(
    database: Database,
    actor: Actor,
    *,
    text: str = "",
    kind: str = "",
    account_id: str = "",
    now: datetime,
) -> pd.DataFrame:
    """Find accounts by a part of their name or e-mail, by kind or by id, ordered by e-mail.

    Returns
    -------
    DataFrame
        `account_id`, `email`, `name`, `kind`, `org_ids` (tuple), `created_at`, `disabled_at`,
        `invited_at` and `invited_until` (NaT for who came); at most 1,000 rows.
    """
    with database.reading() as session:
        require_now(session, actor, "accounts.manage")
        found = select(AccountRow).order_by(AccountRow.email).limit(MOST_ROWS)
        if kind:
            found = found.where(AccountRow.kind == kind)
        if account_id:
            found = found.where(AccountRow.account_id == account_id)
        if part := searched(text).lower():
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
        invited = {
            row.account_id: (row.invited_at, row.expires_at)
            for row in session.scalars(select(InvitationRow))
        }
    records = [
        (r.account_id, r.email, r.name, r.kind, orgs.get(r.account_id, ()), r.created_at,
         r.disabled_at, *invited.get(r.account_id, (None, None)))
        for r in rows
    ]  # fmt: skip
    return pd.DataFrame(records, columns=list(ACCOUNT_COLUMNS))


def create_recruiter(
    database: Database, actor: Actor, *, email: str, name: str, org_id: str, now: datetime
) -> str:
    """Make the account of a recruiter of an organization; gives the token of their invitation.

    With its link (`matching.accounts.reset_link`) the person chooses their password, within seven
    days.

    Raises
    ------
    FieldsError
        The e-mail or the name is none.
    EmailTakenError
        There is an account with this e-mail.
    """
    with changing(database) as session:
        require_now(session, actor, "accounts.manage")
        stored(session.get(OrganizationRow, org_id))
        return make_recruiter(session, actor, email, name, org_id, now)[1]


def create_staff_account(
    database: Database, actor: Actor, *, email: str, name: str, now: datetime
) -> str:
    """Make an account of staff; gives the token of an invitation, as `create_recruiter` does.

    Raises
    ------
    FieldsError
        The e-mail or the name is none.
    EmailTakenError
        There is an account with this e-mail.
    """
    with changing(database) as session:
        require_now(session, actor, "accounts.manage")
        account_id = _made(session, actor, email, name, STAFF, now)
        return invite(session, account_id, now, actor=actor.account_id)


def invite_again(database: Database, actor: Actor, account_id: str, *, now: datetime) -> str:
    """Give the token of a new invitation to who has not come yet; the one before dies.

    Raises
    ------
    RequestError
        The account is disabled, or nobody waits for them: they came.
    """
    with changing(database) as session:
        require_now(session, actor, "accounts.manage")
        account = stored_account(session, account_id)
        if account.disabled_at is not None:
            raise RequestError("This account is disabled; enable it first.")
        if session.get(InvitationRow, account_id) is None:
            raise RequestError("This person has come already, so there is nothing to send again.")
        return invite(session, account_id, now, actor=actor.account_id)


def new_password_link(database: Database, actor: Actor, account_id: str, *, now: datetime) -> str:
    """Give the token of a one-time link with which a person chooses a new password.

    Raises
    ------
    RequestError
        The account is disabled, or signs in through another provider.
    """
    with changing(database) as session:
        require_now(session, actor, "accounts.manage")
        account = stored_account(session, account_id)
        if account.disabled_at is not None:
            raise RequestError("This account is disabled; enable it first.")
        if account.oidc_subject is not None:
            raise RequestError(
                "This person signs in through another provider, not with a password."
            )
        return reset.new_link(session, account_id, now, actor=actor.account_id)


def secure_account(database: Database, actor: Actor, account_id: str, *, now: datetime) -> str:
    """Shut everybody out of an account that somebody else may be in; gives its owner a new way in.

    Sessions end, the password is void, no browser is known any more, open links do not work.

    Returns
    -------
    str
        The token of a one-time link, as `new_password_link` gives; `""` for who signs in through
        another provider, where their password has to be changed.

    Raises
    ------
    RequestError
        It is one's own, or disabled.
    """
    with changing(database) as session:
        require_now(session, actor, "accounts.secure")
        account = stored_account(session, account_id)
        if account_id == actor.account_id:
            raise RequestError(
                "This is your own account: choose a new password, which signs out everybody else."
            )
        if account.disabled_at is not None:
            raise RequestError("This account is disabled, so nobody is in it.")
        ended = shut_out(session, account, now)
        audit(session, actor, "accounts.secure", ("account", account_id), now, **ended)
        return _way_in(session, actor, account, now)


def disable_account(database: Database, actor: Actor, account_id: str, *, now: datetime) -> None:
    """Shut an account: everybody is out of it at once, and nobody finds the person any more.

    Its password is void then: whoever knew it must not come in when it is enabled again.

    Raises
    ------
    RequestError
        It is one's own.
    """
    with changing(database) as session:
        require_now(session, actor, "accounts.manage")
        account = stored_account(session, account_id)
        if account_id == actor.account_id:
            raise RequestError("Nobody can disable their own account.")
        if account.disabled_at is None:
            account.disabled_at = now
            shut_out(session, account, now)
            audit(session, actor, "accounts.manage", ("account", account_id), now, what="disabled")


def enable_account(database: Database, actor: Actor, account_id: str, *, now: datetime) -> str:
    """Open an account again that was disabled; the password it had stays void.

    Returns
    -------
    str
        The token of a one-time link; `""` for who signs in through another provider, or if it
        was not disabled.
    """
    with changing(database) as session:
        require_now(session, actor, "accounts.manage")
        account = stored_account(session, account_id)
        if account.disabled_at is None:
            return ""
        account.disabled_at = None
        shut_out(session, account, now)  # an older version disabled without it
        audit(session, actor, "accounts.manage", ("account", account_id), now, what="enabled")
        return _way_in(session, actor, account, now)


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
        require_now(session, actor, "memberships.manage")
        account = stored_account(session, account_id)
        stored(session.get(OrganizationRow, org_id))
        if account.kind != RECRUITER:
            raise RequestError("Only recruiters work for an organization.")
        if session.get(MembershipRow, (account_id, org_id)) is None:
            join(session, actor, account_id, org_id, now)


def remove_membership(
    database: Database, actor: Actor, account_id: str, org_id: str, *, now: datetime
) -> None:
    """End a recruiter's work for an organization; it counts at once."""
    with changing(database) as session:
        require_now(session, actor, "memberships.manage")
        stored_account(session, account_id)
        membership = session.get(MembershipRow, (account_id, org_id))
        if membership is not None:
            session.delete(membership)
            target = ("account", account_id)
            audit(session, actor, "memberships.manage", target, now, org_id=org_id, what="removed")


def _made(session: Session, actor: Actor, email: str, name: str, kind: str, now: datetime) -> str:
    email, name = normalised(email), name.strip()
    if problems := check_fields(email, name):
        raise FieldsError(problems)
    return new_account(session, email=email, kind=kind, now=now, actor=actor.account_id, name=name)


def _way_in(session: Session, actor: Actor, account: AccountRow, now: datetime) -> str:
    if account.oidc_subject is not None:
        return ""
    return reset.new_link(session, account.account_id, now, actor=actor.account_id)


def make_recruiter(
    session: Session, actor: Actor, email: str, name: str, org_id: str, now: datetime
) -> tuple[str, str]:
    """Make the account of a recruiter; gives its id and the token of an invitation.

    Raises
    ------
    FieldsError, EmailTakenError
        As `create_recruiter`.
    """
    account_id = _made(session, actor, email, name, RECRUITER, now)
    join(session, actor, account_id, org_id, now)
    return account_id, invite(session, account_id, now, actor=actor.account_id)


def let_in(
    session: Session, actor: Actor, email: str, name: str, org_id: str, now: datetime
) -> str:
    """Make somebody a recruiter of an organization, with a new account if they have none.

    Returns
    -------
    str
        The token of an invitation; `""` for who has an account.

    Raises
    ------
    RequestError
        The e-mail is that of an account that cannot work for an organization.
    FieldsError
        The e-mail or the name is none.
    """
    account = session.scalar(select(AccountRow).where(AccountRow.email == normalised(email)))
    if account is None:
        return make_recruiter(session, actor, email, name, org_id, now)[1]
    if account.kind != RECRUITER:
        raise RequestError(
            f"This e-mail belongs to an account of the kind {ACCOUNT_KINDS[account.kind]}, which "
            "cannot work for an organization. Ask for another e-mail of theirs."
        )
    if account.disabled_at is not None:
        raise RequestError("The account of this e-mail is disabled; enable it first, in Accounts.")
    if session.get(MembershipRow, (account.account_id, org_id)) is None:
        join(session, actor, account.account_id, org_id, now)
    return ""


def join(session: Session, actor: Actor, account_id: str, org_id: str, now: datetime) -> None:
    """Let a recruiter work for an organization, of which they were no member."""
    session.add(MembershipRow(account_id=account_id, org_id=org_id, since=now))
    target = ("account", account_id)
    audit(session, actor, "memberships.manage", target, now, org_id=org_id, what="added")
