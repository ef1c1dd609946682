"""Questions that wait for somebody: for an organization, or for those who served with it."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from matching.authorization import Actor, Subject
from matching.services.conversation.showing import (
    Comment,
    as_seen,
    is_shown,
    not_blocked,
    with_writers,
)
from matching.services.conversation.signing import FOR_ORGANIZATION
from matching.services.shared.errors import RequestError
from matching.services.shared.role_standing import in_catalog
from matching.services.shared.subjects import own, require_now
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import (
    AnswerOfferRow,
    CandidacyRow,
    CommentRow,
    OrganizationRow,
    PursuitRow,
    RoleRow,
)

MOST_OPEN: Final = 50
ASKED_WITHIN: Final = timedelta(days=180)
"""How old a question may be that those who served are asked."""
FIRST_YEAR: Final = 1950


@dataclasses.dataclass(frozen=True)
class Served:
    """An organization that one served with.

    Parameters
    ----------
    year : int or None
        That one offers to be asked about; None if one does not.
    """

    org_id: str
    name: str
    year: int | None


def open_questions(
    database: Database, actor: Actor, org_id: str, *, now: datetime
) -> tuple[Comment, ...]:
    """List questions about an organization and its roles that it did not answer, the oldest first.

    At most 50.
    """
    with database.reading() as session:
        require_now(session, actor, "questions.read", Subject(org_id=org_id))
        found = (
            with_writers()
            .where(
                CommentRow.kind == "question",
                _about(org_id),
                is_shown(),
                ~_answered(CommentRow.comment_id, by=FOR_ORGANIZATION),
            )
            .order_by(CommentRow.written_at, CommentRow.comment_id)
            .limit(MOST_OPEN)
        )
        return as_seen(session, actor, session.execute(found), now)


def questions_for_me(database: Database, actor: Actor, *, now: datetime) -> tuple[Comment, ...]:
    """List questions to those who served, of organizations that one offers to be asked about.

    Of the last 180 days, without one's own and those that one answered; the newest first.
    """
    with database.reading() as session:
        require_now(session, actor, "answers.read", own(actor))
        mine = select(AnswerOfferRow.org_id).where(AnswerOfferRow.account_id == actor.account_id)
        mine = mine.where(in_catalog(AnswerOfferRow.org_id))
        roles = select(RoleRow.role_id).where(RoleRow.org_id.in_(mine))
        found = (
            with_writers()
            .where(
                CommentRow.is_for_returned,
                or_(CommentRow.org_id.in_(mine), CommentRow.role_id.in_(roles)),
                CommentRow.written_at > now - ASKED_WITHIN,
                CommentRow.account_id != actor.account_id,
                is_shown(),
                not_blocked(actor),
                ~_answered(CommentRow.comment_id, account_id=actor.account_id),
            )
            .order_by(CommentRow.written_at.desc(), CommentRow.comment_id)
            .limit(MOST_OPEN)
        )
        return as_seen(session, actor, session.execute(found), now)


def served_with(database: Database, actor: Actor, *, now: datetime) -> tuple[Served, ...]:
    """List the organizations that one served with, as one noted or as they say, by name."""
    with database.reading() as session:
        require_now(session, actor, "answers.read", own(actor))
        org_ids = _served(session, actor)
        offers = {
            row.org_id: row.year
            for row in session.scalars(
                select(AnswerOfferRow).where(AnswerOfferRow.account_id == actor.account_id)
            )
        }
        found = session.execute(
            select(OrganizationRow.org_id, OrganizationRow.name)
            .where(OrganizationRow.org_id.in_(org_ids | set(offers)))
            .where(in_catalog(OrganizationRow.org_id))
            .order_by(OrganizationRow.name, OrganizationRow.org_id)
        )
        return tuple(Served(org_id, name, offers.get(org_id)) for org_id, name in found)


def offer_answers(
    database: Database, actor: Actor, org_id: str, year: int, *, now: datetime
) -> None:
    """Offer to answer questions about an organization with which one served; nobody sees who.

    Raises
    ------
    RequestError
        One did not go with it as far as is known here, or the year is none.
    """
    with changing(database) as session:
        require_now(session, actor, "answers.offer", own(actor))
        if org_id not in _served(session, actor):
            raise RequestError(
                "This is for who went with the organization. Note on your shortlist or here what "
                "became of its role first."
            )
        if not FIRST_YEAR <= year <= now.year:
            raise RequestError(f"Please choose a year from {FIRST_YEAR} to {now.year}.")
        offer = session.get(AnswerOfferRow, (actor.account_id, org_id))
        if offer is None:
            offer = AnswerOfferRow(account_id=actor.account_id, org_id=org_id, offered_at=now)
            session.add(offer)
        offer.year = year
        audit(session, actor, "answers.offer", ("organization", org_id), now, what="offered")


def withdraw_offer(database: Database, actor: Actor, org_id: str, *, now: datetime) -> None:
    """Be asked no more about an organization; what one answered stays."""
    with changing(database) as session:
        require_now(session, actor, "answers.offer", own(actor))
        offer = session.get(AnswerOfferRow, (actor.account_id, org_id))
        if offer is not None:
            session.delete(offer)
            audit(session, actor, "answers.offer", ("organization", org_id), now, what="ended")


def _served(session: Session, actor: Actor) -> set[str]:
    """Give the organizations of roles of which one noted that one went, or they say so.

    Without those that were taken out of the catalog.
    """
    went = select(PursuitRow.role_id).where(
        PursuitRow.account_id == actor.account_id, PursuitRow.outcome == "went"
    )
    taken = select(CandidacyRow.role_id).where(
        CandidacyRow.account_id == actor.account_id, CandidacyRow.stage == "went"
    )
    roles = select(RoleRow.org_id).where(or_(RoleRow.role_id.in_(went), RoleRow.role_id.in_(taken)))
    return set(session.scalars(roles.where(in_catalog(RoleRow.org_id))))


def _about(org_id: str) -> ColumnElement[bool]:
    roles = select(RoleRow.role_id).where(RoleRow.org_id == org_id)
    return or_(CommentRow.org_id == org_id, CommentRow.role_id.in_(roles))


def _answered(
    comment_id: InstrumentedAttribute[str], *, by: str = "", account_id: str = ""
) -> ColumnElement[bool]:
    """Whether somebody who signs so, or this account, answered a question."""
    answer = aliased(CommentRow)
    found = select(answer.comment_id).where(answer.parent_id == comment_id)
    if by:
        return found.where(answer.signature == by, is_shown(answer)).exists()
    return found.where(answer.account_id == account_id, answer.deleted_at.is_(None)).exists()
