"""Messages between organizations and people that one side reported: staff see these alone."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Final

from sqlalchemy import select

from matching.authorization import Actor
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.texts import word_of
from matching.services.shared.transaction import audit, changing
from matching.store import ConflictError, Database
from matching.store.failures import CHANGED_MEANWHILE
from matching.store.schema import MessageRow, OrganizationRow, RoleRow
from matching.store.words import COMMENT_OUTCOMES

MOST_WAITING: Final = 50


@dataclasses.dataclass(frozen=True)
class ReportedMessage:
    """A message that the other side says should not stand there.

    Who the person is and about which role they write is not in it.

    Parameters
    ----------
    side : str
        Who wrote: `person` or `organization`.
    org_name : str
        The organization of the thread.
    """

    message_id: str
    side: str
    org_name: str
    text: str
    reason: str
    written_at: datetime
    reported_at: datetime


def reported_messages(
    database: Database, actor: Actor, *, now: datetime
) -> tuple[ReportedMessage, ...]:
    """List the messages whose reports wait, the oldest report first; at most 50."""
    with database.reading() as session:
        require_now(session, actor, "messages.read")
        found = session.execute(
            select(MessageRow, OrganizationRow.name)
            .join(RoleRow, RoleRow.role_id == MessageRow.role_id)
            .join(OrganizationRow, OrganizationRow.org_id == RoleRow.org_id)
            .where(MessageRow.report_reason != "", MessageRow.resolved_at.is_(None))
            .order_by(MessageRow.reported_at, MessageRow.message_id)
            .limit(MOST_WAITING)
        )
        return tuple(
            ReportedMessage(
                row.message_id,
                row.side,
                name,
                row.text,
                row.report_reason,
                row.written_at,
                row.reported_at or row.written_at,
            )
            for row, name in found
        )


def settle_message(
    database: Database, actor: Actor, message_id: str, outcome: str, *, now: datetime
) -> None:
    """Decide about a reported message: it stays, or the side that reported sees it no more.

    Raises
    ------
    RequestError
        The outcome is none of the words.
    ConflictError
        Somebody else decided meanwhile.
    """
    with changing(database) as session:
        require_now(session, actor, "messages.settle")
        word_of(outcome, COMMENT_OUTCOMES, "what becomes of it")
        row = stored(session.get(MessageRow, message_id))
        if not row.report_reason or row.resolved_at is not None:
            raise ConflictError(CHANGED_MEANWHILE)
        row.report_outcome, row.resolved_at, row.resolved_by = outcome, now, actor.account_id
        target = ("message", message_id)
        audit(session, actor, "messages.settle", target, now, outcome=outcome)
