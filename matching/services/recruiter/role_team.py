"""What the members of an organization ask of every candidate of a role: criteria and papers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import require_now, role_subject
from matching.services.shared.texts import LONGEST_NAME, text_of
from matching.services.shared.transaction import audit, changing
from matching.store import ConflictError, Database
from matching.store.failures import CHANGED_MEANWHILE
from matching.store.schema import CriterionRow, PaperRow

FEWEST_CRITERIA: Final = 3
MOST_CRITERIA: Final = 6
LONGEST_WORD: Final = 80
MOST_PAPERS: Final = 12
MOST_DAYS_BEFORE: Final = 730

Row = TypeVar("Row", CriterionRow, PaperRow)


@dataclasses.dataclass(frozen=True)
class Criterion:
    """A word by which members rate the candidates of a role."""

    criterion_id: str
    word: str


@dataclasses.dataclass(frozen=True)
class Paper:
    """A reference or document that a role needs, some days before somebody starts."""

    paper_id: str
    name: str
    days_before: int


@dataclasses.dataclass(frozen=True)
class RoleTeam:
    """What the members ask of every candidate of a role, in their order."""

    criteria: tuple[Criterion, ...]
    papers: tuple[Paper, ...]


def role_team(database: Database, actor: Actor, role_id: str, *, now: datetime) -> RoleTeam:
    """Read the criteria and papers of a role."""
    with database.reading() as session:
        require_now(session, actor, "team.arrange", role_subject(session, role_id))
        return team_of_role(session, role_id)


def team_of_role(session: Session, role_id: str) -> RoleTeam:
    """Read the same for who was asked already."""
    criteria = [Criterion(row.criterion_id, row.word) for row in _criteria(session, role_id)]
    papers = [Paper(row.paper_id, row.name, row.days_before) for row in _papers(session, role_id)]
    return RoleTeam(tuple(criteria), tuple(papers))


def set_criteria(
    database: Database,
    actor: Actor,
    role_id: str,
    words: Sequence[str],
    *,
    shown: Sequence[str],
    now: datetime,
) -> None:
    """Set the criteria of a role in their order; empty words are left out, none is none at all.

    A criterion is its word: ratings of a word that is gone or written otherwise go with it.

    Parameters
    ----------
    shown : sequence of str
        The words that stood there when they were shown.

    Raises
    ------
    RequestError
        They are one, two or more than six, one is too long, or one stands there twice.
    ConflictError
        Somebody else changed them in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "team.arrange", role_subject(session, role_id))
        if len(words) > MOST_CRITERIA:
            raise RequestError(f"At most {MOST_CRITERIA} criteria; these are {len(words)}.")
        said = [word for text in words if (word := text_of(text, "a criterion", LONGEST_WORD))]
        if said and len(said) < FEWEST_CRITERIA:
            raise RequestError(
                f"A role has {FEWEST_CRITERIA} to {MOST_CRITERIA} criteria, or none; "
                f"these are {len(said)}."
            )
        rows = _criteria(session, role_id)
        _require_shown([row.word for row in rows], shown)
        kept = _kept(session, rows, said, lambda row: row.word)
        for place, word in enumerate(said):
            row = kept.get(word) or CriterionRow(role_id=role_id, word=word)
            row.place = place
            session.add(row)
        audit(session, actor, "team.arrange", ("role", role_id), now, criteria=len(said))


def set_papers(
    database: Database,
    actor: Actor,
    role_id: str,
    papers: Sequence[tuple[str, int]],
    *,
    shown: Sequence[tuple[str, int]],
    now: datetime,
) -> None:
    """Set the references and documents that a role needs, in their order.

    What was received for a name that is gone or written otherwise is forgotten.

    Parameters
    ----------
    papers : sequence of (str, int)
        Names, and how many days before the start each has to be there; empty names are left out.
    shown : sequence of (str, int)
        Those that stood there when they were shown.

    Raises
    ------
    RequestError
        They are too many, one is too long or stands there twice, or days are below 0 or too many.
    ConflictError
        Somebody else changed them in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "team.arrange", role_subject(session, role_id))
        if len(papers) > MOST_PAPERS:
            raise RequestError(f"At most {MOST_PAPERS} papers; these are {len(papers)}.")
        days = {}
        said = []
        for text, before in papers:
            name = text_of(text, "the name of a paper", LONGEST_NAME)
            if not name:
                continue
            if not 0 <= before <= MOST_DAYS_BEFORE:
                raise RequestError(f"“{name}”: 0 to {MOST_DAYS_BEFORE} days; this is {before}.")
            said.append(name)
            days[name] = before
        rows = _papers(session, role_id)
        _require_shown([(row.name, row.days_before) for row in rows], shown)
        kept = _kept(session, rows, said, lambda row: row.name)
        for place, name in enumerate(said):
            row = kept.get(name) or PaperRow(role_id=role_id, name=name)
            row.place, row.days_before = place, days[name]
            session.add(row)
        audit(session, actor, "team.arrange", ("role", role_id), now, papers=len(said))


def _require_shown(stored: Sequence[object], shown: Sequence[object]) -> None:
    if list(stored) != list(shown):
        raise ConflictError(CHANGED_MEANWHILE)


def _kept(
    session: Session, rows: Sequence[Row], said: Sequence[str], name_of: Callable[[Row], str]
) -> dict[str, Row]:
    """Delete the rows whose word is not said any more, and give the others by their word."""
    folded = [word.casefold() for word in said]
    for word in said:
        if folded.count(word.casefold()) > 1:
            raise RequestError(f"“{word}” stands there twice. Take one of them out.")
    for row in rows:
        if name_of(row) not in said:
            session.delete(row)
    session.flush()
    return {name_of(row): row for row in rows if name_of(row) in said}


def _criteria(session: Session, role_id: str) -> Sequence[CriterionRow]:
    found = select(CriterionRow).where(CriterionRow.role_id == role_id)
    return session.scalars(found.order_by(CriterionRow.place)).all()


def _papers(session: Session, role_id: str) -> Sequence[PaperRow]:
    found = select(PaperRow).where(PaperRow.role_id == role_id)
    return session.scalars(found.order_by(PaperRow.place)).all()
