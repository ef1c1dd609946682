"""An answer of an organization that becomes a fact of its role, after staff looked at it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from matching import columns as c
from matching.authorization import Actor
from matching.reference.cells import SEPARATOR
from matching.services.conversation.about import comment_subject, locked_comment, stored_comment
from matching.services.conversation.showing import as_seen, is_shown, state_of, with_writers
from matching.services.conversation.signing import FOR_ORGANIZATION
from matching.services.conversation.sources import named_answers, source_of
from matching.services.conversation.writing import QUESTION
from matching.services.shared.errors import RequestError
from matching.services.shared.role_cells import (
    FORM_COLUMNS,
    cells_of,
    change_cells,
    changed_values,
    text_of_cell,
)
from matching.services.shared.role_standing import listed_role
from matching.services.shared.subjects import require_now, stored_role
from matching.services.shared.transaction import audit, changing
from matching.store import ConflictError, Database
from matching.store.database import require_version
from matching.store.schema import AnswerFactRow, CommentRow, RoleRow

NO_FACTS: Final = frozenset(
    {c.TITLE, c.STATUS, c.SUMMARY, c.SOURCE_URL, c.SOURCE_DATE, c.READ_ON, c.CELL_SOURCES}
)
FACT_COLUMNS: Final = tuple(name for name in FORM_COLUMNS if name not in NO_FACTS)
"""Columns that an answer can become a fact in."""
MOST_OF_ANSWER: Final = 5
"""Facts of one answer that wait or were accepted."""
MOST_WAITING: Final = 100
MOST_SHOWN: Final = 20
"""Answers on the public page of a role."""
WITHDRAWN: Final = "The answer was taken back meanwhile. Load the page anew."
NO_ADDRESS: Final = (
    "The public address of this Missionmatch is not set, so the fact would have no source. Whoever "
    "runs it sets MISSIONMATCH_PUBLIC_URL."
)


@dataclasses.dataclass(frozen=True)
class ProposedFact:
    """A cell of a role as an answer says it, beside what the role says now.

    Parameters
    ----------
    before, value : str
        The cell now, and as it would be, as the form has them.
    question, answer, writer : str
        What was asked, what the organization answered, and how it signed.
    version : int
        That of the role, which goes back with the decision.
    """

    fact_id: str
    comment_id: str
    role_id: str
    title: str
    cell: str
    before: str
    value: str
    question: str
    answer: str
    writer: str
    proposed_at: datetime
    version: int


@dataclasses.dataclass(frozen=True)
class Answered:
    """A question about a role, and what its organization answered."""

    comment_id: str
    question: str
    answer: str
    answered_at: datetime


def propose_fact(
    database: Database, actor: Actor, comment_id: str, cell: str, value: str, *, now: datetime
) -> None:
    """Propose to staff that an answer of the organization becomes a fact of the role.

    Parameters
    ----------
    cell : str
        One of `FACT_COLUMNS`.
    value : str
        As the form has it; it is checked as there.

    Raises
    ------
    RoleError
        Its `problems` name what is wrong with the value.
    RequestError
        It is no answer of the organization to a question about a role, the column is none that
        can be a fact, the role says it already, or it was proposed.
    """
    with changing(database) as session:
        require_now(session, actor, "fact.propose", comment_subject(session, comment_id))
        answer = locked_comment(session, comment_id)
        _require_answer(session, answer)
        if cell not in FACT_COLUMNS:
            raise RequestError("Please choose what the answer says about the role.")
        role = stored_role(session, answer.role_id or "")
        changed = changed_values(role, {cell: value})
        if cell not in changed:
            raise RequestError("The role says just this already.")
        value = text_of_cell(changed[cell])
        _require_new(session, comment_id, cell, value)
        session.add(
            AnswerFactRow(
                comment_id=comment_id,
                cell=cell,
                value=value,
                proposed_at=now,
                proposed_by=actor.account_id,
            )
        )
        audit(session, actor, "fact.propose", ("role", role.role_id), now, cell=cell)


def proposed_facts(database: Database, actor: Actor, *, now: datetime) -> tuple[ProposedFact, ...]:
    """List the facts that wait for staff, the oldest first; at most 100."""
    with database.reading() as session:
        require_now(session, actor, "facts.read")
        waiting = list(
            session.execute(
                select(AnswerFactRow, CommentRow, RoleRow)
                .join(CommentRow, CommentRow.comment_id == AnswerFactRow.comment_id)
                .join(RoleRow, RoleRow.role_id == CommentRow.role_id)
                .where(AnswerFactRow.decided_at.is_(None))
                .order_by(AnswerFactRow.proposed_at, AnswerFactRow.fact_id)
                .limit(MOST_WAITING)
            )
        )
        ids = {id_ for _, answer, _ in waiting for id_ in (answer.comment_id, answer.parent_id)}
        found = session.execute(with_writers().where(CommentRow.comment_id.in_(ids)))
        seen = {one.comment_id: one for one in as_seen(session, actor, found, now)}
        return tuple(
            ProposedFact(
                fact.fact_id,
                answer.comment_id,
                role.role_id,
                role.title,
                fact.cell,
                cells_of(role)[fact.cell],
                fact.value,
                seen[answer.parent_id or ""].text,
                seen[answer.comment_id].text,
                seen[answer.comment_id].writer,
                fact.proposed_at,
                role.version,
            )
            for fact, answer, role in waiting
        )


def accept_fact(
    database: Database, actor: Actor, fact_id: str, page: str, *, version: int, now: datetime
) -> None:
    """Make an answer a fact: the cell changes, and names the answer as its source.

    Parameters
    ----------
    page : str
        Address of the public page of the role, on which the answer stands.
    version : int
        That of the role as it was shown.

    Raises
    ------
    RoleError
        The value does not go with what the role says by now.
    RequestError
        The page has no address, or the answer is hidden or was taken back.
    ConflictError
        The role was changed or the proposal decided by someone else in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "facts.decide")
        fact, answer = _waiting(session, fact_id)
        _require_answer(session, answer)
        if not page:
            raise RequestError(NO_ADDRESS)
        role = stored_role(session, answer.role_id or "")
        require_version(role, version)
        changed = change_cells(role, {fact.cell: fact.value}, actor, now)
        kept = [one for one in role.cell_sources if one.partition(" ")[0] != fact.cell]
        source = f"{fact.cell} {source_of(page, answer.comment_id)}"
        sources = {c.CELL_SOURCES: SEPARATOR.join([*kept, source])}
        changed = sorted({*changed, *change_cells(role, sources, actor, now)})
        fact.value = cells_of(role)[fact.cell]
        _decide(fact, actor, "accepted", now)
        target = ("role", role.role_id)
        audit(session, actor, "facts.decide", target, now, outcome="accepted", columns=changed)


