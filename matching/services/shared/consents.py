"""What a person agreed to, in the words they were shown, and when; and agreeing to measurement."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.shared.subjects import own, require_now
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import ConsentRow, EventRow

MEASUREMENT_TEXT: Final = (
    "Missionmatch writes down which roles it showed me, in which order and for which points, and "
    "what I did about them, to rank better for everybody. I can take this back at any time; all "
    "that was written down is then deleted. If I delete my account, it stays without me."
)
"""What a person is shown, and agrees to."""


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
        require_now(session, actor, "profile.read", own(actor))
        found = session.scalars(
            select(ConsentRow)
            .where(ConsentRow.account_id == actor.account_id)
            .order_by(ConsentRow.at.desc(), ConsentRow.consent_id)
        )
        return tuple(
            Consent(row.kind, row.text, row.given, row.at, row.role_id or "") for row in found
        )


def keep_consent(
    session: Session,
    account_id: str,
    kind: str,
    text: str,
    now: datetime,
    *,
    given: bool = True,
    role_id: str | None = None,
) -> None:
    """Keep what a person agreed to or took back, in the words they were shown."""
    session.add(
        ConsentRow(
            account_id=account_id, kind=kind, text=text, given=given, at=now, role_id=role_id
        )
    )


def set_measurement_consent(
    database: Database, actor: Actor, given: bool, *, now: datetime
) -> None:
    """Agree to `MEASUREMENT_TEXT`, or take it back: then all that was written down is deleted."""
    with changing(database) as session:
        require_now(session, actor, "measurement.change", own(actor))
        if given == has_agreed(session, actor.account_id):
            return
        keep_consent(session, actor.account_id, "measurement", MEASUREMENT_TEXT, now, given=given)
        if not given:
            session.execute(delete(EventRow).where(EventRow.account_id == actor.account_id))
        target = ("account", actor.account_id)
        audit(session, actor, "measurement.change", target, now, given=given)


def has_measurement_consent(database: Database, actor: Actor, *, now: datetime) -> bool:
    """Whether one agreed to `MEASUREMENT_TEXT` and did not take it back."""
    with database.reading() as session:
        require_now(session, actor, "profile.read", own(actor))
        return has_agreed(session, actor.account_id)


def has_agreed(session: Session, account_id: str) -> bool:
    """Whether somebody agreed to `MEASUREMENT_TEXT` and did not take it back."""
    newest = (
        select(ConsentRow.given)
        .where(ConsentRow.account_id == account_id, ConsentRow.kind == "measurement")
        .order_by(ConsentRow.at.desc(), ConsentRow.given)
        .limit(1)
    )
    return bool(session.scalar(newest))
