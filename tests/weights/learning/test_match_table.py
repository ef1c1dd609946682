"""Tables of matches: what they hold, and that a ranker orders as the recommender does."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from matching import Recommender, WeightSet
from matching.aspects import CURVES, TERM_LABELS
from matching.evidence.judgments import read_judgments
from matching.weights.learning import WeightRanker, graded_matches, match_table
from matching.weights.learning.score_form import COLUMNS, PARTS, POWERS
from tests.builders import (
    DATA,
    TODAY,
    person,
    recommender_of,
    role,
    shipped_catalog,
    shipped_profiles,
    shipped_recommender,
    weights_with,
)  # fmt: skip
from tests.examples import examples
from tests.people import people

FEW = examples(8)


def table_of(recommender, profile):
    """The table of all roles of a catalog."""
    return match_table(recommender.beside(profile), recommender.weights)


@st.composite
def weight_sets(draw):
    """Weight sets with any numbers in what can be learned."""
    numbers = st.floats(0, 1)
    learned = {curve: draw(numbers) for curve in PARTS}
    learned |= {curve: draw(st.floats(0.3, 3)) for curve in POWERS.values()}
    weights = {term: draw(st.floats(0.1, 30)) for term in TERM_LABELS}
    unknown = {term: draw(numbers) for term in TERM_LABELS}
    return weights_with(**weights, unknown=unknown, curves=learned)


class TestTable:
    def test_unknown_and_not_asked_are_gaps(self):
        recommender = recommender_of(role("a--told", focus_areas="surgery"), role("b--silent"))
        asked = table_of(recommender, person(focus_areas="surgery"))["focus"]
        assert asked.isna().tolist() == [False, True]
        assert table_of(recommender, person())["focus"].isna().all()

    def test_rows_are_named_by_role_and_columns_by_term_and_part(self):
        table = table_of(recommender_of(role("a--one"), role("b--two")), person())
        assert table.index.tolist() == ["a--one", "b--two"]
        assert tuple(table.columns) == COLUMNS

    def test_numbers_that_can_be_learned_leave_no_trace(self):
        """Else what was learned once would be counted twice."""
        who = person(
            specialties="pediatric-surgery", focus_areas=["surgery", "hiv"], countries="KE",
            min_weeks=4, max_weeks=8,
        )  # fmt: skip
        roles = [
            role("a--near", specialties="general-surgery", focus_areas="surgery", max_weeks="1"),
            role("b--hint", summary="A long-term post."),
        ]
        other = weights_with(
            others=3, unknown=dict.fromkeys(TERM_LABELS, 0.1),
            curves=dict.fromkeys([*PARTS, *POWERS.values()], 0.9),
        )  # fmt: skip
        tables = [table_of(recommender_of(*roles, weights=w), who) for w in (None, other)]
        pd.testing.assert_frame_equal(*tables)

    @FEW
    @given(people(), weight_sets())
    def test_score_is_that_of_the_recommender_to_the_rounding_of_points(self, profile, weights):
        recommender = Recommender(shipped_catalog(), weights, TODAY)
        compared = recommender.compare(profile)
        points = WeightRanker.from_weight_set(weights).points(table_of(recommender, profile))
        asked = compared.terms.asked
        most = sum(
            weights.weights[term]
            for term, is_asked in zip(TERM_LABELS, asked, strict=True)
            if is_asked
        )
        scores = points[:, asked].sum(axis=1) / most * 10_000
        # A term is off by half a hundredth, and the most it can give by one, at most.
        assert np.abs(scores - compared.scores).max() <= 1.5 * len(TERM_LABELS)

    def test_learned_weights_order_as_the_recommender_does(self):
        graded = shipped_matches()
        ranker = WeightRanker(WeightSet.default(), shrinkage=0.1)
        ranker.fit(graded.X, graded.y, groups=graded.groups)
        other = Recommender(shipped_catalog(), ranker.to_weight_set(), TODAY)
        for profile in shipped_profiles()[:12]:
            table = table_of(other, profile)
            scores = pd.Series(ranker.decision_function(table), index=table.index)
            compared = pd.Series(other.compare(profile).scores, index=table.index)
            gap = scores.max() * 0.002  # twice what rounding can do
            for better, worse in zip(compared.index[:-1], compared.index[1:], strict=True):
                if scores[better] > scores[worse] + gap:
                    assert compared[better] > compared[worse]


class TestGradedMatches:
    def test_roles_that_are_closed_or_past_are_left_out(self):
        recommender = recommender_of(
            role("a--open"), role("b--closed", min_weeks="50"), role("c--past", status="past")
        )
        judgments = pd.DataFrame(
            [("p", "c--past", 1), ("p", "a--open", 2), ("p", "b--closed", 0), ("q", "a--open", 3)],
            columns=["profile_id", "role_id", "grade"],
        ).assign(reason="")
        who = person(max_weeks=2).changed(profile_id="p")
        graded = graded_matches(recommender, [who], judgments)
        assert graded.role_ids.tolist() == ["a--open"]
        assert graded.groups.tolist() == ["p"]
        assert graded.y.tolist() == [2]

    def test_none_at_all_is_an_empty_table(self):
        judgments = pd.DataFrame(columns=["profile_id", "role_id", "grade", "reason"])
        graded = graded_matches(shipped_recommender(), [], judgments)
        assert graded.X.shape == (0, len(COLUMNS))

    def test_of_some_profiles_only(self):
        graded = shipped_matches()
        some = graded.of(["dev-02", "dev-05"])
        assert set(some.groups) == {"dev-02", "dev-05"}
        assert len(some.X) == len(some.y) == len(some.role_ids) == len(some.groups)

    def test_every_curve_is_learned_or_named_as_left_to_staff(self):
        left = {"text_full", "away_from_home", "home_service", "freshness_years"}
        assert {*PARTS, *POWERS.values(), *left} == set(CURVES)


def shipped_matches():
    """The judged matches that come with the project."""
    judgments, problems = read_judgments(DATA / "judgments" / "first" / "judgments.csv")
    assert not problems
    return graded_matches(shipped_recommender(), shipped_profiles(), judgments)
