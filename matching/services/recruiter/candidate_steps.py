"""What an organization does with a candidate: introduction, stages, notes."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Final

from sqlalchemy import select

from matching.authorization import Actor
from matching.services.shared.candidacies import begun_candidacy, step
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import (
    candidate_subject,
    require_now,
    role_subject,
    stored_role,
)
from matching.services.shared.texts import text_of, word_of
from matching.services.shared.transaction import audit, changing
from matching.store import ConflictError, Database
from matching.store.failures import CHANGED_MEANWHILE
from matching.store.schema import CandidacyRow, NoteRow
from matching.store.words import CANDIDATE_STAGES, REASON_CODES

NEXT_STAGES: Final[dict[str, tuple[str, ...]]] = {
    "new": ("reviewing", "contacted", "declined"),
    "reviewing": ("new", "contacted", "interview", "declined"),
    "contacted": ("reviewing", "interview", "clearance", "declined"),
    "interview": ("contacted", "clearance", "accepted", "declined"),
    "clearance": ("interview", "accepted", "declined"),
    "accepted": ("went", "clearance", "declined"),
    "went": ("accepted",),
    "declined": ("reviewing",),
    "withdrawn": (),
}
"""Stage to the stages that an organization may move a candidate to."""
NEED_INTRODUCTION: Final = ("contacted", "interview", "clearance", "accepted", "went")
"""Stages of people who agreed to an introduction."""


@dataclasses.dataclass(frozen=True)
class Note:
    """What an organization noted about a candidate; `author` is the id of an account, or `""`."""

    text: str
    author: str
    written_at: datetime


def ask_introduction(
    database: Database, actor: Actor, role_id: str, account_id: str, *, now: datetime
) -> None:
    """Ask a person for name and contact; a new candidate is then under review.

    Raises
    ------
    RequestError
        The person refused, or was declined.
    ConflictError
        It was asked for already.
    """
    with changing(database) as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "introduction.ask", subject)
        candidacy = begun_candidacy(session, role_id, account_id, actor.account_id, now)
        if candidacy.introduction == "refused":
            raise RequestError("The person refused an introduction; only they can change that.")
        if candidacy.introduction != "none":
            raise ConflictError("An introduction was asked for already.")
        if candidacy.stage == "declined":
            raise RequestError("Move the candidate back to reviewing first.")
        candidacy.introduction = "asked"
        candidacy.introduction_asked_at = now
        if candidacy.stage == "new":
            step(session, candidacy, "reviewing", actor.account_id, now)
        target = ("candidate", account_id)
        audit(session, actor, "introduction.ask", target, now, role_id=role_id)


def move_stage(
    database: Database,
    actor: Actor,
    role_id: str,
    account_id: str,
    to_stage: str,
    *,
    version: int,
    reason_code: str = "",
    reason_text: str = "",
    now: datetime,
) -> int:
    """Move a candidate to another stage.

    Parameters
    ----------
    version : int
        `version` of the candidate as it was shown.
    reason_code, reason_text : str
        Only for `declined`, which needs a code. The person reads both.

    Returns
    -------
    int
        The new version.

    Raises
    ------
    RequestError
        The stage cannot follow, the reason is missing, or the person was not introduced yet.
    ConflictError
        The candidate was moved by someone else in the meantime.
    """
    with changing(database) as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "candidate.move", subject)
        word_of(to_stage, CANDIDATE_STAGES, "a stage")
        reason = _reason(to_stage, reason_code, reason_text)
        stored = session.get(CandidacyRow, (role_id, account_id))
        if version != (stored.version if stored else 0):
            raise ConflictError(CHANGED_MEANWHILE)
        candidacy = begun_candidacy(session, role_id, account_id, actor.account_id, now)
        if to_stage not in NEXT_STAGES[candidacy.stage]:
            can = ", ".join(NEXT_STAGES[candidacy.stage]) or "nothing"
            raise RequestError(f"After {candidacy.stage} comes {can}, not {to_stage}.")
        if to_stage in NEED_INTRODUCTION and not subject.is_introduced:
            raise RequestError("Ask for an introduction first; the person has not agreed to one.")
        before = candidacy.stage
        step(session, candidacy, to_stage, actor.account_id, now, reason)
        session.flush()
        details = {"role_id": role_id, "from": before, "to": to_stage, "reason": reason[0]}
        audit(session, actor, "candidate.move", ("candidate", account_id), now, **details)
        return candidacy.version


def notes(
    database: Database, actor: Actor, role_id: str, account_id: str, *, now: datetime
) -> tuple[Note, ...]:
    """Read what the organization noted about a candidate, the newest first."""
    with database.reading() as session:
        require_now(session, actor, "note.read", role_subject(session, role_id))
        org_id = stored_role(session, role_id).org_id
        rows = session.scalars(
            select(NoteRow)
            .where(
                NoteRow.role_id == role_id,
                NoteRow.account_id == account_id,
                NoteRow.org_id == org_id,
            )
            .order_by(NoteRow.written_at.desc(), NoteRow.note_id)
        )
        return tuple(Note(row.text, row.author or "", row.written_at) for row in rows)


def write_note(
    database: Database, actor: Actor, role_id: str, account_id: str, text: str, *, now: datetime
) -> None:
    """Note something about a candidate; only members of the organization read it.

    Raises
    ------
    RequestError
        The note is empty or too long.
    """
    with changing(database) as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "note.write", subject)
        session.add(
            NoteRow(
                role_id=role_id,
                account_id=account_id,
                org_id=subject.org_id,
                author=actor.account_id,
                text=text_of(text, "a note", needed=True, lines=True),
                written_at=now,
            )
        )
        audit(session, actor, "note.write", ("candidate", account_id), now, role_id=role_id)


def _reason(to_stage: str, code: str, text: str) -> tuple[str, str]:
    if to_stage != "declined":
        if code or text:
            raise RequestError("Only declining has a reason; write a note instead.")
        return "", ""
    return word_of(code, REASON_CODES, "a reason"), text_of(text, "a reason")
