"""An organization that is not in the catalog asks to join, without an account."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.accounts.reset import TWICE
from matching.authorization import Actor
from matching.services.shared.claims import domain_of, email_at_work, new_code, read_code
from matching.services.shared.errors import RequestError, TooOftenError
from matching.services.shared.subjects import require_now
from matching.services.shared.texts import LONGEST_NAME, text_of
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import JoinRequestRow

MOST_A_DAY: Final = 50  # of all together
MOST_WAITING: Final = 3  # with one e-mail
LONGEST_ORG_NAME: Final = 300


@dataclasses.dataclass(frozen=True)
class JoinStatus:
    """Where it stands that an organization asked to join: nothing of who asked."""

    org_name: str
    asked_at: datetime
    outcome: str
    answer: str


def ask_to_join(
    database: Database,
    actor: Actor,
    *,
    org_name: str,
    website: str,
    name: str,
    email: str,
    text: str = "",
    now: datetime,
) -> str:
    """Ask for a place in the catalog; gives the code with which one looks up where it stands.

    Raises
    ------
    RequestError
        Something is missing, too long, or not what it should be.
    TooOftenError
        Too much was asked.
    """
    with changing(database) as session:
        require_now(session, actor, "organization.join")
        said = {
            "org_name": text_of(org_name, "its name", LONGEST_ORG_NAME, needed=True),
            "website": _website(website),
            "contact_name": text_of(name, "your name", LONGEST_NAME, needed=True),
            "email": email_at_work(email),
            "text": text_of(text, "what you want to say", lines=True),
        }
        if known := _again(session, said, now):
            return known
        _throttle(session, said["email"], now)
        code = new_code()
        row = JoinRequestRow(**said, code=code, asked_at=now)
        session.add(row)
        session.flush()
        audit(session, actor, "organization.join", ("join-request", row.request_id), now)
        return code


def join_status(database: Database, actor: Actor, code: str, *, now: datetime) -> JoinStatus | None:
    """Say where it stands by its code; None if no such code was given."""
    with database.reading() as session:
        require_now(session, actor, "organization.join")
        row = session.scalar(select(JoinRequestRow).where(JoinRequestRow.code == read_code(code)))
        if row is None:
            return None
        return JoinStatus(row.org_name, row.asked_at, row.outcome, row.answer)


def _website(text: str) -> str:
    website = text_of(text, "its website", needed=True)
    if "://" not in website:
        website = f"https://{website}"
    if not website.startswith(("https://", "http://")) or "." not in domain_of(website):
        raise RequestError("Please write its website like https://hospital.example.")
    return website


def _again(session: Session, said: Mapping[str, str], now: datetime) -> str:
    """Give the code of the very same request of a moment ago: it was pressed twice."""
    found = select(JoinRequestRow.code).where(
        JoinRequestRow.asked_at > now - TWICE,
        JoinRequestRow.asked_at <= now,
        JoinRequestRow.decided_at.is_(None),
        *(getattr(JoinRequestRow, name) == text for name, text in said.items()),
    )
    return session.scalar(found.limit(1)) or ""


def _throttle(session: Session, email: str, now: datetime) -> None:
    lately = select(func.count()).where(
        JoinRequestRow.asked_at > now - timedelta(days=1), JoinRequestRow.asked_at <= now
    )
    of_them = select(func.count()).where(
        JoinRequestRow.email == email, JoinRequestRow.decided_at.is_(None)
    )
    if (session.scalar(of_them) or 0) >= MOST_WAITING:
        raise TooOftenError(
            "You asked already, and it waits for an answer. Nothing was sent a second time."
        )
    if (session.scalar(lately) or 0) >= MOST_A_DAY:
        raise TooOftenError(
            "So many organizations asked today that no more is taken. Nothing of yours was sent; "
            "please try again tomorrow."
        )
