"""What people do with articles: kept, read, not wanted, and passed on."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from matching.store.schema.base import Base, one_of
from matching.store.schema.candidates import of_account
from matching.store.words import ARTICLE_MARKS, SHARE_WAYS


def of_article() -> Mapped[str]:
    """Refer to an article; the row goes with it."""
    return mapped_column(
        ForeignKey("articles.article_id", ondelete="CASCADE"), primary_key=True, index=True
    )


class ArticleMarkRow(Base):
    """A person keeps an article, has read it, or does not want to see it."""

    __tablename__ = "article_marks"
    __table_args__ = (one_of("mark", ARTICLE_MARKS),)

    account_id: Mapped[str] = of_account(primary_key=True, index=False)
    article_id: Mapped[str] = of_article()
    mark: Mapped[str] = mapped_column(primary_key=True)
    marked_at: Mapped[datetime]


class PathStepRow(Base):
    """A person has done a step of the path."""

    __tablename__ = "path_steps"

    account_id: Mapped[str] = of_account(primary_key=True, index=False)
    step: Mapped[str] = mapped_column(primary_key=True)
    done_at: Mapped[datetime]


class ArticleSharesRow(Base):
    """How often an article was passed on, on a day and in a way; by whom is not kept."""

    __tablename__ = "article_shares"
    __table_args__ = (one_of("way", SHARE_WAYS), CheckConstraint("number > 0", name="number"))

    article_id: Mapped[str] = of_article()
    way: Mapped[str] = mapped_column(primary_key=True)
    shared_on: Mapped[date] = mapped_column(primary_key=True)
    number: Mapped[int]
