"""Who is signed in: a random token in a cookie, its digest in the store."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from matching.accounts import audit, browsers
from matching.accounts.tokens import digest, new_token
from matching.authorization import VISITOR, Actor
from matching.store import Database, UnusableError
from matching.store.schema import AccountRightRow, AccountRow, MembershipRow, SessionRow

__all__ = [
    "IDLE",
    "LONGEST",
    "NOBODY",
    "Identity",
    "actor_of",
    "end",
    "end_all",
    "end_all_quietly",
    "identify",
    "identity_of",
    "sign_out",
    "sign_out_everywhere",
    "start",
]

LONGEST = timedelta(days=14)
IDLE = timedelta(days=1)
SEEN_EVERY = timedelta(minutes=5)  # so that looking at pages rarely writes


@dataclass(frozen=True)
class Identity:
    """Who is signed in, for the rules and for the page.

    Parameters
    ----------
    actor : Actor
        What the rules ask for.
    name, email : str
        For the person themselves; `""` for a visitor.
    is_fictional : bool
        Made for a demonstration.
    """

    actor: Actor = VISITOR
    name: str = ""
    email: str = ""
    is_fictional: bool = False


NOBODY = Identity()


def start(session: Session, account_id: str, now: datetime, *, form: str = "") -> str:
    """Sign an account in and give the token for its cookie.

    Parameters
    ----------
    session : Session
        Of `database.writing()`.
    form : str
        The browser's key for forms, where the same form may come twice.
    """
    session.execute(delete(SessionRow).where(SessionRow.expires_at <= now))
    token = new_token()
    session.add(
        SessionRow(
            token_digest=digest(token),
            account_id=account_id,
            created_at=now,
            expires_at=now + LONGEST,
            last_seen_at=now,
            form_digest=digest(form) if form else None,
        )
    )
    audit.record(
        session, now, actor=account_id, action="session.started", target=("account", account_id)
    )
    return token


def identify(database: Database, token: str, now: datetime) -> Identity:
    """Say who has this token; nobody if it is unknown, too old, or the account is disabled."""
    if not token:
        return NOBODY
    with database.reading() as session:
        found = session.execute(
            select(SessionRow, AccountRow)
            .join(AccountRow, AccountRow.account_id == SessionRow.account_id)
            .where(
                SessionRow.token_digest == digest(token),
                SessionRow.expires_at > now,
                SessionRow.last_seen_at > now - IDLE,
                AccountRow.disabled_at.is_(None),
            )
        ).one_or_none()
        if found is None:
            return NOBODY
        seen, account = found
        who = identity_of(session, account)
    if now - seen.last_seen_at >= SEEN_EVERY:
        # Where nothing can be written just now, who is signed in may go on reading.
        with contextlib.suppress(UnusableError), database.writing() as session:
            session.execute(
                update(SessionRow)
                .where(SessionRow.token_digest == seen.token_digest)
                .values(last_seen_at=now)
            )
    return who


def identity_of(session: Session, account: AccountRow) -> Identity:
    """Say who an account is, with the organizations they work for."""
    org_ids = session.scalars(
        select(MembershipRow.org_id).where(MembershipRow.account_id == account.account_id)
    )
    rights = session.scalars(
        select(AccountRightRow.account_right).where(
            AccountRightRow.account_id == account.account_id
        )
    )
    actor = Actor(account.account_id, account.kind, frozenset(org_ids), frozenset(rights))
    return Identity(actor, account.name, account.email, account.is_fictional)


def actor_of(database: Database, token: str, now: datetime) -> Actor:
    """Give who has this token as the rules know them; a visitor if nobody has."""
    return identify(database, token, now).actor


def end(session: Session, token: str, now: datetime) -> None:
    """End the session of a token, if there is one."""
    row = session.get(SessionRow, digest(token)) if token else None
    if row is not None:
        by = row.account_id
        session.execute(delete(SessionRow).where(SessionRow.token_digest == row.token_digest))
        audit.record(session, now, actor=by, action="session.ended", target=("account", by))


def end_all(session: Session, account_id: str, now: datetime, *, actor: str) -> None:
    """End all sessions of an account."""
    n = end_all_quietly(session, account_id, now)
    audit.record(
        session,
        now,
        actor=actor,
        action="session.all-ended",
        target=("account", account_id),
        sessions=n,
    )


def end_all_quietly(session: Session, account_id: str, now: datetime) -> int:
    """End all sessions, also those that another provider's cookie holds; say how many of ours.

    It is for who writes the audit log themselves.
    """
    ended = session.scalars(
        delete(SessionRow)
        .where(SessionRow.account_id == account_id)
        .returning(SessionRow.token_digest)
    ).all()
    session.execute(
        update(AccountRow).where(AccountRow.account_id == account_id).values(signed_out_at=now)
    )
    return len(ended)


def sign_out(database: Database, token: str, now: datetime) -> None:
    """Sign out the browser that has this token."""
    with database.writing() as session:
        end(session, token, now)


def sign_out_everywhere(
    database: Database, token: str, now: datetime, *, browser: Sequence[str] = ()
) -> None:
    """Sign out every browser of the account that has this token, and know none of them any more.

    Parameters
    ----------
    browser : sequence of str
        Tokens of the browser in which this is asked for, which stays known.
    """
    account_id = actor_of(database, token, now).account_id
    if account_id:
        with database.writing() as session:
            end_all(session, account_id, now, actor=account_id)
            browsers.forget(session, account_id, but=browser)
