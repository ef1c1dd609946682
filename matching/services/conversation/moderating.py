"""Looking after comments: what was reported, hiding and restoring, and who may not write.

A moderator sees how a writer is shown, and numbers; never who it is.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.conversation.about import stored_comment
from matching.services.conversation.showing import Comment, as_seen, with_writers
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.texts import word_of
from matching.services.shared.transaction import audit, changing
from matching.store import ConflictError, Database
from matching.store.schema import CommentReportRow, CommentRow, WritingBanRow
from matching.store.words import COMMENT_FAULTS

MOST_WAITING: Final = 50
MOST_HIDDEN: Final = 50
BANS: Final[Mapping[str, timedelta | None]] = MappingProxyType(
    {"day": timedelta(days=1), "month": timedelta(days=30), "ever": None}
)
"""How long somebody may not write; None until a moderator lifts it."""
BAN_LABELS: Final = {"day": "For a day", "month": "For 30 days", "ever": "For good"}
SETTLED: Final = "Somebody else looked at this meanwhile. Load the page anew."


@dataclasses.dataclass(frozen=True)
class Looked:
    """A comment as moderators see it, its text included.

    Parameters
    ----------
    reasons : dict of str to int
        Of the reports that wait: label to how many people gave it.
    said : tuple of str
        What they added.
    reported_at : datetime or None
        When the first of them came.
    n_written, n_hidden : int
        Of the writer: other comments, and how many of these are hidden.
    is_mine : bool
        The moderator wrote it, so somebody else has to look.
    is_banned : bool
        The writer may not write now.
    """

    comment: Comment
    reasons: dict[str, int]
    said: tuple[str, ...]
    reported_at: datetime | None
    n_written: int
    n_hidden: int
    hidden_because: str
    hidden_at: datetime | None
    is_mine: bool
    is_banned: bool


@dataclasses.dataclass(frozen=True)
class Ban:
    """Somebody may not write, until a moment or, if None, until it is lifted."""

    ban_id: str
    writer: str
    reason: str
    banned_at: datetime
    until: datetime | None


def reported_comments(database: Database, actor: Actor, *, now: datetime) -> tuple[Looked, ...]:
    """List comments whose reports wait: those of most people first, then the oldest; at most 50."""
    with database.reading() as session:
        require_now(session, actor, "moderation.read")
        waiting = (
            select(
                CommentReportRow.comment_id,
                func.count().label("n"),
                func.min(CommentReportRow.reported_at).label("since"),
            )
            .where(CommentReportRow.resolved_at.is_(None))
            .group_by(CommentReportRow.comment_id)
            .subquery()
        )
        found = (
            with_writers()
            .join(waiting, waiting.c.comment_id == CommentRow.comment_id)
            .where(CommentRow.hidden_at.is_(None))
            .order_by(waiting.c.n.desc(), waiting.c.since, CommentRow.comment_id)
            .limit(MOST_WAITING)
        )
        return _looked_at(session, actor, found, now)


def hidden_comments(database: Database, actor: Actor, *, now: datetime) -> tuple[Looked, ...]:
    """List what is hidden, the last first; at most 50."""
    with database.reading() as session:
        require_now(session, actor, "moderation.read")
        found = (
            with_writers()
            .where(CommentRow.hidden_at.is_not(None))
            .order_by(CommentRow.hidden_at.desc(), CommentRow.comment_id)
            .limit(MOST_HIDDEN)
        )
        return _looked_at(session, actor, found, now)


def bans(database: Database, actor: Actor, *, now: datetime) -> tuple[Ban, ...]:
    """List who may not write now, the last first."""
    with database.reading() as session:
        require_now(session, actor, "moderation.read")
        rows = [
            row
            for row in session.scalars(
                select(WritingBanRow).order_by(WritingBanRow.banned_at.desc())
            )
            if row.until is None or row.until > now
        ]
        ids = [row.comment_id for row in rows if row.comment_id]
        found = session.execute(with_writers().where(CommentRow.comment_id.in_(ids)))
        names = {one.comment_id: one.writer for one in as_seen(session, actor, found, now)}
        return tuple(
            Ban(
                row.ban_id,
                names.get(row.comment_id or "", "Somebody"),
                COMMENT_FAULTS[row.reason],
                row.banned_at,
                row.until,
            )
            for row in rows
        )


def hide_comment(
    database: Database, actor: Actor, comment_id: str, reason: str, *, now: datetime
) -> None:
    """Hide a comment: nobody sees its text, but for its writer, who is told why.

    Raises
    ------
    RequestError
        The reason is none of the words, or it is one's own.
    ConflictError
        It is hidden already.
    """
    with changing(database) as session:
        require_now(session, actor, "comments.moderate")
        comment = _of_another(session, actor, comment_id)
        word_of(reason, COMMENT_FAULTS, "a reason")
        if comment.hidden_at is not None:
            raise ConflictError(SETTLED)
        comment.hidden_at, comment.hidden_by, comment.hidden_reason = now, actor.account_id, reason
        n = _settle(session, actor, comment_id, "hidden", now)
        audit(
            session, actor, "comments.moderate", ("comment", comment_id), now,
            what="hidden", reason=reason, reports=n,
        )  # fmt: skip


def keep_comment(database: Database, actor: Actor, comment_id: str, *, now: datetime) -> None:
    """Let a comment stay that was reported.

    Raises
    ------
    RequestError
        It is one's own.
    ConflictError
        No report of it waits any more.
    """
    with changing(database) as session:
        require_now(session, actor, "comments.moderate")
        _of_another(session, actor, comment_id)
        n = _settle(session, actor, comment_id, "kept", now)
        if not n:
            raise ConflictError(SETTLED)
        target = ("comment", comment_id)
        audit(session, actor, "comments.moderate", target, now, what="kept", reports=n)


def restore_comment(database: Database, actor: Actor, comment_id: str, *, now: datetime) -> None:
    """Show a comment again that was hidden.

    Raises
    ------
    RequestError
        It is one's own.
    ConflictError
        It is not hidden any more.
    """
    with changing(database) as session:
        require_now(session, actor, "comments.moderate")
        comment = _of_another(session, actor, comment_id)
        if comment.hidden_at is None:
            raise ConflictError(SETTLED)
        comment.hidden_at, comment.hidden_by, comment.hidden_reason = None, None, ""
        _settle(session, actor, comment_id, "kept", now)
        audit(session, actor, "comments.moderate", ("comment", comment_id), now, what="restored")


def ban_writer(
    database: Database, actor: Actor, comment_id: str, how_long: str, reason: str, *, now: datetime
) -> None:
    """Let the writer of a comment write nothing more for a time.

    Parameters
    ----------
    how_long : str
        One of `BANS`; it counts from now, in place of what was before.

    Raises
    ------
    RequestError
        The length or the reason is none of the words, it is one's own comment, or its writer has
        left.
    """
    with changing(database) as session:
        require_now(session, actor, "comments.moderate")
        comment = _of_another(session, actor, comment_id)
        word_of(how_long, BAN_LABELS, "how long")
        word_of(reason, COMMENT_FAULTS, "a reason")
        if comment.account_id is None:
            raise RequestError("Whoever wrote this has left.")
        ban = session.get(WritingBanRow, comment.account_id)
        if ban is None:
            ban = WritingBanRow(account_id=comment.account_id)
            session.add(ban)
        span = BANS[how_long]
        ban.comment_id, ban.reason, ban.banned_at = comment_id, reason, now
        ban.banned_by, ban.until = actor.account_id, now + span if span else None
        audit(
            session, actor, "comments.moderate", ("comment", comment_id), now,
            what="banned", reason=reason, length=how_long,
        )  # fmt: skip


def lift_ban(database: Database, actor: Actor, ban_id: str, *, now: datetime) -> None:
    """Let somebody write again.

    Raises
    ------
    RequestError
        It is one's own ban.
    """
    with changing(database) as session:
        require_now(session, actor, "comments.moderate")
        found = select(WritingBanRow).where(WritingBanRow.ban_id == ban_id)
        ban = stored(session.scalars(found).one_or_none())
        if ban.account_id == actor.account_id:
            raise RequestError("Somebody else has to look at what is about yourself.")
        session.delete(ban)
        audit(session, actor, "comments.moderate", ("ban", ban_id), now, what="lifted")


def _looked_at(
    session: Session, actor: Actor, found: Select[Any], now: datetime
) -> tuple[Looked, ...]:
    rows = list(session.execute(found))
    ids = [row[0].comment_id for row in rows]
    reports: dict[str, list[CommentReportRow]] = {comment_id: [] for comment_id in ids}
    for report in session.scalars(
        select(CommentReportRow)
        .where(CommentReportRow.comment_id.in_(ids), CommentReportRow.resolved_at.is_(None))
        .order_by(CommentReportRow.reported_at)
    ):
        reports[report.comment_id].append(report)
    writers = {row[0].account_id for row in rows if row[0].account_id}
    counted = session.execute(
        select(CommentRow.account_id, func.count(), func.count(CommentRow.hidden_at))
        .where(CommentRow.account_id.in_(writers))
        .group_by(CommentRow.account_id)
    )
    counts = {account_id: (n, hidden) for account_id, n, hidden in counted}
    banned = set(
        session.scalars(
            select(WritingBanRow.account_id).where(
                WritingBanRow.account_id.in_(writers),
                WritingBanRow.until.is_(None) | (WritingBanRow.until > now),
            )
        )
    )
    return tuple(
        _looked(
            row[0],
            seen,
            reports[seen.comment_id],
            counts.get(row[0].account_id, (1, 0)),
            row[0].account_id in banned,
        )
        for row, seen in zip(rows, as_seen(session, actor, rows, now), strict=True)
    )


def _looked(
    row: CommentRow,
    seen: Comment,
    reports: list[CommentReportRow],
    counts: tuple[int, int],
    is_banned: bool,
) -> Looked:
    n_written, n_hidden = counts
    return Looked(
        dataclasses.replace(seen, text=row.text),
        dict(Counter(COMMENT_FAULTS[report.reason] for report in reports)),
        tuple(report.text for report in reports if report.text),
        reports[0].reported_at if reports else None,
        n_written - 1,
        n_hidden - (row.hidden_at is not None),
        COMMENT_FAULTS.get(row.hidden_reason, ""),
        row.hidden_at,
        seen.is_mine,
        is_banned,
    )


def _of_another(session: Session, actor: Actor, comment_id: str) -> CommentRow:
    """Give a comment that somebody else wrote.

    Raises
    ------
    RequestError
        It is one's own.
    """
    comment = stored_comment(session, comment_id)
    if comment.account_id == actor.account_id:
        raise RequestError("Somebody else has to look at what you wrote yourself.")
    return comment


def _settle(session: Session, actor: Actor, comment_id: str, outcome: str, now: datetime) -> int:
    """Settle the reports that wait, and say how many they were."""
    waiting = list(
        session.scalars(
            select(CommentReportRow).where(
                CommentReportRow.comment_id == comment_id, CommentReportRow.resolved_at.is_(None)
            )
        )
    )
    for report in waiting:
        report.resolved_at, report.resolved_by, report.outcome = now, actor.account_id, outcome
    return len(waiting)
