"""Staff: rights that an account has besides those of its kind."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from matching.authorization import Actor
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import require_now, stored_account
from matching.services.shared.texts import word_of
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import AccountRightRow
from matching.store.words import ACCOUNT_RIGHTS


def account_rights(
    database: Database, actor: Actor, account_id: str, *, now: datetime
) -> frozenset[str]:
    """Give the rights of an account."""
    with database.reading() as session:
        require_now(session, actor, "rights.manage")
        found = select(AccountRightRow.account_right).where(
            AccountRightRow.account_id == account_id
        )
        return frozenset(session.scalars(found))


def give_right(
    database: Database, actor: Actor, account_id: str, right: str, *, now: datetime
) -> None:
    """Give an account a right; it counts from the next page that the person opens.

    Raises
    ------
    RequestError
        The right is none of the words, or the account is disabled.
    """
    with changing(database) as session:
        require_now(session, actor, "rights.manage")
        account = stored_account(session, account_id)
        word_of(right, ACCOUNT_RIGHTS, "a right")
        if account.disabled_at is not None:
            raise RequestError("This account is disabled; enable it first.")
        if session.get(AccountRightRow, (account_id, right)) is None:
            given = {"given_at": now, "given_by": actor.account_id}
            session.add(AccountRightRow(account_id=account_id, account_right=right, **given))
            target = ("account", account_id)
            audit(session, actor, "rights.manage", target, now, right=right, what="given")


def take_right(
    database: Database, actor: Actor, account_id: str, right: str, *, now: datetime
) -> None:
    """Take a right from an account; it counts at once."""
    with changing(database) as session:
        require_now(session, actor, "rights.manage")
        stored_account(session, account_id)
        row = session.get(AccountRightRow, (account_id, right))
        if row is not None:
            session.delete(row)
            target = ("account", account_id)
            audit(session, actor, "rights.manage", target, now, right=right, what="taken")
