"""What people wrote about an article, an organization or a role, as a reader sees it."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from matching.authorization import Actor
from matching.services.conversation.about import COLUMNS, About, organization_of
from matching.services.conversation.limits import ban_in_words
from matching.services.conversation.showing import (
    Comment,
    as_seen,
    for_reader,
    is_shown,
    not_blocked,
    with_writers,
)
from matching.services.conversation.signing import FOR_ORGANIZATION, signatures
from matching.services.shared.subjects import own, require_now
from matching.store import Database
from matching.store.schema import AccountRow, AnswerOfferRow, CommentRow

THREADS: Final = 10
"""Comments and questions on a page."""
FIRST_ANSWERS: Final = 3
"""Answers below each of them."""
ANSWERS: Final = 40
"""Answers on a page of a single one."""
MOST_MINE: Final = 50


@dataclasses.dataclass(frozen=True)
class Thread:
    """A comment or a question, with answers below it; `n_answers` counts those not given, too."""

    first: Comment
    answers: tuple[Comment, ...]
    n_answers: int


@dataclasses.dataclass(frozen=True)
class Conversation:
    """A page of what was written, and what the reader may do.

    Parameters
    ----------
    n_threads : int
        How many comments and questions there are for the reader, on all pages.
    n_returned : int
        How many people who served with the organization offer to answer.
    signatures : tuple of str
        How the reader may sign; none if they may not write.
    ban : str
        Why the reader may not write for a time, `""` if they may.
    """

    threads: tuple[Thread, ...]
    n_threads: int
    n_returned: int
    signatures: tuple[str, ...]
    ban: str


def conversation(
    database: Database, actor: Actor, about: About, *, page: int = 1, now: datetime
) -> Conversation:
    """Give a page of what was written, the newest first, each with its first answers.

    What is hidden or was taken back has no text, and is there only for its writer, or where
    answers hang below it. At most 50 comments are read.
    """
    with database.reading() as session:
        require_now(session, actor, "conversation.read")
        org_id = organization_of(session, about)
        is_here = _is_here(actor, about, now)
        found = (
            with_writers()
            .where(is_here)
            .order_by(CommentRow.written_at.desc(), CommentRow.comment_id)
            .offset(THREADS * (max(page, 1) - 1))
            .limit(THREADS)
        )
        firsts = as_seen(session, actor, session.execute(found), now)
        n_threads = session.scalar(select(func.count()).where(is_here)) or 0
        threads = _threads(session, actor, firsts, FIRST_ANSWERS, 1, now)
        return _with_reader(session, actor, org_id, threads, n_threads, now)


def one_thread(
    database: Database,
    actor: Actor,
    about: About,
    comment_id: str,
    *,
    page: int = 1,
    now: datetime,
) -> Conversation:
    """Give one comment or question with its answers, also by the id of one of the answers.

    Where it is not there for the reader, there are no threads.
    """
    with database.reading() as session:
        require_now(session, actor, "conversation.read")
        org_id = organization_of(session, about)
        named = session.get(CommentRow, comment_id)
        first_id = (named.parent_id or named.comment_id) if named else ""
        is_here = and_(_is_here(actor, about, now), CommentRow.comment_id == first_id)
        firsts = as_seen(session, actor, session.execute(with_writers().where(is_here)), now)
        threads = _threads(session, actor, firsts, ANSWERS, page, now)
        return _with_reader(session, actor, org_id, threads, len(threads), now)


def my_comments(database: Database, actor: Actor, *, now: datetime) -> tuple[Thread, ...]:
    """List what one wrote, the newest first, each with how many answers there are."""
    with database.reading() as session:
        require_now(session, actor, "comments.mine", own(actor))
        mine = (
            with_writers()
            .where(CommentRow.account_id == actor.account_id, for_reader(actor, now))
            .order_by(CommentRow.written_at.desc(), CommentRow.comment_id)
            .limit(MOST_MINE)
        )
        written = as_seen(session, actor, session.execute(mine), now)
        counts = _answer_counts(session, actor, [one.comment_id for one in written], now)
        return tuple(Thread(one, (), counts.get(one.comment_id, 0)) for one in written)


def _is_here(actor: Actor, about: About, now: datetime) -> ColumnElement[bool]:
    """Whether a comment that answers none is there for the reader, if only as a line."""
    answer = aliased(CommentRow)
    is_answered = (
        select(answer.comment_id)
        .where(answer.parent_id == CommentRow.comment_id)
        .where(is_shown(answer), not_blocked(actor, answer))
        .exists()
    )
    return and_(
        COLUMNS[about.kind] == about.id,
        CommentRow.parent_id.is_(None),
        not_blocked(actor),
        or_(for_reader(actor, now), is_answered),
    )


def _threads(
    session: Session,
    actor: Actor,
    firsts: tuple[Comment, ...],
    n: int,
    page: int,
    now: datetime,
) -> tuple[Thread, ...]:
    ids = [first.comment_id for first in firsts]
    if not ids:
        return ()
    counts = _answer_counts(session, actor, ids, now)
    place = (
        func.row_number()
        .over(
            partition_by=CommentRow.parent_id,
            order_by=(
                case((CommentRow.signature == FOR_ORGANIZATION, 0), else_=1),
                CommentRow.written_at,
                CommentRow.comment_id,
            ),
        )
        .label("place")
    )
    start = n * (max(page, 1) - 1)
    placed = (
        select(CommentRow.comment_id, place)
        .where(CommentRow.parent_id.in_(ids), for_reader(actor, now))
        .subquery()
    )
    found = (
        with_writers()
        .join(placed, placed.c.comment_id == CommentRow.comment_id)
        .where(placed.c.place > start, placed.c.place <= start + n)
        .order_by(placed.c.place)
    )
    answers = as_seen(session, actor, session.execute(found), now)
    return tuple(
        Thread(
            first,
            tuple(answer for answer in answers if answer.parent_id == first.comment_id),
            counts.get(first.comment_id, 0),
        )
        for first in firsts
    )


def _answer_counts(session: Session, actor: Actor, ids: list[str], now: datetime) -> dict[str, int]:
    counted = (
        select(CommentRow.parent_id, func.count())
        .where(CommentRow.parent_id.in_(ids), for_reader(actor, now))
        .group_by(CommentRow.parent_id)
    )
    return {parent_id: n for parent_id, n in session.execute(counted) if parent_id}


def _with_reader(
    session: Session,
    actor: Actor,
    org_id: str,
    threads: tuple[Thread, ...],
    n_threads: int,
    now: datetime,
) -> Conversation:
    offers = (
        select(func.count())
        .select_from(AnswerOfferRow)
        .join(AccountRow, AccountRow.account_id == AnswerOfferRow.account_id)
        .where(
            AnswerOfferRow.org_id == org_id,
            AccountRow.disabled_at.is_(None),
            AnswerOfferRow.account_id != actor.account_id,
        )
    )
    return Conversation(
        threads,
        n_threads,
        (session.scalar(offers) or 0) if org_id else 0,
        signatures(session, actor, org_id),
        ban_in_words(session, actor, now),
    )
