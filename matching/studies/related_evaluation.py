"""Related articles against judgments of two readers, beside simpler rankings."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd
from sklearn.metrics import cohen_kappa_score

from matching import columns as c
from matching.browsing.related_articles import RelatedArticles, is_over
from matching.catalog import Catalog
from matching.errors import DataError, Problem
from matching.evidence import metrics as m
from matching.evidence.judgments import BEST_GRADE, read_judgments
from matching.recommending.recommender import Recommender
from matching.studies.article_evaluation import FIRST, differences
from matching.studies.baselines import OURS, Bm25Index, by_shared_tags
from matching.words.facts import table_rows

FOLDER: Final = Path("judgments", "related")
FILES: Final = ("reader-1.csv", "reader-2.csv")
TAGS: Final = (c.PROFESSIONS, c.SPECIALTIES, c.FOCUS_AREAS, c.COUNTRIES, c.OBSTACLES)
FIGURES: Final = (m.NDCG, m.NDCG_ALL, m.BAD, m.UNJUDGED)
READ: Final = "read_id"
"""Column of the article that was read before."""


class RelatedEvaluation(NamedTuple):
    """What two readers say about the order of related articles.

    Attributes
    ----------
    per_article : DataFrame
        `read_id`, `ranker`, `judged` (articles graded beside it), and `FIGURES` of the first
        five: means over both readers.
    summary : DataFrame
        `ranker`, `metric`, `mean`, `low`, `high`: 95 % bootstrap intervals over articles.
    differences : DataFrame
        `ranker`, `mean`, `low`, `high`: NDCG (unjudged as 0) of ours minus it.
    agreement : dict
        `pairs`, `same` (share of equal grades) and `kappa` (quadratic weights).
    """

    per_article: pd.DataFrame
    summary: pd.DataFrame
    differences: pd.DataFrame
    agreement: dict[str, float]


def has_related(data: Path) -> bool:
    """Whether a data folder has judgments of related articles."""
    return (data / FOLDER).is_dir()


def judged_related(data: Path, catalog: Catalog) -> tuple[tuple[pd.DataFrame, ...], list[Problem]]:
    """Read what each reader graded: `judgments/related` of a data folder.

    Returns
    -------
    tuple of DataFrame, list of Problem
        `read_id`, `article_id`, `grade`, `reason` of each reader; what is wrong with a row.

    Raises
    ------
    DataError
        A file is missing or no table of judgments.
    """
    folder = data / FOLDER
    ids = set(catalog.articles.index)
    frames, problems = [], []
    for name in FILES:
        if not (folder / name).is_file():
            raise DataError(f"{folder} has no {name}, which holds what a reader graded.")
        found, faults = read_judgments(
            folder / name, profile_ids=ids, role_ids=ids, of=c.ARTICLE_ID, about=READ
        )
        frames.append(found)
        problems += faults
    return tuple(frames), problems


def evaluate_related(
    recommender: Recommender, readers: tuple[pd.DataFrame, ...], seed: int = 0
) -> RelatedEvaluation:
    """Rank the articles that were graded beside each one, and compare with both readers."""
    related = RelatedArticles(
        recommender.catalog, recommender.today.item(), recommender.article_index
    )
    articles = {
        id_: row
        for id_, row in table_rows(recommender.catalog.articles).items()
        if not is_over(row, recommender.today.item())
    }
    texts = {id_: f"{row[c.TITLE]} {row[c.SUMMARY]}" for id_, row in articles.items()}
    tags = {id_: _tags(row) for id_, row in articles.items()}
    bm25 = Bm25Index(texts)
    rows = []
    for read in dict.fromkeys(readers[0][READ]):
        orders = {
            OURS: related.to_article(read, n=len(articles))[c.ARTICLE_ID].tolist(),
            "BM25": bm25.rank(texts[read]),
            "shared tags": by_shared_tags(tags, tags[read]),
        }
        same_page = {id_ for id_, row in articles.items() if row[c.URL] == articles[read][c.URL]}
        for ranker, order in orders.items():
            shown = [id_ for id_ in order if id_ not in same_page]
            found = [m.figures(shown, _grades(frame, read), FIRST) for frame in readers]
            figures = {metric: sum(one[metric] for one in found) / len(found) for metric in FIGURES}
            judged = len(_grades(readers[0], read))
            rows.append({READ: read, m.RANKER: ranker, m.JUDGED: judged, **figures})
    per_article = pd.DataFrame(rows)
    return RelatedEvaluation(
        per_article,
        _summary(per_article, seed),
        differences(per_article, [READ], m.NDCG_ALL, seed),
        agreement(readers),
    )


def agreement(readers: tuple[pd.DataFrame, ...]) -> dict[str, float]:
    """Say how far both readers agree, over the pairs that both graded."""
    one, other = (frame.set_index([READ, c.ARTICLE_ID])[c.GRADE] for frame in readers)
    both = pd.concat([one, other], axis=1, join="inner").to_numpy()
    labels = range(BEST_GRADE + 1)
    kappa = cohen_kappa_score(both[:, 0], both[:, 1], weights="quadratic", labels=list(labels))
    return {"pairs": len(both), "same": float((both[:, 0] == both[:, 1]).mean()), "kappa": kappa}


def _grades(frame: pd.DataFrame, read: str) -> dict[str, int]:
    of_it = frame[frame[READ] == read]
    return dict(zip(of_it[c.ARTICLE_ID], of_it[c.GRADE], strict=True))


def _tags(article: Any) -> frozenset[str]:  # noqa: ANN401
    return frozenset(f"{kind} {tag}" for kind in TAGS for tag in article[kind])


def _summary(per_article: pd.DataFrame, seed: int) -> pd.DataFrame:
    return pd.DataFrame(
        {m.RANKER: ranker, m.METRIC: metric, **m.spread(of_ranker[metric], seed)}
        for ranker, of_ranker in per_article.groupby(m.RANKER, sort=False)
        for metric in FIGURES
    )
