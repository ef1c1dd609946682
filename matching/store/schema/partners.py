"""Partners who are invited or ask to join, and organizations from which people hide."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from matching.store.schema.base import Base, new_id, one_of
from matching.store.schema.candidates import of_account, once_of_account
from matching.store.words import DECISIONS


class InvitationRow(Base):
    """Somebody was invited and has not chosen a password yet."""

    __tablename__ = "invitations"

    account_id: Mapped[str] = of_account(primary_key=True, index=False)
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class JoinRequestRow(Base):
    """An organization that is not in the catalog asks to join.

    Parameters
    ----------
    contact_name, email, text : str
        Of who asked; `""` once it is decided, since nobody needs them any more.
    code : str
        With it one looks up where it stands.
    outcome, answer : str
        What staff decided, and the words for who asked.
    """

    __tablename__ = "join_requests"
    __table_args__ = (
        one_of("outcome", DECISIONS, blank=True),
        CheckConstraint("(decided_at IS NULL) = (outcome = '')", name="settled"),
    )

    request_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    org_name: Mapped[str]
    website: Mapped[str]
    contact_name: Mapped[str]
    email: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    code: Mapped[str] = mapped_column(unique=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = once_of_account()
    outcome: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")


class HiddenFromRow(Base):
    """A person is never seen by an organization."""

    __tablename__ = "hidden_from"

    account_id: Mapped[str] = of_account(primary_key=True, index=False)
    org_id: Mapped[str] = mapped_column(
        ForeignKey("organizations.org_id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    since: Mapped[datetime]
