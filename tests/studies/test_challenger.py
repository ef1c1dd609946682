"""Boosted curves and pairs on hand-made rows: what each can learn, and what none may do."""

import itertools

import numpy as np
import pandas as pd
import pytest

from matching import WeightSet
from matching.errors import DataError
from matching.evidence.judgments import BEST_GRADE, shipped_sets
from matching.studies.baselines import equal_weights
from matching.studies.challenger import (
    CHALLENGERS,
    CURVES,
    PAIRS,
    BoostedOrder,
    TermTrees,
    tuned_trees,
)
from matching.weights.learning.match_table import GradedMatches, graded_matches
from matching.weights.learning.score_form import COLUMNS
from tests.builders import shipped_recommender

COPIES = 20
CURRENT = WeightSet.default()


def table(rows):
    """A match table of which only the named columns are known."""
    known = pd.DataFrame(rows, dtype=float)
    return known.reindex(columns=list(COLUMNS)).assign(
        **{part: 0.0 for part in COLUMNS if part not in CURRENT.weights}
    )


def trees(name, weights=CURRENT, **settings):
    kind = CHALLENGERS[name]
    return TermTrees(weights, joins=kind.joins, upon=kind.upon, **settings)


@pytest.fixture(scope="module")
def together():
    """Place and length earn 2 together and nothing alone; language earns 1.

    No sum orders this: beside a place, length counts more than language (2 > 1), and without one
    less (0 < 1).
    """
    kinds = [
        {"place": place, "length": length, "language": language}
        for place, length, language in itertools.product((0, 1), repeat=3)
    ]
    X = table(kinds * COPIES)
    y = 2 * np.minimum(X["place"], X["length"]) + X["language"]
    return X, y.to_numpy(), np.repeat(np.arange(COPIES), len(kinds))


@pytest.fixture(scope="module")
def judged():
    first = shipped_sets()[0]
    return graded_matches(shipped_recommender(), first.profiles, first.judgments)


@pytest.mark.parametrize("reads", ["points", "table"])
@pytest.mark.parametrize("name", CHALLENGERS)
def test_a_pair_is_found_by_what_may_join_two_terms_and_only_by_that(together, name, reads):
    X, y, groups = together
    even = equal_weights(CURRENT)
    fitted = trees(name, even, keeps=0.5, reads=reads, min_samples_leaf=10).fit(X, y, groups)
    score = fitted.predict(X)
    rises = score[:, None] - score > 1e-6
    in_order = rises[y[:, None] > y]
    assert in_order.all() == (CHALLENGERS[name].joins != "no_interactions")


def test_curves_add_up_and_pairs_do_not(together):
    X, y, groups = together

    def left_over(name):
        """What a role with both earns beyond what each earns alone."""
        fitted = trees(name, min_samples_leaf=10).fit(X, y, groups)
        none, place, length, both = fitted.predict(X[:8:2])
        return both + none - place - length

    assert left_over(CURVES) == pytest.approx(0)
    assert left_over(PAIRS) > 0.3


@pytest.mark.parametrize("reads", ["points", "table"])
@pytest.mark.parametrize("name", CHALLENGERS)
def test_more_of_anything_known_never_lowers_a_score(judged, name, reads):
    fitted = trees(name, reads=reads).fit(judged.X, judged.y, judged.groups)
    assert judged.X.isna().any(axis=None)
    rng = np.random.default_rng(0)
    raised = rng.uniform(size=judged.X.shape) * (rng.uniform(size=judged.X.shape) < 0.3)
    gained = fitted.predict(judged.X + raised) - fitted.predict(judged.X)
    assert gained.min() >= -1e-9
    assert gained.max() > 0


@pytest.mark.parametrize("name", [CURVES, PAIRS])
def test_what_unknown_counts_is_learned_from_the_bare_table(name):
    """Here unknown is almost as good as the best, which the weight set does not say."""
    values, grades = (0.0, 0.5, 1.0, np.nan), (0, 1, 3, 2)
    X, y = table([{"place": value} for value in values] * COPIES), np.array(grades * COPIES)
    fitted = trees(name, reads="table").fit(X, y, np.repeat(np.arange(COPIES), len(values)))
    got = BEST_GRADE * fitted.predict(X[: len(values)])
    assert got == pytest.approx(grades, abs=0.05)


@pytest.mark.parametrize("name", CHALLENGERS)
def test_a_row_of_which_nothing_is_known_has_a_score(together, name):
    for reads in ("points", "table"):
        fitted = trees(name, reads=reads).fit(*together)
        assert np.isfinite(fitted.predict(table([{"place": np.nan}]))).all()


def test_where_grades_say_nothing_the_current_order_stays(judged):
    """Trees upon points that learned nothing give the list of the product, variety and all."""
    recommender = shipped_recommender()
    same = np.full(len(judged.y), 2)
    fitted = TermTrees(recommender.weights, upon=True).fit(judged.X, same, judged.groups)
    ranker = BoostedOrder(recommender, fitted)
    for profile in shipped_sets()[0].profiles[:5]:
        assert ranker.rank(profile) == recommender.recommend(profile, None)["role_id"].tolist()


@pytest.mark.parametrize("name", CHALLENGERS)
def test_ranks_exactly_the_roles_that_are_open_and_the_same_each_time(judged, name):
    recommender = shipped_recommender()
    one, other = (
        BoostedOrder(recommender, trees(name, seed=1).fit(judged.X, judged.y, judged.groups))
        for _ in range(2)
    )
    for profile in shipped_sets()[0].profiles[:3]:
        ranked = one.rank(profile)
        assert sorted(ranked) == sorted(recommender.recommend(profile, None)["role_id"])
        assert other.rank(profile) == ranked


def test_one_person_is_enough_to_learn_from_and_nobody_is_not(judged):
    one = tuned_trees(CURVES, CURRENT, judged.of(["dev-02"]), seed=0)
    assert np.isfinite(one.predict(judged.X)).all()
    with pytest.raises(DataError, match="nothing to learn"):
        tuned_trees(CURVES, CURRENT, judged.of([]), seed=0)


def test_the_setting_is_chosen_over_people(together, monkeypatch):
    """Pairs need leaves small enough to tell eight kinds of rows apart."""
    X, y, groups = together
    matches = GradedMatches(X, y, groups.astype(str), groups.astype(str))
    grid = [{"min_samples_leaf": [len(y), 10]}]
    monkeypatch.setattr("matching.studies.challenger.CHALLENGER_GRID", grid)
    assert tuned_trees(PAIRS, CURRENT, matches, seed=0).min_samples_leaf == 10
