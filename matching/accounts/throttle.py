"""Slowing down who guesses: attempts are counted by e-mail and by address.

An attempt is written down as failed *before* the password is looked at and turned into a success
afterwards, so that many guesses at once do not slip through together. Attempts refused by a lock
are not counted: waiting always ends.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from matching.accounts.emails import normalised
from matching.accounts.errors import LockedError
from matching.accounts.tokens import digest
from matching.store import Database
from matching.store.schema import SignInAttemptRow

__all__ = ["Attempt", "begin", "clear", "count", "succeed"]

KEPT = timedelta(days=2)
LONGEST_EXPONENT = 6  # 64 minutes


@dataclass(frozen=True)
class Limit:
    """After `most` failures within `window`, wait 1, 2, 4… minutes after each."""

    most: int
    window: timedelta


BY_EMAIL = Limit(5, timedelta(days=1))
# Many people may share the address of a hospital, so it takes more. A success does not reset it:
# whoever has an account could otherwise go on guessing at the others'.
BY_ADDRESS = Limit(30, timedelta(hours=1))


@dataclass(frozen=True)
class Attempt:
    """An attempt that has begun: the ids of its rows."""

    row_ids: tuple[int, ...]


def begin(database: Database, email: str, address: str, now: datetime) -> Attempt:
    """Write down an attempt to sign in, failed until `succeed` says otherwise.

    Raises
    ------
    LockedError
        There were too many; the attempt is not counted.
    """
    keys = {_email_key(email): BY_EMAIL, _address_key(address): BY_ADDRESS}
    with database.writing() as session:
        session.execute(delete(SignInAttemptRow).where(SignInAttemptRow.at < now - KEPT))
        _take_turns(session, keys)
        until = max(_locked_until(session, key, limit, now) for key, limit in keys.items())
        if until > now:
            raise LockedError(until, now)
        rows = [SignInAttemptRow(key=key, at=now, succeeded=False) for key in keys]
        session.add_all(rows)
        session.flush()
        return Attempt(tuple(row.attempt_id for row in rows))


def succeed(session: Session, attempt: Attempt) -> None:
    """Turn an attempt into a success, which resets the failures of its e-mail."""
    session.execute(
        update(SignInAttemptRow)
        .where(SignInAttemptRow.attempt_id.in_(attempt.row_ids))
        .values(succeeded=True)
    )


def clear(session: Session, email: str, now: datetime) -> None:
    """Reset the failures of an e-mail, whose owner has just chosen a new password."""
    session.add(SignInAttemptRow(key=_email_key(email), at=now, succeeded=True))


def count(database: Database, what: str, who: str, now: datetime, *, most: int) -> None:
    """Count something else than signing in, such as asking for links.

    Raises
    ------
    LockedError
        It was done `most` times within an hour; this time is not counted.
    """
    key = digest(f"{what}:{who}")
    hour = timedelta(hours=1)
    with database.writing() as session:
        _take_turns(session, [key])
        recent = session.scalars(
            select(SignInAttemptRow.at)
            .where(SignInAttemptRow.key == key, SignInAttemptRow.at > now - hour)
            .order_by(SignInAttemptRow.at.desc())
            .limit(most)
        ).all()
        if len(recent) == most:
            raise LockedError(recent[-1] + hour, now)
        session.add(SignInAttemptRow(key=key, at=now, succeeded=False))


def network(address: str) -> str:
    """Give what one person's machine has: an IPv4 address, or the /64 network of an IPv6 one.

    Examples
    --------
    >>> network("192.0.2.7"), network("2001:db8::1:2"), network("")
    ('192.0.2.7', '2001:db8::/64', '')
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((int(parsed), 64), strict=False))


def _email_key(email: str) -> str:
    return digest(f"email:{normalised(email)}")


def _address_key(address: str) -> str:
    return digest(f"address:{network(address)}")


def _take_turns(session: Session, keys: Iterable[str]) -> None:
    """Let one attempt at a time count; SQLite has one writer at a time anyway."""
    if session.get_bind().dialect.name == "postgresql":
        for key in sorted(keys):
            number = int(key[:15], 16)
            session.execute(select(func.pg_advisory_xact_lock(number)))


def _locked_until(session: Session, key: str, limit: Limit, now: datetime) -> datetime:
    same = SignInAttemptRow.key == key
    rows = select(func.count(), func.max(SignInAttemptRow.at)).where(
        same, ~SignInAttemptRow.succeeded, SignInAttemptRow.at > now - limit.window
    )
    if limit is BY_EMAIL:
        success = select(func.max(SignInAttemptRow.attempt_id)).where(
            same, SignInAttemptRow.succeeded
        )
        rows = rows.where(SignInAttemptRow.attempt_id > (session.scalar(success) or 0))
    failures, last = session.execute(rows).one()
    if failures < limit.most:
        return now
    minutes: int = 2 ** min(failures - limit.most, LONGEST_EXPONENT)
    until: datetime = last + timedelta(minutes=minutes)
    return until
