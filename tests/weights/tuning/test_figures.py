"""Figures, intervals and verdicts: those of `matching.studies.evaluation`, only sooner."""

import numpy as np
import pytest

from matching import Recommender, WeightSet
from matching.aspects import TERM_LABELS
from matching.evidence.metrics import bootstrap_interval
from matching.studies.baselines import Ours
from matching.studies.evaluation import evaluate
from matching.weights.tuning import Workspace, compare_figures, judged_figures, moved_weights
from matching.weights.tuning.figures import FIGURES, verdict
from matching.weights.tuning.intervals import mean_interval
from tests.builders import (
    TODAY,
    person,
    role,
    shipped_catalog,
    shipped_profiles,
    weights_with,
)

BASE = WeightSet.default()
TIES = 2e-3  # an interval moves by about half this much with the rounding of equal means
FEW = shipped_profiles()[:14]
DRAFT = weights_with(place=40, text=0, curves={"focus_best": 0.9}, unknown={"length": 0.1})


@pytest.fixture(scope="module")
def slow(judgments):
    """The same two weight sets as `evaluate` sees them."""
    rankers = {
        name: Ours(Recommender(shipped_catalog(), weights, TODAY))
        for name, weights in (("draft", DRAFT), ("base", BASE))
    }
    return evaluate(shipped_catalog(), FEW, judgments, rankers)


@pytest.fixture(scope="module")
def few(judgments):
    return Workspace(shipped_catalog(), FEW, judgments, TODAY)


@pytest.fixture(scope="module")
def change(few):
    return compare_figures(few, DRAFT, BASE)


@pytest.fixture(scope="module")
def moved(shipped):
    return moved_weights(shipped, weights_with(need=0)).set_index(["term", "direction"])


class TestSameAsEvaluation:
    def test_figures_of_every_profile(self, few, slow):
        expected = slow.per_profile[slow.per_profile["ranker"] == "draft"]
        found = judged_figures(few, DRAFT)
        for name in ("profile_id", "profession", "judged"):
            assert found[name].tolist() == expected[name].tolist()
        np.testing.assert_allclose(found[list(FIGURES)], expected[list(FIGURES)], atol=1e-12)

    @pytest.mark.parametrize(("ranker", "when"), [("draft", "after"), ("base", "before")])
    def test_means_and_intervals(self, change, slow, ranker, when):
        expected = slow.summary[slow.summary["ranker"] == ranker].set_index("metric")
        expected = expected.loc[list(FIGURES), ["mean", "low", "high"]]
        found = change.summary[[when, f"{when}_low", f"{when}_high"]]
        np.testing.assert_allclose(found[when], expected["mean"], atol=1e-12)
        np.testing.assert_allclose(found, expected, atol=TIES)

    def test_paired_difference(self, change, slow):
        expected = slow.differences.iloc[0]
        found = change.summary.iloc[0]
        names = ["difference", "difference_low", "difference_high", "profiles", "up", "down"]
        theirs = ["mean", "low", "high", "profiles", "better", "worse"]
        np.testing.assert_allclose(
            found[names].astype(float), expected[theirs].astype(float), atol=TIES
        )

    def test_by_profession(self, change, slow):
        expected = slow.by_profession[slow.by_profession["ranker"] == "draft"]
        expected = expected.set_index("profession").loc[change.by_profession["profession"]]
        found = change.by_profession[["after", "after_low", "after_high", "profiles"]]
        np.testing.assert_allclose(
            found, expected[["mean", "low", "high", "profiles"]], atol=0.02, equal_nan=True
        )
        assert found["profiles"].tolist() == [10, 4]


class TestInterval:
    @pytest.mark.parametrize(
        "numbers",
        [
            [0.1, 0.2, 0.9, 0.4],
            [0.0] * 30 + [0.01, -0.02, 0.5],
            [1.0, 0.0],
            [np.nan, 0.3, 0.5, np.nan],
            [0.5, 0.5, 0.5],
            [0.5],
            [],
            np.random.default_rng(4).normal(size=90) ** 3,
        ],
    )
    def test_is_that_of_the_evaluation(self, numbers):
        expected = bootstrap_interval(numbers, np.random.default_rng(3))
        np.testing.assert_allclose(mean_interval(numbers, seed=3), expected, atol=1e-9)


