"""The people who fit a role, as its organization may see them."""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import datetime
from typing import Any, Final

import pandas as pd
from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from matching.authorization import PROFESSIONAL, Actor
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.services.shared.answer_times import REMINDER_DAYS
from matching.services.shared.days import days_since
from matching.services.shared.kept_profiles import readable
from matching.services.shared.subjects import candidate_subject, require_now, role_subject, stored
from matching.store import Database
from matching.store.schema import (
    AccountRow,
    CandidacyRow,
    InterestRow,
    ProfileRow,
    StageChangeRow,
)
from matching.weights.sorting import Deck, candidates_deck
from matching.words.explanation import Explanation

FACTS: Final = (
    "profession", "specialties", "years_experience", "languages", "countries", "regions",
    "min_weeks", "max_weeks", "available_from", "available_to",
)  # fmt: skip
"""Fields of the profile that stand in the list."""


@dataclasses.dataclass(frozen=True)
class Identity:
    """Name and contact of somebody who agreed to an introduction."""

    name: str
    contact: str


@dataclasses.dataclass(frozen=True)
class Step:
    """One step of a candidate from stage to stage."""

    at: datetime
    from_stage: str
    to_stage: str
    reason_code: str
    reason_text: str


@dataclasses.dataclass(frozen=True)
class Candidate:
    """A person beside a role.

    Parameters
    ----------
    profile : Profile
        Without the statement, unless the person is visible or introduced.
    explanation : Explanation
        What is met, missing, and to ask the person, from that profile.
    identity : Identity or None
        None unless the person agreed to an introduction; the values are not even read then.
    version : int
        Of where the person stands; goes back with the next step. 0: nothing was done yet.
    """

    role_id: str
    account_id: str
    profile: Profile
    explanation: Explanation
    stage: str
    introduction: str
    note: str
    days_since_interest: int | None
    history: tuple[Step, ...]
    version: int
    identity: Identity | None = None

    @property
    def needs_reminder(self) -> bool:
        """There was no answer for a week."""
        return _needs_reminder(self.stage, self.days_since_interest)

    @property
    def called(self) -> str:
        """The name of somebody who was introduced, and the label of everybody else."""
        name = self.identity.name if self.identity else ""
        return name or candidate_label(self.account_id)


@dataclasses.dataclass(frozen=True)
class _Found:
    """A person who may be listed for a role, as its organization may see them for now.

    No name and no contact; the statement only of a person who is visible or introduced.
    """

    account_id: str
    profile: Profile
    stage: str
    introduction: str
    version: int
    note: str
    shown_at: datetime | None


def candidate_label(account_id: str) -> str:
    """Give what a person is called as long as nobody introduced them, everywhere the same.

    Examples
    --------
    >>> candidate_label("amina")
    'Candidate F487DF'
    """
    return f"Candidate {hashlib.sha256(account_id.encode()).hexdigest()[:6].upper()}"


def candidates(
    database: Database,
    actor: Actor,
    role_id: str,
    recommender: Recommender,
    *,
    n: int | None = 50,
    now: datetime,
) -> pd.DataFrame:
    """Rank the people who are not hidden or show interest in a role, best first.

    Returns
    -------
    DataFrame
        `account_id`; `label` (see `candidate_label`); `rank` and `score`, or NaN rank for a person
        who shows interest or was introduced although a must-have is missing (`is_match` false;
        they come last and are never cut off); `reasons`, `missing` and `questions` to ask (tuples
        of sentences, at most three reasons); `stage`, `introduction`, `is_interested`,
        `days_since_interest`, `needs_reminder` (no answer for a week), `version`; fields of the
        profile; points per term. `name` and `contact` are there if somebody was introduced, and
        `""` for everybody else.
    """
    with database.reading() as session:
        require_now(session, actor, "candidates.list", role_subject(session, role_id))
        return listed(session, role_id, recommender, n, now)


def candidate(
    database: Database,
    actor: Actor,
    role_id: str,
    account_id: str,
    recommender: Recommender,
    *,
    now: datetime,
) -> Candidate:
    """Look at one person beside a role."""
    with database.reading() as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "candidate.read", subject)
        found = stored(next(iter(_people(session, role_id, account_id)), None))
        identity = None
        if subject.is_introduced:
            require_now(session, actor, "candidate.identify", subject)
            identity = _identities(session, [account_id])[account_id]
        return Candidate(
            role_id=role_id,
            account_id=account_id,
            profile=found.profile,
            explanation=recommender.explain(found.profile, role_id, reader="recruiter"),
            stage=found.stage,
            introduction=found.introduction,
            note=found.note,
            days_since_interest=days_since(found.shown_at, now) if found.shown_at else None,
            history=_history(session, role_id, account_id),
            version=found.version,
            identity=identity,
        )


def candidates_to_sort(
    database: Database, actor: Actor, role_id: str, recommender: Recommender, *, now: datetime
) -> Deck:
    """Lay out the candidates of a role to whom it is open, as cards with the ids of their accounts.

    A card holds what the terms say of a person, as the organization may see them, and nothing else.
    """
    with database.reading() as session:
        require_now(session, actor, "candidates.list", role_subject(session, role_id))
        profiles = [found.profile for found in _people(session, role_id)]
    return candidates_deck(recommender, role_id, profiles)


