"""What the members of an organization settle about a candidate: owner, dates, interview."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.gatherings.gathering import zone_names
from matching.reference.cells import day_range
from matching.services.recruiter.labels import candidate_label
from matching.services.recruiter.listing import SETTLED
from matching.services.recruiter.members import members_of, names_of
from matching.services.recruiter.papers import PaperOf, papers_of
from matching.services.recruiter.ratings import Rated, ratings_of
from matching.services.recruiter.role_team import team_of_role
from matching.services.shared.errors import RequestError
from matching.services.shared.hiding import is_hidden_here
from matching.services.shared.interviews import Interview, interview_of
from matching.services.shared.subjects import candidate_subject, require_now, stored_role
from matching.services.shared.texts import text_of
from matching.services.shared.threads import TAKES_NO_WORDS, blocking
from matching.services.shared.transaction import audit, changing
from matching.store import ConflictError, Database
from matching.store.failures import CHANGED_MEANWHILE
from matching.store.schema import (
    AccountRow,
    CandidacyRow,
    CandidatePlanRow,
    InterestRow,
    InterviewRow,
    ProfileRow,
    RoleRow,
)

FARTHEST: Final = timedelta(days=3 * 366)
"""How far ahead, or back, a day may lie."""
LONGEST_PLACE: Final = 200
A_DAY: Final = timedelta(days=1)


@dataclasses.dataclass(frozen=True)
class Team:
    """What members settled about a candidate.

    Parameters
    ----------
    members : mapping of account id to name
        Who can be the owner.
    owner : str
        The id of an account, or `""` for nobody.
    owner_name : str
        `""` for nobody.
    agreed_start : date or None
        The day agreed with the person.
    starts_on : date or None
        The same, or else the first day that the role's start can mean.
    version : int
        Of the owner and the dates; 0: nobody has set any.
    interview : Interview or None
        As the person reads it.
    interview_version : int
        0: there is none.
    ratings, papers : tuple
        By the role's own criteria and papers, in their order.
    """

    members: Mapping[str, str]
    owner: str
    owner_name: str
    follow_up_on: date | None
    agreed_start: date | None
    starts_on: date | None
    version: int
    interview: Interview | None
    interview_version: int
    ratings: tuple[Rated, ...]
    papers: tuple[PaperOf, ...]


@dataclasses.dataclass(frozen=True)
class FollowUp:
    """Somebody to whom an organization wants to come back by now.

    Parameters
    ----------
    called : str
        The name of somebody who was introduced, and the label of everybody else.
    on : date
        The day that was set.
    is_mine : bool
        The member is the owner; else nobody is.
    """

    role_id: str
    title: str
    account_id: str
    called: str
    on: date
    is_mine: bool


def candidate_team(
    database: Database, actor: Actor, role_id: str, account_id: str, *, now: datetime
) -> Team:
    """Read what the members of one's organization settled about a candidate."""
    with database.reading() as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "team.read", subject)
        plan = session.get(CandidatePlanRow, (role_id, account_id))
        held = session.get(InterviewRow, (role_id, account_id))
        of_role = team_of_role(session, role_id)
        agreed = plan.starts_on if plan else None
        starts_on = agreed or _first_day(stored_role(session, role_id).start_date)
        owner = (plan.owner if plan else None) or ""
        org_id, me = subject.org_id, actor.account_id
        return Team(
            members=members_of(session, org_id),
            owner=owner,
            owner_name=names_of(session, org_id, [owner])[owner] if owner else "",
            follow_up_on=plan.follow_up_on if plan else None,
            agreed_start=agreed,
            starts_on=starts_on,
            version=plan.version if plan else 0,
            interview=interview_of(session, role_id, account_id),
            interview_version=held.version if held else 0,
            ratings=ratings_of(session, org_id, of_role.criteria, account_id, me),
            papers=papers_of(session, org_id, of_role.papers, account_id, starts_on, now.date()),
        )


def plan_candidate(
    database: Database,
    actor: Actor,
    role_id: str,
    account_id: str,
    owner: str,
    follow_up_on: date | None,
    agreed_start: date | None,
    *,
    version: int,
    now: datetime,
) -> None:
    """Say who cares for a candidate, when to come back to them, and when they start.

    Parameters
    ----------
    owner : str
        A member, or `""` for nobody.
    version : int
        `version` of what was shown.

    Raises
    ------
    RequestError
        The owner is no member of the organization, or a day lies too far away.
    ConflictError
        Somebody else changed it in the meantime.
    """
    with changing(database) as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "team.change", subject)
        row = session.get(CandidatePlanRow, (role_id, account_id))
        if version != (row.version if row else 0):
            raise ConflictError(CHANGED_MEANWHILE)
        if owner and owner not in members_of(session, subject.org_id):
            raise RequestError("Choose an owner who works for this organization now.")
        _check_day(follow_up_on, "the follow-up", now)
        _check_day(agreed_start, "the agreed start", now)
        if row is None:
            row = CandidatePlanRow(role_id=role_id, account_id=account_id)
            session.add(row)
        row.owner = owner or None
        row.follow_up_on, row.starts_on = follow_up_on, agreed_start
        target = ("candidate", account_id)
        audit(session, actor, "team.change", target, now, role_id=role_id, what="plan")


