"""Slowing down who guesses: attempts are counted by account and by network, apart.

A browser in which the account's owner signed in before is counted by itself instead: strangers'
guesses, wherever they come from, do not keep it waiting.

An attempt is written down as failed *before* the password is looked at and turned into a success
afterwards, so that many guesses at once do not slip through together. Attempts refused by a lock
are not counted and write nothing: waiting always ends, and an attack does not hold up the store.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from matching.accounts import browsers
from matching.accounts.emails import normalised
from matching.accounts.errors import LockedError
from matching.accounts.tokens import digest
from matching.store import Database
from matching.store.schema import SignInAttemptRow

__all__ = ["LONGEST_WAIT", "Attempt", "begin", "clear", "count", "networks", "succeed"]

KEPT = timedelta(days=2)
HOUR = timedelta(hours=1)
LONGEST_EXPONENT = 6
LONGEST_WAIT = timedelta(minutes=2**LONGEST_EXPONENT)
TWICE = timedelta(minutes=1)
"""The same form with the same e-mail, sent again so soon, was pressed twice."""
IN_A_SITE = 10
"""How many times as much a /48 of IPv6 may, which can hold one person or many."""


@dataclass(frozen=True)
class Limit:
    """After `most` failures within `window`, wait 1, 2, 4… up to 64 minutes after each.

    Parameters
    ----------
    is_reset : bool
        Whether a success resets it. Not that of a network: whoever has an account could
        otherwise go on guessing at the others'.
    """

    most: int
    window: timedelta
    is_reset: bool

    def locked_until(self, failures: int, last: datetime | None) -> datetime | None:
        """Say until when to wait after so many failures, the last at a moment; None: not at all."""
        if failures < self.most or last is None:
            return None
        return last + timedelta(minutes=2 ** min(failures - self.most, LONGEST_EXPONENT))


BY_ACCOUNT = Limit(5, timedelta(days=1), is_reset=True)
BY_BROWSER = BY_ACCOUNT
MOST_OF_NETWORK = 30  # many people may share the address of a hospital


@dataclass(frozen=True)
class Attempt:
    """An attempt that has begun: the ids of its rows."""

    row_ids: tuple[int, ...]


def begin(
    database: Database, email: str, address: str, now: datetime, *, tokens: Sequence[str] = ()
) -> Attempt:
    """Write down an attempt to sign in, failed until `succeed` says otherwise.

    Parameters
    ----------
    tokens : sequence of str
        What makes the browser known; see `browsers`.

    Raises
    ------
    LockedError
        There were too many; the attempt is not counted.
    """
    email = normalised(email)
    with database.reading() as session:  # who is refused does not wait for, or hold up, writers
        keys = _keys(email, address, browsers.known(session, email, tokens, now))
        _refuse_locked(session, keys, now)
    with database.writing() as session:
        _forget_old(session, now)
        _take_turns(session, keys)
        _refuse_locked(session, keys, now)
        rows = [SignInAttemptRow(key=key, at=now, succeeded=False) for key in keys]
        session.add_all(rows)
        session.flush()
        return Attempt(tuple(row.attempt_id for row in rows))


def succeed(session: Session, attempt: Attempt) -> None:
    """Turn an attempt into a success, which resets the failures of its e-mail or browser."""
    session.execute(
        update(SignInAttemptRow)
        .where(SignInAttemptRow.attempt_id.in_(attempt.row_ids))
        .values(succeeded=True)
    )


def clear(session: Session, email: str, now: datetime) -> None:
    """Reset the failures of an e-mail, whose owner has just chosen a new password."""
    session.add(SignInAttemptRow(key=_email_key(email), at=now, succeeded=True))


def count(
    database: Database, what: str, whom: Mapping[str, int], now: datetime, *, form: str = ""
) -> bool:
    """Count something else than signing in, such as asking for links.

    Parameters
    ----------
    whom : mapping of str to int
        Who does it, such as a network, to how often they may within an hour.
    form : str
        What the form that was sent has of its own, and what stood in it.

    Returns
    -------
    bool
        Whether it is to be done: not if the same form came less than a minute ago.

    Raises
    ------
    LockedError
        It was done as often as may be; this time is not counted.
    """
    limits = {digest(f"{what}:{who}"): most for who, most in whom.items()}
    twice = [digest(f"{what}:form:{form}")] if form else []
    with database.reading() as session:
        if _is_there(session, twice, now):
            return False
        _refuse_counted(session, limits, now)
    with database.writing() as session:
        _forget_old(session, now)
        _take_turns(session, [*limits, *twice])
        if _is_there(session, twice, now):
            return False
        _refuse_counted(session, limits, now)
        keys = [*limits, *twice]
        session.add_all([SignInAttemptRow(key=key, at=now, succeeded=False) for key in keys])
    return True


def networks(address: str, most: int) -> dict[str, int]:
    """Give the networks that an address stands for, with how much each may.

    They are an IPv4 address, which `most` is for, or the /64 network of an IPv6 one, which one
    machine has, and the /48 around it, through which one machine could wander.

    Examples
    --------
    >>> networks("192.0.2.7", 30), networks("", 30)
    ({'192.0.2.7': 30}, {'': 30})
    >>> networks("2001:db8::1:2", 30)
    {'2001:db8::/64': 30, '2001:db8::/48': 300}
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return {address: most}
    if isinstance(parsed, ipaddress.IPv4Address):
        return {address: most}
    if parsed.ipv4_mapped:
        return {str(parsed.ipv4_mapped): most}
    around = {length: ipaddress.ip_network((int(parsed), length), strict=False)
              for length in (64, 48)}  # fmt: skip
    return {str(around[64]): most, str(around[48]): most * IN_A_SITE}


