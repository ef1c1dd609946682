"""Tags that people propose for articles: what staff decide about them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pandas as pd
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from matching.articles.tags import Tag
from matching.authorization import Actor
from matching.services.shared.article_tags import is_shown, read_tag, tags_of_row, tags_with_votes
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.texts import word_of
from matching.services.shared.transaction import audit, changing
from matching.store import ConflictError, Database
from matching.store.schema import ArticleRow, ArticleTagRow, ArticleTagVoteRow
from matching.store.words import TAG_STATES

TAG_COLUMNS: Final = (
    "tag_id", "article_id", "title", "tag", "label", "state", "is_shown", "agree", "proposed_at",
    "decided_at",
)  # fmt: skip


def tags_of_people(database: Database, actor: Actor, *, now: datetime) -> pd.DataFrame:
    """List the tags that people proposed for articles, the most agreed on first, without who did.

    Returns
    -------
    DataFrame
        `tag_id`, `article_id`, `title` (of the article), `tag` (its address), `label`, `state` (as
        staff left it), `is_shown`, `agree` (how many accounts), `proposed_at`, `decided_at`.
    """
    with database.reading() as session:
        require_now(session, actor, "tags.manage")
        rows = [
            (
                tag.tag_id,
                tag.article_id,
                article.title,
                tag.tag,
                tag.label,
                tag.state,
                is_shown(tag.state, agree),
                agree,
                tag.proposed_at,
                tag.decided_at,
            )
            for tag, article, agree in tags_with_votes(session)
        ]
    table = pd.DataFrame(rows, columns=list(TAG_COLUMNS))
    return table.sort_values("agree", ascending=False, kind="stable", ignore_index=True)


def decide_tag(database: Database, actor: Actor, tag_id: str, state: str, *, now: datetime) -> None:
    """Show a tag, refuse it or take it down, or let people decide about it again.

    Raises
    ------
    RequestError
        The state is none of the words.
    ConflictError
        Somebody else did the same in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "tags.manage")
        row = stored(session.get(ArticleTagRow, tag_id, with_for_update=True))
        word_of(state, TAG_STATES, "what becomes of it")
        if row.state == state:
            raise ConflictError("Somebody else did the same in the meantime.")
        row.state, row.decided_at, row.decided_by = state, now, actor.account_id
        target = ("article", row.article_id)
        audit(session, actor, "tags.manage", target, now, what=state, tag_id=tag_id)


def rename_tag(database: Database, actor: Actor, tag_id: str, text: str, *, now: datetime) -> None:
    """Write a tag otherwise, on all articles that have it.

    Where an article has the other tag too, the two become one, and who agreed with either agrees
    with it; where the vocabulary gives it that tag, the one of people goes.

    Raises
    ------
    RequestError
        It is no tag, or written so already; or on an article staff refused just one of the two.
    """
    with changing(database) as session:
        require_now(session, actor, "tags.manage")
        row = stored(session.get(ArticleTagRow, tag_id))
        tag = read_tag(text)
        same = select(ArticleTagRow).where(ArticleTagRow.tag == row.tag).with_for_update()
        target, renamed = ("article", row.article_id), list(session.scalars(same))
        if {(one.tag, one.label) for one in renamed} == {(tag.address, tag.label)}:
            raise RequestError("It is written so already.")
        for one in renamed:
            _rename(session, one, tag)
        written = update(ArticleTagRow).where(ArticleTagRow.tag == tag.address)
        session.execute(written.values(label=tag.label))
        more = {"what": "renamed", "articles": len(renamed)}
        audit(session, actor, "tags.manage", target, now, tag_id=tag_id, **more)


def _rename(session: Session, row: ArticleTagRow, tag: Tag) -> None:
    article = stored(session.get(ArticleRow, row.article_id))
    if tag in tags_of_row(article):
        session.delete(row)
        return
    of_article = select(ArticleTagRow).where(
        ArticleTagRow.article_id == row.article_id, ArticleTagRow.tag == tag.address
    )
    other = session.scalar(of_article)
    if other is None or other is row:
        row.tag, row.label = tag.address, tag.label
        session.flush()
        return
    if (other.state == "refused") != (row.state == "refused"):
        which = f"“{other.label}”" if other.state == "refused" else f"“{row.label}”"
        raise RequestError(
            f"On “{article.title}” both stand, and {which} was refused there. "
            "Decide the same about both first, or write it otherwise."
        )
    if (other.state, row.state) == ("proposed", "shown"):
        other.state, other.decided_at, other.decided_by = (
            row.state, row.decided_at, row.decided_by,
        )  # fmt: skip
    votes = select(ArticleTagVoteRow).where(ArticleTagVoteRow.tag_id == row.tag_id)
    for vote in session.scalars(votes):
        if session.get(ArticleTagVoteRow, (vote.account_id, other.tag_id)) is None:
            session.add(
                ArticleTagVoteRow(
                    account_id=vote.account_id, tag_id=other.tag_id, voted_at=vote.voted_at
                )
            )
    session.delete(row)
    session.flush()