def set_interview(
    database: Database,
    actor: Actor,
    role_id: str,
    account_id: str,
    day: date | None,
    hour: time | None,
    time_zone: str,
    place: str,
    *,
    version: int,
    now: datetime,
) -> None:
    """Set when and where one talks to an introduced person, who reads it as it is written.

    Parameters
    ----------
    time_zone : str
        In which the hour is meant, such as `Africa/Nairobi`.
    version : int
        `interview_version` of what was shown.

    Raises
    ------
    RequestError
        Day or hour is missing; the moment is past, too far away or on no clock; the zone is
        unknown; the place is empty or too long; or the person takes no words of the organization.
    ConflictError
        Somebody else changed it in the meantime.
    """
    with changing(database) as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "interview.change", subject)
        row = _interview(session, role_id, account_id, version)
        candidacy = session.get(CandidacyRow, (role_id, account_id))
        if candidacy is not None and candidacy.stage == "declined":
            raise RequestError("Move the candidate back to reviewing first.")
        if blocking(session, subject.org_id, [account_id]):
            raise RequestError(TAKES_NO_WORDS)
        at = _moment(day, hour, time_zone, now)
        where = text_of(place, "where you talk", LONGEST_PLACE, needed=True)
        if row is None:
            row = InterviewRow(role_id=role_id, account_id=account_id)
            session.add(row)
        row.at, row.time_zone, row.place = at, time_zone, where
        row.changed_by, row.changed_at = actor.account_id, now
        target = ("candidate", account_id)
        audit(session, actor, "interview.change", target, now, role_id=role_id, what="set")


def clear_interview(
    database: Database,
    actor: Actor,
    role_id: str,
    account_id: str,
    *,
    version: int,
    now: datetime,
) -> None:
    """Take an interview back; the person no longer reads it.

    Raises
    ------
    ConflictError
        Somebody else changed it in the meantime.
    """
    with changing(database) as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "interview.change", subject)
        row = _interview(session, role_id, account_id, version)
        if row is not None:
            session.delete(row)
        target = ("candidate", account_id)
        audit(session, actor, "interview.change", target, now, role_id=role_id, what="cleared")


def follow_ups(
    session: Session, org_ids: Collection[str], member: str, today: date
) -> tuple[FollowUp, ...]:
    """List to whom a member wants to come back by today, the longest due first.

    Those whom another member cares for, who are settled, or whom one may not see are left out.
    """
    is_introduced = CandidacyRow.introduction == "agreed"
    rows = session.execute(
        select(
            CandidatePlanRow,
            CandidatePlanRow.follow_up_on,
            RoleRow.title,
            is_introduced,
            ProfileRow.display_name,
        )
        .join(RoleRow, RoleRow.role_id == CandidatePlanRow.role_id)
        .join(ProfileRow, ProfileRow.account_id == CandidatePlanRow.account_id)
        .join(AccountRow, AccountRow.account_id == CandidatePlanRow.account_id)
        .outerjoin(
            CandidacyRow,
            (CandidacyRow.role_id == CandidatePlanRow.role_id)
            & (CandidacyRow.account_id == CandidatePlanRow.account_id),
        )
        .where(
            RoleRow.org_id.in_(org_ids),
            CandidatePlanRow.follow_up_on <= today,
            or_(CandidatePlanRow.owner == member, CandidatePlanRow.owner.is_(None)),
            AccountRow.disabled_at.is_(None),
            *_goes_on(),
            ~is_hidden_here(),
        )
        .order_by(CandidatePlanRow.follow_up_on, RoleRow.title, CandidatePlanRow.account_id)
    )
    return tuple(
        FollowUp(
            row.role_id,
            title,
            row.account_id,
            (name if introduced else "") or candidate_label(row.account_id),
            on,
            is_mine=row.owner == member,
        )
        for row, on, title, introduced, name in rows
        if on is not None
    )


def _goes_on() -> tuple[ColumnElement[bool], ...]:
    """Whether a planned candidate is not settled, and one may see them for the role."""
    is_settled = or_(CandidacyRow.stage.in_(SETTLED), CandidacyRow.introduction == "refused")
    shown = (
        select(InterestRow.interest_id)
        .where(
            InterestRow.role_id == CandidatePlanRow.role_id,
            InterestRow.account_id == CandidatePlanRow.account_id,
            InterestRow.withdrawn_at.is_(None),
        )
        .exists()
    )
    is_seen = or_(ProfileRow.visibility != "hidden", shown, CandidacyRow.introduction == "agreed")
    return or_(CandidacyRow.role_id.is_(None), ~is_settled), is_seen


def _interview(
    session: Session, role_id: str, account_id: str, version: int
) -> InterviewRow | None:
    row = session.get(InterviewRow, (role_id, account_id))
    if version != (row.version if row else 0):
        raise ConflictError(CHANGED_MEANWHILE)
    return row


def _first_day(start_date: str) -> date | None:
    found = day_range(start_date)
    return found[0] if found else None


def _check_day(day: date | None, what: str, now: datetime) -> None:
    if day is not None and abs(day - now.date()) > FARTHEST:
        raise RequestError(f"Choose a day for {what} within three years; this is {day}.")


def _moment(day: date | None, hour: time | None, time_zone: str, now: datetime) -> datetime:
    """Give the moment at which clocks in a zone show an hour of a day."""
    if day is None or hour is None:
        raise RequestError("Choose a day and an hour for the interview.")
    if time_zone not in zone_names():
        raise RequestError("Choose a time zone from the list, such as Africa/Nairobi.")
    _check_day(day, "the interview", now)
    local = datetime.combine(day, hour.replace(tzinfo=None), ZoneInfo(time_zone))
    at = local.astimezone(UTC)
    if at.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise RequestError(
            f"Clocks in {time_zone} skip {hour:%H:%M} on that day. Choose another hour."
        )
    if at < now - A_DAY:
        raise RequestError("This moment is past. Choose one that is still to come.")
    return at
