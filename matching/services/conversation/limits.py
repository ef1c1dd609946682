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
from matching.store.schema import (
    AccountRow,
    AuditEntryRow,
    CommentReportRow,
    CommentRow,
    WritingBanRow,
)
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
MOST_CHANGES_AN_HOUR: Final = 20
"""Changes of what one wrote, and what was put back."""
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
    return (
        f"You may not write comments or propose tags{until}. "
        f"The reason that a moderator gave: {reason}."
    )


def one_at_a_time(session: Session, actor: Actor) -> None:
    """Let two windows of one person, which both would be within a limit, wait for each other."""
    session.execute(
        select(AccountRow.account_id)
        .where(AccountRow.account_id == actor.account_id)
        .with_for_update(key_share=True)
    )


def throttle(session: Session, actor: Actor, text: str, now: datetime) -> None:
    """Refuse what was written too often.

    Raises
    ------
    RequestError
        One wrote the same within a day.
    TooOftenError
        One wrote too much within an hour or a day; less is taken of a new account.
    """
    one_at_a_time(session, actor)
    _require_other_text(session, actor, text, now)
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


def throttle_changes(
    session: Session, actor: Actor, comment_id: str, text: str, now: datetime
) -> None:
    """Refuse texts that are changed or put back too often; else what is refused is written so.

    Raises
    ------
    RequestError
        One wrote the same elsewhere within a day.
    TooOftenError
        One changed and put back too much within an hour.
    """
    one_at_a_time(session, actor)
    _require_other_text(session, actor, text, now, but=comment_id)
    lately = session.scalars(
        select(AuditEntryRow.details).where(
            AuditEntryRow.actor == actor.account_id,
            AuditEntryRow.action == "comment.change",
            AuditEntryRow.at > now - AN_HOUR,
            AuditEntryRow.at <= now,
        )
    )
    if sum(details.get("what") != "taken-back" for details in lately) >= MOST_CHANGES_AN_HOUR:
        raise TooOftenError(
            f"At most {MOST_CHANGES_AN_HOUR} changes of what you wrote within an hour. Please go "
            "on later."
        )


def throttle_reports(session: Session, actor: Actor, now: datetime) -> None:
    """Refuse more reports than somebody can have looked at in a day.

    Raises
    ------
    TooOftenError
        There were too many.
    """
    one_at_a_time(session, actor)
    lately = select(func.count()).where(
        CommentReportRow.account_id == actor.account_id,
        CommentReportRow.reported_at > now - A_DAY,
        CommentReportRow.reported_at <= now,
    )
    if (session.scalar(lately) or 0) >= MOST_REPORTS_A_DAY:
        raise TooOftenError("Thank you; you reported enough for today. Please go on tomorrow.")


def _require_other_text(
    session: Session, actor: Actor, text: str, now: datetime, *, but: str = ""
) -> None:
    """Refuse a text that stands already in something else that one wrote or changed lately."""
    since = func.coalesce(CommentRow.edited_at, CommentRow.written_at)
    same = select(func.count()).where(
        CommentRow.account_id == actor.account_id,
        CommentRow.comment_id != but,
        CommentRow.text == text,
        CommentRow.deleted_at.is_(None),
        since > now - A_DAY,
        since <= now,
    )
    if session.scalar(same):
        raise RequestError("You wrote just this within the last day already.")


def _written(actor: Actor, now: datetime, span: timedelta) -> Select[int]:
    return select(func.count()).where(
        CommentRow.account_id == actor.account_id,
        CommentRow.written_at > now - span,
        CommentRow.written_at <= now,  # not what a clock that ran ahead wrote down
    )
