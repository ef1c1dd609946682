"""What a recruiter has to do, over all roles of their organizations."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.recruiter.begun import EARLY, Begun, begun, my_org_ids
from matching.services.recruiter.labels import candidate_label
from matching.services.recruiter.roles import roles_with
from matching.services.recruiter.team import FollowUp, follow_ups
from matching.services.shared.answer_times import roles_of
from matching.services.shared.days import days_since
from matching.services.shared.hiding import is_hidden_here
from matching.services.shared.role_standing import GOOD_FOR
from matching.services.shared.subjects import require_now
from matching.services.shared.threads import PERSON
from matching.services.shared.transaction import changing
from matching.store import Database
from matching.store.schema import AccountRow, CandidacyRow, MessageRow, RoleRow, VisitRow

STANDS_STILL_DAYS: Final = 14
"""Days after which somebody stands still at a stage, or with an ask that nobody answers."""
UNDER_WAY: Final = ("reviewing", "contacted", "interview", "clearance")
"""Stages at which an organization has something to do."""
VISIT_ENDS: Final = timedelta(hours=4)
"""After so long without a look the next one begins a new visit."""
WRITTEN_DOWN: Final = timedelta(minutes=5)
"""How exactly it is kept when somebody looked."""
TO_ANSWER: Final = ("wrote", "agreed")
"""News with which something is to be done."""
FIRST_VISIT: Final = timedelta(days=7)
"""How far back the news of somebody's first visit goes."""


@dataclasses.dataclass(frozen=True)
class News:
    """Something that a person did.

    Parameters
    ----------
    kind : str
        `wrote`, `agreed`, `refused` or `withdrew`.
    is_new : bool
        It was not there at the last visit.
    person : Begun or None
        Where they stand; None for who withdrew, and is out of sight.
    """

    kind: str
    at: datetime
    role_id: str
    title: str
    called: str
    is_new: bool
    person: Begun | None = None


@dataclasses.dataclass(frozen=True)
class Still:
    """Somebody with whom nothing goes on; `is_asked`: they do not answer an ask."""

    person: Begun
    days: int
    is_asked: bool


@dataclasses.dataclass(frozen=True)
class ToDo:
    """What there is to do.

    Parameters
    ----------
    waiting : sequence of Begun
        Who has heard nothing since they showed interest, the longest first.
    follow_ups : sequence of FollowUp
        To whom one wants to come back by today, the longest due first.
    news : sequence of News
        What people did, the newest first: what they wrote until it is read and that they agreed
        until somebody goes on from there; then what else happened since the last visit.
    still : sequence of Still
        With whom nothing goes on for `STANDS_STILL_DAYS`, the longest first.
    empty, unconfirmed : DataFrame
        Open roles for which nobody is under way, and those that nobody confirmed within
        `GOOD_FOR`, never confirmed ones first: rows of `my_roles`.
    is_visit_due : bool
        That one looks has to be written down (`begin_visit`).
    """

    waiting: Sequence[Begun]
    follow_ups: Sequence[FollowUp]
    news: Sequence[News]
    still: Sequence[Still]
    empty: pd.DataFrame
    unconfirmed: pd.DataFrame
    is_visit_due: bool

    @property
    def is_done(self) -> bool:
        """There is nothing to do."""
        people = (*self.waiting, *self.follow_ups, *self.news, *self.still)
        return not people and self.empty.empty and self.unconfirmed.empty


def to_do(database: Database, actor: Actor, *, now: datetime) -> ToDo:
    """Say what there is to do, over all roles of the organizations that a recruiter works for."""
    with database.reading() as session:
        require_now(session, actor, "candidates.mine")
        org_ids = my_org_ids(session, actor)
        people = begun(session, org_ids)
        visit = session.get(VisitRow, actor.account_id)
        news = _news(session, org_ids, people, _last_visit(visit, now))
        due = follow_ups(session, org_ids, actor.account_id, now.date())
        roles = roles_with(session, org_ids, people, now)
        is_due = visit is None or abs(now - visit.seen_at) >= WRITTEN_DOWN
    open_ones = roles[roles["is_open"].astype(bool)]
    busy = {one.role_id for one in people if not one.is_settled}
    confirmed = pd.to_numeric(open_ones["days_since_confirmed"])
    is_good = confirmed < GOOD_FOR.days
    oldest_first = confirmed[~is_good].sort_values(ascending=False, na_position="first").index
    return ToDo(
        waiting=sorted((one for one in people if one.waits_since), key=_since),
        follow_ups=due,
        news=news,
        still=_still(people, now),
        empty=open_ones[~open_ones["role_id"].isin(busy)],
        unconfirmed=open_ones.loc[oldest_first],
        is_visit_due=is_due,
    )


