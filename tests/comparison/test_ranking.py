"""Points, scores and order: sums exact in hundredths, ties by role id, a varied first page."""

import itertools

import numpy as np
import pytest

from matching import WeightSet
from matching.aspects import TERM_LABELS
from matching.comparison.points import diversify, earned_points, most_points, order
from matching.comparison.terms import Terms
from tests.builders import weights_with

NAMES = list(TERM_LABELS)
ALL = np.ones(len(TERM_LABELS), dtype=bool)


def asked(*names):
    return np.isin(NAMES, names)


def terms_of(values, asked=ALL):
    values = np.asarray(values, dtype=float)
    every = np.ones_like(values, dtype=bool)
    return Terms(values=values, known=every, asked=asked, said=every)


class TestMostPoints:
    def test_points_of_all_terms_add_up_to_a_hundred(self):
        assert most_points(WeightSet.default(), ALL).sum() == 10_000

    def test_they_do_whatever_the_profile_asks_for(self):
        weights = WeightSet.default()
        for left_out in itertools.combinations(range(len(TERM_LABELS)), 3):
            some = ALL.copy()
            some[list(left_out)] = False
            most = most_points(weights, some)
            assert most.sum() == 10_000
            assert (most[~some] == 0).all()

    def test_what_rounding_leaves_over_goes_to_the_first_of_equal_terms(self):
        thirds = most_points(weights_with(others=1), asked("focus", "place", "record"))
        assert thirds[thirds > 0].tolist() == [3_334, 3_333, 3_333]

    def test_what_rounding_leaves_over_goes_to_the_largest_remainder(self):
        # 10,000 in sevenths: 1,428.57 and 8,571.43
        weights = weights_with(others=0, focus=1, place=6)
        most = most_points(weights, asked("focus", "place"))
        assert dict(zip(NAMES, most.tolist(), strict=True))["focus"] == 1_429
        assert most.max() == 8_571

    def test_weights_are_relative(self):
        small, large = weights_with(others=0.001), weights_with(others=1_000)
        assert (most_points(small, ALL) == most_points(large, ALL)).all()

    def test_weight_only_on_terms_that_are_not_asked_falls_on_those_that_are(self):
        weights = weights_with(others=0, family=1)
        most = most_points(weights, asked("focus", "place"))
        assert most[most > 0].tolist() == [5_000, 5_000]

    def test_term_without_weight_gives_no_points(self):
        most = most_points(weights_with(text=0), ALL)
        assert most[NAMES.index("text")] == 0


class TestPoints:
    def test_perfect_role_has_a_hundred_points_and_hopeless_one_none(self):
        values = [np.ones(len(TERM_LABELS)), np.zeros(len(TERM_LABELS))]
        points = earned_points(terms_of(values), WeightSet.default())
        assert points.sum(axis=1).tolist() == [10_000, 0]

    def test_points_are_whole_hundredths_between_nothing_and_most(self, rng):
        values = rng.random((200, len(TERM_LABELS)))
        points = earned_points(terms_of(values), WeightSet.default())
        most = most_points(WeightSet.default(), ALL)
        assert points.dtype == np.int64
        assert (points >= 0).all()
        assert (points <= most).all()

    def test_term_that_is_not_asked_gives_none(self):
        terms = terms_of(np.ones((1, len(TERM_LABELS))), asked("focus"))
        points = earned_points(terms, WeightSet.default())[0]
        assert points.tolist() == [10_000 if name == "focus" else 0 for name in NAMES]

    def test_no_roles_have_no_points(self):
        points = earned_points(terms_of(np.empty((0, len(TERM_LABELS)))), WeightSet.default())
        assert points.shape == (0, len(TERM_LABELS))

    def test_more_of_a_term_is_never_less_points(self):
        values = np.zeros((101, len(TERM_LABELS)))
        values[:, NAMES.index("focus")] = np.linspace(0, 1, 101)
        scores = earned_points(terms_of(values), WeightSet.default()).sum(axis=1)
        assert (np.diff(scores) >= 0).all()


