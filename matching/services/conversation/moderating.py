"""Looking after comments: what was reported, hiding and restoring, and who may not write.

A moderator sees how a writer is shown, and numbers; never who it is.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.conversation.about import comment_subject, stored_comment
from matching.services.conversation.looking import Looked, looked_at, of_others, voice_of, why_not
from matching.services.conversation.showing import as_seen, memberships, with_writers
from matching.services.conversation.signing import SOMEBODY
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
class Ban:
    """Somebody may not write, until a moment or, if None, until it is lifted.

    `why_not` says why somebody else has to lift it, `""` if the moderator may.
    """

    ban_id: str
    writer: str
    signature: str
    reason: str
    banned_at: datetime
    until: datetime | None
    why_not: str


def reported_comments(database: Database, actor: Actor, *, now: datetime) -> tuple[Looked, ...]:
    """List comments whose reports wait: those of most people first, then the oldest; at most 50.

    Without one's own: what people say about these is not for oneself.
    """
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
            .where(CommentRow.hidden_at.is_(None), of_others(actor))
            .order_by(waiting.c.n.desc(), waiting.c.since, CommentRow.comment_id)
            .limit(MOST_WAITING)
        )
        return looked_at(session, actor, found, now)


def hidden_comments(database: Database, actor: Actor, *, now: datetime) -> tuple[Looked, ...]:
    """List what is hidden of others, the last first; at most 50."""
    with database.reading() as session:
        require_now(session, actor, "moderation.read")
        found = (
            with_writers()
            .where(CommentRow.hidden_at.is_not(None), of_others(actor))
            .order_by(CommentRow.hidden_at.desc(), CommentRow.comment_id)
            .limit(MOST_HIDDEN)
        )
        return looked_at(session, actor, found, now)


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
        found = session.execute(with_writers().where(CommentRow.comment_id.in_(ids))).all()
        of_id = {one.comment_id: one for one in as_seen(session, actor, found, now, whole=True)}
        orgs = {row[0].comment_id: row[5] for row in found}
        theirs = memberships(session, actor)
        return tuple(
            Ban(
                row.ban_id,
                of_id[row.comment_id].writer if row.comment_id in of_id else SOMEBODY,
                of_id[row.comment_id].signature if row.comment_id in of_id else "",
                COMMENT_FAULTS[row.reason],
                row.banned_at,
                row.until,
                why_not(actor, row.account_id, orgs.get(row.comment_id), theirs),
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
        The reason is none of the words, or it is one's own or of one's organization.
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
        It is one's own or of one's organization.
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
        It is one's own or of one's organization.
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
        One of `BANS`; it counts from now, in place of what was before. A ban that runs because of
        a comment that was signed in another way only becomes longer, if at all: moderators would
        see that both are of the same person.

    Raises
    ------
    RequestError
        The length or the reason is none of the words, it is one's own comment or of one's
        organization, or its writer has left.
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
        until = now + span if span else None
        if _is_of_another(session, ban, comment, now):
            ban.until = max(ban.until, until) if ban.until and until else None
        else:
            ban.comment_id, ban.reason, ban.banned_at = comment_id, reason, now
            ban.banned_by, ban.until = actor.account_id, until
        audit(
            session, actor, "comments.moderate", ("comment", comment_id), now,
            what="banned", reason=reason, length=how_long,
        )  # fmt: skip


def lift_ban(database: Database, actor: Actor, ban_id: str, *, now: datetime) -> None:
    """Let somebody write again.

    Raises
    ------
    RequestError
        It is one's own ban, or because of a comment about one's organization.
    """
    with changing(database) as session:
        require_now(session, actor, "comments.moderate")
        found = select(WritingBanRow).where(WritingBanRow.ban_id == ban_id)
        ban = stored(session.scalars(found).one_or_none())
        comment = session.get(CommentRow, ban.comment_id) if ban.comment_id else None
        org_id = comment_subject(session, comment.comment_id).org_id if comment else ""
        _require_of_others(session, actor, ban.account_id, org_id)
        session.delete(ban)
        audit(session, actor, "comments.moderate", ("ban", ban_id), now, what="lifted")


def _of_another(session: Session, actor: Actor, comment_id: str) -> CommentRow:
    """Give a comment that somebody else wrote, and not about an organization of the actor.

    Raises
    ------
    RequestError
        It is one's own, or about one's organization.
    """
    comment = stored_comment(session, comment_id)
    org_id = comment_subject(session, comment_id).org_id
    _require_of_others(session, actor, comment.account_id, org_id)
    return comment


def _require_of_others(session: Session, actor: Actor, account_id: str | None, org_id: str) -> None:
    if said := why_not(actor, account_id, org_id, memberships(session, actor)):
        raise RequestError(said)


def _is_of_another(
    session: Session, ban: WritingBanRow, comment: CommentRow, now: datetime
) -> bool:
    """Whether a ban runs because of what was signed in another way than a comment."""
    if not ban.comment_id or (ban.until is not None and ban.until <= now):
        return False
    first, second = (
        voice_of(one.account_id, one.signature, comment_subject(session, one.comment_id).org_id)
        for one in (stored_comment(session, ban.comment_id), comment)
    )
    return first != second


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
