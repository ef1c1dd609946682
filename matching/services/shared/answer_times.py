"""The clock of an organization: who waits for it, and how fast it answers."""

from __future__ import annotations

import dataclasses
import statistics
from datetime import datetime
from typing import Final

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
        interests = _answers(session, org_id)
    took = [
        (answered - shown).total_seconds() / SECONDS_A_DAY
        for _, shown, _, answered in interests
        if answered is not None
    ]
    waiting = sum(answered is None and withdrawn is None for _, _, withdrawn, answered in interests)
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
            (interest.role_id, titles[interest.role_id], interest.account_id, days)
            for interest, shown, withdrawn, answered in _answers(session, org_id)
            if answered is None
            and withdrawn is None
            and (days := days_since(shown, now)) >= after_days
        ]
    waiting.sort(key=lambda row: (-row[3], row[0], row[2]))
    return pd.DataFrame(waiting, columns=list(COLUMNS))


def _answers(
    session: Session, org_id: str
) -> list[tuple[InterestRow, datetime, datetime | None, datetime | None]]:
    """Give each interest in roles of an organization, shown, withdrawn and first answered when."""
    answer = and_(
        StageChangeRow.role_id == InterestRow.role_id,
        StageChangeRow.account_id == InterestRow.account_id,
        StageChangeRow.changed_at >= InterestRow.shown_at,
        StageChangeRow.to_stage.not_in(NO_ANSWER),
        (InterestRow.withdrawn_at.is_(None))
        | (StageChangeRow.changed_at <= InterestRow.withdrawn_at),
    )
    first = (
        select(InterestRow.interest_id, func.min(StageChangeRow.changed_at).label("answered"))
        .outerjoin(StageChangeRow, answer)
        .group_by(InterestRow.interest_id)
        .subquery()
    )
    rows = session.execute(
        select(InterestRow, first.c.answered)
        .join(first, first.c.interest_id == InterestRow.interest_id)
        .join(RoleRow, RoleRow.role_id == InterestRow.role_id)
        .where(RoleRow.org_id == org_id)
    )
    return [(row, row.shown_at, row.withdrawn_at, answered) for row, answered in rows]
