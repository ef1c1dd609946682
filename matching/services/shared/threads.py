"""Words between an organization and a person about a role: who may write, and what each reads.

An organization writes to people who show interest in the role or whom it asked for an
introduction. What a person writes there it reads at once; their name it sees when they agree.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.shared.candidacies import shown_interest
from matching.services.shared.errors import RequestError, TooOftenError
from matching.services.shared.subjects import stored
from matching.services.shared.texts import text_of, word_of
from matching.services.shared.transaction import audit
from matching.store import ConflictError
from matching.store.schema import (
    AccountRow,
    CandidacyRow,
    InterestRow,
    MessageRow,
    OrganizationBlockRow,
)
from matching.store.words import COMMENT_FAULTS

PERSON, ORGANIZATION = "person", "organization"
MESSAGE, ASKED, DECLINED = "message", "ask", "declined"
LONGEST_MESSAGE: Final = 2_000
MOST_LINES: Final = 40
A_DAY: Final = timedelta(days=1)
MOST_IN_A_THREAD: Final = 6  # of one side, a day
MOST_OF_ONE: Final = {PERSON: 30, ORGANIZATION: 200}  # of one account, a day
MOST_UNANSWERED: Final = 3  # of an organization, in a row
TAKES_NO_WORDS: Final = "They take no messages about this role."
"""Also of who withdrew or refused: it does not say that somebody blocked the organization."""
NOT_IN_TOUCH: Final = (
    "They have not shown interest in this role and you have not asked them for an introduction. "
    "Ask for one first; your words go with it."
)
HIDDEN: Final = "hidden"


@dataclasses.dataclass(frozen=True)
class Message:
    """Something one side wrote, as a reader of either side sees it.

    Parameters
    ----------
    side : str
        Who wrote: `person` or `organization`.
    writer : str
        Who of the organization wrote, by name; `""` for whom that is not shown.
    came_with : str
        `message`, `ask` or `declined`; the text of the last two may be `""`.
    text : str
        `""` where staff took it from the reader's eyes (`is_hidden`).
    is_new : bool
        The reader had not opened the thread since.
    is_reported : bool
        The reader's side said that it should not stand there.
    """

    message_id: str
    side: str
    writer: str
    came_with: str
    text: str
    written_at: datetime
    is_new: bool
    is_hidden: bool
    is_reported: bool


def words_of(text: str, *, needed: bool = True) -> str:
    """Check what one side writes to the other, and give it as it is kept.

    Raises
    ------
    RequestError
        It is empty though needed, too long, has too many lines, or characters that are not taken.
    """
    text = text_of(text, "a message", LONGEST_MESSAGE, needed=needed, lines=True)
    if (lines := text.count("\n") + 1) > MOST_LINES:
        raise RequestError(f"At most {MOST_LINES} lines for a message; these are {lines}.")
    return text


def say(
    session: Session,
    role_id: str,
    account_id: str,
    text: str,
    now: datetime,
    *,
    author: str | None = None,
    came_with: str = MESSAGE,
) -> None:
    """Put words into a thread: of the organization if an author is given, else of the person."""
    session.add(
        MessageRow(
            role_id=role_id,
            account_id=account_id,
            side=ORGANIZATION if author else PERSON,
            author=author,
            came_with=came_with,
            text=text,
            written_at=now,
        )
    )


def messages_of(
    session: Session, role_id: str, account_id: str, reader: str, *, names: bool = False
) -> tuple[Message, ...]:
    """Give a thread as one side reads it, the oldest first; `names` of who of the organization."""
    rows = session.execute(
        select(MessageRow, AccountRow.name)
        .outerjoin(AccountRow, AccountRow.account_id == MessageRow.author)
        .where(in_thread(role_id, account_id))
        .order_by(MessageRow.written_at, MessageRow.message_id)
    )
    return tuple(_seen(row, (name or "") if names else "", reader) for row, name in rows)


def _seen(row: MessageRow, writer: str, reader: str) -> Message:
    is_theirs = row.side != reader
    is_hidden = is_theirs and row.report_outcome == HIDDEN
    return Message(
        message_id=row.message_id,
        side=row.side,
        writer=writer,
        came_with=row.came_with,
        text="" if is_hidden else row.text,
        written_at=row.written_at,
        is_new=is_theirs and row.read_at is None,
        is_hidden=is_hidden,
        is_reported=is_theirs and row.report_reason != "",
    )


def in_thread(role_id: str, account_id: str) -> ColumnElement[bool]:
    """The condition that a message is of the thread of a role and a person."""
    return and_(MessageRow.role_id == role_id, MessageRow.account_id == account_id)


def mark_read(session: Session, role_id: str, account_id: str, reader: str, now: datetime) -> None:
    """Write down that one side has opened the thread."""
    session.execute(
        update(MessageRow)
        .where(
            in_thread(role_id, account_id),
            MessageRow.side != reader,
            MessageRow.read_at.is_(None),
        )
        .values(read_at=now)
    )


def told(session: Session, role_id: str, account_ids: Collection[str]) -> frozenset[str]:
    """Give who of some people knows of the organization's interest or shows theirs in a role.

    They read a decline; nobody else does.
    """
    interested = select(InterestRow.account_id).where(
        InterestRow.role_id == role_id,
        InterestRow.account_id.in_(account_ids),
        InterestRow.withdrawn_at.is_(None),
    )
    asked = select(CandidacyRow.account_id).where(
        CandidacyRow.role_id == role_id,
        CandidacyRow.account_id.in_(account_ids),
        CandidacyRow.introduction != "none",
    )
    written = select(MessageRow.account_id).where(
        MessageRow.role_id == role_id,
        MessageRow.account_id.in_(account_ids),
        MessageRow.side == ORGANIZATION,
    )
    return frozenset(session.scalars(interested.union(asked, written)))


def blocking(session: Session, org_id: str, account_ids: Collection[str]) -> frozenset[str]:
    """Give who of some people takes no words of an organization."""
    found = select(OrganizationBlockRow.account_id).where(
        OrganizationBlockRow.org_id == org_id, OrganizationBlockRow.account_id.in_(account_ids)
    )
    return frozenset(session.scalars(found))


def why_not_to_person(session: Session, org_id: str, role_id: str, account_id: str) -> str:
    """Say why an organization cannot write to a person now; `""` if it can."""
    candidacy = session.get(CandidacyRow, (role_id, account_id))
    introduction = candidacy.introduction if candidacy else "none"
    is_interested = shown_interest(session, role_id, account_id) is not None
    if blocking(session, org_id, [account_id]):
        return TAKES_NO_WORDS
    if is_interested or introduction in ("asked", "agreed"):
        return ""
    return TAKES_NO_WORDS if introduction == "refused" else NOT_IN_TOUCH


def tell(
    session: Session,
    actor: Actor,
    candidacy: CandidacyRow,
    org_id: str,
    came_with: str,
    text: str,
    now: datetime,
) -> None:
    """Tell a person of a step of the organization, with its words, if they take any.

    Raises
    ------
    RequestError
        There are words, and the person takes none.
    TooOftenError
        There were too many words within a day.
    """
    role_id, account_id = candidacy.role_id, candidacy.account_id
    takes_words = not blocking(session, org_id, [account_id])
    if came_with == ASKED and not takes_words:
        raise RequestError(TAKES_NO_WORDS)
    if text and takes_words and came_with == ASKED:
        throttle(session, actor, role_id, account_id, ORGANIZATION, now)
    said = text if takes_words else ""
    say(session, role_id, account_id, said, now, author=actor.account_id, came_with=came_with)


def take_words_back(session: Session, role_id: str, account_id: str, since: datetime) -> None:
    """Take back what an organization told a person at one moment, as if it had not been."""
    session.execute(
        delete(MessageRow).where(
            in_thread(role_id, account_id),
            MessageRow.side == ORGANIZATION,
            MessageRow.written_at == since,
        )
    )


def throttle(
    session: Session, actor: Actor, role_id: str, account_id: str, side: str, now: datetime
) -> None:
    """Refuse what is written too often, or again and again without an answer.

    Raises
    ------
    TooOftenError
        One side wrote too much within a day, or an organization too much in a row.
    """
    lately = select(func.count()).where(
        MessageRow.text != "",
        MessageRow.side == side,
        MessageRow.written_at > now - A_DAY,
        MessageRow.written_at <= now,  # not what a clock that ran ahead wrote down
    )
    here = session.scalar(lately.where(in_thread(role_id, account_id))) or 0
    if here >= MOST_IN_A_THREAD:
        raise TooOftenError(
            f"At most {MOST_IN_A_THREAD} messages about one role within a day. "
            "Please go on tomorrow; what you wrote stays in the box."
        )
    of_one = MessageRow.account_id if side == PERSON else MessageRow.author
    everywhere = session.scalar(lately.where(of_one == actor.account_id)) or 0
    if everywhere >= MOST_OF_ONE[side]:
        raise TooOftenError(
            f"At most {MOST_OF_ONE[side]} messages within a day. Please go on tomorrow; what you "
            "wrote stays in the box."
        )
    if side == ORGANIZATION and _unanswered(session, role_id, account_id) >= MOST_UNANSWERED:
        raise TooOftenError(
            f"They have not answered your last {MOST_UNANSWERED} messages. "
            "You can write again when they have."
        )


def _unanswered(session: Session, role_id: str, account_id: str) -> int:
    """Count the messages of an organization since the person last wrote."""
    here = in_thread(role_id, account_id)
    answered = select(func.max(MessageRow.written_at)).where(here, MessageRow.side == PERSON)
    since = session.scalar(answered)
    rows = select(func.count()).where(
        here, MessageRow.side == ORGANIZATION, MessageRow.came_with == MESSAGE
    )
    if since is not None:
        rows = rows.where(MessageRow.written_at > since)
    return session.scalar(rows) or 0


def report(
    session: Session, actor: Actor, message: MessageRow | None, reason: str, now: datetime
) -> None:
    """Say that what the other side wrote should not stand there; staff look at it alone.

    Raises
    ------
    RequestError
        The reason is none of the words, or there are no words to look at.
    ConflictError
        It was reported already.
    """
    row = stored(message)
    word_of(reason, COMMENT_FAULTS, "a reason")
    if not row.text:
        raise RequestError("There are no words in this to look at.")
    if row.report_reason:
        raise ConflictError("This was reported already; staff look at it once.")
    row.report_reason, row.reported_at, row.reported_by = reason, now, actor.account_id
    audit(session, actor, "message.report", ("message", row.message_id), now, reason=reason)
