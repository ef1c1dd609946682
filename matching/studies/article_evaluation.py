"""Articles against judgments: figures of each judged set, beside simpler rankings."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from matching import columns as c
from matching.catalog import Catalog
from matching.errors import DataError, Problem
from matching.evidence import metrics as m
from matching.evidence.judgments import grades_by_profile, read_judgments
from matching.profile import Profile
from matching.recommending.reading_in_context import all_articles
from matching.recommending.recommender import Recommender
from matching.studies.baselines import (
    OURS,
    Bm25Index,
    at_random,
    by_shared_tags,
    query_of,
)
from matching.words.facts import table_rows
from matching.words.labels import labels_of_record

FIRST = 5
"""How many of the first articles count."""
FOLDER, MORE = "articles", "-more"
IN_VIEW = 10
"""Roles of a person's list that are in view."""
FIGURES = (m.NDCG, m.NDCG_ALL, m.GOOD, m.BAD, m.UNJUDGED)
Ranked = Callable[[Profile], list[str]]


class ArticleEvaluation(NamedTuple):
    """What judgments say about the order of articles.

    Attributes
    ----------
    per_profile : DataFrame
        `set`, `profile_id`, `ranker`, `judged` (how many articles) and `FIGURES` of the first five.
    summary : DataFrame
        `set` (also `all`), `ranker`, `metric`, `mean`, `low`, `high` (95 % bootstrap intervals over
        people), `profiles`.
    differences : DataFrame
        `set`, `ranker`, `mean`, `low`, `high`: NDCG of ours minus it, over the same people.
    worst : DataFrame
        Our five lists with the lowest NDCG: `set`, `profile_id`, `ndcg`, and of the first five of
        their judged articles `rank`, `article_id`, `title`, `grade`, `reason`.
    """

    per_profile: pd.DataFrame
    summary: pd.DataFrame
    differences: pd.DataFrame
    worst: pd.DataFrame


