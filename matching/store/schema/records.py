"""What is written down: who did what, weight sets, what was shown, reports about roles."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from matching.store.schema.base import Base, new_id, one_of
from matching.store.schema.candidates import of_role, once_of_account
from matching.store.words import (
    DISMISSAL_REASONS,
    EVENT_KINDS,
    REPORT_OUTCOMES,
    REPORT_REASONS,
    SIDES,
    TEAMS,
)


class AuditEntryRow(Base):
    """Who did what, and when; never changed.

    Parameters
    ----------
    actor : str
        Id of an account, or another word such as `console`. No foreign key: the entry outlives
        the account, whose id is random and tells nothing by itself.
    target_kind, target_id : str
        What it was done to: `role`, its id.
    details : dict
        Ids, counts and controlled words only; never names, e-mails or text of people.
    """

    __tablename__ = "audit_log"
    __table_args__ = (Index(None, "target_kind", "target_id"),)

    entry_id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(index=True)
    target_kind: Mapped[str] = mapped_column(default="")
    target_id: Mapped[str] = mapped_column(default="")
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)


class WeightSetRow(Base):
    """A weight set that was saved, the figures it reached, and why it was made.

    Parameters
    ----------
    side : str
        Whether it ranks roles for a person or people for a role; one set of each side serves,
        and that is the one that ships with the program where none is active.
    """

    __tablename__ = "weight_sets"
    __table_args__ = (
        one_of("side", SIDES),
        UniqueConstraint("name", "version"),
        Index(
            "uq_weight_sets_active",
            "side",
            unique=True,
            sqlite_where=text("is_active"),
            postgresql_where=text("is_active"),
        ),
    )

    weight_set_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    version: Mapped[int]
    side: Mapped[str] = mapped_column(default="professional")
    author: Mapped[str | None] = once_of_account()
    created_at: Mapped[datetime]
    body: Mapped[dict[str, Any]]
    figures: Mapped[dict[str, Any] | None]
    reason: Mapped[str] = mapped_column(default="")
    is_active: Mapped[bool] = mapped_column(default=False)


class EventRow(Base):
    """A role was shown to somebody, at this position with these points, or they acted on it.

    Parameters
    ----------
    list_id : str or None
        The same for all roles of one list, and for what was done about them; None if no list
        showed the role.
    weight_set_id : str or None
        The set that put the role there, which in an experiment differs from role to role; None
        is the set that ships with the program.
    terms : dict or None
        `points`: term to points, none that gave nothing; `values`: column of `learning.form` to
        value, none that is unknown.
    reason : str or None
        Why a role was dismissed, if that was said.
    team : str or None
        In an experiment, whose choice the role was, if that tells anything.
    """

    __tablename__ = "events"
    __table_args__ = (
        one_of("kind", EVENT_KINDS),
        one_of("reason", DISMISSAL_REASONS),
        one_of("team", TEAMS),
        Index(None, "kind", "at"),
    )

    event_id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    account_id: Mapped[str | None] = once_of_account()
    kind: Mapped[str]
    role_id: Mapped[str] = of_role()
    position: Mapped[int | None]
    weight_set_id: Mapped[str | None] = mapped_column(
        ForeignKey("weight_sets.weight_set_id", ondelete="RESTRICT")
    )
    score: Mapped[float | None]
    terms: Mapped[dict[str, Any] | None]
    list_id: Mapped[str | None] = mapped_column(index=True)
    reason: Mapped[str | None]
    team: Mapped[str | None]


class ExperimentRow(Base):
    """Two weight sets share the professionals' list, so that what people do tells the better one.

    Parameters
    ----------
    first_set, second_set : str or None
        Ids of weight sets; the first may be None, the set that ships with the program.
    planned : int
        After how many people who preferred one of them it ends at the latest.
    """

    __tablename__ = "experiments"
    __table_args__ = (
        CheckConstraint("is_running = (stopped_at IS NULL)", name="running"),
        CheckConstraint("first_set IS NULL OR first_set <> second_set", name="two_sets"),
        Index(
            "uq_experiments_running",
            "is_running",
            unique=True,
            sqlite_where=text("is_running"),
            postgresql_where=text("is_running"),
        ),
    )

    experiment_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    first_set: Mapped[str | None] = mapped_column(
        ForeignKey("weight_sets.weight_set_id", ondelete="RESTRICT")
    )
    second_set: Mapped[str] = mapped_column(
        ForeignKey("weight_sets.weight_set_id", ondelete="RESTRICT")
    )
    planned: Mapped[int]
    started_at: Mapped[datetime]
    started_by: Mapped[str | None] = once_of_account()
    stopped_at: Mapped[datetime | None]
    stopped_by: Mapped[str | None] = once_of_account()
    is_running: Mapped[bool] = mapped_column(default=True)


class RoleReportRow(Base):
    """Somebody says that a role is outdated or wrong."""

    __tablename__ = "role_reports"
    __table_args__ = (
        one_of("reason", REPORT_REASONS),
        one_of("outcome", REPORT_OUTCOMES, blank=True),
        CheckConstraint("(resolved_at IS NULL) = (outcome = '')", name="resolved"),
    )

    report_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    role_id: Mapped[str] = of_role()
    account_id: Mapped[str | None] = once_of_account()
    reason: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    reported_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[str | None] = once_of_account()
    outcome: Mapped[str] = mapped_column(default="")


class LinkCheckRow(Base):
    """Whether a page of the catalog could be opened when it was last tried.

    Parameters
    ----------
    status : int or None
        Of HTTP; None if no answer came.
    fault : str
        Why it could not be opened, in words; `""` if it could.
    failing_since : datetime or None
        When it first failed, of the tries in a row that failed; None also where its site only
        lets no program look.
    failures : int
        How many tries in a row failed.
    """

    __tablename__ = "link_checks"
    __table_args__ = (CheckConstraint("(failing_since IS NULL) = (failures = 0)", name="failing"),)

    url: Mapped[str] = mapped_column(primary_key=True)
    checked_at: Mapped[datetime]
    status: Mapped[int | None]
    fault: Mapped[str] = mapped_column(default="")
    failing_since: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
