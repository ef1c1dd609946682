"""What a professional and an organization do about a role."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from matching.store.schema.base import Base, new_id, one_of
from matching.store.words import (
    CANDIDATE_STAGES,
    CONSENT_KINDS,
    INTRODUCTIONS,
    PURSUIT_OUTCOMES,
    PURSUIT_REASONS,
    REASON_CODES,
)


def of_account(*, primary_key: bool = False, index: bool = True) -> Mapped[str]:
    """Refer to a person; the row goes when the person goes."""
    return mapped_column(
        ForeignKey("accounts.account_id", ondelete="CASCADE"), primary_key=primary_key, index=index
    )


def once_of_account() -> Mapped[str | None]:
    """Refer to a person; the row stays without the person."""
    return mapped_column(ForeignKey("accounts.account_id", ondelete="SET NULL"), index=True)


def of_role(*, primary_key: bool = False, index: bool = True) -> Mapped[str]:
    """Refer to a role, which then cannot be deleted, only closed."""
    return mapped_column(
        ForeignKey("roles.role_id", ondelete="RESTRICT"), primary_key=primary_key, index=index
    )


class ShortlistRow(Base):
    """A role on a person's shortlist."""

    __tablename__ = "shortlist"

    account_id: Mapped[str] = of_account(primary_key=True, index=False)
    role_id: Mapped[str] = of_role(primary_key=True)
    note: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime]


class InterestRow(Base):
    """A person shows interest in a role; a new row each time, at most one not withdrawn."""

    __tablename__ = "interests"
    __table_args__ = (
        Index(
            "uq_interests_not_withdrawn",
            "account_id",
            "role_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    interest_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[str] = of_account()
    role_id: Mapped[str] = of_role()
    note: Mapped[str] = mapped_column(default="")
    shown_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class PursuitRow(Base):
    """What a person did about a role by themselves, and what became of it; only they read it.

    Parameters
    ----------
    wrote_on : date or None
        The day they wrote to its organization, outside of Missionmatch; None if they did not.
    outcome, reason : str
        What became of that, or of the interest they showed here; why it came to nothing.
    """

    __tablename__ = "pursuits"
    __table_args__ = (
        one_of("outcome", PURSUIT_OUTCOMES, blank=True),
        one_of("reason", PURSUIT_REASONS, blank=True),
        CheckConstraint("wrote_on IS NOT NULL OR outcome <> ''", name="said"),
        CheckConstraint("(outcome = 'nothing') = (reason <> '')", name="reasoned"),
        CheckConstraint("outcome <> '' OR text = ''", name="text"),
    )

    account_id: Mapped[str] = of_account(primary_key=True, index=False)
    role_id: Mapped[str] = of_role(primary_key=True)
    wrote_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]


class CandidacyRow(Base):
    """Where a person stands with a role, and whether they were introduced."""

    __tablename__ = "candidacies"
    __table_args__ = (
        one_of("stage", CANDIDATE_STAGES),
        one_of("introduction", INTRODUCTIONS),
        CheckConstraint(
            "(introduction = 'none') = (introduction_asked_at IS NULL)", name="introduction_asked"
        ),
        CheckConstraint(
            "(introduction IN ('agreed', 'refused')) = (introduction_answered_at IS NOT NULL)",
            name="introduction_answered",
        ),
    )

    role_id: Mapped[str] = of_role(primary_key=True, index=False)
    account_id: Mapped[str] = of_account(primary_key=True)
    stage: Mapped[str] = mapped_column(default="new")
    stage_since: Mapped[datetime]
    introduction: Mapped[str] = mapped_column(default="none")
    introduction_asked_at: Mapped[datetime | None]
    introduction_answered_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class StageChangeRow(Base):
    """A step of a candidate from stage to stage; it outlives the person, without their text."""

    __tablename__ = "stage_changes"
    __table_args__ = (
        one_of("from_stage", CANDIDATE_STAGES, blank=True),
        one_of("to_stage", CANDIDATE_STAGES),
        one_of("reason_code", REASON_CODES, blank=True),
        CheckConstraint("to_stage <> 'declined' OR reason_code <> ''", name="declined"),
        CheckConstraint("account_id IS NOT NULL OR reason_text = ''", name="forgotten"),
        Index(None, "role_id", "account_id"),
    )

    change_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    role_id: Mapped[str] = of_role(index=False)
    account_id: Mapped[str | None] = once_of_account()
    from_stage: Mapped[str] = mapped_column(default="")
    to_stage: Mapped[str]
    changed_by: Mapped[str | None] = once_of_account()
    changed_at: Mapped[datetime]
    reason_code: Mapped[str] = mapped_column(default="")
    reason_text: Mapped[str] = mapped_column(default="")


class NoteRow(Base):
    """What an organization wrote about a candidate; only that organization reads it."""

    __tablename__ = "notes"
    __table_args__ = (Index(None, "role_id", "account_id"),)

    note_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    role_id: Mapped[str] = of_role(index=False)
    account_id: Mapped[str] = of_account()
    org_id: Mapped[str] = mapped_column(
        ForeignKey("organizations.org_id", ondelete="RESTRICT"), index=True
    )
    author: Mapped[str | None] = once_of_account()
    text: Mapped[str]
    written_at: Mapped[datetime]


class ConsentRow(Base):
    """What a person agreed to or refused, in the words they were shown."""

    __tablename__ = "consents"
    __table_args__ = (one_of("kind", CONSENT_KINDS),)

    consent_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[str] = of_account()
    kind: Mapped[str]
    text: Mapped[str]
    given: Mapped[bool]
    at: Mapped[datetime]
    role_id: Mapped[str | None] = mapped_column(
        ForeignKey("roles.role_id", ondelete="RESTRICT"), index=True
    )
