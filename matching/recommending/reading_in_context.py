"""Reading where it helps: beside a role, for what is open in it, and for one obstacle."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from matching.articles import hindrances
from matching.articles.article_index import ArticleIndex
from matching.articles.reasons import why_here
from matching.profile import Profile
from matching.recommending.recommender import Recommender


def articles_helping(
    recommender: Recommender,
    profile: Profile,
    obstacles: Collection[str],
    n: int = 2,
    *,
    role_ids: Sequence[str] = (),
) -> pd.DataFrame:
    """Articles that help with certain obstacles, best first; each obstacle once before twice.

    Parameters
    ----------
    obstacles : collection of str
        Ids of `matching.reference.vocabulary.OBSTACLES`.
    role_ids : sequence of str
        Roles in view, as of `Recommender.articles`.

    Returns
    -------
    DataFrame
        As from `Recommender.articles`; `helps` has these obstacles alone.
    """
    every = all_articles(recommender, profile, role_ids)
    return those_that_help(recommender.article_index, every, obstacles).head(n)


def all_articles(
    recommender: Recommender, profile: Profile, role_ids: Sequence[str] = ()
) -> pd.DataFrame:
    """All articles for a person, best first, as from `Recommender.articles`."""
    n = max(1, len(recommender.article_index))
    return recommender.articles(profile, n, role_ids=role_ids)


def those_that_help(
    index: ArticleIndex, ranked: pd.DataFrame, obstacles: Collection[str]
) -> pd.DataFrame:
    """Of ranked articles those that help with certain obstacles, as of `articles_helping`."""
    helps = pd.Series(
        [tuple(name for name in index.helps[id_] if name in obstacles)
         for id_ in ranked["article_id"]],
        index=ranked.index, dtype=object,
    )  # fmt: skip
    some = ranked.assign(helps=helps)[helps.map(len) > 0]
    again = some["helps"].duplicated()
    found = pd.concat([some[~again], some[again]]).reset_index(drop=True)
    why = [why_here(*both) for both in zip(found["shared"], found["helps"], strict=True)]
    return found.assign(rank=range(1, len(found) + 1), why=pd.Series(why, dtype=object))


def obstacles_in(recommender: Recommender, profile: Profile, role_id: str) -> tuple[str, ...]:
    """What is missing or open between a person and a role, as obstacles, the weightiest first."""
    musts = recommender.must_haves(profile, [role_id])
    return tuple(hindrances.obstacles_in(musts)) if musts is not None else ()
