"""How much waits for staff."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from matching.authorization import Actor
from matching.services.shared.subjects import require_now
from matching.store import Database
from matching.store.schema import (
    InvitationRow,
    JoinRequestRow,
    MessageRow,
    OrganizationClaimRow,
    RoleReportRow,
)


@dataclasses.dataclass(frozen=True)
class Waiting:
    """How many of each wait: reports, messages, claims, who asks to join, who was invited.

    Parameters
    ----------
    late : int
        Invitations that ran out; they are among the invited.
    """

    reports: int
    messages: int
    claims: int
    joining: int
    invited: int
    late: int


def what_waits(database: Database, actor: Actor, *, now: datetime) -> Waiting:
    """Count what waits for staff."""
    with database.reading() as session:
        require_now(session, actor, "start.read")

        def number(*which: ColumnElement[bool]) -> int:
            return session.scalar(select(func.count()).where(*which)) or 0

        return Waiting(
            reports=number(RoleReportRow.resolved_at.is_(None)),
            messages=number(MessageRow.report_reason != "", MessageRow.resolved_at.is_(None)),
            claims=number(OrganizationClaimRow.decided_at.is_(None)),
            joining=number(JoinRequestRow.decided_at.is_(None)),
            invited=number(InvitationRow.account_id.is_not(None)),
            late=number(InvitationRow.expires_at <= now),
        )
