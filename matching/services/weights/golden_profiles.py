"""Golden profiles: what must hold before weights are published, chosen by staff."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

import pandas as pd
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from matching import columns as c
from matching import written
from matching.authorization import Actor
from matching.comparison.weight_set import WeightSet
from matching.errors import ProfileError
from matching.evidence.judgments import BEST_GRADE
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.reference.ended import PAST
from matching.services.shared.errors import RequestError
from matching.services.shared.role_standing import is_offered
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.texts import LONGEST_NAME, text_of
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.database import require_version
from matching.store.reference_rows import reference_state
from matching.store.schema import AccountRow, GoldenProfileRow, RoleRow

FIRST: Final = 10
"""A role must, or must not, be among the first so many."""
MUST, MUST_NOT = "must", "must not"
PASSES, FAILS, CANNOT_BE_CHECKED = "passes", "fails", "cannot be checked"
COLUMNS: Final = (
    "golden_id", "name", "profile", "must", "must_not", "author", "changed_at", "is_active",
    "version",
)  # fmt: skip
CHECK_COLUMNS: Final = ("golden_id", "name", "role_id", "expected", "rank", "outcome", "fault")


@dataclasses.dataclass(frozen=True, eq=False)
class GoldenReport:
    """What the active golden profiles say about a weight set.

    Parameters
    ----------
    checks : DataFrame
        One row a profile and role: `golden_id`, `name`, `role_id`, `expected` (`must`,
        `must not`), `rank` (NaN: not in the list), `outcome` (`passes`, `fails`,
        `cannot be checked`), `fault` (a sentence; `""` if it passes).
    weights : WeightSet
        What was checked.
    state : str
        Of the golden profiles and the roles, see `golden_state`.
    """

    checks: pd.DataFrame
    weights: WeightSet
    state: str
    checked_at: datetime

    @property
    def passes(self) -> bool:
        """Whether there are golden profiles and each of their checks passes."""
        return len(self.checks) > 0 and bool((self.checks["outcome"] == PASSES).all())

    @property
    def counts(self) -> dict[str, int]:
        """How many checks came to each outcome."""
        found = Counter(self.checks["outcome"])
        return {outcome: found[outcome] for outcome in (PASSES, FAILS, CANNOT_BE_CHECKED)}


def golden_profiles(database: Database, actor: Actor, *, now: datetime) -> pd.DataFrame:
    """List the golden profiles by name.

    Returns
    -------
    DataFrame
        `golden_id`, `name`, `profile` (None if this program cannot read it any more), `must` and
        `must_not` (tuples of role ids), `author` (a name, or `""`), `changed_at`, `is_active`,
        `version`.
    """
    with database.reading() as session:
        require_now(session, actor, "golden.manage")
        found = session.execute(
            select(GoldenProfileRow, AccountRow.name)
            .outerjoin(AccountRow, AccountRow.account_id == GoldenProfileRow.author)
            .order_by(GoldenProfileRow.name)
        )
        rows = [
            (
                row.golden_id,
                row.name,
                _profile_or_fault(row)[0],
                row.must,
                row.must_not,
                author or "",
                row.changed_at,
                row.is_active,
                row.version,
            )  # fmt: skip
            for row, author in found
        ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"is_active": bool})


def add_golden(
    database: Database,
    actor: Actor,
    name: str,
    profile: Profile,
    must: Iterable[str] = (),
    must_not: Iterable[str] = (),
    *,
    now: datetime,
) -> str:
    """Choose a profile of nobody real, and roles that must or must not be among its first ten.

    Returns
    -------
    str
        Its id.

    Raises
    ------
    RequestError
        There is no name or another has it, a role is gone or past or named on both sides, or
        there are too many or none.
    """
    with changing(database) as session:
        require_now(session, actor, "golden.manage")
        row = GoldenProfileRow()
        _fill(session, row, (name, profile, must, must_not), actor, now, is_active=True)
        session.add(row)
        session.flush()
        target = ("golden", row.golden_id)
        audit(session, actor, "golden.add", target, now, roles=len(row.must + row.must_not))
        return row.golden_id


def change_golden(
    database: Database,
    actor: Actor,
    golden_id: str,
    *,
    name: str,
    profile: Profile,
    must: Iterable[str],
    must_not: Iterable[str],
    is_active: bool = True,
    version: int,
    now: datetime,
) -> int:
    """Replace a golden profile; one that is not active is kept and not checked.

    Returns
    -------
    int
        The new version.

    Raises
    ------
    RequestError
        As `add_golden`; the roles of one that is not active may be gone or past.
    ConflictError
        It was changed in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "golden.manage")
        row = stored(session.get(GoldenProfileRow, golden_id))
        require_version(row, version)
        _fill(session, row, (name, profile, must, must_not), actor, now, is_active=is_active)
        session.flush()
        target = ("golden", golden_id)
        audit(session, actor, "golden.change", target, now, is_active=is_active)
        return row.version


def remove_golden(database: Database, actor: Actor, golden_id: str, *, now: datetime) -> None:
    """Delete a golden profile."""
    with changing(database) as session:
        require_now(session, actor, "golden.manage")
        session.delete(stored(session.get(GoldenProfileRow, golden_id)))
        audit(session, actor, "golden.remove", ("golden", golden_id), now)


