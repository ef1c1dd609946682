"""The list of a role's candidates: who may be seen now, ranked by what is kept of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import numpy as np
import pandas as pd
from sqlalchemy import Select, and_, select, union
from sqlalchemy.orm import Session

from matching.authorization import PROFESSIONAL
from matching.profile import Profile
from matching.recommending.people import People
from matching.recommending.recommender import Recommender
from matching.services.recruiter.crowds import AT_ONCE, FACTS, STAMP, Stamp, crowds_of
from matching.services.shared.answer_times import REMINDER_DAYS, waiting
from matching.services.shared.days import days_since
from matching.services.shared.hiding import who_hides
from matching.store import Database
from matching.store.schema import AccountRow, CandidacyRow, InterestRow, ProfileRow, RoleRow

SETTLED: Final = ("declined", "withdrawn", "went")
"""Stages after which nothing more is to be done."""


@dataclasses.dataclass(frozen=True)
class Identity:
    """Name and contact of somebody who agreed to an introduction."""

    name: str
    contact: str


@dataclasses.dataclass(frozen=True)
class Standing:
    """Where a person stands with a role.

    Parameters
    ----------
    is_found : bool
        Organizations find them without an interest.
    is_hidden : bool
        They hide from the organization of the role, whatever was before.
    """

    stamp: Stamp
    is_found: bool = True
    stage: str = "new"
    introduction: str = "none"
    version: int = 0
    shown_at: datetime | None = None
    is_hidden: bool = False

    @property
    def is_introduced(self) -> bool:
        """Whether they agreed to an introduction."""
        return self.introduction == "agreed"

    @property
    def is_kept(self) -> bool:
        """Whether they are listed even if a must-have is missing."""
        return not self.is_hidden and (self.shown_at is not None or self.is_introduced)

    @property
    def is_listed(self) -> bool:
        """Whether the organization may see them; the same as `candidate_subject` says."""
        is_found = self.is_found and self.stage != "withdrawn" and not self.is_hidden
        return self.is_kept or is_found


def listed(
    session: Session, database: Database, role_id: str, recommender: Recommender, now: datetime
) -> pd.DataFrame:
    """Make the frame of `candidates`; who calls it has asked whether the actor may."""
    standings = _standings(session, role_id)
    ranked = _ranked(session, database, role_id, recommender, standings)
    ids = ranked["account_id"].tolist()
    ranked.insert(4, "is_match", ranked["rank"].notna())
    standing = _standing_columns(ids, standings, waits_for(session, role_id), now)
    introduced = [id_ for id_ in ids if id_ in standings and standings[id_].is_introduced]
    if introduced:
        known, nobody = identities(session, introduced), Identity("", "")
        standing["name"] = [known.get(id_, nobody).name for id_ in ids]
        standing["contact"] = [known.get(id_, nobody).contact for id_ in ids]
    points = list(recommender.weights.terms)
    head = ranked.drop(columns=[*FACTS, *points])
    return pd.concat([head, standing, ranked[list(FACTS)], ranked[points]], axis=1)


def sentences(
    session: Session,
    database: Database,
    role_id: str,
    account_ids: Sequence[str],
    recommender: Recommender,
) -> pd.DataFrame:
    """Make the frame of `candidate_sentences`; who calls it has asked whether the actor may."""
    people = people_seen(session, database, role_id, account_ids)
    said = recommender.sentences_about(role_id, list(people.values()))
    return said.rename(columns={"profile_id": "account_id"})


def people_seen(
    session: Session, database: Database, role_id: str, account_ids: Sequence[str]
) -> dict[Stamp, Profile]:
    """Give the profiles of those of some people who may be listed for a role, in their order.

    They are without statements. Whose profile cannot be read any more is left out.
    """
    people: dict[Stamp, Profile] = {}
    for first in range(0, len(account_ids), AT_ONCE):
        ids = account_ids[first : first + AT_ONCE]
        asked = session.execute(beside_role(role_id).where(ProfileRow.account_id.in_(ids)))
        seen = {one.stamp.account_id: one.stamp for one in map(as_standing, asked) if one.is_listed}
        stamps = [seen[account_id] for account_id in ids if account_id in seen]
        profiles = crowds_of(database).profiles(session, stamps)
        people |= {stamp: profile for stamp, profile in profiles.items() if profile is not None}
    return people


def everybody_seen(
    session: Session, database: Database, role_id: str
) -> list[tuple[People, frozenset[str]]]:
    """Give all who may be listed for a role, whether they fit or not.

    Returns
    -------
    list of (people, account ids)
        The large crowd and those beside it, each with who of them does not count.
    """
    standings = _standings(session, role_id)
    crowds = crowds_of(database)
    found = crowds.found(session, _found(session))
    out = {account_id for account_id, one in standings.items() if not one.is_listed}
    without = found.gone | out
    there = {stamp.account_id for stamp in found.crowd.read} - without
    others = {stamp.account_id: stamp for stamp in found.changed if stamp.account_id not in out}
    kept = {id_: one.stamp for id_, one in standings.items() if one.is_kept and id_ not in there}
    apart = crowds.apart(session, [stamp for _, stamp in sorted((others | kept).items())])
    return [(found.crowd.people, without), (apart.people, frozenset())]


def settled(candidates: pd.DataFrame) -> pd.Series[bool]:
    """Tell of each candidate whether nothing more is to be done: gone, declined, or refused."""
    return candidates["stage"].isin(SETTLED) | (candidates["introduction"] == "refused")


def waits_for(session: Session, role_id: str) -> frozenset[str]:
    """Give the accounts of those who wait for an answer about a role."""
    about = waiting(session, select(RoleRow.role_id).where(RoleRow.role_id == role_id))
    return frozenset(account_id for _, account_id in about)


def needs_reminder(days: float | None, *, waits: bool) -> bool:
    """Tell whether somebody waits for a week or more."""
    return waits and days is not None and days >= REMINDER_DAYS


def identities(session: Session, account_ids: Sequence[str]) -> dict[str, Identity]:
    """Give name and contact of people who agreed to an introduction."""
    rows = session.execute(
        select(ProfileRow.account_id, ProfileRow.display_name, ProfileRow.contact).where(
            ProfileRow.account_id.in_(account_ids)
        )
    )
    return {account_id: Identity(name, contact) for account_id, name, contact in rows}


def beside_role(role_id: str, *more: Any) -> Select[Any]:  # noqa: ANN401
    """Ask for people and where they stand with a role: what `as_standing` reads, and more."""
    interest = and_(
        InterestRow.account_id == ProfileRow.account_id,
        InterestRow.role_id == role_id,
        InterestRow.withdrawn_at.is_(None),
    )
    candidacy = and_(
        CandidacyRow.account_id == ProfileRow.account_id, CandidacyRow.role_id == role_id
    )
    columns = (
        ProfileRow.visibility,
        CandidacyRow.stage,
        CandidacyRow.introduction,
        CandidacyRow.version,
        InterestRow.shown_at,
        ProfileRow.account_id.in_(who_hides(role_id)),
    )
    return (
        _professionals(*columns, *more)
        .outerjoin(InterestRow, interest)
        .outerjoin(CandidacyRow, candidacy)
    )


def as_standing(row: Sequence[Any]) -> Standing:
    """Read where a person stands from the first columns of `beside_role`."""
    visibility, stage, introduction, version, shown_at, is_hidden = row[3:9]
    return Standing(
        Stamp(*row[:3]),
        is_found=visibility != "hidden",
        stage=stage or "new",
        introduction=introduction or "none",
        version=version or 0,
        shown_at=shown_at,
        is_hidden=bool(is_hidden),
    )


def _professionals(*more: Any) -> Select[Any]:  # noqa: ANN401
    """Ask for the stamps of all professionals who are not shut out."""
    return (
        select(*STAMP, *more)
        .join(AccountRow, AccountRow.account_id == ProfileRow.account_id)
        .where(AccountRow.kind == PROFESSIONAL, AccountRow.disabled_at.is_(None))
    )


def _standings(session: Session, role_id: str) -> dict[str, Standing]:
    """Say where they stand who did something about a role, whose organization did, or who hide."""
    about = union(
        select(CandidacyRow.account_id).where(CandidacyRow.role_id == role_id),
        select(InterestRow.account_id).where(
            InterestRow.role_id == role_id, InterestRow.withdrawn_at.is_(None)
        ),
        who_hides(role_id),
    )
    asked = session.execute(beside_role(role_id).where(ProfileRow.account_id.in_(about)))
    return {one.stamp.account_id: one for one in map(as_standing, asked)}


def _found(session: Session) -> list[Stamp]:
    """Give the stamps of everybody whom organizations find without an interest."""
    wanted = _professionals().where(ProfileRow.visibility != "hidden")
    return [Stamp._make(row) for row in session.connection().execute(wanted).all()]


def _ranked(
    session: Session,
    database: Database,
    role_id: str,
    recommender: Recommender,
    standings: Mapping[str, Standing],
) -> pd.DataFrame:
    """Rank everybody who may be listed: the large crowd as it is kept, and the others beside it."""
    crowds = crowds_of(database)
    found = crowds.found(session, _found(session))
    out = {account_id for account_id, one in standings.items() if not one.is_listed}
    fits = found.crowd.ranked(recommender, role_id)
    mine = fits[~fits["account_id"].isin(found.gone | out)]
    there = set(mine["account_id"])
    others = {stamp.account_id: stamp for stamp in found.changed if stamp.account_id not in out}
    kept = {id_: one.stamp for id_, one in standings.items() if one.is_kept and id_ not in there}
    apart = [stamp for _, stamp in sorted((others | kept).items())]
    beside = crowds.apart(session, apart).ranked(recommender, role_id, frozenset(kept))
    both = pd.concat([mine, beside], ignore_index=True) if apart else mine
    is_match = both["rank"].notna().to_numpy()
    order = np.lexsort((both["account_id"].to_numpy(dtype=str), -both["score"], ~is_match))
    ranked = both.iloc[order].reset_index(drop=True)
    return ranked.assign(rank=pd.Series(np.arange(1.0, len(both) + 1)).where(is_match[order]))


def _standing_columns(
    ids: Sequence[str], standings: Mapping[str, Standing], waits: frozenset[str], now: datetime
) -> pd.DataFrame:
    nothing = Standing(Stamp("", 0, now))
    of_each = [standings.get(id_, nothing) for id_ in ids]
    days = [days_since(one.shown_at, now) if one.shown_at else None for one in of_each]
    return pd.DataFrame(
        {
            "stage": pd.Series([one.stage for one in of_each], dtype="str"),
            "introduction": pd.Series([one.introduction for one in of_each], dtype="str"),
            "is_interested": pd.Series([one.shown_at is not None for one in of_each], dtype=bool),
            "days_since_interest": pd.Series(days, dtype=float),
            "waits": pd.Series([id_ in waits for id_ in ids], dtype=bool),
            "needs_reminder": pd.Series(
                [needs_reminder(n, waits=id_ in waits) for id_, n in zip(ids, days, strict=True)],
                dtype=bool,
            ),
            "version": pd.Series([one.version for one in of_each], dtype=int),
        }
    )
