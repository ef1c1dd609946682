"""A professional's own reading: articles kept, read, not wanted; how often one was passed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import own, require_now, stored
from matching.services.shared.texts import word_of
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import ArticleMarkRow, ArticleRow, ArticleSharesRow
from matching.store.words import ARTICLE_MARKS, SHARE_WAYS

MOST_MARKED: Final = 2_000
MOST_SHARES_A_DAY: Final = 1_000
"""Of an article in one way; what is beyond is not counted, for a script not to make it famous."""
Marks = dict[str, tuple[str, ...]]


def my_reading(database: Database, actor: Actor, *, now: datetime) -> Marks:
    """Give what one did with articles: for each of `ARTICLE_MARKS` the ids, the newest first."""
    with database.reading() as session:
        require_now(session, actor, "reading.read", own(actor))
        rows = session.execute(
            select(ArticleMarkRow.mark, ArticleMarkRow.article_id)
            .where(ArticleMarkRow.account_id == actor.account_id)
            .order_by(ArticleMarkRow.marked_at.desc(), ArticleMarkRow.article_id)
        ).all()
    return {mark: tuple(id_ for said, id_ in rows if said == mark) for mark in ARTICLE_MARKS}


def mark_article(
    database: Database, actor: Actor, article_id: str, mark: str, *, on: bool, now: datetime
) -> None:
    """Keep an article, note it as read or not wanted, or take that back.

    Raises
    ------
    RequestError
        There is no such mark, or one has marked too many.
    """
    with changing(database) as session:
        require_now(session, actor, "reading.change", own(actor))
        stored(session.get(ArticleRow, article_id))
        word = word_of(mark, ARTICLE_MARKS, "a mark")
        row = session.get(ArticleMarkRow, (actor.account_id, article_id, word))
        if on and row is None:
            _add(session, actor, article_id, word, now)
        elif not on and row is not None:
            session.delete(row)
        else:
            return
        audit(session, actor, "reading.change", ("article", article_id), now, mark=word, on=on)


def bring_reading(
    database: Database, actor: Actor, marks: Mapping[str, Iterable[str]], *, now: datetime
) -> None:
    """Keep what one marked before signing in; articles that there are no more are passed over.

    Parameters
    ----------
    marks : mapping of mark to ids of articles
        The newest first.
    """
    with changing(database) as session:
        require_now(session, actor, "reading.change", own(actor))
        wanted = {id_ for ids in marks.values() for id_ in ids}
        rows = select(ArticleRow.article_id).where(ArticleRow.article_id.in_(wanted))
        known = set(session.scalars(rows))
        for mark in ARTICLE_MARKS:
            for article_id in reversed(list(marks.get(mark, ()))):
                key = (actor.account_id, article_id, mark)
                if article_id in known and session.get(ArticleMarkRow, key) is None:
                    _add(session, actor, article_id, mark, now)


def count_share(
    database: Database, actor: Actor, article_id: str, way: str, *, now: datetime
) -> None:
    """Count that somebody passed an article on; who it was is not kept.

    Raises
    ------
    RequestError
        There is no such way.
    """
    with changing(database) as session:
        require_now(session, actor, "article.share")
        stored(session.get(ArticleRow, article_id))
        key = (article_id, word_of(way, SHARE_WAYS, "a way of sharing"), now.date())
        row = session.get(ArticleSharesRow, key)
        if row is None:
            names = ("article_id", "way", "shared_on")
            session.add(ArticleSharesRow(**dict(zip(names, key, strict=True)), number=1))
        elif row.number < MOST_SHARES_A_DAY:
            row.number += 1


def article_counts(database: Database, actor: Actor, *, now: datetime) -> pd.DataFrame:
    """Count how often each article is kept and was passed on.

    Returns
    -------
    DataFrame
        Index `article_id`; `saved`, `shared` (int). Articles without either are left out.
    """
    saved = (
        select(ArticleMarkRow.article_id, func.count())
        .where(ArticleMarkRow.mark == "saved")
        .group_by(ArticleMarkRow.article_id)
    )
    shared = select(ArticleSharesRow.article_id, func.sum(ArticleSharesRow.number)).group_by(
        ArticleSharesRow.article_id
    )
    with database.reading() as session:
        require_now(session, actor, "article.counts")
        counts = {
            name: {str(id_): int(number) for id_, number in session.execute(query)}
            for name, query in (("saved", saved), ("shared", shared))
        }
    ids = sorted({*counts["saved"], *counts["shared"]})
    columns = {name: [found.get(id_, 0) for id_ in ids] for name, found in counts.items()}
    return pd.DataFrame(columns, index=pd.Index(ids, name="article_id", dtype=str), dtype=int)


def _add(session: Session, actor: Actor, article_id: str, mark: str, now: datetime) -> None:
    kept = select(func.count()).where(ArticleMarkRow.account_id == actor.account_id)
    if (session.scalar(kept) or 0) >= MOST_MARKED:
        raise RequestError(f"At most {MOST_MARKED:,} articles are kept; take some off first.")
    session.add(
        ArticleMarkRow(account_id=actor.account_id, article_id=article_id, mark=mark, marked_at=now)
    )
