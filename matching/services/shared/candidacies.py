"""Steps of a person on the way to a role, and the interest that began them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.store.schema import CandidacyRow, InterestRow, StageChangeRow


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
