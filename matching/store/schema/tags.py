"""Tags that people propose for articles, and who agrees."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matching.store.schema.base import Base, new_id, one_of
from matching.store.schema.candidates import of_account, once_of_account
from matching.store.words import TAG_STATES


class ArticleTagRow(Base):
    """A tag of an article that is not of the vocabulary.

    Parameters
    ----------
    label, tag : str
        As it was written first; and its address, which decides whether two are the same.
    account_id : str or None
        Who proposed it.
    state : str
        What staff decided: `proposed` leaves it to how many agree.
    """

    __tablename__ = "article_tags"
    __table_args__ = (UniqueConstraint("article_id", "tag"), one_of("state", TAG_STATES))

    tag_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.article_id", ondelete="CASCADE"))
    tag: Mapped[str] = mapped_column(index=True)
    label: Mapped[str]
    state: Mapped[str] = mapped_column(default="proposed")
    account_id: Mapped[str | None] = once_of_account()
    proposed_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = once_of_account()


class ArticleTagVoteRow(Base):
    """A person finds that a tag fits its article."""

    __tablename__ = "article_tag_votes"

    account_id: Mapped[str] = of_account(primary_key=True, index=False)
    tag_id: Mapped[str] = mapped_column(
        ForeignKey("article_tags.tag_id", ondelete="CASCADE"), primary_key=True, index=True
    )
    voted_at: Mapped[datetime]
