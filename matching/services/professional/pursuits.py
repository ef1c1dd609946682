"""What a professional does about a role by themselves: writing, and what became of it.

Where nobody of an organization is here, or later than what happens here, only the person knows.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.shared.errors import RequestError
from matching.services.shared.role_standing import is_open
from matching.services.shared.subjects import own, require_now, stored_role
from matching.services.shared.texts import text_of, word_of
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import OrganizationRow, PursuitRow, RoleRow
from matching.store.words import PURSUIT_OUTCOMES, PURSUIT_REASONS

MOST_PURSUITS: Final = 500
AHEAD: Final = timedelta(hours=14)
"""How far the clocks of the first place on earth to see a day are ahead of UTC."""


@dataclasses.dataclass(frozen=True)
class Pursuit:
    """What a person noted about a role; nothing at all is `Pursuit()`.

    Parameters
    ----------
    wrote_on : date or None
        The day they wrote to its organization; None if they did not.
    outcome : str
        What became of it: `went`, `refused`, `nothing`, or `""` as long as it is open.
    reason : str
        Why it came to nothing: one of `PURSUIT_REASONS`; `""` for other outcomes.
    text : str
        More about the outcome, in their own words.
    """

    wrote_on: date | None = None
    outcome: str = ""
    reason: str = ""
    text: str = ""

    def to_mapping(self) -> dict[str, str]:
        """Give it as texts for JSON.

        Examples
        --------
        >>> Pursuit(date(2026, 12, 3)).to_mapping()
        {'wrote_on': '2026-12-03', 'outcome': '', 'reason': '', 'text': ''}
        """
        day = self.wrote_on.isoformat() if self.wrote_on else ""
        return {**dataclasses.asdict(self), "wrote_on": day}

    @classmethod
    def from_mapping(cls, said: Mapping[str, Any]) -> Pursuit:
        """Read what `to_mapping` gave.

        Raises
        ------
        RequestError
            The day is none.
        """
        day, *texts = (str(said.get(field.name, "")) for field in dataclasses.fields(cls))
        try:
            return cls(date.fromisoformat(day) if day else None, *texts)
        except ValueError as error:
            raise RequestError("Please choose a day.") from error


@dataclasses.dataclass(frozen=True)
class MyPursuit:
    """What one noted about a role, with what that is called and whether it is still open.

    Parameters
    ----------
    is_taken_out : bool
        Whether its organization asked to be taken out of the catalog.
    """

    role_id: str
    title: str
    org_name: str
    is_open: bool
    noted: Pursuit
    is_taken_out: bool = False


def checked(noted: Pursuit, *, now: datetime) -> Pursuit:
    """Check what a person notes, and give it as it is kept.

    Raises
    ------
    RequestError
        The day is still to come anywhere on earth, outcome or reason is none of the words or do not
        go together, or the text is too long or without an outcome.
    """
    if noted.wrote_on is not None and noted.wrote_on > (now + AHEAD).date():
        raise RequestError("This day is still to come. When did you write?")
    if noted.outcome:
        word_of(noted.outcome, PURSUIT_OUTCOMES, "what became of it")
    if noted.outcome == "nothing":
        word_of(noted.reason, PURSUIT_REASONS, "why it came to nothing")
    elif noted.reason:
        raise RequestError("Only what came to nothing has a reason.")
    text = text_of(noted.text, "what became of it", lines=True)
    if text and not noted.outcome:
        raise RequestError("Please choose what became of it.")
    return dataclasses.replace(noted, text=text)


def my_pursuits(database: Database, actor: Actor, *, now: datetime) -> tuple[MyPursuit, ...]:
    """List what one noted, past roles included: the last written to first, then what was not."""
    with database.reading() as session:
        require_now(session, actor, "pursuit.read", own(actor))
        found = session.execute(
            select(PursuitRow, RoleRow, OrganizationRow.name, OrganizationRow.taken_out_at)
            .join(RoleRow, RoleRow.role_id == PursuitRow.role_id)
            .join(OrganizationRow, OrganizationRow.org_id == RoleRow.org_id)
            .where(PursuitRow.account_id == actor.account_id)
            .order_by(PursuitRow.wrote_on.is_(None), PursuitRow.wrote_on.desc(), PursuitRow.role_id)
        )
        return tuple(
            MyPursuit(
                role.role_id,
                role.title,
                org_name,
                is_open(role, now) and taken_out_at is None,
                _noted(row),
                taken_out_at is not None,
            )
            for row, role, org_name, taken_out_at in found
        )


def note_pursuit(
    database: Database, actor: Actor, role_id: str, noted: Pursuit, *, now: datetime
) -> None:
    """Note what one did about a role and what became of it, in place of what was noted before.

    Noting `Pursuit()` takes all of it back; noting what was there before undoes a change.

    Raises
    ------
    RequestError
        As `checked`; or too many are noted.
    """
    with changing(database) as session:
        require_now(session, actor, "pursuit.change", own(actor))
        stored_role(session, role_id)
        _note(session, actor, role_id, checked(noted, now=now), now)


def bring_pursuits(
    database: Database, actor: Actor, noted: Mapping[str, Pursuit], *, now: datetime
) -> None:
    """Keep all that one noted before signing in, or none of it.

    What the account has of a role stays; roles that there are no more are passed over.

    Raises
    ------
    RequestError
        As `note_pursuit`.
    """
    with changing(database) as session:
        require_now(session, actor, "pursuit.change", own(actor))
        for role_id, one in noted.items():
            is_new = session.get(PursuitRow, (actor.account_id, role_id)) is None
            if is_new and session.get(RoleRow, role_id) is not None:
                _note(session, actor, role_id, checked(one, now=now), now)


def _noted(row: PursuitRow) -> Pursuit:
    return Pursuit(row.wrote_on, row.outcome, row.reason, row.text)


def _note(session: Session, actor: Actor, role_id: str, noted: Pursuit, now: datetime) -> None:
    row = session.get(PursuitRow, (actor.account_id, role_id))
    if noted == (Pursuit() if row is None else _noted(row)):
        return
    if row is None:
        _require_room(session, actor.account_id)
        row = PursuitRow(account_id=actor.account_id, role_id=role_id)
        session.add(row)
    if noted == Pursuit():
        session.delete(row)
    else:
        row.wrote_on, row.outcome = noted.wrote_on, noted.outcome
        row.reason, row.text, row.changed_at = noted.reason, noted.text, now
    session.flush()
    audit(session, actor, "pursuit.change", ("role", role_id), now, outcome=noted.outcome)


def _require_room(session: Session, account_id: str) -> None:
    kept = select(func.count()).where(PursuitRow.account_id == account_id)
    if (session.scalar(kept) or 0) >= MOST_PURSUITS:
        raise RequestError(f"At most {MOST_PURSUITS} roles can be noted; take some off first.")
