"""Tags that people propose for articles; everybody sees those that enough agree with."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.articles.tags import Tag, tag_at
from matching.authorization import Actor
from matching.services.conversation.limits import one_at_a_time, require_may_write
from matching.services.shared.article_tags import (
    ENOUGH,
    is_shown,
    known,
    read_tag,
    tags_of_row,
    tags_with_votes,
)
from matching.services.shared.errors import RequestError, TooOftenError
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import (
    ArticleRow,
    ArticleTagRow,
    ArticleTagVoteRow,
    AuditEntryRow,
)
from matching.store.schema.base import new_id

A_DAY: Final = timedelta(days=1)
MOST_PROPOSED_A_DAY: Final = 10  # by one account
MOST_ON_ARTICLE: Final = 3  # by one account, ever
MOST_WAITING: Final = 12  # on one article, by all together
MOST_AGREED_A_DAY: Final = 100  # by one account
MOST_CHANGED_A_DAY: Final = 200  # by one account: agreed, and taken back to agree again
ALONE: Final = {"key_share": True}
"""A lock that holds back others who count, and nobody who only refers to the row."""


@dataclasses.dataclass(frozen=True)
class TagOnArticle:
    """A tag of people on an article, as somebody who is signed in sees it.

    Parameters
    ----------
    agree : int
        How many accounts agree, who proposed it among them.
    is_mine : bool
        Whether one agrees oneself.
    """

    tag_id: str
    tag: Tag
    agree: int
    is_shown: bool
    is_mine: bool

    @property
    def still_needed(self) -> int:
        """How many more must agree before it is shown."""
        return 0 if self.is_shown else ENOUGH - self.agree


def shown_tags(database: Database, actor: Actor, *, now: datetime) -> dict[str, tuple[Tag, ...]]:
    """Give the tags of people that are shown, by the id of the article; others are left out."""
    found: dict[str, tuple[Tag, ...]] = {}
    with database.reading() as session:
        require_now(session, actor, "tags.read")
        for row, article, agree in tags_with_votes(session, ArticleTagRow.state != "refused"):
            tag = tag_at(known(), row.tag, row.label)
            if is_shown(row.state, agree) and tag not in tags_of_row(article):
                found[row.article_id] = (*found.get(row.article_id, ()), tag)
    return found


def tags_on_article(
    database: Database, actor: Actor, article_id: str, *, now: datetime
) -> tuple[TagOnArticle, ...]:
    """Give the tags of people on an article, also those that few agree with; not who agrees."""
    with database.reading() as session:
        require_now(session, actor, "tags.propose")
        own = set(
            session.scalars(
                select(ArticleTagVoteRow.tag_id).where(
                    ArticleTagVoteRow.account_id == actor.account_id
                )
            )
        )
        rows = tags_with_votes(
            session, ArticleTagRow.article_id == article_id, ArticleTagRow.state != "refused"
        )
        return tuple(
            TagOnArticle(row.tag_id, tag, agree, is_shown(row.state, agree), row.tag_id in own)
            for row, article, agree in rows
            if (tag := tag_at(known(), row.tag, row.label)) not in tags_of_row(article)
        )


def propose_tag(
    database: Database, actor: Actor, article_id: str, text: str, *, now: datetime
) -> None:
    """Propose a tag for an article, and agree with it; with one that was proposed, only agree.

    Raises
    ------
    RequestError
        The article has this tag, staff refused it for this article, it is no tag, or a moderator
        forbade one to write.
    TooOftenError
        Too many were proposed: within a day, or for this article.
    """
    with changing(database) as session:
        require_now(session, actor, "tags.propose")
        one_at_a_time(session, actor)
        require_may_write(session, actor, now)
        # One at a time, so that those who propose at once do not all pass the limits.
        article = stored(session.get(ArticleRow, article_id, with_for_update=ALONE))
        tag = read_tag(text)
        if tag in tags_of_row(article):
            raise RequestError("It has this tag already.")
        of_article = select(ArticleTagRow).where(
            ArticleTagRow.article_id == article_id, ArticleTagRow.tag == tag.address
        )
        row = session.scalar(of_article)
        if row is None:
            _throttle(session, actor, article_id, now)
            row = _new(session, actor, article_id, tag, now)
        elif row.state == "refused":
            raise RequestError("The staff refused this tag for this article; propose another one.")
        if _agree(session, actor, row.tag_id, now):
            audit(session, actor, "tags.propose", ("article", article_id), now, tag_id=row.tag_id)


def agree_with_tag(
    database: Database, actor: Actor, tag_id: str, *, on: bool, now: datetime
) -> None:
    """Agree with a tag of an article, or take that back.

    Raises
    ------
    RequestError
        Staff have refused the tag in the meantime.
    TooOftenError
        One agreed with too many within a day.
    """
    with changing(database) as session:
        require_now(session, actor, "tags.propose")
        one_at_a_time(session, actor)
        row = stored(session.get(ArticleTagRow, tag_id))
        if row.state == "refused":
            raise RequestError("The staff have refused this tag in the meantime.")
        if on:
            has_changed = _agree(session, actor, tag_id, now)
        elif has_changed := (vote := _vote(session, actor, tag_id)) is not None:
            session.delete(vote)
        if has_changed:
            audit(
                session, actor, "tags.agree", ("article", row.article_id), now, tag_id=tag_id, on=on
            )


def _new(session: Session, actor: Actor, article_id: str, tag: Tag, now: datetime) -> ArticleTagRow:
    """Add a tag; on all articles it is written as it was written first."""
    first = select(ArticleTagRow.label).where(ArticleTagRow.tag == tag.address).limit(1)
    row = ArticleTagRow(
        tag_id=new_id(),
        article_id=article_id,
        tag=tag.address,
        label=session.scalar(first.order_by(ArticleTagRow.proposed_at)) or tag.label,
        proposed_at=now,
        account_id=actor.account_id,
    )
    session.add(row)
    session.flush()
    return row


def _vote(session: Session, actor: Actor, tag_id: str) -> ArticleTagVoteRow | None:
    return session.get(ArticleTagVoteRow, (actor.account_id, tag_id))


def _agree(session: Session, actor: Actor, tag_id: str, now: datetime) -> bool:
    """Agree with a tag; whether one did not yet."""
    if _vote(session, actor, tag_id) is not None:
        return False
    votes = select(func.count()).where(
        ArticleTagVoteRow.account_id == actor.account_id,
        ArticleTagVoteRow.voted_at > now - A_DAY,
        ArticleTagVoteRow.voted_at <= now,
    )
    changes = select(func.count()).where(  # a vote that was taken back left no row of its own
        AuditEntryRow.actor == actor.account_id,
        AuditEntryRow.action.in_(("tags.agree", "tags.propose")),
        AuditEntryRow.at > now - A_DAY,
        AuditEntryRow.at <= now,
    )
    for found, most in ((votes, MOST_AGREED_A_DAY), (changes, MOST_CHANGED_A_DAY)):
        if (session.scalar(found) or 0) >= most:
            raise TooOftenError("You agreed with many tags today; please go on tomorrow.")
    session.add(ArticleTagVoteRow(account_id=actor.account_id, tag_id=tag_id, voted_at=now))
    return True


def _throttle(session: Session, actor: Actor, article_id: str, now: datetime) -> None:
    own = select(func.count()).where(ArticleTagRow.account_id == actor.account_id)
    lately = own.where(ArticleTagRow.proposed_at > now - A_DAY, ArticleTagRow.proposed_at <= now)
    if (session.scalar(lately) or 0) >= MOST_PROPOSED_A_DAY:
        raise TooOftenError("You proposed many tags today; please go on tomorrow.")
    here = own.where(ArticleTagRow.article_id == article_id)
    if (session.scalar(here) or 0) >= MOST_ON_ARTICLE:
        raise TooOftenError(f"You have proposed {MOST_ON_ARTICLE} tags for this article already.")
    waiting = tags_with_votes(
        session, ArticleTagRow.article_id == article_id, ArticleTagRow.state == "proposed"
    )
    if sum(not is_shown(row.state, agree) for row, _, agree in waiting) >= MOST_WAITING:
        raise TooOftenError(
            "Many tags wait to be agreed with here. Agree with one of them, or come back later."
        )
