"""How the members of an organization rate a candidate; each first without the others."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.recruiter.members import names_of
from matching.services.recruiter.role_team import Criterion, team_of_role
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import candidate_subject, require_now
from matching.services.shared.texts import text_of
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import RatingRow

FEWEST_POINTS: Final = 1
MOST_POINTS: Final = 5
LONGEST_REASON: Final = 500


@dataclasses.dataclass(frozen=True)
class Opinion:
    """How one member rates a candidate by a criterion.

    Parameters
    ----------
    by : str
        The name of the member.
    is_changed : bool
        It was changed after it was given, when others' could be read.
    """

    by: str
    points: int
    reason: str
    is_changed: bool


@dataclasses.dataclass(frozen=True)
class Rated:
    """What members think of a candidate by one criterion.

    Parameters
    ----------
    mine : Opinion or None
        None: one has not rated yet.
    others : tuple of Opinion
        Of the other members by name; none as long as one has not rated.
    n_others : int
        How many others rated, seen or not.
    """

    criterion: Criterion
    mine: Opinion | None
    others: tuple[Opinion, ...]
    n_others: int

    @property
    def spread(self) -> int:
        """How far the opinions that one sees lie apart: the highest less the lowest."""
        points = [one.points for one in (self.mine, *self.others) if one]
        return max(points) - min(points) if points else 0


def rate(
    database: Database,
    actor: Actor,
    role_id: str,
    account_id: str,
    opinions: Mapping[str, tuple[int, str]],
    *,
    now: datetime,
) -> None:
    """Rate a candidate by every criterion of the role, or change what one said.

    Parameters
    ----------
    opinions : mapping of criterion id to (points, reason)
        1 to 5 points; a reason may be `""`.

    Raises
    ------
    RequestError
        A criterion is left out or does not exist, or points or a reason cannot be.
    """
    with changing(database) as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "candidate.rate", subject)
        criteria = team_of_role(session, role_id).criteria
        if not criteria or not set(opinions) <= {one.criterion_id for one in criteria}:
            raise RequestError("The criteria of this role were changed. Please rate once more.")
        for criterion in criteria:
            if criterion.criterion_id not in opinions:
                raise RequestError(
                    f"“{criterion.word}” has no points yet. Choose {FEWEST_POINTS} to "
                    f"{MOST_POINTS}."
                )
        stored = _rows(session, [one.criterion_id for one in criteria], account_id)
        before = {row.criterion_id: row for row in stored if row.author == actor.account_id}
        for criterion in criteria:
            points, text = opinions[criterion.criterion_id]
            if not FEWEST_POINTS <= points <= MOST_POINTS:
                raise RequestError(
                    f"“{criterion.word}”: {FEWEST_POINTS} to {MOST_POINTS} points; "
                    f"this is {points}."
                )
            reason = text_of(text, "a reason", LONGEST_REASON)
            row = before.get(criterion.criterion_id)
            if row is None:
                row = RatingRow(
                    criterion_id=criterion.criterion_id,
                    account_id=account_id,
                    author=actor.account_id,
                    rated_at=now,
                )
                session.add(row)
            elif (row.points, row.reason) != (points, reason):
                row.changed_at = now
            row.points, row.reason = points, reason
        target = ("candidate", account_id)
        audit(session, actor, "candidate.rate", target, now, role_id=role_id, rows=len(criteria))


def ratings_of(
    session: Session, org_id: str, criteria: Sequence[Criterion], account_id: str, reader: str
) -> tuple[Rated, ...]:
    """Give what a member may read of the ratings of a candidate."""
    rows = _rows(session, [one.criterion_id for one in criteria], account_id)
    names = names_of(session, org_id, [row.author for row in rows])
    said = []
    for criterion in criteria:
        of_it = [row for row in rows if row.criterion_id == criterion.criterion_id]
        mine = next((row for row in of_it if row.author == reader), None)
        others = [row for row in of_it if row is not mine]
        opinions = [_opinion(row, names[row.author]) for row in others] if mine else []
        said.append(
            Rated(
                criterion=criterion,
                mine=_opinion(mine, names[mine.author]) if mine else None,
                others=tuple(sorted(opinions, key=lambda one: one.by)),
                n_others=len(others),
            )
        )
    return tuple(said)


def _rows(session: Session, criteria: Sequence[str], account_id: str) -> Sequence[RatingRow]:
    return session.scalars(
        select(RatingRow)
        .where(RatingRow.criterion_id.in_(criteria), RatingRow.account_id == account_id)
        .order_by(RatingRow.rated_at, RatingRow.rating_id)
    ).all()


def _opinion(row: RatingRow, by: str) -> Opinion:
    return Opinion(by, row.points, row.reason, row.changed_at is not None)
