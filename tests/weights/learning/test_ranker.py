"""The ranker as an estimator: what it finds, what it never does, and what it refuses."""

import json

import numpy as np
import pandas as pd
import pytest
import sklearn
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV, GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

from matching import WeightSet
from matching.aspects import TERM_LABELS
from matching.errors import WeightSetError
from matching.weights.learning import WeightRanker
from matching.weights.learning.ranker import ndcg_within_groups
from matching.weights.learning.score_form import COLUMNS
from tests.builders import weights_with
from tests.examples import examples
from tests.weights.learning.simulated import TRUE_UNKNOWN, TRUE_WEIGHTS, graded_rows

FEW = examples(20)
GRADES = st.lists(st.integers(0, 3), min_size=12, max_size=12)
VALUES = arrays.arrays(
    float, (12, len(COLUMNS)), elements=st.one_of(st.floats(0, 1, width=32), st.just(np.nan))
)
PEOPLE = np.repeat([0, 1, 2], 4)


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def rows(rng):
    return graded_rows(rng)


@parametrize_with_checks([WeightRanker(), WeightRanker(loss="listwise")])
def test_estimator_checks(estimator, check):
    """All that scikit-learn asks of what is no classifier or regressor, without an exemption."""
    check(estimator)


class TestFitting:
    @pytest.mark.parametrize("loss", ["pairwise", "listwise"])
    def test_finds_the_true_weights_and_values_of_unknown(self, rows, loss):
        X, y, groups = rows
        ranker = WeightRanker(loss=loss, shrinkage=0.01, learn=("weights", "unknown"))
        ranker.fit(X, y, groups=groups)
        assert ranker.weights_ == pytest.approx(TRUE_WEIGHTS, abs=0.04)
        telling = TRUE_WEIGHTS > 0.1
        assert ranker.unknown_[telling] == pytest.approx(TRUE_UNKNOWN[telling], abs=0.1)

    def test_finds_the_true_curves(self, rng):
        powers = np.array([2.5, 1.0, 0.4, 1.0, 1.0])
        X, y, groups = graded_rows(rng, people=100, unknown=0.0, powers=powers)
        ranker = WeightRanker(shrinkage=0.01).fit(X, y, groups=groups)
        telling = TRUE_WEIGHTS > 0.1
        assert ranker.powers_[telling] == pytest.approx(powers[telling], rel=0.3)

    def test_orders_people_it_never_saw(self, rows, rng):
        ranker = WeightRanker(shrinkage=0.1).fit(*rows[:2], groups=rows[2])
        X, y, groups = graded_rows(rng, people=20)
        prior = WeightRanker(learn=()).fit(X, y)
        assert prior.score(X, y, groups=groups) < 0.9 < 0.97 < ranker.score(X, y, groups=groups)

    def test_few_people_move_it_less_than_many(self, rows):
        X, y, groups = rows
        prior = 1 / len(TRUE_WEIGHTS)

        def moved(people):
            few = groups < people
            ranker = WeightRanker(shrinkage=3.0).fit(X[few], y[few], groups=groups[few])
            return np.abs(ranker.weights_ - prior).sum()

        assert 0 < moved(2) < moved(10) < moved(60)

    def test_only_differences_within_a_person_count(self, rows):
        X, y, groups = rows
        one = WeightRanker().fit(X, y, groups=groups)
        other = WeightRanker().fit(X, y + groups, groups=groups)
        assert one.weights_ == pytest.approx(other.weights_, rel=1e-3)

    def test_importance_of_rows_counts(self, rng):
        """Two people who want the opposite: the one that counts more wins."""
        X = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
        y, groups = [1, 0, 0, 1], [0, 0, 1, 1]
        weights = [
            WeightRanker().fit(X, y, groups=groups, sample_weight=importance).weights_
            for importance in ([1, 1, 1, 1], [3, 3, 1, 1], [1, 1, 3, 3])
        ]
        assert weights[0][0] == pytest.approx(weights[0][1], abs=1e-3)
        assert weights[1][0] > weights[1][1]
        assert weights[2][0] < weights[2][1]

    def test_what_is_not_to_be_learned_stays(self, rows):
        ranker = WeightRanker(learn=("unknown",)).fit(*rows[:2], groups=rows[2])
        assert (ranker.weights_ == 1 / 5).all()
        assert (ranker.powers_ == 1).all()
        assert (ranker.unknown_ != 0.5).all()

    @pytest.mark.parametrize(
        ("settings", "message"),
        [
            ({"loss": "squared"}, "loss must be one of pairwise, listwise, got 'squared'"),
            ({"shrinkage": 0}, "shrinkage must be more than 0, got 0"),
            ({"shrinkage": float("nan")}, "shrinkage must be more than 0, got nan"),
            ({"learn": ("weights", "luck")}, r"learn has \['luck'\]; it may have weights, unknown"),
        ],
    )
    def test_setting_that_makes_no_sense_is_refused(self, rows, settings, message):
        with pytest.raises(ValueError, match=message):
            WeightRanker(**settings).fit(*rows[:2])

    def test_search_that_ends_too_early_says_so(self, rows):
        with pytest.warns(match="did not end within 1 steps; raise max_iter"):
            WeightRanker(max_iter=1).fit(*rows[:2], groups=rows[2])


