"""What a professional and the organizations of their roles write to each other, on their side."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.shared import threads
from matching.services.shared.candidacies import shown_interest
from matching.services.shared.errors import RequestError
from matching.services.shared.role_standing import in_catalog, is_here, is_taken_out
from matching.services.shared.subjects import own, require_now, stored, stored_role
from matching.services.shared.threads import Message
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import (
    CandidacyRow,
    MessageRow,
    OrganizationBlockRow,
    OrganizationRow,
    RoleRow,
)

MOST_BLOCKED: Final = 200


@dataclasses.dataclass(frozen=True)
class MyThread:
    """What one and an organization wrote to each other about a role, the oldest first.

    Parameters
    ----------
    why_not : str
        Why one cannot write now, `""` if one can.
    is_blocked : bool
        One takes no messages of this organization.
    """

    messages: tuple[Message, ...]
    why_not: str
    is_blocked: bool

    @property
    def n_new(self) -> int:
        """How much of the organization one has not opened yet."""
        return sum(message.is_new for message in self.messages)


def my_thread(database: Database, actor: Actor, role_id: str, *, now: datetime) -> MyThread:
    """Read what one and the organization of a role wrote to each other."""
    with database.reading() as session:
        require_now(session, actor, "words.read", own(actor))
        me, org_id = actor.account_id, stored_role(session, role_id).org_id
        found = threads.messages_of(session, role_id, me, threads.PERSON)
        is_blocked = bool(threads.blocking(session, org_id, [me]))
        return MyThread(found, _why_not(session, me, role_id, org_id), is_blocked)


def new_messages(database: Database, actor: Actor, *, now: datetime) -> int:
    """Count what organizations wrote to one and one has not opened yet, but for what they ask."""
    with database.reading() as session:
        require_now(session, actor, "words.read", own(actor))
        unread = (
            select(func.count())
            .select_from(MessageRow)
            .join(RoleRow, RoleRow.role_id == MessageRow.role_id)
            .where(
                MessageRow.account_id == actor.account_id,
                MessageRow.side == threads.ORGANIZATION,
                MessageRow.read_at.is_(None),
                MessageRow.came_with != threads.ASKED,
                in_catalog(RoleRow.org_id),
            )
        )
        return session.scalar(unread) or 0


def see_thread(database: Database, actor: Actor, role_id: str, *, now: datetime) -> None:
    """Say that one read what the organization of a role wrote; it is not told."""
    with changing(database) as session:
        require_now(session, actor, "words.read", own(actor))
        threads.mark_read(session, role_id, actor.account_id, threads.PERSON, now)


def write_to_organization(
    database: Database, actor: Actor, role_id: str, text: str, *, now: datetime
) -> None:
    """Write to the organization of a role; it reads the words at once, without one's name.

    Raises
    ------
    RequestError
        One shows no interest and is not asked, blocked the organization, nobody of it is here, or
        the text is empty or too long.
    TooOftenError
        There were too many messages within a day.
    """
    with changing(database) as session:
        require_now(session, actor, "words.write", own(actor))
        me, org_id = actor.account_id, stored_role(session, role_id).org_id
        said = threads.words_of(text)
        if why := _why_not(session, me, role_id, org_id):
            raise RequestError(why)
        threads.throttle(session, actor, role_id, me, threads.PERSON, now)
        threads.say(session, role_id, me, said, now)
        audit(session, actor, "words.write", ("role", role_id), now)


def report_message(
    database: Database, actor: Actor, message_id: str, reason: str, *, now: datetime
) -> None:
    """Say that what an organization wrote should not stand there; errors as of `threads.report`."""
    with changing(database) as session:
        require_now(session, actor, "words.report", own(actor))
        row = session.get(MessageRow, message_id)
        is_to_me = (
            row is not None
            and row.account_id == actor.account_id
            and row.side == threads.ORGANIZATION
        )
        threads.report(session, actor, row if is_to_me else None, reason, now)


def block_organization(database: Database, actor: Actor, org_id: str, *, now: datetime) -> None:
    """Take no more messages of an organization about any role; it is not told that.

    Raises
    ------
    RequestError
        Too many are blocked.
    """
    with changing(database) as session:
        require_now(session, actor, "organization.block", own(actor))
        stored(session.get(OrganizationRow, org_id))
        me = actor.account_id
        if threads.blocking(session, org_id, [me]):
            return
        mine = select(func.count()).where(OrganizationBlockRow.account_id == me)
        if (session.scalar(mine) or 0) >= MOST_BLOCKED:
            raise RequestError(f"At most {MOST_BLOCKED} organizations; allow one of them first.")
        session.add(OrganizationBlockRow(account_id=me, org_id=org_id, blocked_at=now))
        target = ("organization", org_id)
        audit(session, actor, "organization.block", target, now, what="blocked")


def unblock_organization(database: Database, actor: Actor, org_id: str, *, now: datetime) -> None:
    """Take messages of an organization again."""
    with changing(database) as session:
        require_now(session, actor, "organization.block", own(actor))
        row = session.get(OrganizationBlockRow, (actor.account_id, org_id))
        if row is not None:
            session.delete(row)
            target = ("organization", org_id)
            audit(session, actor, "organization.block", target, now, what="allowed")


def _why_not(session: Session, account_id: str, role_id: str, org_id: str) -> str:
    """Say why somebody cannot write to an organization now, `""` if they can."""
    candidacy = session.get(CandidacyRow, (role_id, account_id))
    introduction = candidacy.introduction if candidacy else "none"
    is_asked = introduction in ("asked", "agreed")
    if not is_asked and shown_interest(session, role_id, account_id) is None:
        return "You can write when you show interest in this role, or are asked."
    if is_taken_out(session, org_id):
        return "This organization asked to be taken out of Missionmatch."
    if not is_here(session, org_id):
        return "Nobody of this organization is on Missionmatch now."
    if threads.blocking(session, org_id, [account_id]):
        return "You take no messages of this organization. Allow them to write again."
    return ""
