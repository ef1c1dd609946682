"""One-time links to choose a new password."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from matching.accounts import audit, passwords, sessions, throttle
from matching.accounts.emails import normalised
from matching.accounts.errors import FieldsError, LinkError, LockedError
from matching.accounts.mailing import Mail, Mailer
from matching.accounts.tokens import digest, new_token
from matching.store import Database
from matching.store.schema import AccountRow, ResetLinkRow

__all__ = ["ask_for_link", "choose_password", "is_open", "link", "new_link"]

GOOD_FOR = timedelta(hours=1)
KEPT = timedelta(days=30)
MOST_AN_HOUR = 3
PATH = "/account/reset"
TEXT = """\
Somebody, probably you, asked to choose a new password at Missionmatch.
Open this link within an hour; it works once:

{link}

If it was not you, do nothing: your password stays as it is."""


def link(base: str, token: str) -> str:
    """Give the link for a token; `base` is like `https://missions.example`."""
    return f"{base.rstrip('/')}{PATH}?token={token}"


def new_link(session: Session, account_id: str, now: datetime, *, actor: str) -> str:
    """Make a one-time link and give its token, which is kept nowhere.

    Parameters
    ----------
    session : Session
        Of `database.writing()`.
    """
    session.execute(delete(ResetLinkRow).where(ResetLinkRow.expires_at < now - KEPT))
    token = new_token()
    session.add(
        ResetLinkRow(
            token_digest=digest(token),
            account_id=account_id,
            created_at=now,
            expires_at=now + GOOD_FOR,
        )
    )
    audit.record(session, now, actor=actor, action="password.link-made", account_id=account_id)
    return token


def ask_for_link(
    database: Database, mailer: Mailer, email: str, *, base: str, now: datetime
) -> None:
    """Send a link to an e-mail if it has an account; says nothing about whether it has.

    At most three links an hour are sent to one e-mail. Whoever answers a person calls this after
    the answer, since the time it takes would tell.
    """
    email = normalised(email)
    try:
        throttle.count(database, "link", email, now, most=MOST_AN_HOUR)
    except LockedError:
        return
    with database.writing() as session:
        account = session.scalar(select(AccountRow).where(AccountRow.email == email))
        if account is None or account.disabled_at or account.oidc_subject:
            return
        token = new_link(session, account.account_id, now, actor="")
    mailer.send(Mail(email, "A new password", TEXT.format(link=link(base, token))))


def is_open(database: Database, token: str, now: datetime) -> bool:
    """Whether a link would work now."""
    with database.reading() as session:
        row = session.get(ResetLinkRow, digest(token))
        return row is not None and row.used_at is None and row.expires_at > now


def choose_password(database: Database, token: str, password: str, now: datetime) -> None:
    """Set a new password, use up the link, and sign the account out everywhere.

    Raises
    ------
    LinkError
        The link is unknown, used or too old, or its account may not sign in.
    FieldsError
        The password is not good enough; the link can still be used.
    """
    account = _account_of(database, token, now)
    if problem := passwords.problem_with(password, account.email):
        raise FieldsError({"password": problem})
    new_hash = passwords.hashed(password)
    with database.writing() as session:
        this = ResetLinkRow.token_digest == digest(token)
        unused = ResetLinkRow.used_at.is_(None)
        used = session.execute(
            update(ResetLinkRow)
            .where(this, unused, ResetLinkRow.expires_at > now)
            .values(used_at=now)
            .returning(ResetLinkRow.account_id)
        ).all()
        row = session.get(AccountRow, account.account_id)
        if not used or row is None or row.disabled_at is not None:
            raise LinkError
        session.execute(
            update(ResetLinkRow)
            .where(ResetLinkRow.account_id == row.account_id, unused)
            .values(used_at=now)
        )
        row.password_hash = new_hash
        throttle.clear(session, row.email, now)
        by = row.account_id
        audit.record(session, now, actor=by, action="password.changed", account_id=by)
        sessions.end_all(session, by, now, actor=by)


def _account_of(database: Database, token: str, now: datetime) -> AccountRow:
    with database.reading() as session:
        account = session.scalar(
            select(AccountRow)
            .join(ResetLinkRow, ResetLinkRow.account_id == AccountRow.account_id)
            .where(
                ResetLinkRow.token_digest == digest(token),
                ResetLinkRow.used_at.is_(None),
                ResetLinkRow.expires_at > now,
                AccountRow.disabled_at.is_(None),
            )
        )
    if account is None:
        raise LinkError
    return account
