"""Saying that a role is outdated or wrong; everybody may, also without an account."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.shared.errors import TooOftenError
from matching.services.shared.role_standing import listed_role
from matching.services.shared.subjects import require_now, role_subject
from matching.services.shared.texts import text_of, word_of
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import AccountRow, RoleReportRow
from matching.store.words import REPORT_REASONS

LONGEST_REPORT: Final = 1_000
A_DAY: Final = timedelta(days=1)
MOST_A_DAY: Final = 10  # reports of one account
MOST_OF_VISITORS: Final = 100  # reports of all visitors together, a day
MOST_OF_VISITORS_ON_ROLE: Final = 3


def report_role(
    database: Database, actor: Actor, role_id: str, reason: str, text: str = "", *, now: datetime
) -> None:
    """Say that a role is outdated or wrong; also without an account.

    Raises
    ------
    RequestError
        The reason is none of the words, or the text is too long.
    TooOftenError
        Too many reports came within a day.
    """
    with changing(database) as session:
        require_now(session, actor, "role.report", role_subject(session, role_id))
        listed_role(session, role_id)
        word_of(reason, REPORT_REASONS, "a reason")
        known = session.get(AccountRow, actor.account_id) if actor.account_id else None
        account_id = known.account_id if known else None
        _throttle(session, account_id, role_id, now)
        session.add(
            RoleReportRow(
                role_id=role_id,
                account_id=account_id,
                reason=reason,
                text=text_of(text, "a report", LONGEST_REPORT, lines=True),
                reported_at=now,
            )
        )
        audit(session, actor, "role.report", ("role", role_id), now, reason=reason)


def _throttle(session: Session, account_id: str | None, role_id: str, now: datetime) -> None:
    lately = select(func.count()).where(
        RoleReportRow.reported_at > now - A_DAY,
        RoleReportRow.reported_at <= now,  # not what a clock that ran ahead wrote down
        RoleReportRow.account_id == account_id
        if account_id
        else RoleReportRow.account_id.is_(None),
    )
    on_role = lately.where(RoleReportRow.role_id == role_id)
    most = MOST_A_DAY if account_id else MOST_OF_VISITORS
    most_on_role = 1 if account_id else MOST_OF_VISITORS_ON_ROLE
    if (session.scalar(lately) or 0) >= most or (session.scalar(on_role) or 0) >= most_on_role:
        raise TooOftenError("Thank you; this was reported often enough today.")
