"""What a reader does about what others write: saying that it should not stand there, blocking."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Final

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from matching.authorization import Actor, NotAllowedError
from matching.services.conversation.limits import LONGEST_REPORT, throttle_reports
from matching.services.conversation.showing import is_shown, not_blocked, with_writers
from matching.services.conversation.signing import OF_ONE_PLACE, OF_SEVERAL, shown_as
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.texts import text_of, word_of
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import CommentReportRow, CommentRow, WriterBlockRow
from matching.store.words import COMMENT_FAULTS

MOST_BLOCKED: Final = 200


@dataclasses.dataclass(frozen=True)
class Blocked:
    """A writer whom one blocked: how they were shown, and the comment by which one did."""

    comment_id: str
    writer: str
    signature: str
    blocked_at: datetime


def report_comment(
    database: Database, actor: Actor, comment_id: str, reason: str, text: str = "", *, now: datetime
) -> None:
    """Say that a comment should not stand there; moderators look at it, and it stays until then.

    Each person once, and again where it was changed after moderators looked.

    Raises
    ------
    RequestError
        The reason is none of the words, the text is too long, it is one's own, or was reported.
    TooOftenError
        One reported too much within a day.
    """
    with changing(database) as session:
        require_now(session, actor, "comment.report")
        comment = _shown_comment(session, actor, comment_id)
        word_of(reason, COMMENT_FAULTS, "a reason")
        text = text_of(text, "what you want to add", LONGEST_REPORT, lines=True)
        if comment.account_id == actor.account_id:
            raise RequestError("This is your own; you can take it back.")
        throttle_reports(session, actor, now)
        report = _report_of(session, actor, comment)
        report.reason, report.text, report.reported_at = reason, text, now
        report.resolved_at = report.resolved_by = None
        report.outcome = ""
        session.add(report)
        audit(session, actor, "comment.report", ("comment", comment_id), now, reason=reason)


def block_writer(database: Database, actor: Actor, comment_id: str, *, now: datetime) -> None:
    """See nothing more of who wrote a comment, as they are shown there; they are not told.

    What is signed for an organization, or as staff, goes whoever of them wrote it; what is signed
    as somebody who served there, only there.

    Raises
    ------
    RequestError
        It is one's own comment, or too many are blocked.
    """
    with changing(database) as session:
        require_now(session, actor, "writer.block")
        comment = _shown_comment(session, actor, comment_id)
        if comment.account_id == actor.account_id:
            raise RequestError("This is your own comment.")
        mine = select(func.count()).where(WriterBlockRow.account_id == actor.account_id)
        if (session.scalar(mine) or 0) >= MOST_BLOCKED:
            raise RequestError(f"At most {MOST_BLOCKED} writers can be blocked; lift one first.")
        is_of_several = comment.signature in OF_SEVERAL
        found = with_writers().where(CommentRow.comment_id == comment_id)
        _, name, profile, org_name, _, org_id = session.execute(found).one()
        session.add(
            WriterBlockRow(
                account_id=actor.account_id,
                comment_id=comment_id,
                blocked_id=None if is_of_several else comment.account_id,
                signature=comment.signature,
                org_id=org_id if comment.signature in OF_ONE_PLACE else None,
                shown_as=shown_as(comment, name, profile, org_name),
                blocked_at=now,
            )
        )
        audit(session, actor, "writer.block", ("comment", comment_id), now, what="blocked")


def unblock_writer(database: Database, actor: Actor, comment_id: str, *, now: datetime) -> None:
    """See again whom one blocked by a comment.

    Raises
    ------
    NotAllowedError
        One blocked nobody by it.
    """
    with changing(database) as session:
        require_now(session, actor, "writer.block")
        session.delete(stored(session.get(WriterBlockRow, (actor.account_id, comment_id))))
        audit(session, actor, "writer.block", ("comment", comment_id), now, what="lifted")


def blocked_writers(database: Database, actor: Actor, *, now: datetime) -> tuple[Blocked, ...]:
    """List the writers whom one blocked, the last one first."""
    with database.reading() as session:
        require_now(session, actor, "writer.block")
        mine = (
            select(WriterBlockRow)
            .where(WriterBlockRow.account_id == actor.account_id)
            .order_by(WriterBlockRow.blocked_at.desc(), WriterBlockRow.comment_id)
        )
        return tuple(
            Blocked(one.comment_id, one.shown_as, one.signature, one.blocked_at)
            for one in session.scalars(mine)
        )


def _shown_comment(session: Session, actor: Actor, comment_id: str) -> CommentRow:
    """Give a comment that the actor sees.

    Raises
    ------
    NotAllowedError
        There is none; it reads as if it were forbidden.
    """
    found = select(CommentRow).where(
        and_(CommentRow.comment_id == comment_id, is_shown(), not_blocked(actor))
    )
    comment = session.scalars(found).one_or_none()
    if comment is None:
        raise NotAllowedError
    return comment


def _report_of(session: Session, actor: Actor, comment: CommentRow) -> CommentReportRow:
    """Give a new report, or the one that was settled before the comment was changed.

    Raises
    ------
    RequestError
        One reported it as it stands.
    """
    kept = session.scalars(
        select(CommentReportRow).where(
            CommentReportRow.comment_id == comment.comment_id,
            CommentReportRow.account_id == actor.account_id,
        )
    ).one_or_none()
    if kept is None:
        return CommentReportRow(comment_id=comment.comment_id, account_id=actor.account_id)
    was_changed = comment.edited_at is not None and comment.edited_at > kept.reported_at
    if kept.resolved_at is None or not was_changed:
        raise RequestError("You reported this already. Thank you; a moderator looks at it.")
    return kept