class TestLaws:
    @FEW
    @given(VALUES, GRADES)
    def test_no_number_is_ever_negative_or_out_of_range(self, X, y):
        ranker = WeightRanker(WeightSet.default(), shrinkage=0.01).fit(X, y, groups=PEOPLE)
        assert (ranker.weights_ >= 0).all()
        assert ((ranker.unknown_ >= 0) & (ranker.unknown_ <= 1)).all()
        assert ((ranker.shares_ >= 0) & (ranker.shares_ <= 1)).all()
        assert (ranker.powers_ > 0).all()
        assert sum(ranker.to_weight_set().weights.values()) == pytest.approx(
            sum(WeightSet.default().weights.values())
        )

    @FEW
    @given(VALUES, GRADES, st.integers(0, len(COLUMNS) - 1), st.floats(0.01, 1))
    def test_more_of_anything_never_lowers_a_score(self, X, y, column, more):
        ranker = WeightRanker(WeightSet.default(), shrinkage=0.01).fit(X, y, groups=PEOPLE)
        raised = X.copy()
        raised[:, column] += more
        before, after = ranker.decision_function(X), ranker.decision_function(raised)
        assert (after >= before - 1e-9).all()

    @FEW
    @given(VALUES, GRADES)
    def test_points_of_terms_add_up_to_the_score(self, X, y):
        ranker = WeightRanker(WeightSet.default()).fit(X, y, groups=PEOPLE)
        assert ranker.points(X).sum(axis=1) == pytest.approx(ranker.decision_function(X))
        assert (ranker.predict(X) == ranker.decision_function(X)).all()

    @FEW
    @given(VALUES, st.integers(0, 3))
    def test_grades_that_say_nothing_leave_the_prior_exactly_as_it_is(self, X, grade):
        prior = weights_with(focus=0.1 + 0.2)
        for loss in ("pairwise", "listwise"):
            ranker = WeightRanker(prior, loss=loss, shrinkage=0.01)
            assert ranker.fit(X, [grade] * len(X), groups=PEOPLE).to_weight_set() == prior

    def test_loss_falls_as_its_slope_says(self, rng):
        """The search relies on slopes worked out by hand: compare them with differences."""
        from matching.weights.learning.fitting import _Problem, listwise_loss, pairwise_loss
        from matching.weights.learning.score_form import Form, Numbers, Rows

        X = rng.uniform(0.05, 1, (12, len(COLUMNS)))
        X[rng.uniform(size=X.shape) < 0.2] = np.nan
        y, importance = rng.integers(0, 4, 12).astype(float), rng.uniform(0.5, 2, 12)
        prior = Numbers.of_weight_set(weights_with(curves={"specialty_power": 1.5}))
        for make in (pairwise_loss, listwise_loss):
            loss = make(y, PEOPLE, importance)
            problem = _Problem(Rows.of(X, Form.of_matches()), loss, prior, 0.3)
            at = rng.uniform(-0.05, 0.05, 1 + len(problem.units))
            _, slope = problem.cost(at)
            for place in range(len(at)):
                step = np.zeros(len(at))
                step[place] = 1e-6
                rise = (problem.cost(at + step)[0] - problem.cost(at - step)[0]) / 2e-6
                assert slope[place] == pytest.approx(rise, abs=1e-5), place


