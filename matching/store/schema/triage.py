"""What recruiters keep to get through many candidates: how to undo a step, and filters by name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from matching.store.schema.base import Base, one_of
from matching.store.schema.candidates import of_account, of_role
from matching.store.words import CANDIDATE_STAGES, INTRODUCTIONS


class TriageStepRow(Base):
    """Where a candidate stood before a step that can still be undone.

    Parameters
    ----------
    triage_id : str
        The same for all who took the step together.
    stage : str
        `""`: nothing had begun.
    version : int
        Of the candidate after the step.
    """

    __tablename__ = "triage_steps"
    __table_args__ = (
        one_of("stage", CANDIDATE_STAGES, blank=True),
        one_of("introduction", INTRODUCTIONS),
    )

    triage_id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = of_account(primary_key=True)
    role_id: Mapped[str] = of_role()
    made_by: Mapped[str] = of_account()
    made_at: Mapped[datetime]
    stage: Mapped[str]
    stage_since: Mapped[datetime | None]
    introduction: Mapped[str]
    introduction_asked_at: Mapped[datetime | None]
    version: Mapped[int]


class FilterSetRow(Base):
    """Filters of the list of candidates that a recruiter keeps by a name."""

    __tablename__ = "filter_sets"

    account_id: Mapped[str] = of_account(primary_key=True, index=False)
    name: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
