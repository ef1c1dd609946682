"""Comments as a reader sees them: what is shown of each, and which conditions say so."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import AliasedClass

from matching.authorization import Actor
from matching.services.conversation.about import About, about_of
from matching.services.conversation.signing import shown_as
from matching.store.schema import (
    AccountRow,
    AnswerFactRow,
    ArticleRow,
    CommentReportRow,
    CommentRow,
    OrganizationRow,
    ProfileRow,
    RoleRow,
    WriterBlockRow,
)
from matching.store.words import COMMENT_FAULTS

UNDO_FOR: Final = timedelta(hours=1)
"""How long what was taken back can be put back."""
HIDDEN, TAKEN_BACK, LEFT = "hidden", "taken-back", "left"

_Comments = type[CommentRow] | AliasedClass[CommentRow]
_Found = Sequence[Any]


@dataclasses.dataclass(frozen=True)
class Comment:
    """A comment, a question or an answer, as a reader sees it.

    Parameters
    ----------
    about, title : About, str
        What it is about, and what that is called.
    writer : str
        How the writer is shown; who they are is not in it unless they said so.
    text : str
        `""` where the reader may not see it.
    state : str
        `hidden`, `taken-back`, `left` (its writer deleted the account), or `""` if it is shown.
    reason : str
        Why it is hidden, for its writer.
    is_mine, is_reported : bool
        The reader wrote it; the reader reported it.
    fact : str
        The column of the role that the answer became, or is proposed to become; `""` if none.
    fact_outcome : str
        `accepted`, `refused`, or `""` as long as staff have not looked.
    """

    comment_id: str
    kind: str
    parent_id: str
    about: About
    title: str
    writer: str
    signature: str
    text: str
    written_at: datetime
    edited_at: datetime | None
    state: str = ""
    reason: str = ""
    is_for_returned: bool = False
    is_mine: bool = False
    is_reported: bool = False
    can_be_put_back: bool = False
    fact: str = ""
    fact_outcome: str = ""


def with_writers() -> Select[Any]:
    """Select comments, each with what is needed to say whose it is and what it is about."""
    return (
        select(
            CommentRow,
            AccountRow.name,
            ProfileRow.body,
            OrganizationRow.name,
            func.coalesce(RoleRow.title, ArticleRow.title, OrganizationRow.name),
        )
        .outerjoin(AccountRow, AccountRow.account_id == CommentRow.account_id)
        .outerjoin(ProfileRow, ProfileRow.account_id == CommentRow.account_id)
        .outerjoin(RoleRow, RoleRow.role_id == CommentRow.role_id)
        .outerjoin(ArticleRow, ArticleRow.article_id == CommentRow.article_id)
        .outerjoin(
            OrganizationRow,
            OrganizationRow.org_id == func.coalesce(CommentRow.org_id, RoleRow.org_id),
        )
    )


def is_shown(comment: _Comments = CommentRow) -> ColumnElement[bool]:
    """Whether a comment is shown to everybody."""
    return and_(
        comment.deleted_at.is_(None), comment.hidden_at.is_(None), comment.account_id.is_not(None)
    )


def not_blocked(actor: Actor, comment: _Comments = CommentRow) -> ColumnElement[bool]:
    """Whether an actor did not block the writer of a comment, as the writer is shown."""
    if not actor.account_id:
        return true()
    return ~exists().where(
        WriterBlockRow.account_id == actor.account_id,
        WriterBlockRow.blocked_id == comment.account_id,
        WriterBlockRow.signature == comment.signature,
    )


def for_reader(actor: Actor, now: datetime, comment: _Comments = CommentRow) -> ColumnElement[bool]:
    """Whether a comment is shown to an actor, or is the actor's own and hidden or just gone."""
    if not actor.account_id:
        return is_shown(comment)
    mine = and_(
        comment.account_id == actor.account_id,
        or_(comment.deleted_at.is_(None), comment.deleted_at > now - UNDO_FOR),
    )
    return and_(or_(is_shown(comment), mine), not_blocked(actor, comment))


def as_seen(
    session: Session, actor: Actor, found: Iterable[_Found], now: datetime
) -> tuple[Comment, ...]:
    """Give comments as an actor sees them: no text of what is hidden or was taken back."""
    rows = list(found)
    ids = [row[0].comment_id for row in rows]
    reported = _reported(session, actor, ids)
    facts = _facts(session, ids)
    return tuple(_seen(actor, row, now, row[0].comment_id in reported, facts) for row in rows)


def _seen(
    actor: Actor,
    found: _Found,
    now: datetime,
    is_reported: bool,
    facts: Mapping[str, tuple[str, str]],
) -> Comment:
    comment, name, profile, org_name, title = found
    state, is_mine = (
        state_of(comment),
        bool(actor.account_id) and (comment.account_id == actor.account_id),
    )
    is_readable = not state or (state == HIDDEN and is_mine)
    fact, outcome = facts.get(comment.comment_id, ("", "")) if is_readable else ("", "")
    return Comment(
        comment_id=comment.comment_id,
        kind=comment.kind,
        parent_id=comment.parent_id or "",
        about=about_of(comment),
        title=title or "",
        writer=shown_as(comment, name, profile, org_name),
        signature=comment.signature,
        text=comment.text if is_readable else "",
        written_at=comment.written_at,
        edited_at=comment.edited_at,
        state=state,
        reason=COMMENT_FAULTS[comment.hidden_reason] if is_mine and state == HIDDEN else "",
        is_for_returned=comment.is_for_returned,
        is_mine=is_mine,
        is_reported=is_reported,
        can_be_put_back=is_mine and state == TAKEN_BACK and can_be_put_back(comment, now),
        fact=fact,
        fact_outcome=outcome,
    )


def state_of(comment: CommentRow) -> str:
    """Say why a comment is not shown, `""` if it is."""
    if comment.hidden_at is not None:
        return HIDDEN
    if comment.deleted_at is not None:
        return TAKEN_BACK
    return LEFT if comment.account_id is None else ""


def can_be_put_back(comment: CommentRow, now: datetime) -> bool:
    """Whether what was taken back can still be put back."""
    return comment.deleted_at is not None and comment.deleted_at > now - UNDO_FOR


def _reported(session: Session, actor: Actor, ids: list[str]) -> set[str]:
    if not actor.account_id or not ids:
        return set()
    mine = select(CommentReportRow.comment_id).where(
        CommentReportRow.account_id == actor.account_id, CommentReportRow.comment_id.in_(ids)
    )
    return set(session.scalars(mine))


def _facts(session: Session, ids: list[str]) -> dict[str, tuple[str, str]]:
    """Give the newest fact that each answer became or is proposed to become."""
    if not ids:
        return {}
    found = session.scalars(
        select(AnswerFactRow)
        .where(AnswerFactRow.comment_id.in_(ids))
        .order_by(AnswerFactRow.proposed_at)
    )
    return {row.comment_id: (row.cell, row.outcome) for row in found}
