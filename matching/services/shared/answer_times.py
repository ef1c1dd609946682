"""The clock of an organization: who waits for it, and how fast it answers."""

from __future__ import annotations

import dataclasses
import statistics
from datetime import datetime
from typing import Final, NamedTuple

import pandas as pd
from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from matching.authorization import Actor, Subject
from matching.services.shared.days import days_since
from matching.services.shared.subjects import require_now, stored
from matching.store import Database
from matching.store.schema import InterestRow, OrganizationRow, RoleRow, StageChangeRow

REMINDER_DAYS: Final = 7
NO_ANSWER: Final = ("new", "withdrawn")  # stages that the person's own doing leads to
SECONDS_A_DAY: Final = 86_400
COLUMNS: Final = ("role_id", "title", "account_id", "days_since_interest")


@dataclasses.dataclass(frozen=True)
class ResponseTime:
    """How fast an organization answers interest in its roles.

    Parameters
    ----------
    median_days : float or None
        From interest to the first answer, one decimal; None if there is no answer yet.
    answered, waiting : int
        How many interests were answered, and how many have no answer and were not withdrawn.
    """

    median_days: float | None
    answered: int
    waiting: int


def response_time(database: Database, actor: Actor, org_id: str, *, now: datetime) -> ResponseTime:
    """Say how fast an organization answers; everybody may know it."""
    with database.reading() as session:
        require_now(session, actor, "organization.response", Subject(org_id=org_id))
        stored(session.get(OrganizationRow, org_id))
        interests = _interests(session, org_id)
    took = [
        (one.answered_at - one.shown_at).total_seconds() / SECONDS_A_DAY
        for one in interests
        if one.answered_at is not None
    ]
    waiting = sum(one.waits for one in interests)
    median = round(statistics.median(took), 1) if took else None
    return ResponseTime(median, len(took), waiting)


def reminders(
    database: Database,
    actor: Actor,
    org_id: str,
    *,
    after_days: int = REMINDER_DAYS,
    now: datetime,
) -> pd.DataFrame:
    """List who waits for an organization's answer, the longest first.

    Returns
    -------
    DataFrame
        `role_id`, `title`, `account_id`, `days_since_interest` (at least `after_days`).
    """
    with database.reading() as session:
        require_now(session, actor, "candidates.list", Subject(org_id=org_id))
        titles = {
            role.role_id: role.title
            for role in session.scalars(select(RoleRow).where(RoleRow.org_id == org_id))
        }
        waiting = [
            (one.role_id, titles[one.role_id], one.account_id, days)
            for one in _interests(session, org_id)
            if one.waits and (days := days_since(one.shown_at, now)) >= after_days
        ]
    waiting.sort(key=lambda row: (-row[3], row[0], row[2]))
    return pd.DataFrame(waiting, columns=list(COLUMNS))


class _Interest(NamedTuple):
    """An interest in a role: of whom, shown, withdrawn and first answered when."""

    role_id: str
    account_id: str
    shown_at: datetime
    withdrawn_at: datetime | None
    answered_at: datetime | None

    @property
    def waits(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None


def _interests(session: Session, org_id: str) -> list[_Interest]:
    """Give each interest in roles of an organization."""
    answer = and_(
        StageChangeRow.role_id == InterestRow.role_id,
        StageChangeRow.account_id == InterestRow.account_id,
        StageChangeRow.changed_at >= InterestRow.shown_at,
        StageChangeRow.to_stage.not_in(NO_ANSWER),
        (InterestRow.withdrawn_at.is_(None))
        | (StageChangeRow.changed_at <= InterestRow.withdrawn_at),
    )
    rows = session.execute(
        select(
            InterestRow.role_id,
            InterestRow.account_id,
            InterestRow.shown_at,
            InterestRow.withdrawn_at,
            func.min(StageChangeRow.changed_at),
        )
        .join(RoleRow, RoleRow.role_id == InterestRow.role_id)
        .outerjoin(StageChangeRow, answer)
        .where(RoleRow.org_id == org_id)
        .group_by(InterestRow.interest_id)
    )
    return [_Interest(*row) for row in rows]
