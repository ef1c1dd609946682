"""One-time links to choose a new password."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from matching.accounts import audit, browsers, passwords, sessions, throttle
from matching.accounts.emails import normalised
from matching.accounts.errors import FieldsError, LinkError, LockedError
from matching.accounts.mailing import Mail, Mailer
from matching.accounts.tokens import digest, new_token
from matching.store import Database
from matching.store.schema import AccountRow, InvitationRow, ResetLinkRow

__all__ = ["TWICE", "ask_for_link", "choose_password", "is_open", "link", "new_link"]

GOOD_FOR = timedelta(hours=1)
KEPT = timedelta(days=30)
MOST_AN_HOUR = 3
TWICE = timedelta(minutes=10)
"""The same form, sent again so soon, was pressed twice on a slow line."""
PATH = "/account/reset"
TEXT = """\
Somebody, probably you, asked to choose a new password at Missionmatch.
Open this link within an hour; it works once:

{link}

If it was not you, do nothing: your password stays as it is."""


def link(base: str, token: str) -> str:
    """Give the link for a token; `base` is like `https://missions.example`, `""` if unknown."""
    return f"{base.rstrip('/')}{PATH}?token={token}"


def new_link(
    session: Session,
    account_id: str,
    now: datetime,
    *,
    actor: str,
    good_for: timedelta = GOOD_FOR,
) -> str:
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
            expires_at=now + good_for,
        )
    )
    audit.record(
        session, now, actor=actor, action="password.link-made", target=("account", account_id)
    )
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
        throttle.count(database, "link", {email: MOST_AN_HOUR}, now)
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


def choose_password(
    database: Database, token: str, password: str, now: datetime, *, form: str = ""
) -> str:
    """Set a new password, use up the link, and end all that others may have of the account.

    Every session ends, no browser is known any more, and no other link works. The same form sent
    twice with the same password is one change.

    Parameters
    ----------
    form : str
        The browser's key for forms.

    Returns
    -------
    str
        The id of the account.

    Raises
    ------
    LinkError
        The link is unknown, used or too old, or its account may not sign in.
    FieldsError
        The password is not good enough; the link can still be used.
    """
    try:
        account = _account_of(database, token, now)
        if problem := passwords.problem_with(password, account.email):
            raise FieldsError({"password": problem})
        new_hash = passwords.hashed(password)
        with database.writing() as session:
            _change(session, account.account_id, token, new_hash, now, form)
    except LinkError:
        if done := _changed_just_now(database, token, password, now, form):
            return done
        raise
    return account.account_id


def _change(
    session: Session, account_id: str, token: str, new_hash: str, now: datetime, form: str
) -> None:
    this = ResetLinkRow.token_digest == digest(token)
    unused = ResetLinkRow.used_at.is_(None)
    used = session.execute(
        update(ResetLinkRow)
        .where(this, unused, ResetLinkRow.expires_at > now)
        .values(used_at=now, form_digest=digest(form) if form else None)
        .returning(ResetLinkRow.account_id)
    ).all()
    row = session.get(AccountRow, account_id)
    if not used or row is None or row.disabled_at is not None:
        raise LinkError
    session.execute(
        update(ResetLinkRow)
        .where(ResetLinkRow.account_id == account_id, unused)
        .values(used_at=now)
    )
    row.password_hash = new_hash
    session.execute(delete(InvitationRow).where(InvitationRow.account_id == account_id))
    throttle.clear(session, row.email, now)
    audit.record(
        session, now, actor=account_id, action="password.changed", target=("account", account_id)
    )
    sessions.end_all(session, account_id, now, actor=account_id)
    browsers.forget(session, account_id)


def _changed_just_now(
    database: Database, token: str, password: str, now: datetime, form: str
) -> str:
    """Give the account whose password this very form has just set, or `""`.

    Only the browser that used the link is answered, so nobody tries passwords in this way.
    """
    if not form:
        return ""
    with database.reading() as session:
        account = session.scalar(
            select(AccountRow)
            .join(ResetLinkRow, ResetLinkRow.account_id == AccountRow.account_id)
            .where(
                ResetLinkRow.token_digest == digest(token),
                ResetLinkRow.form_digest == digest(form),
                ResetLinkRow.used_at > now - TWICE,
                AccountRow.disabled_at.is_(None),
            )
        )
    if account is None or not passwords.is_right(account.password_hash, password):
        return ""
    return account.account_id


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