def refuse_fact(database: Database, actor: Actor, fact_id: str, *, now: datetime) -> None:
    """Leave a role as it is; the answer stays.

    Raises
    ------
    ConflictError
        The proposal was decided in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "facts.decide")
        fact, answer = _waiting(session, fact_id)
        _decide(fact, actor, "refused", now)
        target = ("role", answer.role_id or "")
        audit(session, actor, "facts.decide", target, now, outcome="refused")


def answered_cells(
    database: Database, actor: Actor, role_id: str, *, now: datetime
) -> Mapping[str, str]:
    """Give the cells of a role that rest on an answer of its organization, with the id of that."""
    with database.reading() as session:
        require_now(session, actor, "conversation.read")
        return dict(sorted(named_answers(session, listed_role(session, role_id))))


def answered_questions(
    database: Database, actor: Actor, role_id: str, *, now: datetime
) -> tuple[Answered, ...]:
    """Give questions about a role with its organization's answers, without who asked.

    First those that a cell of the role names as its source, then the last others; of a question
    that is hidden or was taken back, no text.
    """
    with database.reading() as session:
        require_now(session, actor, "conversation.read")
        sources = {id_ for _, id_ in named_answers(session, listed_role(session, role_id))}
        question = aliased(CommentRow)
        found = list(
            session.execute(
                select(CommentRow, question)
                .join(question, question.comment_id == CommentRow.parent_id)
                .where(
                    CommentRow.role_id == role_id,
                    CommentRow.signature == FOR_ORGANIZATION,
                    is_shown(),
                    is_shown(question) | CommentRow.comment_id.in_(sources),
                )
                .order_by(
                    CommentRow.comment_id.in_(sources).desc(),
                    CommentRow.written_at.desc(),
                    CommentRow.comment_id,
                )
                .limit(MOST_SHOWN)
            )
        )
        return tuple(
            Answered(
                answer.comment_id,
                "" if state_of(asked) else asked.text,
                answer.text,
                answer.written_at,
            )
            for answer, asked in found
        )


def _require_answer(session: Session, answer: CommentRow) -> None:
    """Refuse what is no answer of the organization to a question about a role.

    Raises
    ------
    RequestError
        It is none.
    """
    if state_of(answer):
        raise RequestError("This answer is hidden or was taken back.")
    is_answer = answer.role_id is not None and answer.signature == FOR_ORGANIZATION
    asked = stored_comment(session, answer.parent_id) if is_answer and answer.parent_id else None
    if asked is None or asked.kind != QUESTION:
        raise RequestError("Only what the organization answers to a question can become a fact.")


def _require_new(session: Session, comment_id: str, cell: str, value: str) -> None:
    of_answer = list(
        session.scalars(
            select(AnswerFactRow).where(
                AnswerFactRow.comment_id == comment_id, AnswerFactRow.outcome != "refused"
            )
        )
    )
    if any((one.cell, one.value, one.outcome) == (cell, value, "") for one in of_answer):
        raise RequestError("This was proposed already; staff look at it.")
    if len(of_answer) >= MOST_OF_ANSWER:
        raise RequestError(f"At most {MOST_OF_ANSWER} facts of one answer.")


def _waiting(session: Session, fact_id: str) -> tuple[AnswerFactRow, CommentRow]:
    """Give a proposal and its answer, which nobody else decides, changes or takes back meanwhile.

    Raises
    ------
    ConflictError
        Somebody else decided, or the answer was taken back.
    """
    found = select(AnswerFactRow.comment_id).where(AnswerFactRow.fact_id == fact_id)
    comment_id = session.scalar(found)
    if comment_id is None:
        raise ConflictError(WITHDRAWN)
    answer = locked_comment(session, comment_id)  # first, as who takes it back does
    fact = session.get(AnswerFactRow, fact_id, with_for_update=True)
    if fact is None:
        raise ConflictError(WITHDRAWN)
    if fact.decided_at is not None:
        raise ConflictError("Somebody else decided this already.")
    return fact, answer


def _decide(fact: AnswerFactRow, actor: Actor, outcome: str, now: datetime) -> None:
    fact.decided_at, fact.decided_by, fact.outcome = now, actor.account_id, outcome
