"""For whom the command line acts: an account that somebody who runs the program names."""

from __future__ import annotations

from sqlalchemy import select

from matching.accounts.emails import normalised
from matching.accounts.sessions import identity_of
from matching.authorization import Actor
from matching.services.shared.errors import RequestError
from matching.store import Database
from matching.store.schema import AccountRow


def actor_by_email(database: Database, email: str) -> Actor:
    """Give the actor of an account.

    Raises
    ------
    RequestError
        Nobody has this e-mail, or the account is disabled.
    """
    with database.reading() as session:
        found = select(AccountRow).where(
            AccountRow.email == normalised(email), AccountRow.disabled_at.is_(None)
        )
        account = session.scalar(found)
        if account is None:
            raise RequestError("There is no account with this e-mail; look at the page Accounts.")
        return identity_of(session, account).actor
