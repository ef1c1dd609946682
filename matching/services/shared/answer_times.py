"""The clock of an organization: who waits for it, and how fast it answers.

It runs from the moment that somebody shows interest until they hear something: they are asked for
an introduction, get a message, or are declined. What the organization does for itself, such as
reviewing somebody, stops nothing. All of it is read from what is stored, also from long ago.
"""

from __future__ import annotations

import dataclasses
import statistics
from collections.abc import Collection
from datetime import datetime
from typing import Final, NamedTuple

import pandas as pd
from sqlalchemy import Select, Subquery, and_, func, or_, select, true, union_all
from sqlalchemy.orm import Session

from matching.authorization import Actor, Subject
from matching.services.shared.days import days_since
from matching.services.shared.hiding import hidden_pairs
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.threads import ORGANIZATION
from matching.store import Database
from matching.store.schema import (
    AccountRow,
    CandidacyRow,
    InterestRow,
    MessageRow,
    OrganizationRow,
    RoleRow,
    StageChangeRow,
)
from matching.store.words import CANDIDATE_STAGES

REMINDER_DAYS: Final = 7
UNHEARD: Final = ("new", "reviewing", "withdrawn")
"""Stages of which the organization tells the person nothing; to all others belongs an ask, or the
reason of a decline."""
HEARD: Final = tuple(stage for stage in CANDIDATE_STAGES if stage not in UNHEARD)
SECONDS_A_DAY: Final = 86_400
COLUMNS: Final = ("role_id", "title", "account_id", "days_since_interest")


@dataclasses.dataclass(frozen=True)
class ResponseTime:
    """How fast an organization answers interest in its roles.

    Parameters
    ----------
    median_days : float or None
        From interest until the person first heard something, one decimal; None if nobody has.
    answered, waiting : int
        How many heard something, and how many have not and did not withdraw.
    """

    median_days: float | None
    answered: int
    waiting: int


def response_time(database: Database, actor: Actor, org_id: str, *, now: datetime) -> ResponseTime:
    """Say how fast an organization answers; everybody may know it."""
    with database.reading() as session:
        require_now(session, actor, "organization.response", Subject(org_id=org_id))
        stored(session.get(OrganizationRow, org_id))
        interests = _interests(session, roles_of([org_id]))
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
        late = [
            (role_id, titles[role_id], account_id, days)
            for (role_id, account_id), since in waiting(session, roles_of([org_id])).items()
            if (days := days_since(since, now)) >= after_days
        ]
    late.sort(key=lambda row: (-row[3], row[0], row[2]))
    return pd.DataFrame(late, columns=list(COLUMNS))


def roles_of(org_ids: Collection[str]) -> Select[str]:
    """Ask for the ids of all roles of organizations."""
    return select(RoleRow.role_id).where(RoleRow.org_id.in_(org_ids))


def waiting(session: Session, role_ids: Select[str]) -> dict[tuple[str, str], datetime]:
    """Say who waits for an answer about some roles, and since when: by role and account.

    An account that was shut out waits for nothing, nor does who hides from the organization.
    """
    hidden = hidden_pairs(session, role_ids)
    out = set(
        session.scalars(select(AccountRow.account_id).where(AccountRow.disabled_at.is_not(None)))
    )
    return {
        (one.role_id, one.account_id): one.shown_at
        for one in _interests(session, role_ids)
        if one.waits and one.account_id not in out and (one.role_id, one.account_id) not in hidden
    }


def waits(session: Session, role_id: str, account_id: str) -> bool:
    """Tell whether a person waits for an answer about a role."""
    of_role = select(RoleRow.role_id).where(RoleRow.role_id == role_id)
    return any(one.waits for one in _interests(session, of_role, account_id))


class _Interest(NamedTuple):
    """An interest in a role: of whom, shown, withdrawn and first answered when.

    Parameters
    ----------
    introduction : str or None
        Where they stand now. Who was asked before they showed interest waits for nothing.
    """

    role_id: str
    account_id: str
    shown_at: datetime
    withdrawn_at: datetime | None
    introduction: str | None
    answered_at: datetime | None

    @property
    def waits(self) -> bool:
        is_asked = self.introduction not in (None, "none")
        return self.answered_at is None and self.withdrawn_at is None and not is_asked


def _interests(session: Session, role_ids: Select[str], account_id: str = "") -> list[_Interest]:
    """Give each interest in some roles, or one person's."""
    heard = _heard(role_ids)
    answer = and_(
        heard.c.role_id == InterestRow.role_id,
        heard.c.account_id == InterestRow.account_id,
        heard.c.at >= InterestRow.shown_at,
        or_(InterestRow.withdrawn_at.is_(None), heard.c.at <= InterestRow.withdrawn_at),
    )
    candidacy = and_(
        CandidacyRow.role_id == InterestRow.role_id,
        CandidacyRow.account_id == InterestRow.account_id,
    )
    of_one = InterestRow.account_id == account_id if account_id else true()
    rows = session.execute(
        select(
            InterestRow.role_id,
            InterestRow.account_id,
            InterestRow.shown_at,
            InterestRow.withdrawn_at,
            CandidacyRow.introduction,
            func.min(heard.c.at),
        )
        .outerjoin(CandidacyRow, candidacy)
        .outerjoin(heard, answer)
        .where(InterestRow.role_id.in_(role_ids), of_one)
        .group_by(InterestRow.interest_id, CandidacyRow.introduction)
    )
    return [_Interest(*row) for row in rows]


def _heard(role_ids: Select[str]) -> Subquery:
    """Ask for each moment at which somebody heard something about some roles."""
    moments = (
        (StageChangeRow, StageChangeRow.changed_at, StageChangeRow.to_stage.in_(HEARD)),
        (CandidacyRow, CandidacyRow.introduction_asked_at, CandidacyRow.introduction != "none"),
        (MessageRow, MessageRow.written_at, MessageRow.side == ORGANIZATION),
    )
    return union_all(
        *(
            select(row.role_id, row.account_id, moment.label("at")).where(
                which, row.role_id.in_(role_ids)
            )
            for row, moment, which in moments
        )
    ).subquery()
