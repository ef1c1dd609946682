"""What an organization does with a candidate: introduction, stages, notes."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.recruiter.members import names_of
from matching.services.shared.candidacies import begun_candidacy, step
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import (
    candidate_subject,
    require_now,
    role_subject,
    stored_role,
)
from matching.services.shared.templates import require_filled
from matching.services.shared.texts import text_of, word_of
from matching.services.shared.threads import blocking, tell, told, words_of
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
ASK: Final = "ask"
"""The step that is not to a stage: to ask for an introduction."""
_ASKED_ALREADY: Final = "An introduction was asked for already."


@dataclasses.dataclass(frozen=True)
class Note:
    """What an organization noted about a candidate.

    Parameters
    ----------
    author, by : str
        The id of an account, or `""`; and the name of the member.
    """

    text: str
    author: str
    written_at: datetime
    by: str


def ask_introduction(
    database: Database,
    actor: Actor,
    role_id: str,
    account_id: str,
    *,
    message: str = "",
    now: datetime,
) -> None:
    """Ask a person for name and contact; a new candidate is then under review.

    Parameters
    ----------
    message : str
        Words that the person reads with it.

    Raises
    ------
    RequestError
        The person refused, was declined or takes no messages; or the message cannot be sent so.
    ConflictError
        It was asked for already.
    """
    with changing(database) as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "introduction.ask", subject)
        candidacy = begun_candidacy(session, role_id, account_id, actor.account_id, now)
        why = hindrance(candidacy.stage, candidacy.introduction, ASK)
        if why:
            raise ConflictError(why) if why == _ASKED_ALREADY else RequestError(why)
        take_ask(session, actor, candidacy, now, message_of(message))


def hindrance(stage: str, introduction: str, to_step: str) -> str:
    """Say why a candidate cannot take a step now; `""` if nothing is in the way.

    Parameters
    ----------
    to_step : str
        A stage, or `ASK`.
    """
    if to_step == ASK:
        if introduction == "refused":
            return "The person refused an introduction; only they can change that."
        if introduction != "none":
            return _ASKED_ALREADY
        return "Move the candidate back to reviewing first." if stage == "declined" else ""
    if to_step not in NEXT_STAGES[stage]:
        can = ", ".join(NEXT_STAGES[stage]) or "nothing"
        return f"After {stage} comes {can}, not {to_step}."
    if to_step in NEED_INTRODUCTION and introduction != "agreed":
        return "Ask for an introduction first; the person has not agreed to one."
    return ""


def message_of(text: str) -> str:
    """Check the words that go with an ask; `""` for none."""
    return require_filled(words_of(text, needed=False))


def take_ask(
    session: Session, actor: Actor, candidacy: CandidacyRow, now: datetime, message: str = ""
) -> None:
    """Ask somebody for an introduction, whom nothing hinders; errors as of `threads.tell`."""
    candidacy.introduction = "asked"
    candidacy.introduction_asked_at = now
    if candidacy.stage == "new":
        step(session, candidacy, "reviewing", actor.account_id, now)
    org_id = stored_role(session, candidacy.role_id).org_id
    tell(session, actor, candidacy, org_id, ASK, message, now)
    target = ("candidate", candidacy.account_id)
    audit(session, actor, "introduction.ask", target, now, role_id=candidacy.role_id)


def take_move(
    session: Session,
    actor: Actor,
    candidacy: CandidacyRow,
    to_stage: str,
    reason: tuple[str, str],
    now: datetime,
) -> None:
    """Move somebody whom nothing hinders; `reason` is a code and a text."""
    before = candidacy.stage
    if to_stage == "declined":
        with session.no_autoflush:  # one step is one version
            reason = _tell_declined(session, actor, candidacy, reason, now)
    step(session, candidacy, to_stage, actor.account_id, now, reason)
    session.flush()
    details = {"role_id": candidacy.role_id, "from": before, "to": to_stage, "reason": reason[0]}
    audit(session, actor, "candidate.move", ("candidate", candidacy.account_id), now, **details)


def _tell_declined(
    session: Session,
    actor: Actor,
    candidacy: CandidacyRow,
    reason: tuple[str, str],
    now: datetime,
) -> tuple[str, str]:
    """Tell who knows of it, end an open ask, and give the reason without words nobody may read."""
    role_id, account_id = candidacy.role_id, candidacy.account_id
    org_id = stored_role(session, role_id).org_id
    code, text = reason
    if told(session, role_id, [account_id]):
        text = "" if blocking(session, org_id, [account_id]) else text
        tell(session, actor, candidacy, org_id, "declined", text, now)
    if candidacy.introduction == "asked":
        candidacy.introduction, candidacy.introduction_asked_at = "none", None
    return code, text


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
        Only for `declined`, which needs a code. A person who shows interest, was asked for an
        introduction or was written to reads both; nobody else knows of it.

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
        reason = reason_of(to_stage, reason_code, reason_text)
        stored = session.get(CandidacyRow, (role_id, account_id))
        if version != (stored.version if stored else 0):
            raise ConflictError(CHANGED_MEANWHILE)
        candidacy = begun_candidacy(session, role_id, account_id, actor.account_id, now)
        if why := hindrance(candidacy.stage, candidacy.introduction, to_stage):
            raise RequestError(why)
        take_move(session, actor, candidacy, to_stage, reason, now)
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
        ).all()
        names = names_of(session, org_id, [row.author for row in rows])
        return tuple(
            Note(row.text, row.author or "", row.written_at, names[row.author]) for row in rows
        )


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


def reason_of(to_stage: str, code: str, text: str) -> tuple[str, str]:
    """Check the reason of a step: its code and its words; only a decline has one."""
    if to_stage != "declined":
        if code or text:
            raise RequestError("Only declining has a reason; write a note instead.")
        return "", ""
    said = require_filled(text_of(text, "a reason", lines=True))
    return word_of(code, REASON_CODES, "a reason"), said
