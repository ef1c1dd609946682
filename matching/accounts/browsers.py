"""Browsers in which somebody signed in to an account before: a random token for each account.

Such a browser is no way in: the password is asked for as anywhere. Its attempts are only counted
by themselves, so that guesses of strangers do not keep the owner waiting ("device cookie", as
OWASP describes it).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from matching.accounts.tokens import digest, new_token
from matching.store import Database
from matching.store.schema import AccountRow, KnownBrowserRow

__all__ = ["KEPT", "MOST_IN_COOKIE", "forget", "known", "remember", "remember_browser"]

KEPT = timedelta(days=180)
"""How long after the last time."""
MOST_OF_ACCOUNT = 20
MOST_IN_COOKIE = 10
"""People who share a browser; the cookie holds a token for each."""


def known(session: Session, email: str, tokens: Iterable[str], now: datetime) -> str:
    """Give the digest of the token that this account gave this browser, or `""`.

    It takes the same work where nobody has the e-mail.
    """
    digests = [digest(token) for token in tokens]
    found = session.scalar(
        select(KnownBrowserRow.token_digest)
        .join(AccountRow, AccountRow.account_id == KnownBrowserRow.account_id)
        .where(
            AccountRow.email == email,
            KnownBrowserRow.token_digest.in_(digests),
            KnownBrowserRow.last_used_at > now - KEPT,
        )
        .limit(1)
    )
    return found or ""


def remember(
    session: Session, account_id: str, tokens: Sequence[str], now: datetime
) -> tuple[str, ...]:
    """Know a browser from now on, and give the tokens for its cookie, this account's first.

    A token is made anew for each account: who put a token of theirs into a browser does not share
    what it is known for afterwards.

    Parameters
    ----------
    session : Session
        Of `database.writing()`.
    tokens : sequence of str
        Those of the browser's cookie.
    """
    session.execute(delete(KnownBrowserRow).where(KnownBrowserRow.last_used_at <= now - KEPT))
    by_digest = {digest(token): token for token in tokens}
    used = session.scalars(
        update(KnownBrowserRow)
        .where(
            KnownBrowserRow.account_id == account_id,
            KnownBrowserRow.token_digest.in_(list(by_digest)),
        )
        .values(last_used_at=now)
        .returning(KnownBrowserRow.token_digest)
    ).all()
    if used:
        mine = by_digest[used[0]]
    else:
        mine = new_token()
        session.add(
            KnownBrowserRow(
                token_digest=digest(mine), account_id=account_id, created_at=now, last_used_at=now
            )
        )
        session.flush()
        _forget_oldest(session, account_id)
    return (mine, *(token for token in tokens if token != mine))[:MOST_IN_COOKIE]


def remember_browser(
    database: Database, account_id: str, tokens: Sequence[str], now: datetime
) -> tuple[str, ...]:
    """As `remember`, for who has just signed in or chosen a password."""
    with database.writing() as session:
        if session.get(AccountRow, account_id) is None:  # deleted at the same moment
            return tuple(tokens)
        return remember(session, account_id, tokens, now)


def forget(session: Session, account_id: str, *, but: Iterable[str] = ()) -> int:
    """Know the browsers of an account no more, and say how many it were.

    Parameters
    ----------
    but : iterable of str
        Tokens of the browser that stays known.
    """
    gone = session.scalars(
        delete(KnownBrowserRow)
        .where(
            KnownBrowserRow.account_id == account_id,
            KnownBrowserRow.token_digest.not_in([digest(token) for token in but]),
        )
        .returning(KnownBrowserRow.token_digest)
    )
    return len(gone.all())


def _forget_oldest(session: Session, account_id: str) -> None:
    mine = KnownBrowserRow.account_id == account_id
    newest = (KnownBrowserRow.last_used_at.desc(), KnownBrowserRow.token_digest)
    too_many = session.scalars(
        select(KnownBrowserRow.token_digest).where(mine).order_by(*newest).offset(MOST_OF_ACCOUNT)
    ).all()
    session.execute(delete(KnownBrowserRow).where(KnownBrowserRow.token_digest.in_(too_many)))
