"""The ranker on lists that others made: the files are whole, the metric is right, and it learns."""

import io
import json

import numpy as np
import pytest
from rich.console import Console

from matching.cli import others_report
from matching.errors import DataError
from matching.evidence.metrics import MEAN, RANKER
from matching.studies.contenders import CONSTANT, Contender, Rising, contenders, has_lightgbm
from matching.studies.graded_lists import GradedLists, ndcg_by_list, read_lists
from matching.studies.other_learners import HELD_OUT, ORACLE, TEST, compare_with_others
from tests.builders import DATA

FOLDER = DATA / "ranking"


@pytest.fixture(scope="module")
def lists():
    return {part: read_lists(FOLDER, part) for part in ("train", "test")}


def first(lists, n):
    return lists.of(lists.groups < n)


@pytest.fixture(scope="module")
def found(lists):
    """Ours with one setting, a regressor and the constant, on few lists."""
    ours, *rest = contenders()
    few = [Contender(ours.name, ours.fit, [{"shrinkage": 0.1, "keep": 20}], ours=True)]
    few += [one for one in rest if one.name == CONSTANT or one.name.startswith("Ridge")]
    return compare_with_others(first(lists["train"], 60), first(lists["test"], 25), few)


def test_the_files_are_whole(lists):
    shapes = {part: (one.X.shape, len(np.unique(one.groups))) for part, one in lists.items()}
    assert shapes == {"train": ((3005, 300), 201), "test": ((768, 300), 50)}
    assert np.bincount(lists["train"].y).tolist() == [645, 1211, 858, 222, 69]
    assert "Copyright (c) Microsoft Corporation" in (FOLDER / "LICENSE").read_text()
    for one in lists.values():
        assert one.X.min() == 0
        assert one.X.max() == 1


def test_rows_that_the_lists_do_not_count_are_refused(tmp_path):
    (tmp_path / "rank.test.gz").write_bytes((FOLDER / "rank.test.gz").read_bytes())
    (tmp_path / "rank.test.query").write_text("400\n367\n")
    with pytest.raises(DataError, match="counts 767 rows, the table has 768"):
        read_lists(tmp_path, "test")


@pytest.mark.parametrize(("k", "constant"), [(1, 0.354), (3, 0.417), (5, 0.473), (10, 0.583)])
def test_ndcg_of_equal_scores_and_of_the_grades(lists, k, constant):
    test = lists["test"]
    assert ndcg_by_list(test, np.zeros(len(test.y)), k).mean() == pytest.approx(constant, abs=5e-4)
    assert ndcg_by_list(test, test.y, k).tolist() == [1.0] * 50


def test_a_list_of_equal_grades_has_no_ndcg():
    two = GradedLists(np.zeros((4, 1)), np.array([0, 0, 2, 1]), np.array([0, 0, 1, 1]))
    assert np.isnan(ndcg_by_list(two, [1, 2, 3, 4], 10)).tolist() == [True, False]


def test_columns_that_fall_are_turned_and_zero_says_nothing():
    X = np.array([[0.9, 0.2, 0.5], [0.1, 0.8, 0.5], [0.7, 0.0, 0.5], [0.2, 0.6, 0.5]])
    rising = Rising(keep=2).fit(X, np.array([0, 2, 1, 3]), np.array([0, 0, 1, 1]))
    assert rising.kept_.tolist() == [1, 0]
    assert rising.falls_.tolist() == [False, True]
    np.testing.assert_allclose(rising.transform(X)[2], [np.nan, 0.3])


def test_ours_is_better_than_chance(found):
    figures = found.figures.set_index(["part", RANKER, "k"])[MEAN]
    for part in (TEST, HELD_OUT):
        assert figures[part, found.ours, 10] > figures[part, CONSTANT, 10] + 0.05
        assert figures[part, ORACLE, 10] == 1
    gap = found.gaps.set_index(["part", RANKER, "k"])[MEAN]
    assert gap[TEST, CONSTANT, 5] == pytest.approx(
        figures[TEST, found.ours, 5] - figures[TEST, CONSTANT, 5]
    )


def test_lambdarank_learns_and_rises_where_it_has_to(lists):
    if not has_lightgbm():
        pytest.skip("LightGBM needs the system's package libgomp1")
    [rising] = [one for one in contenders() if one.name.endswith("only rising")]
    train = first(lists["train"], 60)
    predict = rising.fit(train, num_leaves=2, n_estimators=20)
    reached = ndcg_by_list(train, predict(train.X), 10)
    assert np.nanmean(reached) > np.nanmean(ndcg_by_list(train, np.zeros(len(train.y)), 10)) + 0.1
    turned = Rising().fit(train.X, np.exp2(train.y), train.groups)
    falls = np.zeros(train.X.shape[1], dtype=bool)
    falls[turned.kept_] = turned.falls_
    said = np.clip(train.X, 0.01, 0.99)  # 0 says nothing, so neither that nor 1 - 0
    better = np.where(falls, said / 2, (1 + said) / 2)
    gained = predict(better) - predict(said)
    assert gained.min() >= 0
    assert gained.max() > 0


def test_the_report_names_what_is_missing(found, monkeypatch):
    console = Console(file=io.StringIO(), width=120)
    others_report.print_comparison(found, console)
    text = console.file.getvalue()
    for said in (found.ours, "Ridge, pointwise", "shrinkage 0.1, keep 20", "[", "@10"):
        assert said in text
    assert {row[RANKER] for row in json.loads(others_report.comparison_json(found))["figures"]} == {
        found.ours, "Ridge, pointwise", CONSTANT, ORACLE,
    }  # fmt: skip
    monkeypatch.setattr("matching.studies.contenders.LIGHTGBM", "no_such_package")
    assert not [one.name for one in contenders() if "LambdaRank" in one.name]