def _keys(email: str, address: str, browser: str) -> dict[str, Limit]:
    if browser:
        return {digest(f"browser:{browser}"): BY_BROWSER}
    by_network = {
        digest(f"address:{network}"): Limit(most, HOUR, is_reset=False)
        for network, most in networks(address, MOST_OF_NETWORK).items()
    }
    return {_email_key(email): BY_ACCOUNT, **by_network}


def _email_key(email: str) -> str:
    return digest(f"email:{normalised(email)}")


def _forget_old(session: Session, now: datetime) -> None:
    """Forget what counts no more, and what a clock that ran far ahead wrote down."""
    at = SignInAttemptRow.at
    session.execute(delete(SignInAttemptRow).where(or_(at < now - KEPT, at > now + KEPT)))


def _take_turns(session: Session, keys: Iterable[str]) -> None:
    """Let one attempt at a time count; SQLite has one writer at a time anyway."""
    if session.get_bind().dialect.name == "postgresql":
        for key in sorted(keys):
            number = int(key[:15], 16)
            session.execute(select(func.pg_advisory_xact_lock(number)))


def _refuse_locked(session: Session, keys: Mapping[str, Limit], now: datetime) -> None:
    found = [_locked_until(session, key, limit, now) for key, limit in keys.items()]
    until = max((moment for moment in found if moment is not None), default=now)
    if until > now:
        raise LockedError(until, now)


def _locked_until(session: Session, key: str, limit: Limit, now: datetime) -> datetime | None:
    """Look at the attempts up to now; what a clock that ran ahead wrote down does not count."""
    same = SignInAttemptRow.key == key
    rows = select(func.count(), func.max(SignInAttemptRow.at)).where(
        same,
        ~SignInAttemptRow.succeeded,
        SignInAttemptRow.at > now - limit.window,
        SignInAttemptRow.at <= now,
    )
    if limit.is_reset:
        success = select(func.max(SignInAttemptRow.attempt_id)).where(
            same, SignInAttemptRow.succeeded
        )
        rows = rows.where(SignInAttemptRow.attempt_id > (session.scalar(success) or 0))
    failures, last = session.execute(rows).one()
    return limit.locked_until(failures, last)


def _refuse_counted(session: Session, limits: Mapping[str, int], now: datetime) -> None:
    for key, most in limits.items():
        recent = session.scalars(
            select(SignInAttemptRow.at)
            .where(
                SignInAttemptRow.key == key,
                SignInAttemptRow.at > now - HOUR,
                SignInAttemptRow.at <= now,
            )
            .order_by(SignInAttemptRow.at.desc())
            .limit(most)
        ).all()
        if len(recent) == most:
            raise LockedError(recent[-1] + HOUR, now)


def _is_there(session: Session, keys: Collection[str], now: datetime) -> bool:
    at = SignInAttemptRow.at
    found = select(SignInAttemptRow.attempt_id).where(
        SignInAttemptRow.key.in_(keys), at > now - TWICE, at <= now
    )
    return bool(keys) and session.scalar(found.limit(1)) is not None
