"""What an organization and a person write to each other about a role."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matching.store.schema.base import Base, new_id, one_of
from matching.store.schema.candidates import of_account, of_role, once_of_account
from matching.store.words import COMMENT_FAULTS, COMMENT_OUTCOMES, MESSAGE_KINDS, MESSAGE_SIDES


class MessageRow(Base):
    """Something that one side of a candidacy wrote to the other; it goes with the person.

    Parameters
    ----------
    account_id : str
        The person of the candidacy, whoever wrote.
    side : str
        Who wrote: `person` or `organization`.
    author : str or None
        Who of the organization wrote; None for the person, or when the member is gone.
    came_with : str
        `message`, or the step that it went with, whose text may be `""`.
    read_at : datetime or None
        When the other side first opened the thread.
    report_reason, report_outcome : str
        Why the other side said that it should not stand there, and what staff decided: `hidden`
        takes it from the other side's eyes. `""` if not.
    """

    __tablename__ = "messages"
    __table_args__ = (
        one_of("side", MESSAGE_SIDES),
        one_of("came_with", MESSAGE_KINDS),
        one_of("report_reason", COMMENT_FAULTS, blank=True),
        one_of("report_outcome", COMMENT_OUTCOMES, blank=True),
        CheckConstraint("came_with <> 'message' OR text <> ''", name="said"),
        CheckConstraint("(reported_at IS NULL) = (report_reason = '')", name="reported"),
        CheckConstraint("(resolved_at IS NULL) = (report_outcome = '')", name="resolved"),
        CheckConstraint("report_outcome = '' OR report_reason <> ''", name="settled"),
        Index(None, "role_id", "account_id"),
    )

    message_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    role_id: Mapped[str] = of_role(index=False)
    account_id: Mapped[str] = of_account()
    side: Mapped[str]
    author: Mapped[str | None] = once_of_account()
    came_with: Mapped[str] = mapped_column(default="message")
    text: Mapped[str]
    written_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    report_reason: Mapped[str] = mapped_column(default="")
    reported_at: Mapped[datetime | None]
    reported_by: Mapped[str | None] = once_of_account()
    report_outcome: Mapped[str] = mapped_column(default="")
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[str | None] = once_of_account()


class MessageTemplateRow(Base):
    """Words that members of an organization keep, with fields such as `{role}`."""

    __tablename__ = "message_templates"
    __table_args__ = (UniqueConstraint("org_id", "name"),)

    template_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    org_id: Mapped[str] = mapped_column(ForeignKey("organizations.org_id", ondelete="RESTRICT"))
    name: Mapped[str]
    text: Mapped[str]
    changed_by: Mapped[str | None] = once_of_account()
    changed_at: Mapped[datetime]


class OrganizationBlockRow(Base):
    """A person wants no more messages of an organization, about any of its roles."""

    __tablename__ = "organization_blocks"

    account_id: Mapped[str] = of_account(primary_key=True, index=False)
    org_id: Mapped[str] = mapped_column(
        ForeignKey("organizations.org_id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    blocked_at: Mapped[datetime]
