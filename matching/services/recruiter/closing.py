"""Closing a role and telling those who wait, in one step that can be undone."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Final

from matching.authorization import Actor
from matching.services.recruiter.begun import begun_for
from matching.services.recruiter.candidate_steps import reason_of
from matching.services.recruiter.triage import take_undoably
from matching.services.shared.roles import turn
from matching.services.shared.subjects import require_now, role_subject
from matching.services.shared.transaction import changing
from matching.store import Database
from matching.store.schema import new_id

DECLINED: Final = "declined"


@dataclasses.dataclass(frozen=True)
class Closed:
    """A role that was closed: its new version, who was told, and the id that undoes that."""

    version: int
    told: tuple[str, ...]
    triage_id: str


def close_and_tell(
    database: Database,
    actor: Actor,
    role_id: str,
    *,
    version: int,
    reason_code: str,
    reason_text: str = "",
    now: datetime,
) -> Closed:
    """Close a role, and decline with one reason those who know of it and stand at its beginning.

    Who is already talked with, or further along, is told nothing and stays.

    Raises
    ------
    RequestError
        The reason is none, or its words cannot be taken.
    ConflictError
        The role was changed by someone else in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "candidates.triage", role_subject(session, role_id))
        reason = reason_of(DECLINED, reason_code, reason_text)
        told = tuple(one.account_id for one in begun_for(session, role_id) if one.is_told_of_end)
        closed = turn(session, actor, role_id, version, now, close=True)
        triage_id = new_id()
        for account_id in told:
            about = (triage_id, role_id, account_id)
            take_undoably(session, actor, about, DECLINED, reason, "", now)
        return Closed(closed, told, triage_id)