class TestVerdict:
    @pytest.mark.parametrize(
        ("differences", "outcome", "text"),
        [
            (
                [0.0, 0.01, 0.05, 0.02], "better",
                "better by 0.02, interval 0.01 to 0.04: likely better",
            ),
            (
                [0.0, -0.01, -0.05, -0.02], "worse",
                "worse by 0.02, interval -0.04 to -0.01: likely worse",
            ),
            (
                [-0.04, 0.06, -0.02, 0.04], "unclear",
                "better by 0.01, interval -0.03 to 0.05: no clear difference",
            ),
            (
                [0.04, -0.06, 0.02, -0.04], "unclear",
                "worse by 0.01, interval -0.05 to 0.03: no clear difference",
            ),
            (
                [0.002, 0.003, 0.001, 0.002], "better",
                "better by 0.002, interval 0.001 to 0.003: likely better",
            ),
            (
                [0.1, -0.1], "unclear",
                "about the same, interval -0.100 to 0.100: no clear difference",
            ),
            (
                [0.0] * 35 + [0.1, 0.2], "unclear",
                "better by 0.01, interval 0.00 to 0.03: no clear difference",
            ),
            ([0.0, 0.0, np.nan], "same", "the same on every judged profile: no difference"),
            ([0.3, np.nan], "unknown", "too few judged profiles to tell"),
            ([], "unknown", "too few judged profiles to tell"),
        ],
    )  # fmt: skip
    def test_says_what_the_interval_says(self, differences, outcome, text):
        found = verdict(np.array(differences, dtype=float))
        assert (found.outcome, found.text) == (outcome, text)

    def test_same_weights_make_no_difference(self, shipped):
        same = compare_figures(shipped, weights_with(), BASE)
        assert same.verdict.outcome == "same"
        assert (same.summary["difference"] == 0).all()

    def test_nobody_judged(self, workspace_of):
        change = compare_figures(workspace_of([person()], role()), DRAFT, BASE)
        assert change.verdict.outcome == "unknown"
        assert change.summary["profiles"].tolist() == [0] * len(FIGURES)
        assert change.by_profession.empty
        assert change.per_profile.empty


def test_judged_role_that_is_closed_is_part_of_the_ideal(workspace_of):
    closed = role("hope--dentist", professions="dentist")
    grades = [("p", "hope--post", 3), ("p", "hope--dentist", 3), ("p", "hope--elsewhere", 3)]
    workspace = workspace_of([person(profile_id="p")], role(), closed, grades=grades)
    assert judged_figures(workspace, BASE)["ndcg"].tolist() == pytest.approx([1 / 2.131], abs=1e-3)


class TestMovedWeights:
    def test_each_weight_moves_up_and_down_by_a_tenth(self, moved):
        assert [term for term, way in moved.index if way == "up"] == list(TERM_LABELS)
        assert moved.loc[("place", "up"), "weight"] == pytest.approx(18 * 1.1)
        assert moved.loc[("place", "down"), "weight"] == pytest.approx(18 * 0.9)

    def test_change_is_that_of_the_figures(self, shipped, moved):
        draft = weights_with(need=0, place=18 * 1.1)
        expected = compare_figures(shipped, draft, weights_with(need=0)).summary.iloc[0]
        found = moved.loc[("place", "up")]
        assert found["mean"] == pytest.approx(expected["difference"])
        assert found["low"] == pytest.approx(expected["difference_low"])
        assert found[["better", "worse"]].tolist() == expected[["up", "down"]].tolist()

    def test_weight_of_nothing_goes_up_only(self, moved):
        assert moved.loc[("need", "up"), "weight"] == pytest.approx(
            sum(weights_with(need=0).weights.values()) / (10 * len(TERM_LABELS))
        )
        assert moved.loc[("need", "up"), "profiles"] == 37
        assert moved.loc[("need", "down"), "profiles"] == 0

    def test_step_is_checked(self, shipped):
        with pytest.raises(ValueError, match="step must be above 0 and at most 1, got 0"):
            moved_weights(shipped, BASE, step=0)
