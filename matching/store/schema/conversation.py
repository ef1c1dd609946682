"""What people write about articles, organizations and roles, and who looks after it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matching.store.schema.base import Base, new_id, one_of
from matching.store.schema.candidates import of_account, once_of_account
from matching.store.words import (
    ACCOUNT_RIGHTS,
    COMMENT_FAULTS,
    COMMENT_KINDS,
    COMMENT_OUTCOMES,
    DECISIONS,
    SIGNATURES,
)


def _of_comment(*, primary_key: bool = False) -> Mapped[str]:
    return mapped_column(
        ForeignKey("comments.comment_id", ondelete="CASCADE"), primary_key=primary_key, index=True
    )


class CommentRow(Base):
    """A comment or a question about one article, organization or role, or an answer.

    Parameters
    ----------
    article_id, org_id, role_id : str or None
        What it is about: just one of them.
    parent_id : str or None
        The question that an answer answers, or the comment that it replies to.
    account_id : str or None
        Who wrote it; None when the person is gone, and the text with them.
    signature : str
        How the writer is shown.
    served_in : int or None
        The year in which the writer served with the organization, where they say that they did.
    is_for_returned : bool
        A question to those who served there.
    deleted_at, hidden_at : datetime or None
        Taken back by its writer; hidden by a moderator. Neither text is shown to anybody else.
    hidden_reason : str
        One of `COMMENT_FAULTS`, `""` if it is not hidden.
    """

    __tablename__ = "comments"
    __table_args__ = (
        one_of("kind", COMMENT_KINDS),
        one_of("signature", SIGNATURES),
        one_of("hidden_reason", COMMENT_FAULTS, blank=True),
        CheckConstraint("(kind = 'answer') = (parent_id IS NOT NULL)", name="answer"),
        CheckConstraint(
            "(CASE WHEN article_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN org_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN role_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_subject",
        ),
        CheckConstraint("(hidden_at IS NULL) = (hidden_reason = '')", name="is_hidden"),
        CheckConstraint("signature <> 'served' OR served_in IS NOT NULL", name="served"),
        CheckConstraint("account_id IS NOT NULL OR text = ''", name="forgotten"),
    )

    comment_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    article_id: Mapped[str | None] = mapped_column(
        ForeignKey("articles.article_id", ondelete="CASCADE"), index=True
    )
    org_id: Mapped[str | None] = mapped_column(
        ForeignKey("organizations.org_id", ondelete="RESTRICT"), index=True
    )
    role_id: Mapped[str | None] = mapped_column(
        ForeignKey("roles.role_id", ondelete="RESTRICT"), index=True
    )
    parent_id: Mapped[str | None] = mapped_column(
        ForeignKey("comments.comment_id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[str | None] = once_of_account()
    signature: Mapped[str]
    served_in: Mapped[int | None]
    text: Mapped[str]
    is_for_returned: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[datetime] = mapped_column(index=True)
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    hidden_by: Mapped[str | None] = once_of_account()
    hidden_reason: Mapped[str] = mapped_column(default="")


class CommentReportRow(Base):
    """Somebody says that a comment should not stand there; each person once."""

    __tablename__ = "comment_reports"
    __table_args__ = (
        UniqueConstraint("comment_id", "account_id"),
        one_of("reason", COMMENT_FAULTS),
        one_of("outcome", COMMENT_OUTCOMES, blank=True),
        CheckConstraint("(resolved_at IS NULL) = (outcome = '')", name="resolved"),
        CheckConstraint("account_id IS NOT NULL OR text = ''", name="forgotten"),
    )

    report_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    comment_id: Mapped[str] = _of_comment()
    account_id: Mapped[str | None] = once_of_account()
    reason: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    reported_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[str | None] = once_of_account()
    outcome: Mapped[str] = mapped_column(default="")


class WriterBlockRow(Base):
    """A person does not want to see what another writes, shown in this way.

    Only in this way: what else of them went would tell who writes without a name.

    Parameters
    ----------
    comment_id : str
        By which it was blocked; the block outlives it.
    blocked_id : str or None
        None for the voice of an organization or of staff, whoever of them writes.
    org_id : str or None
        The organization for which, or as of whose people, it was signed.
    shown_as : str
        The writer, in the words that were blocked.
    """

    __tablename__ = "writer_blocks"
    __table_args__ = (one_of("signature", SIGNATURES),)

    account_id: Mapped[str] = of_account(primary_key=True, index=False)
    comment_id: Mapped[str] = mapped_column(primary_key=True)
    blocked_id: Mapped[str | None] = of_account()
    signature: Mapped[str]
    org_id: Mapped[str | None] = mapped_column(
        ForeignKey("organizations.org_id", ondelete="RESTRICT"), index=True
    )
    shown_as: Mapped[str]
    blocked_at: Mapped[datetime]


class WritingBanRow(Base):
    """An account may not write comments, until a moment or until a moderator lifts it.

    Parameters
    ----------
    ban_id : str
        By which moderators know it, who are not told whose account it is.
    comment_id : str or None
        What was written.
    """

    __tablename__ = "writing_bans"
    __table_args__ = (UniqueConstraint("ban_id"), one_of("reason", COMMENT_FAULTS))

    account_id: Mapped[str] = of_account(primary_key=True, index=False)
    ban_id: Mapped[str] = mapped_column(default=new_id)
    comment_id: Mapped[str | None] = mapped_column(
        ForeignKey("comments.comment_id", ondelete="SET NULL"), index=True
    )
    reason: Mapped[str]
    banned_at: Mapped[datetime]
    banned_by: Mapped[str | None] = once_of_account()
    until: Mapped[datetime | None]


class AccountRightRow(Base):
    """A right that an account has besides those of its kind."""

    __tablename__ = "account_rights"
    __table_args__ = (one_of("account_right", ACCOUNT_RIGHTS),)

    account_id: Mapped[str] = of_account(primary_key=True, index=False)
    account_right: Mapped[str] = mapped_column(primary_key=True)
    given_at: Mapped[datetime]
    given_by: Mapped[str | None] = once_of_account()


class AnswerOfferRow(Base):
    """A person who served with an organization offers to answer questions about it."""

    __tablename__ = "answer_offers"

    account_id: Mapped[str] = of_account(primary_key=True, index=False)
    org_id: Mapped[str] = mapped_column(
        ForeignKey("organizations.org_id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    year: Mapped[int]
    offered_at: Mapped[datetime]


class AnswerFactRow(Base):
    """A cell of a role, as an answer of its organization says it, for staff to look at.

    Parameters
    ----------
    cell, value : str
        Column of roles.csv and the text of its cell.
    """

    __tablename__ = "answer_facts"
    __table_args__ = (
        one_of("outcome", DECISIONS, blank=True),
        CheckConstraint("(decided_at IS NULL) = (outcome = '')", name="settled"),
    )

    fact_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    comment_id: Mapped[str] = _of_comment()
    cell: Mapped[str]
    value: Mapped[str]
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[str | None] = once_of_account()
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = once_of_account()
    outcome: Mapped[str] = mapped_column(default="")
