"""Organizations that people follow, and what organizations ask about their own page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from matching.store.schema.base import Base, new_id, one_of
from matching.store.schema.candidates import of_account, once_of_account
from matching.store.words import CLAIM_KINDS, CLAIM_PROOFS, DECISIONS


class FollowRow(Base):
    """A person follows an organization.

    Parameters
    ----------
    seen_at : datetime
        When they last said that they saw what is new there; at first, when they began to follow.
    seen_roles : tuple of str
        Its roles that were open then.
    """

    __tablename__ = "follows"

    account_id: Mapped[str] = of_account(primary_key=True, index=False)
    org_id: Mapped[str] = mapped_column(
        ForeignKey("organizations.org_id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    followed_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    seen_roles: Mapped[tuple[str, ...]] = mapped_column(default=())


class OrganizationClaimRow(Base):
    """Somebody of an organization asks for its page, for a correction, or to be taken out.

    Parameters
    ----------
    account_id : str or None
        Who asked, if they were signed in.
    name, email, text : str
        Who they say they are and what they say; `""` once it was refused or the person is gone.
    changes : dict
        Column of organizations.csv to the text of its cell, of a correction.
    code : str
        What is to stand on the organization's website or in a mail from its domain.
    proof : str
        One of `CLAIM_PROOFS` as staff saw it; `""` before a decision, and where it was refused.
    answer : str
        What staff say to it.
    """

    __tablename__ = "organization_claims"
    __table_args__ = (
        one_of("kind", CLAIM_KINDS),
        one_of("proof", CLAIM_PROOFS, blank=True),
        one_of("outcome", DECISIONS, blank=True),
        CheckConstraint("(decided_at IS NULL) = (outcome = '')", name="settled"),
        CheckConstraint("(outcome = 'accepted') = (proof <> '')", name="proven"),
    )

    claim_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    org_id: Mapped[str] = mapped_column(
        ForeignKey("organizations.org_id", ondelete="RESTRICT"), index=True
    )
    kind: Mapped[str]
    account_id: Mapped[str | None] = once_of_account()
    name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    code: Mapped[str]
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = once_of_account()
    proof: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
