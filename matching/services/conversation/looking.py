"""Comments as moderators see them: how a writer is shown, and numbers; never who it is."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.conversation.showing import Comment, as_seen, memberships
from matching.services.conversation.signing import OF_ONE_PLACE
from matching.store.schema import CommentReportRow, CommentRow, RoleRow, WritingBanRow
from matching.store.words import COMMENT_FAULTS

OF_YOURSELF: Final = "Somebody else has to look at what you wrote yourself."
OF_YOURS: Final = "It is about your organization, so somebody else has to look at it."
Voice = tuple[str | None, str, str | None]
"""A writer as readers tell writers apart, which is not by the account."""


@dataclasses.dataclass(frozen=True)
class Looked:
    """A comment as moderators see it, its text included.

    Parameters
    ----------
    reasons : dict of str to int
        Of the reports that wait: label to how many people gave it.
    said : tuple of str
        What they added; nothing where `why_not` says why.
    reported_at : datetime or None
        When the first of them came.
    is_changed : bool
        The text was changed since then.
    n_written, n_hidden : int
        Of the writer, signed in the same way: other comments, and how many of these are hidden.
    why_not : str
        Why somebody else has to decide, `""` if the moderator may.
    is_banned : bool
        The writer may not write now, because of this comment or one signed in the same way.
    """

    comment: Comment
    reasons: dict[str, int]
    said: tuple[str, ...]
    reported_at: datetime | None
    is_changed: bool
    n_written: int
    n_hidden: int
    hidden_because: str
    hidden_at: datetime | None
    why_not: str
    is_banned: bool


def of_others(actor: Actor) -> ColumnElement[bool]:
    """Whether a comment is not the actor's own."""
    return CommentRow.account_id.is_distinct_from(actor.account_id)


def why_not(actor: Actor, account_id: str | None, org_id: str | None, theirs: set[str]) -> str:
    """Say why somebody else has to decide about a comment, `""` if the actor may.

    Parameters
    ----------
    account_id, org_id : str or None
        Who wrote it, and the organization that it is about.
    theirs : set of str
        The actor's organizations.
    """
    if account_id == actor.account_id:
        return OF_YOURSELF
    return OF_YOURS if org_id in theirs else ""


def looked_at(
    session: Session, actor: Actor, found: Select[Any], now: datetime
) -> tuple[Looked, ...]:
    """Give comments, selected with their writers, as a moderator sees them."""
    rows = list(session.execute(found))
    ids = [row[0].comment_id for row in rows]
    reports: dict[str, list[CommentReportRow]] = {comment_id: [] for comment_id in ids}
    for report in session.scalars(
        select(CommentReportRow)
        .where(CommentReportRow.comment_id.in_(ids), CommentReportRow.resolved_at.is_(None))
        .order_by(CommentReportRow.reported_at)
    ):
        reports[report.comment_id].append(report)
    counts = _counts(session, {row[0].account_id for row in rows if row[0].account_id}, now)
    theirs = memberships(session, actor)
    return tuple(
        _looked(
            row[0],
            seen,
            reports[seen.comment_id],
            counts.get(voice_of(row[0].account_id, row[0].signature, row[5]), (1, 0, 0)),
            why_not(actor, row[0].account_id, row[5], theirs),
        )
        for row, seen in zip(rows, as_seen(session, actor, rows, now, whole=True), strict=True)
    )


def voice_of(account_id: str | None, signature: str, org_id: str | None) -> Voice:
    """Give who wrote a comment about an organization, as readers tell writers apart."""
    return account_id, signature, org_id if signature in OF_ONE_PLACE else None


def _counts(
    session: Session, writers: set[str], now: datetime
) -> dict[Voice, tuple[int, int, int]]:
    """Count what was written in each way to sign, what of it is hidden, and bans because of it.

    Not by account: a number of all would tell that two ways to sign are of one person.
    """
    running = WritingBanRow.until.is_(None) | (WritingBanRow.until > now)
    org_id = func.coalesce(CommentRow.org_id, RoleRow.org_id)
    counted = session.execute(
        select(
            CommentRow.account_id,
            CommentRow.signature,
            org_id,
            func.count(),
            func.count(CommentRow.hidden_at),
            func.count(WritingBanRow.ban_id),
        )
        .outerjoin(RoleRow, RoleRow.role_id == CommentRow.role_id)
        .outerjoin(WritingBanRow, and_(WritingBanRow.comment_id == CommentRow.comment_id, running))
        .where(CommentRow.account_id.in_(writers))
        .group_by(CommentRow.account_id, CommentRow.signature, org_id)
    )
    sums: dict[Voice, Counter[int]] = {}
    for account_id, signature, of_org, *numbers in counted:
        sums.setdefault(voice_of(account_id, signature, of_org), Counter()).update(
            dict(enumerate(numbers))
        )
    return {voice: (one[0], one[1], one[2]) for voice, one in sums.items()}


def _looked(
    row: CommentRow,
    seen: Comment,
    reports: list[CommentReportRow],
    counts: tuple[int, int, int],
    why_not: str,
) -> Looked:
    n_written, n_hidden, n_bans = counts
    first = reports[0].reported_at if reports else None
    return Looked(
        comment=seen,
        reasons=dict(Counter(COMMENT_FAULTS[report.reason] for report in reports)),
        said=() if why_not else tuple(report.text for report in reports if report.text),
        reported_at=first,
        is_changed=first is not None and row.edited_at is not None and row.edited_at > first,
        n_written=n_written - 1,
        n_hidden=n_hidden - (row.hidden_at is not None),
        hidden_because=COMMENT_FAULTS.get(row.hidden_reason, ""),
        hidden_at=row.hidden_at,
        why_not=why_not,
        is_banned=n_bans > 0,
    )
