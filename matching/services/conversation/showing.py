"""Comments as a reader sees them: what is shown of each, and which conditions say so."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import AliasedClass

from matching.authorization import STAFF, Actor
from matching.services.conversation.about import About, about_of
from matching.services.conversation.signing import OF_ONE_PLACE, OF_SEVERAL, shown_as
from matching.services.conversation.sources import named_answers
from matching.store.schema import (
    AccountRow,
    AnswerFactRow,
    ArticleRow,
    CommentReportRow,
    CommentRow,
    MembershipRow,
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
    writer, signature : str
        How the writer is shown; who they are is not in it unless they said so. `""` where a
        moderator hid it or its writer took it back, but for the writer.
    served_in : int or None
        When the writer served with the organization, where they say so.
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
        `accepted`, `refused`, or `""` as long as staff have not looked. What was not accepted is
        for staff and the members of the organization.
    """

    comment_id: str
    kind: str
    parent_id: str
    about: About
    title: str
    writer: str
    signature: str
    served_in: int | None
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
            OrganizationRow.org_id,
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
    """Whether an actor did not block the writer of a comment, as the writer is shown.

    Who signs for an organization or as staff is that voice; who served there, that only there.
    """
    if not actor.account_id:
        return true()
    of_role = select(RoleRow.org_id).where(RoleRow.role_id == comment.role_id)
    org_id = func.coalesce(comment.org_id, of_role.correlate(comment).scalar_subquery())
    blocked = exists().where(
        WriterBlockRow.account_id == actor.account_id,
        WriterBlockRow.signature == comment.signature,
        or_(
            WriterBlockRow.blocked_id == comment.account_id,
            WriterBlockRow.signature.in_(OF_SEVERAL),
        ),
        or_(WriterBlockRow.org_id == org_id, WriterBlockRow.signature.not_in(OF_ONE_PLACE)),
    )
    return or_(comment.account_id == actor.account_id, ~blocked)


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
    session: Session, actor: Actor, found: Iterable[_Found], now: datetime, *, whole: bool = False
) -> tuple[Comment, ...]:
    """Give comments as an actor sees them: nothing of what is hidden or was taken back.

    Parameters
    ----------
    whole : bool
        With text and writer nevertheless, as moderators see them.
    """
    rows = list(found)
    ids = [row[0].comment_id for row in rows]
    reported = _reported(session, actor, ids)
    facts = _facts(session, actor, ids)
    return tuple(
        _seen(actor, row, now, row[0].comment_id in reported, facts, whole) for row in rows
    )


def _seen(
    actor: Actor,
    found: _Found,
    now: datetime,
    is_reported: bool,
    facts: Mapping[str, tuple[str, str]],
    whole: bool,
) -> Comment:
    comment, name, profile, org_name, title, _ = found
    state, is_mine = (
        state_of(comment),
        bool(actor.account_id) and (comment.account_id == actor.account_id),
    )
    is_readable = not state or (state == HIDDEN and is_mine) or whole
    is_signed = is_readable or is_mine
    writer = shown_as(comment, name, profile, org_name)
    fact, outcome = facts.get(comment.comment_id, ("", "")) if is_readable else ("", "")
    return Comment(
        comment_id=comment.comment_id,
        kind=comment.kind,
        parent_id=comment.parent_id or "",
        about=about_of(comment),
        title=title or "",
        writer=writer if is_signed or state == LEFT else "",
        signature=comment.signature if is_signed else "",
        served_in=comment.served_in if is_signed else None,
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


def _facts(session: Session, actor: Actor, ids: list[str]) -> dict[str, tuple[str, str]]:
    """Give the newest fact that each answer became, as long as the role names it as the source.

    Staff and members of the organization also see what waits and what was refused.
    """
    if not ids:
        return {}
    found = session.execute(
        select(AnswerFactRow, RoleRow)
        .join(CommentRow, CommentRow.comment_id == AnswerFactRow.comment_id)
        .join(RoleRow, RoleRow.role_id == CommentRow.role_id)
        .where(AnswerFactRow.comment_id.in_(ids))
        .order_by(AnswerFactRow.proposed_at)
    ).all()
    theirs = memberships(session, actor) if found else set()
    named = {role: named_answers(session, role) for role in {role for _, role in found}}
    return {
        fact.comment_id: (fact.cell, fact.outcome)
        for fact, role in found
        if (
            (fact.cell, fact.comment_id) in named[role]
            if fact.outcome == "accepted"
            else actor.kind == STAFF or role.org_id in theirs
        )
    }


def memberships(session: Session, actor: Actor) -> set[str]:
    """Give the organizations that an actor is a member of now, those taken out too."""
    mine = select(MembershipRow.org_id).where(MembershipRow.account_id == actor.account_id)
    return set(session.scalars(mine)) if actor.account_id else set()
