"""What the services share: checked texts, the audit log, steps of a candidate, days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching import written
from matching.accounts.audit import record
from matching.authorization import Actor
from matching.errors import TextError
from matching.services.errors import RequestError
from matching.store import ConflictError, ConstraintError, Database
from matching.store.failures import CHANGED_MEANWHILE
from matching.store.schema import (
    CandidacyRow,
    ConsentRow,
    InterestRow,
    RoleRow,
    StageChangeRow,
)

LONGEST_NOTE: Final = 2_000
LONGEST_NAME: Final = 120
LONGEST_CONTACT: Final = 300
LONGEST_LOOKED_AT: Final = 20_000
ALONE_KEYS: Final = frozenset(
    {
        "pk_candidacies",
        "pk_floors",
        "pk_memberships",
        "pk_profiles",
        "pk_roles",
        "pk_shortlist",
        "uq_accounts_email",
        "uq_experiments_running",
        "uq_golden_profiles_name",
        "uq_gradings_author_side_profile_key_role_id",
        "uq_interests_not_withdrawn",
        "uq_weight_sets_name_version",
    }
)
"""Keys that two people who do the same at once both try to make."""


@contextmanager
def changing(database: Database) -> Iterator[Session]:
    """Give a session of `writing()`; a row that another made in the meantime is a conflict.

    Raises
    ------
    ConflictError
        Someone else changed or made a row in the meantime; nothing was written.
    """
    try:
        with database.writing() as session:
            yield session
    except ConstraintError as error:
        if error.constraint in ALONE_KEYS:
            raise ConflictError(CHANGED_MEANWHILE) from error
        raise


def text_of(
    value: str,
    what: str,
    longest: int = LONGEST_NOTE,
    *,
    needed: bool = False,
    lines: bool = False,
) -> str:
    """Check text of a person, and give it as `written.taken` takes it.

    Parameters
    ----------
    lines : bool
        Whether it may have several lines.

    Raises
    ------
    RequestError
        It is too long, empty though needed, or holds characters that are not taken.

    Examples
    --------
    >>> text_of(" <b>me</b> ", "a note")
    '<b>me</b>'
    """
    if len(value) > LONGEST_LOOKED_AT:
        raise RequestError(f"At most {longest:,} characters for {what}; these are {len(value):,}.")
    try:
        text = written.taken(value, lines=lines)
    except TextError as error:
        raise RequestError(f"Please take {error.fault} out of {what}.") from error
    if needed and not text:
        raise RequestError(f"Please write {what}.")
    if len(text) > longest:
        raise RequestError(f"At most {longest:,} characters for {what}; these are {len(text):,}.")
    return text


def searched(text: str) -> str:
    """Give what a person looks for, as `text_of` takes what is found; `""` if nothing can be."""
    try:
        return written.taken(text[:LONGEST_NAME])
    except TextError:
        return ""


def word_of(value: str, words: dict[str, str], what: str) -> str:
    """Check that a value is one of the controlled words.

    Raises
    ------
    RequestError
        It is none of them.
    """
    if value not in words:
        raise RequestError(f"Please choose {what}: {', '.join(words)}.")
    return value


def audit(
    session: Session,
    actor: Actor,
    action: str,
    target: tuple[str, str],
    now: datetime,
    **details: Any,
) -> None:
    """Write down who did what, in the same transaction as the change.

    Parameters
    ----------
    target : pair of str
        Kind and id of what it was done to.
    details
        Ids, counts and controlled words only; never names, e-mails or text of people.
    """
    by = actor.account_id or "visitor"
    record(session, now, actor=by, action=action, target=target, **details)


def consent(
    session: Session,
    account_id: str,
    kind: str,
    text: str,
    now: datetime,
    *,
    given: bool = True,
    role_id: str | None = None,
) -> None:
    """Keep what a person agreed to or took back, in the words they were shown."""
    session.add(
        ConsentRow(
            account_id=account_id, kind=kind, text=text, given=given, at=now, role_id=role_id
        )
    )


def step(
    session: Session,
    candidacy: CandidacyRow,
    to_stage: str,
    changed_by: str,
    now: datetime,
    reason: tuple[str, str] = ("", ""),
) -> None:
    """Move a candidate to a stage and write the step down; `reason` is a code and a text."""
    session.add(
        StageChangeRow(
            role_id=candidacy.role_id,
            account_id=candidacy.account_id,
            from_stage=candidacy.stage or "",
            to_stage=to_stage,
            changed_by=changed_by,
            changed_at=now,
            reason_code=reason[0],
            reason_text=reason[1],
        )
    )
    candidacy.stage = to_stage
    candidacy.stage_since = now


def begun_candidacy(
    session: Session, role_id: str, account_id: str, changed_by: str, now: datetime
) -> CandidacyRow:
    """Give the candidacy of a person for a role; a new one begins at the stage `new`."""
    candidacy = session.get(CandidacyRow, (role_id, account_id))
    if candidacy is None:
        candidacy = CandidacyRow(
            role_id=role_id, account_id=account_id, stage="", introduction="none"
        )
        step(session, candidacy, "new", changed_by, now)
        session.add(candidacy)
    return candidacy


def shown_interest(session: Session, role_id: str, account_id: str) -> InterestRow | None:
    """Give the interest of a person in a role that was not withdrawn."""
    return session.scalar(
        select(InterestRow).where(
            InterestRow.role_id == role_id,
            InterestRow.account_id == account_id,
            InterestRow.withdrawn_at.is_(None),
        )
    )


def is_open(role: RoleRow) -> bool:
    """Whether interest can be shown in a role."""
    return role.closed_at is None and role.status != "past"


def days_since(then: datetime, now: datetime) -> int:
    """Count whole days from a moment to now, never below 0.

    Examples
    --------
    >>> days_since(datetime(2026, 11, 20), datetime(2026, 11, 23, 12))
    3
    """
    return max(0, (now - then).days)
