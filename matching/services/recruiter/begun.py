"""With whom a recruiter's organizations have begun anything, over all of their roles."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, and_, case, or_, select, union
from sqlalchemy.orm import Session

from matching.authorization import PROFESSIONAL, Actor
from matching.services.recruiter.labels import candidate_label
from matching.services.recruiter.listing import SETTLED
from matching.services.shared.answer_times import roles_of, waiting
from matching.services.shared.hiding import is_hidden_here
from matching.services.shared.role_standing import in_catalog
from matching.store.schema import (
    AccountRow,
    CandidacyRow,
    InterestRow,
    MembershipRow,
    ProfileRow,
    RoleRow,
)

EARLY: Final = ("new", "reviewing")
"""Stages in which one has not begun to talk with each other."""


class Begun(NamedTuple):
    """A person and a role with which anything has begun: interest was shown, or a step was taken.

    Parameters
    ----------
    waits_since : datetime or None
        When they showed the interest to which they have heard nothing; None if nobody waits.
    name : str
        `""` unless they agreed to an introduction for this role.
    """

    role_id: str
    title: str
    org_id: str
    account_id: str
    stage: str
    stage_since: datetime | None
    introduction: str
    asked_at: datetime | None
    answered_at: datetime | None
    version: int
    shown_at: datetime | None
    name: str
    waits_since: datetime | None

    @property
    def called(self) -> str:
        """The name of somebody who was introduced, and the label of everybody else."""
        return self.name or candidate_label(self.account_id)

    @property
    def is_settled(self) -> bool:
        """Nothing more is to be done, as `listing.settled` has it."""
        return self.stage in SETTLED or self.introduction == "refused"

    @property
    def is_told_of_end(self) -> bool:
        """Whether they are told when the role is filled: they know of it and nothing came yet."""
        knows = self.shown_at is not None or self.introduction in ("asked", "agreed")
        return knows and self.stage in EARLY and not self.is_settled

    @property
    def just_agreed(self) -> bool:
        """They agreed to an introduction, and nobody has gone on from there."""
        return self.introduction == "agreed" and self.stage in EARLY


def my_org_ids(session: Session, actor: Actor) -> frozenset[str]:
    """Give the organizations of a recruiter that are in the catalog."""
    mine = select(MembershipRow.org_id).where(
        MembershipRow.account_id == actor.account_id, in_catalog(MembershipRow.org_id)
    )
    return frozenset(session.scalars(mine))


def begun(session: Session, org_ids: Collection[str]) -> list[Begun]:
    """List everybody with whom organizations have begun anything and whom they may see for it."""
    return _read(session, roles_of(org_ids))


def begun_for(session: Session, role_id: str) -> list[Begun]:
    """List the same for one role."""
    return _read(session, select(RoleRow.role_id).where(RoleRow.role_id == role_id))


def _read(session: Session, role_ids: Select[str]) -> list[Begun]:
    waits = waiting(session, role_ids)
    return [
        Begun(
            role_id,
            title,
            org_id,
            account_id,
            stage=stage or "new",
            stage_since=since,
            introduction=introduction or "none",
            asked_at=asked_at,
            answered_at=answered_at,
            version=version or 0,
            shown_at=shown_at,
            name=name,
            waits_since=waits.get((role_id, account_id)),
        )
        for (
            role_id, title, org_id, account_id, stage, since, introduction, asked_at, answered_at,
            version, shown_at, name,
        ) in session.execute(_seen(role_ids))
    ]  # fmt: skip


def _seen(role_ids: Select[str]) -> Select[Any]:
    """Ask for everybody with whom something has begun and who may be seen for the role.

    It is the rule of `listing.Standing.is_listed`, for many roles at once.
    """
    shown = and_(InterestRow.role_id.in_(role_ids), InterestRow.withdrawn_at.is_(None))
    pairs = union(
        select(InterestRow.role_id, InterestRow.account_id).where(shown),
        select(CandidacyRow.role_id, CandidacyRow.account_id).where(
            CandidacyRow.role_id.in_(role_ids)
        ),
    ).subquery()
    interest = and_(
        InterestRow.role_id == pairs.c.role_id,
        InterestRow.account_id == pairs.c.account_id,
        InterestRow.withdrawn_at.is_(None),
    )
    candidacy = and_(
        CandidacyRow.role_id == pairs.c.role_id, CandidacyRow.account_id == pairs.c.account_id
    )
    is_introduced = CandidacyRow.introduction == "agreed"
    is_found = and_(
        ProfileRow.visibility != "hidden",
        or_(CandidacyRow.stage.is_(None), CandidacyRow.stage != "withdrawn"),
    )
    candidacies = (
        CandidacyRow.stage,
        CandidacyRow.stage_since,
        CandidacyRow.introduction,
        CandidacyRow.introduction_asked_at,
        CandidacyRow.introduction_answered_at,
        CandidacyRow.version,
    )
    name = case((is_introduced, ProfileRow.display_name), else_="")
    roles = (pairs.c.role_id, RoleRow.title, RoleRow.org_id)
    return (
        select(*roles, pairs.c.account_id, *candidacies, InterestRow.shown_at, name)
        .join(RoleRow, RoleRow.role_id == pairs.c.role_id)
        .join(ProfileRow, ProfileRow.account_id == pairs.c.account_id)
        .join(AccountRow, AccountRow.account_id == pairs.c.account_id)
        .outerjoin(InterestRow, interest)
        .outerjoin(CandidacyRow, candidacy)
        .where(
            AccountRow.kind == PROFESSIONAL,
            AccountRow.disabled_at.is_(None),
            or_(InterestRow.shown_at.is_not(None), is_introduced, is_found),
            ~is_hidden_here(),
        )
        .order_by(pairs.c.role_id, pairs.c.account_id)
    )
