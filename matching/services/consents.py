"""What a professional agreed to, and when."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from sqlalchemy import select

from matching.authorization import Actor
from matching.services.access import own, require
from matching.store import Database
from matching.store.schema import ConsentRow

__all__ = ["Consent", "my_consents"]


@dataclasses.dataclass(frozen=True)
class Consent:
    """What one agreed to (`given`) or took back, in the words that were shown.

    Parameters
    ----------
    kind : str
        One of `matching.store.words.CONSENT_KINDS`.
    role_id : str
        The role that it is about, or `""`.
    """

    kind: str
    text: str
    given: bool
    at: datetime
    role_id: str


def my_consents(database: Database, actor: Actor, *, now: datetime) -> tuple[Consent, ...]:
    """List all that one ever agreed to or took back, the newest first."""
    with database.reading() as session:
        require(session, actor, "profile.read", own(actor))
        found = session.scalars(
            select(ConsentRow)
            .where(ConsentRow.account_id == actor.account_id)
            .order_by(ConsentRow.at.desc(), ConsentRow.consent_id)
        )
        return tuple(
            Consent(row.kind, row.text, row.given, row.at, row.role_id or "") for row in found
        )
