"""What the members of an organization settle among themselves about a candidate."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matching.store.schema.base import Base, new_id
from matching.store.schema.candidates import of_account, of_role, once_of_account


class CandidatePlanRow(Base):
    """Who of the organization cares for a candidate, and what comes when.

    Parameters
    ----------
    owner : str or None
        A member; None for nobody, or when the member is gone.
    follow_up_on : date or None
        When the organization wants to come back to them.
    starts_on : date or None
        The day agreed with the person, where it is not the one of the role.
    """

    __tablename__ = "candidate_plans"

    role_id: Mapped[str] = of_role(primary_key=True, index=False)
    account_id: Mapped[str] = of_account(primary_key=True)
    owner: Mapped[str | None] = once_of_account()
    follow_up_on: Mapped[date | None]
    starts_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class InterviewRow(Base):
    """When and where an organization and an introduced person talk; both read it.

    Parameters
    ----------
    time_zone : str
        In whose hours it was agreed, such as `Africa/Nairobi`.
    """

    __tablename__ = "interviews"

    role_id: Mapped[str] = of_role(primary_key=True, index=False)
    account_id: Mapped[str] = of_account(primary_key=True)
    at: Mapped[datetime]
    time_zone: Mapped[str]
    place: Mapped[str]
    changed_by: Mapped[str | None] = once_of_account()
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class CriterionRow(Base):
    """A word by which the members of an organization rate the candidates of a role."""

    __tablename__ = "criteria"
    __table_args__ = (UniqueConstraint("role_id", "word"),)

    criterion_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    role_id: Mapped[str] = of_role(index=False)
    place: Mapped[int]
    word: Mapped[str]


class RatingRow(Base):
    """How a member rates a candidate by a criterion; it goes with the person or the criterion.

    Parameters
    ----------
    author : str or None
        None when the member is gone.
    changed_at : datetime or None
        When it was changed after it was given, and others' could be read.
    """

    __tablename__ = "ratings"
    __table_args__ = (
        UniqueConstraint("criterion_id", "account_id", "author"),
        CheckConstraint("points BETWEEN 1 AND 5", name="points"),
    )

    rating_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    criterion_id: Mapped[str] = mapped_column(
        ForeignKey("criteria.criterion_id", ondelete="CASCADE")
    )
    account_id: Mapped[str] = of_account()
    author: Mapped[str | None] = once_of_account()
    points: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    rated_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]


class PaperRow(Base):
    """A reference or document that a role needs of each person, by its name.

    Parameters
    ----------
    days_before : int
        How many days before the person starts it has to be there.
    """

    __tablename__ = "papers"
    __table_args__ = (
        UniqueConstraint("role_id", "name"),
        CheckConstraint("days_before >= 0", name="days_before"),
    )

    paper_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    role_id: Mapped[str] = of_role(index=False)
    place: Mapped[int]
    name: Mapped[str]
    days_before: Mapped[int]


class ReceivedPaperRow(Base):
    """A member has seen a reference or document of a person; there is no file."""

    __tablename__ = "received_papers"

    paper_id: Mapped[str] = mapped_column(
        ForeignKey("papers.paper_id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[str] = of_account(primary_key=True)
    received_on: Mapped[date]
    noted_by: Mapped[str | None] = once_of_account()
