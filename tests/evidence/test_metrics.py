"""Figures of a list, worked out by hand."""

import math

import numpy as np
import pytest

from matching.evidence.metrics import (
    METRICS,
    bootstrap_interval,
    figures,
    mean,
    ndcg,
    share_spread,
)

GRADES = {"a": 3, "b": 2, "c": 0}


def test_ndcg_of_three_roles_written_out():
    """Gains 2^grade - 1 are 7, 3, 0; places count 1/log2(2), 1/log2(3), 1/log2(4)."""
    found = 3 / math.log2(2) + 0 / math.log2(3) + 7 / math.log2(4)  # b, c, a: 6.5
    ideal = 7 / math.log2(2) + 3 / math.log2(3) + 0 / math.log2(4)  # a, b, c: 8.893
    assert ndcg(["b", "c", "a"], GRADES, 10, judged_only=True) == pytest.approx(found / ideal)
    assert found / ideal == pytest.approx(0.7310, abs=1e-4)


def test_ideal_order_is_one_and_only_the_worst_is_least():
    orders = ["abc", "acb", "bac", "bca", "cab", "cba"]
    values = {order: ndcg(list(order), GRADES, 3, judged_only=True) for order in orders}
    assert values["abc"] == 1
    assert min(values, key=values.get) == "cba"


def test_unjudged_roles_are_taken_out_before_the_first_k_are_counted():
    ranked = ["new", "newer", "a", "b"]
    assert ndcg(ranked, GRADES, 2, judged_only=True) == 1
    assert ndcg(ranked, GRADES, 2, judged_only=False) == 0


def test_unjudged_roles_keep_their_place_when_counted_as_grade_0():
    found = 7 / math.log2(3) + 3 / math.log2(5)  # places 2 and 4
    value = ndcg(["new", "a", "newer", "b"], GRADES, 10, judged_only=False)
    assert value == pytest.approx(found / (7 + 3 / math.log2(3)))


def test_judged_role_that_the_list_lacks_earns_nothing_but_is_in_the_ideal():
    assert ndcg(["a"], GRADES, 10, judged_only=True) == pytest.approx(7 / (7 + 3 / math.log2(3)))
    assert ndcg([], GRADES, 10, judged_only=True) == 0


def test_only_the_first_k_count_in_list_and_ideal():
    grades = {"a": 3, "b": 3, "c": 3}
    assert ndcg(["a"], grades, 1, judged_only=True) == 1
    assert ndcg(["a", "b", "c"], grades, 2, judged_only=True) == 1


def test_equal_grades_may_stand_in_any_order():
    grades = {"a": 2, "b": 2, "c": 1}
    one = ndcg(["a", "b", "c"], grades, 10, judged_only=True)
    assert one == ndcg(["b", "a", "c"], grades, 10, judged_only=True) == 1


@pytest.mark.parametrize("grades", [{}, {"a": 0, "b": 0}])
def test_ndcg_without_a_role_above_grade_0_is_not_defined(grades):
    assert math.isnan(ndcg(["a", "b"], grades, 10, judged_only=True))


def test_k_below_1_is_refused():
    with pytest.raises(ValueError, match="k must be at least 1, got 0"):
        ndcg(["a"], GRADES, 0, judged_only=True)


def test_all_figures_of_a_list_by_hand():
    """First four: bad, unjudged, good, marginal; then another bad one; one good role is lacking."""
    grades = {"bad": 0, "good": 3, "marginal": 1, "late": 0, "lacking": 2}
    found = figures(["bad", "new", "good", "marginal", "late"], grades, k=4)
    assert set(found) == set(METRICS)
    assert found["good"] == pytest.approx(1 / 3)  # of bad, good, marginal
    assert found["bad"] == pytest.approx(1 / 3)
    assert found["bad_judged"] == pytest.approx(2 / 4)  # of bad, good, marginal, late
    assert found["unjudged"] == pytest.approx(1 / 4)
    assert found["kept"] == pytest.approx(1 / 2)  # of good, lacking
    assert found["matches"] == 5