def begin_visit(database: Database, actor: Actor, *, now: datetime) -> None:
    """Write down that one looks at what there is to do; a new visit begins after a pause."""
    with changing(database) as session:
        require_now(session, actor, "candidates.mine")
        visit = session.get(VisitRow, actor.account_id)
        if visit is None:
            session.add(VisitRow(account_id=actor.account_id, seen_at=now))
            return
        if _is_over(visit, now):
            visit.before_at = visit.seen_at
        visit.seen_at = now


def _last_visit(visit: VisitRow | None, now: datetime) -> datetime:
    """Say until when one had looked before this visit."""
    if visit is None:
        return now - FIRST_VISIT
    before = visit.seen_at if _is_over(visit, now) else visit.before_at
    return before or visit.seen_at - FIRST_VISIT


def _is_over(visit: VisitRow, now: datetime) -> bool:
    return now - visit.seen_at >= VISIT_ENDS


def _since(one: Begun) -> tuple[datetime | None, str, str]:
    return one.waits_since, one.role_id, one.account_id


def _news(
    session: Session, org_ids: Collection[str], people: Sequence[Begun], since: datetime
) -> list[News]:
    written = _written(session, org_ids)
    news = []
    for one in people:
        about = (one.role_id, one.title, one.called)
        if at := written.get((one.role_id, one.account_id)):
            news.append(News("wrote", at, *about, at > since, one))
        answered = one.answered_at
        if answered and (one.just_agreed or (one.introduction == "refused" and answered > since)):
            news.append(News(one.introduction, answered, *about, answered > since, one))
    news += _withdrawn(session, org_ids, since)
    newest_first = sorted(news, key=lambda one: (one.at, one.role_id, one.called), reverse=True)
    return sorted(newest_first, key=lambda one: one.kind not in TO_ANSWER)


def _written(session: Session, org_ids: Collection[str]) -> Mapping[tuple[str, str], datetime]:
    """Say when somebody wrote what no member has opened: by role and account."""
    rows = session.execute(
        select(MessageRow.role_id, MessageRow.account_id, func.max(MessageRow.written_at))
        .where(
            MessageRow.role_id.in_(roles_of(org_ids)),
            MessageRow.side == PERSON,
            MessageRow.read_at.is_(None),
        )
        .group_by(MessageRow.role_id, MessageRow.account_id)
    )
    return {(role_id, account_id): at for role_id, account_id, at in rows}


def _withdrawn(session: Session, org_ids: Collection[str], since: datetime) -> list[News]:
    """Tell who withdrew and has not come back; they are out of sight, so that is all."""
    rows = session.execute(
        select(RoleRow.role_id, RoleRow.title, CandidacyRow.account_id, CandidacyRow.stage_since)
        .join(CandidacyRow, CandidacyRow.role_id == RoleRow.role_id)
        .join(AccountRow, AccountRow.account_id == CandidacyRow.account_id)
        .where(
            RoleRow.org_id.in_(org_ids),
            CandidacyRow.stage == "withdrawn",
            CandidacyRow.stage_since > since,
            ~is_hidden_here(CandidacyRow.account_id),
            AccountRow.disabled_at.is_(None),
        )
    )
    return [
        News("withdrew", at, role_id, title, candidate_label(account_id), is_new=True)
        for role_id, title, account_id, at in rows
    ]


def _still(people: Sequence[Begun], now: datetime) -> list[Still]:
    found = []
    for one in people:
        if one.waits_since or one.is_settled or one.just_agreed:
            continue
        is_asked = one.introduction == "asked" and one.stage in EARLY
        at = one.asked_at if is_asked else one.stage_since
        if at is None or not (is_asked or one.stage in UNDER_WAY):
            continue
        if (days := days_since(at, now)) >= STANDS_STILL_DAYS:
            found.append(Still(one, days, is_asked))
    return sorted(found, key=lambda still: (-still.days, still.person.role_id, still.person.called))
