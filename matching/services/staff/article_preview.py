"""For how many people an article would be read first, before anything is saved."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from typing import Final

import pandas as pd

from matching import columns as c
from matching.authorization import Actor
from matching.catalog import Catalog
from matching.recommending.recommender import Recommender
from matching.reference.reading import frame_of_rows
from matching.services.shared.role_cells import checked_article
from matching.services.shared.subjects import require_now
from matching.services.staff.people_met import PeopleMet, people_met
from matching.store import Database

FIRST: Final = 5
NEW: Final = "(new)"
"""Stands for the id of an article that has none yet; it is none that an article can have."""
_ANY: Final = "new"


@dataclasses.dataclass(frozen=True, eq=False)
class ArticlePreview:
    """How an article would stand.

    Parameters
    ----------
    catalog : Catalog
        With the article as it would be, under `article_id`.
    before, after : int or None
        For how many people it is, and would be, among the first five; of those who are here
        rounded down to fives, None for fewer than five.
    counted : int
        How many people were counted.
    are_here : bool
        Whether they are saved profiles; else fictional people.
    passed_over : int
        Saved profiles that cannot be read any more.
    """

    catalog: Catalog
    article_id: str
    before: int | None
    after: int | None
    counted: int
    are_here: bool
    passed_over: int


def preview_article(
    database: Database,
    actor: Actor,
    article_id: str,
    cells: Mapping[str, str],
    recommender: Recommender,
    *,
    now: datetime,
) -> ArticlePreview:
    """Say how an article with these cells would stand, for people as they are counted for gaps.

    Parameters
    ----------
    article_id : str
        `""` for one that is not there yet.
    cells : mapping of column to text
        All columns but `article_id`.

    Raises
    ------
    ArticleError
        Its `problems` name each faulty column.
    """
    with database.reading() as session:
        require_now(session, actor, "article.change")
        people = people_met(session)
    values = checked_article({**cells, c.ARTICLE_ID: article_id or _ANY})
    id_ = article_id or NEW
    one = frame_of_rows([{**values, c.ARTICLE_ID: id_}], c.ARTICLES_TABLE)
    others = recommender.catalog.articles.drop(index=id_, errors="ignore")
    catalog = dataclasses.replace(recommender.catalog, articles=pd.concat([others, one]))
    then = Recommender(catalog, recommender.weights, recommender.today.item())
    return ArticlePreview(
        catalog=catalog,
        article_id=id_,
        before=people.told(_read_first(people, recommender, id_)),
        after=people.told(_read_first(people, then, id_)),
        counted=len(people.profiles),
        are_here=people.are_here,
        passed_over=people.passed_over,
    )


def _read_first(people: PeopleMet, recommender: Recommender, article_id: str) -> int:
    """Count those among whose first articles it is."""
    if article_id not in recommender.catalog.articles.index:
        return 0
    firsts = (recommender.articles(profile, FIRST)["article_id"] for profile in people.profiles)
    return sum(article_id in first.to_numpy() for first in firsts)
