"""What too few articles help with, by what people meet: in numbers, by nobody's name."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import datetime
from typing import Final

import pandas as pd
from sqlalchemy import select

from matching.articles.coverage import Pair, gaps
from matching.articles.hindrances import hindrances
from matching.authorization import Actor
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.services.shared.subjects import require_now
from matching.services.staff.links import AGAIN
from matching.services.staff.people_met import people_met
from matching.store import Database
from matching.store.schema import ArticleRow, LinkCheckRow

IN_VIEW: Final = 10
"""Of each person's list; what these roles ask stands in their way, too."""
COLUMNS: Final = ("obstacle", "profession", "people", "article_ids", "missing")


@dataclasses.dataclass(frozen=True, eq=False)
class ArticleGaps:
    """What too few articles help with.

    Parameters
    ----------
    gaps : DataFrame
        `obstacle`, `profession` (ids), `people` (how many meet it; of those who are here rounded
        down to fives), `article_ids` (tuple: the good ones that there are), `missing` (how many
        more would be enough). What most people miss most comes first. What fewer than five of
        those who are here meet is left out.
    met : int
        How many pairs of obstacle and profession are met by so many, with articles enough or not.
    counted : int
        How many people were counted.
    are_here : bool
        Whether they are saved profiles; else fictional people.
    passed_over : int
        Saved profiles that cannot be read any more.
    """

    gaps: pd.DataFrame
    met: int
    counted: int
    are_here: bool
    passed_over: int
    at: datetime


def article_gaps(
    database: Database, actor: Actor, recommender: Recommender, *, now: datetime
) -> ArticleGaps:
    """Count what people meet, and give what fewer than three good articles help with.

    `matching.articles.coverage` says what a good article is; one whose page is gone is none.
    """
    with database.reading() as session:
        require_now(session, actor, "gaps.read")
        people = people_met(session)
        gone = session.scalars(
            select(ArticleRow.article_id)
            .join(LinkCheckRow, LinkCheckRow.url == ArticleRow.url)
            .where(LinkCheckRow.failures >= AGAIN)
        ).all()
    exact = Counter(pair for profile in people.profiles for pair in _met(recommender, profile))
    met = {pair: n for pair, number in exact.items() if (n := people.told(number)) is not None}
    rows = [
        (gap.obstacle, gap.profession, gap.people, gap.article_ids, gap.missing)
        for gap in gaps(recommender.article_index, met, without=gone)
    ]
    return ArticleGaps(
        gaps=pd.DataFrame(rows, columns=list(COLUMNS)),
        met=len(met),
        counted=len(people.profiles),
        are_here=people.are_here,
        passed_over=people.passed_over,
        at=now,
    )


def _met(recommender: Recommender, profile: Profile) -> list[Pair]:
    best = recommender.recommend(profile, IN_VIEW)["role_id"].tolist()
    in_the_way = hindrances(recommender.person(profile), recommender.must_haves(profile, best))
    return [(obstacle, profile.profession) for obstacle in in_the_way]
