"""Related articles against two readers: what is measured, and what is wrong with a file is said."""

import pandas as pd
import pytest

from matching import Recommender
from matching.errors import DataError
from matching.evidence import metrics as m
from matching.studies.baselines import OURS
from matching.studies.related_evaluation import agreement, evaluate_related, judged_related
from tests.builders import article, catalog_of, role


def graded(*rows):
    return pd.DataFrame(rows, columns=["read_id", "article_id", "grade"])


@pytest.fixture
def recommender():
    work = {"read": "surgery", "same": "surgery", "other": "hiv"}
    articles = [article(id_, focus_areas=area) for id_, area in work.items()]
    return Recommender(catalog_of(role(), articles=articles))


def test_figures_are_means_over_both_readers(recommender):
    first = graded(("read", "same", 3), ("read", "other", 0))
    second = graded(("read", "same", 0), ("read", "other", 3))
    found = evaluate_related(recommender, (first, second))
    ours = found.per_article.set_index(m.RANKER).loc[OURS]
    assert ours[m.NDCG_ALL] == 0.5  # only `same` is shown: all of the one's, nothing of the other's
    assert ours[m.BAD] == 0.5
    assert ours[m.UNJUDGED] == 0
    assert ours[m.JUDGED] == 2


def test_agreement_is_of_pairs_that_both_graded():
    first = graded(("a", "b", 3), ("a", "c", 0), ("a", "d", 1))
    second = graded(("a", "c", 0), ("a", "b", 2))
    found = agreement((first, second))
    assert (found["pairs"], found["same"]) == (2, 0.5)
    assert 0 < found["kappa"] < 1


def test_a_missing_file_and_an_unknown_article_are_named(tmp_path, recommender):
    folder = tmp_path / "judgments" / "related"
    folder.mkdir(parents=True)
    text = "read_id,article_id,grade,reason\nread,same,3,\nread,nothing,1,\n"
    (folder / "reader-1.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"has no reader-2\.csv"):
        judged_related(tmp_path, recommender.catalog)
    (folder / "reader-2.csv").write_text(text, encoding="utf-8")
    readers, problems = judged_related(tmp_path, recommender.catalog)
    assert [len(frame) for frame in readers] == [1, 1]
    assert str(problems[0]).startswith("reader-1.csv, line 3, article_id: found 'nothing'")