def judged_articles(
    data: Path, catalog: Catalog, profiles: Sequence[Profile]
) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Read the judged sets of articles in `judgments/articles` of a data folder, by name.

    What `first-more.csv` has of the people of `first.csv` is put together with that one.

    Raises
    ------
    DataError
        There is none, or a file is no table of judgments.
    """
    folder = data / "judgments" / FOLDER
    files = sorted(folder.glob("*.csv"))
    if not files:
        raise DataError(f"{folder} holds no judged articles: expected files such as first.csv.")
    people = {profile.profile_id for profile in profiles}
    known = set(catalog.articles.index)
    read = {
        file.stem: read_judgments(file, profile_ids=people, role_ids=known, of=c.ARTICLE_ID)
        for file in files
    }
    problems = [problem for _, faults in read.values() for problem in faults]
    sets = {name: frame for name, (frame, _) in read.items()}
    for name in [name for name in sets if name.removesuffix(MORE) in sets and name.endswith(MORE)]:
        earlier = name.removesuffix(MORE)
        sets[f"{earlier} and more"] = pd.concat([sets[earlier], sets.pop(name)], ignore_index=True)
    return dict(sorted(sets.items())), problems


def evaluate_articles(
    recommender: Recommender,
    profiles: Sequence[Profile],
    sets: Mapping[str, pd.DataFrame],
    seed: int = 0,
) -> ArticleEvaluation:
    """Rank articles for every judged person with every ranker and compare with the judgments."""
    catalog = recommender.catalog
    articles = table_rows(catalog.articles)
    texts = Bm25Index({id_: _text(catalog, row) for id_, row in articles.items()})
    tags = {id_: _ids_of_article(row) for id_, row in articles.items()}
    rankers: dict[str, Ranked] = {
        OURS: lambda profile: ours(recommender, profile),
        "BM25": lambda profile: texts.rank(query_of(catalog, profile)),
        "shared tags": lambda profile: by_shared_tags(tags, _ids_of_profile(profile)),
        "random": lambda profile: at_random(articles, profile.profile_id, seed),
    }
    by_id = {profile.profile_id: profile for profile in profiles}
    orders: dict[tuple[str, str], list[str]] = {}
    rows = []
    for name, judgments in sets.items():
        for profile_id, grades in grades_by_profile(judgments, c.ARTICLE_ID).items():
            for ranker, rank in rankers.items():
                if (ranker, profile_id) not in orders:
                    orders[ranker, profile_id] = rank(by_id[profile_id])
                found = m.figures(orders[ranker, profile_id], grades, FIRST)
                figures = {metric: found[metric] for metric in FIGURES}
                rows.append(
                    {c.JUDGED_SET: name, c.PROFILE_ID: profile_id, m.RANKER: ranker,
                     m.JUDGED: len(grades), **figures}
                )  # fmt: skip
    per_profile = pd.DataFrame(rows)
    return ArticleEvaluation(
        per_profile,
        _summary(per_profile, seed),
        differences(per_profile, [c.JUDGED_SET, c.PROFILE_ID], m.NDCG, seed),
        _worst(catalog, per_profile, sets, orders),
    )


def ours(recommender: Recommender, profile: Profile) -> list[str]:
    """Ids of articles as a person sees them, best first."""
    in_view = recommender.recommend(profile, n=IN_VIEW)[c.ROLE_ID].tolist()
    return all_articles(recommender, profile, in_view)[c.ARTICLE_ID].tolist()


def _text(catalog: Catalog, row: Mapping[Any, Any]) -> str:
    return " ".join([str(row[c.TITLE]), str(row[c.SUMMARY]), *labels_of_record(catalog, row)])


def _ids_of_article(article: Mapping[Any, Any]) -> frozenset[str]:
    named = (article[name] for name in (c.PROFESSIONS, c.SPECIALTIES, c.FOCUS_AREAS, c.COUNTRIES))
    return frozenset(itertools.chain.from_iterable(named))


def _ids_of_profile(profile: Profile) -> frozenset[str]:
    named = (profile.specialties, profile.focus_areas, profile.countries)
    return frozenset(itertools.chain([profile.profession], *named))


def _summary(per_profile: pd.DataFrame, seed: int) -> pd.DataFrame:
    groups = {**dict(iter(per_profile.groupby(c.JUDGED_SET, sort=False))), "all": per_profile}
    rows = [
        {c.JUDGED_SET: name, m.RANKER: ranker, m.METRIC: metric,
         **m.spread(of_ranker[metric], seed), m.PROFILES: int(of_ranker[metric].notna().sum())}
        for name, frame in groups.items()
        for ranker, of_ranker in frame.groupby(m.RANKER, sort=False)
        for metric in FIGURES
    ]  # fmt: skip
    return pd.DataFrame(rows)


def differences(
    per_list: pd.DataFrame, of_list: Sequence[str], metric: str, seed: int
) -> pd.DataFrame:
    """A figure of ours minus that of each other ranker, over the same lists.

    Parameters
    ----------
    per_list : DataFrame
        `ranker`, the figure, and the columns `of_list` that say whose list it is.

    Returns
    -------
    DataFrame
        `ranker`, `mean`, `low`, `high`.
    """
    by_ranker = per_list.pivot_table(index=list(of_list), columns=m.RANKER, values=metric)
    rows = [
        {m.RANKER: ranker, **m.spread(by_ranker[OURS] - by_ranker[ranker], seed)}
        for ranker in dict.fromkeys(per_list[m.RANKER])
        if ranker != OURS
    ]
    return pd.DataFrame(rows)


def _worst(
    catalog: Catalog,
    per_profile: pd.DataFrame,
    sets: Mapping[str, pd.DataFrame],
    orders: Mapping[tuple[str, str], list[str]],
) -> pd.DataFrame:
    lowest = per_profile[per_profile[m.RANKER] == OURS].nsmallest(FIRST, m.NDCG)
    titles = catalog.articles[c.TITLE]
    rows = []
    for name, id_, ndcg in zip(
        lowest[c.JUDGED_SET], lowest[c.PROFILE_ID], lowest[m.NDCG], strict=True
    ):
        judged = sets[name][sets[name][c.PROFILE_ID] == id_].set_index(c.ARTICLE_ID)
        shown = [one for one in orders[OURS, id_] if one in judged.index][:FIRST]
        rows += [
            {c.JUDGED_SET: name, c.PROFILE_ID: id_, m.NDCG: ndcg, c.RANK: rank,
             c.ARTICLE_ID: one, c.TITLE: titles[one], c.GRADE: judged.at[one, c.GRADE],
             c.REASON: judged.at[one, c.REASON]}
            for rank, one in enumerate(shown, 1)
        ]  # fmt: skip
    return pd.DataFrame(rows)
