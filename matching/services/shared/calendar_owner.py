"""Whose calendar a secret address is of."""

from __future__ import annotations

from sqlalchemy import select

from matching.accounts.tokens import digest
from matching.authorization import Actor, NotAllowedError
from matching.store import Database
from matching.store.schema import AccountRow, CalendarFeedRow


def whose_calendar(database: Database, token: str) -> Actor:
    """Give the person whose calendar has this secret; what they may is asked as for everybody.

    Raises
    ------
    NotAllowedError
        It is nobody's.
    """
    wanted = (
        select(AccountRow.account_id, AccountRow.kind)
        .join(CalendarFeedRow, CalendarFeedRow.account_id == AccountRow.account_id)
        .where(CalendarFeedRow.token_digest == digest(token))
    )
    with database.reading() as session:
        found = session.execute(wanted).one_or_none()
    if found is None:
        raise NotAllowedError
    return Actor(found.account_id, found.kind)
