"""Articles against judgments: figures of each judged set, beside simpler rankings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import bm25s
import numpy as np
import pandas as pd

from matching import columns as c
from matching.catalog import Catalog
from matching.errors import DataError, Problem
from matching.evidence import metrics as m
from matching.evidence.judgments import grades_by_profile, read_judgments
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.studies.baselines import OURS, labels_of, ordered, query_of, words_of_texts

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
    rankers: dict[str, Ranked] = {
        OURS: lambda profile: ours(recommender, profile),
        "BM25": Bm25Articles(catalog).rank,
        "shared tags": SharedTagsOfArticles(catalog).rank,
        "random": lambda profile: at_random(catalog, profile, seed),
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
        _differences(per_profile, seed),
        _worst(catalog, per_profile, sets, orders),
    )


def ours(recommender: Recommender, profile: Profile) -> list[str]:
    """Ids of articles as a person sees them, best first."""
    in_view = recommender.recommend(profile, n=IN_VIEW)[c.ROLE_ID].tolist()
    every = max(1, len(recommender.catalog.articles))
    return recommender.articles(profile, every, role_ids=in_view)[c.ARTICLE_ID].tolist()


class Bm25Articles:
    """All articles by Okapi BM25 of their text and labels; ties by id."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.ids = [str(id_) for id_ in catalog.articles.index]
        self.retriever = bm25s.BM25()
        texts = [_text(catalog, row) for row in catalog.articles.to_dict("records")]
        self.retriever.index(words_of_texts(texts), show_progress=False)

    def rank(self, profile: Profile) -> list[str]:
        """Ids of articles, best first."""
        words = words_of_texts([query_of(self.catalog, profile)])[0]
        scores = self.retriever.get_scores(words)
        return ordered(dict(zip(self.ids, scores.tolist(), strict=True)))


class SharedTagsOfArticles:
    """All articles by the number of ids they share with the profile; ties by id."""

    def __init__(self, catalog: Catalog) -> None:
        self.tags = {
            str(id_): {
                *row[c.PROFESSIONS], *row[c.SPECIALTIES], *row[c.FOCUS_AREAS], *row[c.COUNTRIES],
            }
            for id_, row in zip(
                catalog.articles.index, catalog.articles.to_dict("records"), strict=True
            )
        }  # fmt: skip

    def rank(self, profile: Profile) -> list[str]:
        """Ids of articles, best first."""
        wanted = {
            profile.profession, *profile.specialties, *profile.focus_areas, *profile.countries,
        }  # fmt: skip
        return ordered({id_: float(len(tags & wanted)) for id_, tags in self.tags.items()})


def at_random(catalog: Catalog, profile: Profile, seed: int = 0) -> list[str]:
    """Ids of articles in an order of chance, the same for a person and a seed."""
    rng = np.random.default_rng([seed, *profile.profile_id.encode()])
    return [str(id_) for id_ in rng.permutation(np.array(sorted(catalog.articles.index)))]


def _text(catalog: Catalog, row: Mapping[Any, Any]) -> str:
    return " ".join([str(row[c.TITLE]), str(row[c.SUMMARY]), *labels_of(catalog, row)])


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


def _differences(per_profile: pd.DataFrame, seed: int) -> pd.DataFrame:
    by_ranker = per_profile.pivot_table(
        index=[c.JUDGED_SET, c.PROFILE_ID], columns=m.RANKER, values=m.NDCG
    )
    rows = [
        {m.RANKER: ranker, **m.spread(by_ranker[OURS] - by_ranker[ranker], seed)}
        for ranker in dict.fromkeys(per_profile[m.RANKER])
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
