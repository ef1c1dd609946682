"""What an organization writes to a candidate, and takes back."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.shared import threads
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import (
    candidate_subject,
    require_now,
    role_subject,
    stored,
    stored_role,
)
from matching.services.shared.templates import require_filled
from matching.services.shared.threads import Message
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import CandidacyRow, MessageRow


@dataclasses.dataclass(frozen=True)
class CandidateThread:
    """A thread as the organization reads it; `why_not` says why it cannot write, `""` if it can."""

    messages: tuple[Message, ...]
    why_not: str

    @property
    def n_new(self) -> int:
        """How much the person wrote since a member last opened the thread."""
        return sum(message.is_new for message in self.messages)


@dataclasses.dataclass(frozen=True)
class Reach:
    """Who of some candidates reads what.

    Parameters
    ----------
    told : frozenset of str
        Who reads that they are declined, and why; the others do not know that one looked.
    takes_words : frozenset of str
        Who reads words, with an ask or, if told, with a decline.
    """

    told: frozenset[str]
    takes_words: frozenset[str]


def candidate_thread(
    database: Database, actor: Actor, role_id: str, account_id: str, *, now: datetime
) -> CandidateThread:
    """Read what a candidate and one's organization wrote to each other, the oldest first."""
    with database.reading() as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "thread.read", subject)
        found = threads.messages_of(session, role_id, account_id, threads.ORGANIZATION, names=True)
        why_not = threads.why_not_to_person(session, subject.org_id, role_id, account_id)
        return CandidateThread(found, why_not)


def see_candidate_thread(
    database: Database, actor: Actor, role_id: str, account_id: str, *, now: datetime
) -> None:
    """Say that one's organization read what a candidate wrote."""
    with changing(database) as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "thread.read", subject)
        threads.mark_read(session, role_id, account_id, threads.ORGANIZATION, now)


def write_to_candidate(
    database: Database, actor: Actor, role_id: str, account_id: str, text: str, *, now: datetime
) -> None:
    """Write to a candidate who shows interest or was asked for an introduction.

    Raises
    ------
    RequestError
        They take no messages, or the text is empty, too long, or has a field that is not filled.
    TooOftenError
        There were too many messages, or several that they have not answered.
    """
    with changing(database) as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "thread.write", subject)
        said = require_filled(threads.words_of(text))
        if why := threads.why_not_to_person(session, subject.org_id, role_id, account_id):
            raise RequestError(why)
        threads.throttle(session, actor, role_id, account_id, threads.ORGANIZATION, now)
        threads.say(session, role_id, account_id, said, now, author=actor.account_id)
        audit(session, actor, "thread.write", ("candidate", account_id), now, role_id=role_id)


def report_candidate_message(
    database: Database,
    actor: Actor,
    role_id: str,
    account_id: str,
    message_id: str,
    reason: str,
    *,
    now: datetime,
) -> None:
    """Say that what a candidate wrote should not stand there; errors as of `threads.report`."""
    with changing(database) as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "thread.report", subject)
        row = session.get(MessageRow, message_id)
        is_theirs = row is not None and row.side == threads.PERSON
        is_here = row is not None and (row.role_id, row.account_id) == (role_id, account_id)
        threads.report(session, actor, row if is_theirs and is_here else None, reason, now)


def take_back_ask(
    database: Database, actor: Actor, role_id: str, account_id: str, *, now: datetime
) -> None:
    """Ask no more for an introduction that was not answered.

    Words that went with it and that the person has not opened go, too; what they read stays.

    Raises
    ------
    RequestError
        Nothing is asked, or the person has answered.
    """
    with changing(database) as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "introduction.ask", subject)
        candidacy = stored(session.get(CandidacyRow, (role_id, account_id)))
        if candidacy.introduction != "asked":
            raise RequestError(
                "No answer is waited for: they answered, or nobody asks them for an introduction."
            )
        candidacy.introduction, candidacy.introduction_asked_at = "none", None
        _forget_unread_ask(session, role_id, account_id)
        target = ("candidate", account_id)
        audit(session, actor, "introduction.take-back", target, now, role_id=role_id)


def reach(
    database: Database, actor: Actor, role_id: str, account_ids: Collection[str], *, now: datetime
) -> Reach:
    """Say who of some candidates of a role reads what one's organization does."""
    with database.reading() as session:
        require_now(session, actor, "candidates.list", role_subject(session, role_id))
        org_id = stored_role(session, role_id).org_id
        no_words = threads.blocking(session, org_id, account_ids)
        return Reach(threads.told(session, role_id, account_ids), frozenset(account_ids) - no_words)


def _forget_unread_ask(session: Session, role_id: str, account_id: str) -> None:
    session.execute(
        delete(MessageRow).where(
            threads.in_thread(role_id, account_id),
            MessageRow.came_with == threads.ASKED,
            MessageRow.read_at.is_(None),
        )
    )
