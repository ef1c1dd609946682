"""Signing in with e-mail and password."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from matching.accounts import passwords, sessions, throttle
from matching.accounts.emails import normalised
from matching.accounts.errors import SignInError
from matching.store import Database
from matching.store.schema import AccountRow

__all__ = ["sign_in"]


def sign_in(
    database: Database,
    email: str,
    password: str,
    *,
    address: str,
    now: datetime,
    replaces: str = "",
    browser: Sequence[str] = (),
) -> str:
    """Sign in, and give the token for the cookie.

    Parameters
    ----------
    address : str
        The network address of the person's machine.
    replaces : str
        The token that the browser had before; its session ends.
    browser : sequence of str
        The tokens that make the browser known; see `matching.accounts.browsers`.

    Raises
    ------
    SignInError
        The two do not go together, or the account is disabled; it takes the same work and gives
        the same answer as an e-mail that nobody has.
    LockedError
        There were too many attempts with this e-mail or from this network; of a known browser,
        too many of its own.
    """
    email = normalised(email)
    attempt = throttle.begin(database, email, address, now, tokens=browser)
    with database.reading() as session:
        account = session.scalar(select(AccountRow).where(AccountRow.email == email))
    known = account.password_hash if account is not None else None
    if not passwords.is_right(known, password) or account is None or known is None:
        raise SignInError
    new_hash = passwords.hashed(password) if passwords.needs_rehash(known) else known
    with database.writing() as session:
        row = session.get(AccountRow, account.account_id, with_for_update=True)
        # It may have changed since it was read.
        if row is None or row.disabled_at is not None or row.password_hash != known:
            raise SignInError
        row.password_hash = new_hash
        throttle.succeed(session, attempt)
        sessions.end(session, replaces, now)
        return sessions.start(session, row.account_id, now)
