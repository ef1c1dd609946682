"""How much may be written, how often, and by whom not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from matching import phrases
from matching.authorization import Actor
from matching.services.shared.errors import RequestError, TooOftenError
from matching.services.shared.subjects import stored_account
from matching.services.shared.texts import text_of
from matching.store.schema import CommentReportRow, CommentRow, WritingBanRow
from matching.store.words import COMMENT_FAULTS

LONGEST_COMMENT: Final = 2_000
LONGEST_REPORT: Final = 1_000
MOST_LINES: Final = 40
MOST_LINKS: Final = 3
AN_HOUR: Final = timedelta(hours=1)
A_DAY: Final = timedelta(days=1)
NEW_FOR: Final = timedelta(days=3)
"""How long an account is new."""
MOST: Final = {AN_HOUR: 10, A_DAY: 40}
MOST_OF_NEW: Final = {AN_HOUR: 3, A_DAY: 6}
MOST_REPORTS_A_DAY: Final = 20


def comment_of(text: str) -> str:
    """Check what somebody writes, and give it as it is kept.

    Raises
    ------
    RequestError
        It is empty or too long, has too many lines or links, or characters that are not taken.
    """
    text = text_of(text, "what you want to say", LONGEST_COMMENT, needed=True, lines=True)
    if (lines := text.count("\n") + 1) > MOST_LINES:
        raise RequestError(f"At most {MOST_LINES} lines; these are {lines}.")
    if (links := text.lower().count("http://") + text.lower().count("https://")) > MOST_LINKS:
        raise RequestError(f"At most {MOST_LINKS} links; these are {links}.")
    return text


def require_may_write(session: Session, actor: Actor, now: datetime) -> None:
    """Refuse who may not write for a time.

    Raises
    ------
    RequestError
        A moderator forbade it.
    """
    if said := ban_in_words(session, actor, now):
        raise RequestError(said)


def ban_in_words(session: Session, actor: Actor, now: datetime) -> str:
    """Say until when somebody may not write and why; `""` if they may."""
    ban = session.get(WritingBanRow, actor.account_id) if actor.account_id else None
    if ban is None or (ban.until is not None and ban.until <= now):
        return ""
    until = f" until {phrases.moment_in_words(ban.until)}" if ban.until else ""
    reason = phrases.inside(COMMENT_FAULTS[ban.reason])
    return f"You may not write comments{until}. The reason that a moderator gave: {reason}."


def throttle(session: Session, actor: Actor, text: str, now: datetime) -> None:
    """Refuse what was written too often.

    Raises
    ------
    RequestError
        One wrote the same within a day.
    TooOftenError
        One wrote too much within an hour or a day; less is taken of a new account.
    """
    lately = _written(actor, now, A_DAY)
    same = lately.where(CommentRow.text == text, CommentRow.deleted_at.is_(None))
    if session.scalar(same):
        raise RequestError("You wrote just this within the last day already.")
    is_new = stored_account(session, actor.account_id).created_at > now - NEW_FOR
    for span, most in (MOST_OF_NEW if is_new else MOST).items():
        if (session.scalar(_written(actor, now, span)) or 0) < most:
            continue
        within = "an hour" if span == AN_HOUR else "a day"
        new = " in the first days of an account" if is_new else ""
        raise TooOftenError(
            f"At most {most} comments and questions within {within}{new}. Please go on later; "
            "what you wrote stays in the box."
        )


def throttle_reports(session: Session, actor: Actor, now: datetime) -> None:
    """Refuse more reports than somebody can have looked at in a day.

    Raises
    ------
    TooOftenError
        There were too many.
    """
    lately = select(func.count()).where(
        CommentReportRow.account_id == actor.account_id,
        CommentReportRow.reported_at > now - A_DAY,
        CommentReportRow.reported_at <= now,
    )
    if (session.scalar(lately) or 0) >= MOST_REPORTS_A_DAY:
        raise TooOftenError("Thank you; you reported enough for today. Please go on tomorrow.")


def _written(actor: Actor, now: datetime, span: timedelta) -> Select[int]:
    return select(func.count()).where(
        CommentRow.account_id == actor.account_id,
        CommentRow.written_at > now - span,
        CommentRow.written_at <= now,  # not what a clock that ran ahead wrote down
    )