def test_shares_of_an_empty_list_are_not_defined():
    found = figures([], GRADES, k=10)
    assert [name for name, value in found.items() if math.isnan(value)] == [
        "good", "bad", "bad_judged", "unjudged",
    ]  # fmt: skip
    assert (found["ndcg"], found["kept"], found["matches"]) == (0, 0, 0)


def test_shares_without_a_judged_role_in_the_first_ten_are_not_defined():
    found = figures(["new"], GRADES, k=10)
    assert math.isnan(found["good"])
    assert found["unjudged"] == 1


class TestMeansAndIntervals:
    def test_nan_is_left_out_of_a_mean(self):
        assert mean([1.0, np.nan, 2.0]) == 1.5
        assert math.isnan(mean([np.nan]))
        assert math.isnan(mean([]))

    def test_interval_holds_the_mean_and_is_the_same_for_the_same_seed(self):
        values = [0.2, 0.9, 0.8, 1.0, np.nan, 0.7]
        low, high = bootstrap_interval(values, np.random.default_rng(1))
        assert 0.2 < low < mean(values) < high < 1
        assert (low, high) == bootstrap_interval(values, np.random.default_rng(1))

    def test_interval_of_many_values_is_about_two_standard_errors_each_way(self, rng):
        values = rng.normal(size=400)
        low, high = bootstrap_interval(values, rng)
        error = values.std(ddof=1) / math.sqrt(400)
        assert low == pytest.approx(values.mean() - 1.96 * error, abs=0.3 * error)
        assert high == pytest.approx(values.mean() + 1.96 * error, abs=0.3 * error)

    def test_interval_of_equal_values_is_that_value(self, rng):
        assert bootstrap_interval([0.5, 0.5, np.nan, 0.5], rng) == (0.5, 0.5)

    @pytest.mark.parametrize("values", [[], [0.5], [0.5, np.nan]])
    def test_fewer_than_two_values_have_no_interval(self, rng, values):
        assert all(math.isnan(end) for end in bootstrap_interval(values, rng))

    def test_one_odd_value_among_equal_ones_still_has_an_interval(self, rng):
        low, high = bootstrap_interval([0.0] * 36 + [1.0], rng)
        assert 0 == low < 1 / 37 < high < 0.2


class TestShareOfAllRoles:
    def test_roles_count_and_not_people(self):
        """One of one and none of nine: a tenth, not a half."""
        found = share_spread([1, 0], [1, 9], seed=0)
        assert found["mean"] == 0.1
        assert found["low"] <= 0.1 <= found["high"]

    def test_people_without_roles_change_nothing(self):
        assert share_spread([1, 0, 0], [2, 0, 4], 0) == share_spread([1, 0], [2, 4], 0)

    def test_whole_people_are_resampled(self):
        """Ten roles of one person, all alike, are worth no more than one role of each of two."""
        found = share_spread([10, 0], [10, 10], seed=0)
        assert (found["low"], found["high"]) == (0, 1)

    @pytest.mark.parametrize(
        ("parts", "low", "high"), [([0, 0, 0], 0, 0.5615), ([4, 2, 1], 0.4385, 1)]
    )
    def test_all_alike_gets_wilsons_interval_of_so_many_people(self, parts, low, high):
        """z² = 3.8415; 3.8415 / (3 + 3.8415) is 0.5615."""
        found = share_spread(parts, [4, 2, 1], seed=0)
        assert found["low"] == pytest.approx(low, abs=1e-4)
        assert found["high"] == pytest.approx(high, abs=1e-4)

    def test_equal_shares_have_no_width(self):
        assert share_spread([1, 2], [2, 4], 0) == {"mean": 0.5, "low": 0.5, "high": 0.5}

    def test_one_person_has_no_interval_and_nobody_no_share(self):
        alone = share_spread([1], [2], 0)
        assert alone["mean"] == 0.5
        assert math.isnan(alone["low"])
        assert all(math.isnan(value) for value in share_spread([], [], 0).values())