def listed(
    session: Session, role_id: str, recommender: Recommender, n: int | None, now: datetime
) -> pd.DataFrame:
    """Make the frame of `candidates`; who calls it has asked whether the actor may."""
    people = {found.account_id: found for found in _people(session, role_id)}
    shown = recommender.candidates(
        role_id,
        [found.profile for found in people.values()],
        n,
        keep={
            found.account_id
            for found in people.values()
            if found.shown_at or found.introduction == "agreed"
        },
    )
    facts = pd.DataFrame(
        [_facts(people[account_id], now) for account_id in shown["profile_id"]],
        columns=list(_facts_columns()),
    )
    introduced = [id_ for id_ in shown["profile_id"] if people[id_].introduction == "agreed"]
    if introduced:
        known = _identities(session, introduced)
        nobody = Identity("", "")
        facts = facts.assign(
            name=[known.get(id_, nobody).name for id_ in shown["profile_id"]],
            contact=[known.get(id_, nobody).contact for id_ in shown["profile_id"]],
        )
    first = shown[["profile_id", "rank", "score"]].rename(columns={"profile_id": "account_id"})
    first.insert(1, "label", [candidate_label(id_) for id_ in first["account_id"]])
    first = first.assign(
        is_match=first["rank"].notna(),
        n_known=shown["n_known"],
        n_terms=shown["n_terms"],
        reasons=shown["reasons"],
        missing=shown["missing"],
        questions=shown["questions"],
    )
    return pd.concat([first, facts, shown[list(recommender.weights.terms)]], axis=1)


def _people(session: Session, role_id: str, account_id: str = "") -> list[_Found]:
    """Find the people who may be listed for a role; the same as `candidate_subject` says.

    Whose profile cannot be read any more is left out until they save it anew.
    """
    return [
        _Found(
            account_id=id_,
            profile=profile,
            stage=stage or "new",
            introduction=introduction or "none",
            version=version or 0,
            note=note or "",
            shown_at=shown_at,
        )
        for id_, body, visibility, stage, introduction, version, note, shown_at in session.execute(
            _who_may_be_listed(role_id, account_id)
        )
        if (
            profile := _as_seen(
                body, id_, with_statement=visibility == "visible" or introduction == "agreed"
            )
        )
        is not None
    ]


def _who_may_be_listed(role_id: str, account_id: str) -> Select[Any]:
    interest = and_(
        InterestRow.account_id == ProfileRow.account_id,
        InterestRow.role_id == role_id,
        InterestRow.withdrawn_at.is_(None),
    )
    candidacy = and_(
        CandidacyRow.account_id == ProfileRow.account_id, CandidacyRow.role_id == role_id
    )
    is_found = and_(
        ProfileRow.visibility != "hidden",
        or_(CandidacyRow.stage.is_(None), CandidacyRow.stage != "withdrawn"),
    )
    return (
        select(
            ProfileRow.account_id,
            ProfileRow.body,
            ProfileRow.visibility,
            CandidacyRow.stage,
            CandidacyRow.introduction,
            CandidacyRow.version,
            InterestRow.note,
            InterestRow.shown_at,
        )  # fmt: skip
        .join(AccountRow, AccountRow.account_id == ProfileRow.account_id)
        .outerjoin(InterestRow, interest)
        .outerjoin(CandidacyRow, candidacy)
        .where(
            AccountRow.kind == PROFESSIONAL,
            AccountRow.disabled_at.is_(None),
            or_(
                is_found,
                InterestRow.shown_at.is_not(None),
                CandidacyRow.introduction == "agreed",
            ),
            *([ProfileRow.account_id == account_id] if account_id else []),
        )
        .order_by(ProfileRow.account_id)
    )


def _as_seen(body: dict[str, Any], account_id: str, *, with_statement: bool) -> Profile | None:
    without = {} if with_statement else {"statement": ""}
    return readable(body, profile_id=account_id, **without)


def _facts_columns() -> tuple[str, ...]:
    standing = (
        "stage", "introduction", "is_interested", "days_since_interest", "needs_reminder", "version"
    )  # fmt: skip
    return (*standing, *FACTS)


def _facts(found: _Found, now: datetime) -> dict[str, Any]:
    days = days_since(found.shown_at, now) if found.shown_at else None
    return {
        "stage": found.stage,
        "introduction": found.introduction,
        "is_interested": found.shown_at is not None,
        "days_since_interest": days,
        "needs_reminder": _needs_reminder(found.stage, days),
        "version": found.version,
        **{name: getattr(found.profile, name) for name in FACTS},
    }


def _needs_reminder(stage: str, days: int | None) -> bool:
    return days is not None and days >= REMINDER_DAYS and stage == "new"


def _identities(session: Session, account_ids: list[str]) -> dict[str, Identity]:
    rows = session.execute(
        select(ProfileRow.account_id, ProfileRow.display_name, ProfileRow.contact).where(
            ProfileRow.account_id.in_(account_ids)
        )
    )
    return {account_id: Identity(name, contact) for account_id, name, contact in rows}


def _history(session: Session, role_id: str, account_id: str) -> tuple[Step, ...]:
    rows = session.scalars(
        select(StageChangeRow)
        .where(StageChangeRow.role_id == role_id, StageChangeRow.account_id == account_id)
        .order_by(
            StageChangeRow.changed_at, StageChangeRow.from_stage != "", StageChangeRow.change_id
        )
    )
    return tuple(
        Step(row.changed_at, row.from_stage, row.to_stage, row.reason_code, row.reason_text)
        for row in rows
    )