class TestOrder:
    def test_highest_score_comes_first(self):
        assert order(np.array([1, 3, 2]), np.array(["a", "b", "c"])).tolist() == [1, 2, 0]

    def test_equal_scores_are_ordered_by_role_id(self):
        ids = np.array(["c--x", "a--x", "b--x", "a--b"])
        ordered = order(np.array([5, 5, 5, 5]), ids)
        assert ids[ordered].tolist() == ["a--b", "a--x", "b--x", "c--x"]

    def test_no_roles_have_an_order(self):
        assert order(np.array([], dtype=np.int64), np.array([], dtype=str)).tolist() == []


def variety(most=3, gap=6):
    return {"most_of_one": float(most), "widest_gap": float(gap)}


class TestDiversify:
    """Scores in hundredths; letters are organizations, and the roles stand best first."""

    @staticmethod
    def varied(organizations, scores, most=3, gap=6):
        codes = np.array([ord(letter) for letter in organizations])
        ordered = np.arange(len(codes))
        return diversify(ordered, np.array(scores), codes, variety(most, gap)).tolist()

    def test_fourth_role_of_an_organization_makes_way_for_another(self):
        assert self.varied("aaaab", [90_00, 89_00, 88_00, 87_00, 86_00]) == [0, 1, 2, 4, 3]

    def test_three_roles_of_an_organization_stay_where_they_are(self):
        assert self.varied("aaabc", [90_00, 89_00, 88_00, 87_00, 86_00]) == [0, 1, 2, 3, 4]

    def test_nothing_far_behind_overtakes(self):
        assert self.varied("aaaab", [90_00, 89_00, 88_00, 87_00, 50_00]) == [0, 1, 2, 3, 4]

    @pytest.mark.parametrize(
        ("most", "gap", "expected"),
        [
            (1, 6, [0, 4, 5, 1, 2, 3]),
            (2, 6, [0, 1, 4, 5, 2, 3]),
            (3, 6, [0, 1, 2, 4, 5, 3]),
            (4, 6, [0, 1, 2, 3, 4, 5]),
            (1, 4, [0, 4, 1, 5, 2, 3]),
            (1, 3.99, [0, 1, 4, 2, 5, 3]),
            (1, 100, [0, 4, 5, 1, 2, 3]),
        ],
    )
    def test_numbers_say_how_many_of_one_and_how_far_behind(self, most, gap, expected):
        scores = [90_00, 89_00, 88_00, 87_00, 85_00, 84_00]
        assert self.varied("aaaabc", scores, most, gap) == expected

    def test_gap_of_nothing_lets_only_equal_scores_change_places(self):
        assert self.varied("aaabb", [9, 9, 9, 9, 8], most=1, gap=0) == [0, 3, 1, 2, 4]

    def test_ten_of_one_organization_leave_every_list_alone(self):
        assert self.varied("a" * 11 + "b", [9] * 12, most=10, gap=100) == list(range(12))
        assert self.varied("a" * 11 + "b", [9] * 12, most=9, gap=100)[9] == 11

    def test_roles_of_one_organization_keep_their_order(self):
        order = self.varied("aaaaaaabcd", range(10_000, 9_990, -1))
        of_a = [role for role in order if role < 7]
        assert of_a == sorted(of_a)

    def test_only_one_organization_keeps_its_list(self):
        assert self.varied("a" * 15, range(1_500, 0, -100)) == list(range(15))

    def test_after_the_first_page_the_order_is_that_of_the_scores(self):
        order = self.varied("a" * 14 + "bcdefgh", range(9_000, 8_979, -1))
        assert order[10:] == sorted(order[10:])

    @pytest.mark.parametrize("count", [0, 1, 2, 10, 11, 300])
    def test_never_loses_or_doubles_a_role(self, count, rng):
        scores = np.sort(rng.integers(0, 10_000, count))[::-1]
        codes = rng.integers(0, 4, count)
        order = diversify(np.arange(count), scores, codes, variety())
        assert sorted(order.tolist()) == list(range(count))

    def test_order_that_was_given_is_left_unchanged(self):
        ordered = np.arange(5)
        diversify(ordered, np.array([9, 8, 7, 6, 5]), np.zeros(5, dtype=int), variety(1))
        assert ordered.tolist() == [0, 1, 2, 3, 4]

    def test_positions_need_not_be_in_order(self):
        scores, codes = np.array([10, 30, 20]), np.array([0, 0, 1])
        order = diversify(np.array([1, 2, 0]), scores, codes, variety(1, 0.1))
        assert order.tolist() == [1, 2, 0]
