"""The people who fit a role, as its organization may see them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.services.recruiter.crowds import as_seen, crowds_of
from matching.services.recruiter.labels import candidate_label
from matching.services.recruiter.listing import (
    Identity,
    as_standing,
    beside_role,
    identities,
    listed,
    needs_reminder,
    people_seen,
    sentences,
)
from matching.services.recruiter.members import names_of
from matching.services.shared.answer_times import waits
from matching.services.shared.days import days_since
from matching.services.shared.subjects import (
    candidate_subject,
    require_now,
    role_subject,
    stored,
    stored_role,
)
from matching.store import Database
from matching.store.schema import InterestRow, ProfileRow, StageChangeRow
from matching.weights.sorting import Deck
from matching.words.explanation import Explanation


@dataclasses.dataclass(frozen=True)
class Step:
    """One step of a candidate from stage to stage; `by` names the member, `""` for the person."""

    at: datetime
    from_stage: str
    to_stage: str
    reason_code: str
    reason_text: str
    by: str = ""


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
    waits : bool
        They showed interest and have heard nothing since.
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
    waits: bool = False
    identity: Identity | None = None

    @property
    def needs_reminder(self) -> bool:
        """They wait for an answer for a week or more."""
        return needs_reminder(self.days_since_interest, waits=self.waits)

    @property
    def called(self) -> str:
        """The name of somebody who was introduced, and the label of everybody else."""
        name = self.identity.name if self.identity else ""
        return name or candidate_label(self.account_id)


def candidates(
    database: Database, actor: Actor, role_id: str, recommender: Recommender, *, now: datetime
) -> pd.DataFrame:
    """Rank the people who are not hidden or show interest in a role, best first.

    Returns
    -------
    DataFrame
        `account_id`; `label` (see `candidate_label`); `rank` and `score`, or NaN rank for a person
        who shows interest or was introduced although a must-have is missing (`is_match` false;
        they come last); `n_known` of `n_terms`; `stage`, `introduction`, `is_interested`,
        `days_since_interest`, `waits` (showed interest and heard nothing since), `needs_reminder`
        (for a week or more), `version`; fields of the profile; points per term. `name` and
        `contact` are there if somebody was introduced, and `""` for everybody else. What is said
        of each gives `candidate_sentences`.
    """
    with database.reading() as session:
        require_now(session, actor, "candidates.list", role_subject(session, role_id))
        return listed(session, database, role_id, recommender, now)


def candidate_sentences(
    database: Database,
    actor: Actor,
    role_id: str,
    account_ids: Sequence[str],
    recommender: Recommender,
    *,
    now: datetime,
) -> pd.DataFrame:
    """Say of some candidates of a role why they fit, what is missing and what to ask them.

    Returns
    -------
    DataFrame
        `account_id`, in the order given, and `reasons` (at most three), `missing` and `questions`,
        tuples of sentences. Who may not be seen for the role is left out.
    """
    with database.reading() as session:
        require_now(session, actor, "candidates.list", role_subject(session, role_id))
        return sentences(session, database, role_id, account_ids, recommender)


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
        wanted = beside_role(role_id, InterestRow.note, ProfileRow.body)
        of_one = wanted.where(ProfileRow.account_id == account_id)
        row = stored(session.execute(of_one).one_or_none())
        standing, note = as_standing(row), row.note
        shows_words = row.visibility == "visible" or subject.is_introduced
        profile = stored(as_seen(row.body, account_id, with_statement=shows_words))
        identity = None
        if subject.is_introduced:
            require_now(session, actor, "candidate.identify", subject)
            identity = identities(session, [account_id])[account_id]
        return Candidate(
            role_id=role_id,
            account_id=account_id,
            profile=profile,
            explanation=recommender.explain(profile, role_id, reader="recruiter"),
            stage=standing.stage,
            introduction=standing.introduction,
            note=note or "",
            days_since_interest=days_since(standing.shown_at, now) if standing.shown_at else None,
            history=_history(session, role_id, account_id),
            version=standing.version,
            waits=waits(session, role_id, account_id),
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
        table = listed(session, database, role_id, recommender, now)
        fits = sorted(table.loc[table["is_match"], "account_id"])
        people = people_seen(session, database, role_id, fits)
    return crowds_of(database).deck(recommender, role_id, people)


def _history(session: Session, role_id: str, account_id: str) -> tuple[Step, ...]:
    rows = session.scalars(
        select(StageChangeRow)
        .where(StageChangeRow.role_id == role_id, StageChangeRow.account_id == account_id)
        .order_by(
            StageChangeRow.changed_at, StageChangeRow.from_stage != "", StageChangeRow.change_id
        )
    )
    steps = rows.all()
    org_id = stored_role(session, role_id).org_id
    names = names_of(session, org_id, [row.changed_by for row in steps])
    return tuple(
        Step(
            row.changed_at,
            row.from_stage,
            row.to_stage,
            row.reason_code,
            row.reason_text,
            by="" if row.changed_by == account_id else names[row.changed_by],
        )
        for row in steps
    )