class TestScikitLearn:
    def test_grid_search_keeps_people_together_and_hands_them_on(self, rows):
        X, y, groups = rows
        with sklearn.config_context(enable_metadata_routing=True):
            search = GridSearchCV(
                make_pipeline(MinMaxScaler(), WeightRanker()),
                {"weightranker__shrinkage": [0.1, 1e4]},
                cv=GroupKFold(3),
            ).fit(X, y, groups=groups)
        assert search.best_params_ == {"weightranker__shrinkage": 0.1}
        direct = make_pipeline(MinMaxScaler(), WeightRanker(shrinkage=0.1))
        with sklearn.config_context(enable_metadata_routing=True):
            direct.fit(X, y, groups=groups)
        assert search.best_estimator_[-1].weights_ == pytest.approx(direct[-1].weights_)

    def test_clone_keeps_all_settings(self):
        ranker = WeightRanker(
            WeightSet.default(), loss="listwise", shrinkage=3, learn=("weights",), max_iter=7, tol=1
        )
        assert clone(ranker).get_params() == ranker.get_params()

    def test_score_is_the_mean_over_people_and_leaves_out_who_says_nothing(self):
        y, scores = np.array([3, 0, 0, 3, 1, 1]), np.array([2.0, 1.0, 2.0, 1.0, 5.0, 6.0])
        groups = np.array(["a", "a", "b", "b", "c", "c"])
        found = ndcg_within_groups(y, scores, groups=groups)
        assert found == pytest.approx((1 + 1 / np.log2(3)) / 2)
        assert np.isnan(ndcg_within_groups(y[4:], scores[4:]))


class TestWeightSets:
    def test_there_and_back_is_the_same(self):
        given = weights_with(focus=0.1 + 0.2, curves={"specialty_power": 1.7, "place_hint": 0.61},
                             variety={"most_of_one": 1.0, "widest_gap": 2.5})  # fmt: skip
        assert WeightRanker.from_weight_set(given).to_weight_set() == given

    def test_saved_as_json_it_orders_the_same(self, rng):
        X = pd.DataFrame(rng.uniform(size=(40, len(COLUMNS))), columns=list(COLUMNS))
        ranker = WeightRanker(WeightSet.default(), shrinkage=0.1)
        ranker.fit(X, rng.integers(0, 4, 40), groups=np.repeat(range(4), 10))
        text = ranker.to_weight_set(name="learned", version=2).to_json()
        again = WeightRanker.from_weight_set(WeightSet.from_json(text))
        assert (again.decision_function(X) == ranker.decision_function(X)).all()
        assert json.loads(text)["version"] == 2

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            (lambda f: f["weights"].update(focus=-1), "focus is -1, expected a number from 0"),
            (lambda f: f["weights"].update(focus=1e9), r"focus is 1e\+09, expected a number"),
            (lambda f: f["weights"].update(luck=1), "unknown term luck"),
            (lambda f: f["weights"].pop("focus"), "missing term focus"),
            (lambda f: f.update(schema_version=3), "3 found, this program reads version 2"),
            (lambda f: f.update(trees=[]), "faulty at `trees`"),
        ],
    )
    def test_file_that_was_changed_by_hand_is_refused(self, change, message):
        fields = json.loads(
            WeightRanker.from_weight_set(WeightSet.default()).to_weight_set().to_json()
        )
        change(fields)
        with pytest.raises(WeightSetError, match=message):
            WeightRanker.from_weight_set(WeightSet.from_json(json.dumps(fields)))

    def test_table_that_is_no_table_of_matches_is_refused(self, rng):
        X = pd.DataFrame(rng.uniform(size=(4, len(COLUMNS))), columns=list(COLUMNS))
        for wrong in (X[list(TERM_LABELS)], X[list(reversed(COLUMNS))]):
            with pytest.raises(ValueError, match="X has the 25 columns of `match_table`"):
                WeightRanker(WeightSet.default()).fit(wrong, [0, 1, 2, 3])

    def test_ranker_of_any_other_table_is_no_weight_set(self, rows):
        with pytest.raises(ValueError, match="Only a ranker whose prior is a weight set"):
            WeightRanker(max_iter=2_000).fit(*rows[:2], groups=rows[2]).to_weight_set()