def check_golden(
    database: Database, actor: Actor, recommender: Recommender, *, now: datetime
) -> GoldenReport:
    """Rank the roles for each active golden profile and look for those that were chosen.

    Parameters
    ----------
    recommender : Recommender
        With the weights to check, over the roles as they are stored now.
    """
    reference = reference_state(database)
    with database.reading() as session:
        require_now(session, actor, "golden.manage")
        state = golden_state(session, reference)
        rows = list(session.scalars(_active().order_by(GoldenProfileRow.name)))
    checks = [check for row in rows for check in _checks(row, recommender)]
    table = pd.DataFrame(checks, columns=list(CHECK_COLUMNS)).astype({"rank": "float64"})
    return GoldenReport(table, recommender.weights, state, now)


def golden_state(session: Session, reference: str) -> str:
    """Give a text that is another one when a check could come to another outcome.

    Parameters
    ----------
    reference : str
        What `reference_state` gives for the roles.
    """
    active = session.scalars(_active().order_by(GoldenProfileRow.golden_id))
    return " ".join([reference, *(f"{row.golden_id}:{row.version}" for row in active)])


def suggest_golden(
    recommender: Recommender, profiles: Sequence[Profile], judgments: pd.DataFrame
) -> pd.DataFrame:
    """Suggest judged profiles, with the roles of the best grade that are in their first ten now.

    Parameters
    ----------
    judgments : DataFrame
        As from `judgments.read_judgments`.

    Returns
    -------
    DataFrame
        `name` (id of the profile), `profile`, `must` (tuple of role ids, best first); profiles
        without such a role are left out.
    """
    best = judgments[judgments[c.GRADE] == BEST_GRADE]
    rows = []
    for profile in profiles:
        graded = set(best.loc[best[c.PROFILE_ID] == profile.profile_id, c.ROLE_ID])
        if graded:
            first = recommender.recommend(profile, FIRST)[c.ROLE_ID]
            rows.append((profile.profile_id, profile, tuple(r for r in first if r in graded)))
    return pd.DataFrame([row for row in rows if row[2]], columns=["name", "profile", "must"])


def _active() -> Select[GoldenProfileRow]:
    return select(GoldenProfileRow).where(GoldenProfileRow.is_active)


def _fill(
    session: Session,
    row: GoldenProfileRow,
    fields: tuple[str, Profile, Iterable[str], Iterable[str]],
    actor: Actor,
    now: datetime,
    *,
    is_active: bool,
) -> None:
    name, profile, must, must_not = fields
    row.name = text_of(name, "a name", LONGEST_NAME, needed=True)
    row.body = profile.to_mapping()
    row.must, row.must_not = tuple(dict.fromkeys(must)), tuple(dict.fromkeys(must_not))
    row.author, row.changed_at, row.is_active = actor.account_id, now, is_active
    same = select(GoldenProfileRow.golden_id).where(GoldenProfileRow.name == row.name)
    with session.no_autoflush:
        if session.scalar(same) not in (None, row.golden_id):
            raise RequestError(f"Another golden profile is called '{row.name}'.")
        _require_roles(session, row)


def _require_roles(session: Session, row: GoldenProfileRow) -> None:
    chosen = row.must + row.must_not
    if not chosen:
        raise RequestError("Please choose a role that must, or must not, be among the first ten.")
    if len(row.must) > FIRST:
        raise RequestError(f"At most {FIRST} roles can be among the first {FIRST}.")
    if both := set(row.must) & set(row.must_not):
        raise RequestError(f"A role cannot be asked for and ruled out: {', '.join(sorted(both))}.")
    if not row.is_active:
        return
    found = select(RoleRow.role_id).where(RoleRow.role_id.in_(chosen), is_offered(row.changed_at))
    offered = set(session.scalars(found))
    if lost := [role_id for role_id in chosen if role_id not in offered]:
        raise RequestError(f"Please take out what is gone or past: {', '.join(lost)}.")


def _profile_or_fault(row: GoldenProfileRow) -> tuple[Profile | None, str]:
    try:
        return Profile.from_mapping(written.mended(row.body)), ""
    except ProfileError as error:
        return None, f"This profile cannot be read any more: {error.problems[0]}."


def _checks(row: GoldenProfileRow, recommender: Recommender) -> Iterator[tuple[object, ...]]:
    """Give the rows of the report about one golden profile."""
    profile, fault = _profile_or_fault(row)
    ranks: dict[str, float] = {}
    if profile is not None:
        ranked = recommender.recommend(profile, n=None)
        ranks = dict(zip(ranked[c.ROLE_ID], ranked[c.RANK].astype(float), strict=True))
    status = recommender.catalog.roles[c.STATUS]
    for expected, role_ids in ((MUST, row.must), (MUST_NOT, row.must_not)):
        for role_id in role_ids:
            rank = ranks.get(role_id)
            lost = fault or _why_lost(status.get(role_id))
            told = lost or _fault(expected, rank)
            outcome = CANNOT_BE_CHECKED if lost else FAILS if told else PASSES
            yield (row.golden_id, row.name, role_id, expected, rank, outcome, told)


def _why_lost(status: str | None) -> str:
    if status is None:
        return "There is no such role any more."
    return "The role is past." if status == PAST else ""


def _fault(expected: str, rank: float | None) -> str:
    """Say what is wrong with the place of a role; `""` if nothing is."""
    is_first = rank is not None and rank <= FIRST
    if is_first == (expected == MUST):
        return ""
    if rank is None:
        return "It must be among the first ten and is not open to this person."
    if expected == MUST:
        return f"It must be among the first ten and is at place {rank:.0f}."
    return f"It must not be among the first ten and is at place {rank:.0f}."
