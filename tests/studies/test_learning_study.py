"""Learning judged on people it never saw: nothing leaks, careful settings win ties."""

import dataclasses
import json

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from matching import WeightSet
from matching.aspects import TERM_LABELS
from matching.cli.learn import learn
from matching.cli.learning_report import study_json, verdict
from matching.evidence.judgments import read_judgments
from matching.evidence.metrics import ndcg
from matching.studies import cross_validation as cv
from matching.studies.learning_study import (
    BLANK,
    CURRENT,
    CURVE,
    LEARNED,
    blank_weights,
    study,
)
from matching.studies.swaps import swap_costs
from matching.studies.text_terms import TEXT_TERMS, Embedding, compare_text_terms, with_text
from matching.weights.learning.match_table import graded_matches
from matching.weights.learning.score_form import PARTS
from tests.builders import (
    DATA,
    shipped_catalog,
    shipped_profiles,
    shipped_recommender,
    weights_with,
)

FEW = 6


@pytest.fixture(scope="module")
def judgments():
    return read_judgments(DATA / "judgments" / "first" / "judgments.csv")[0]


@pytest.fixture(scope="module")
def matches(judgments):
    return graded_matches(shipped_recommender(), shipped_profiles(), judgments)


class Fixed:
    """A ranker that knows which profiles it was made from."""

    def __init__(self, matches):
        self.made_from = set(matches.groups)

    def rank(self, profile):
        return sorted(self.made_from)


class TestHoldingOut:
    @pytest.mark.parametrize("folds", [None, 2, 5])
    def test_nobody_is_ranked_with_what_was_learned_from_them(self, matches, folds):
        ids = [profile.profile_id for profile in shipped_profiles()]
        parts = cv.folds_of(ids, folds, seed=1)
        assert sorted(one for part in parts for one in part) == sorted(ids)
        ranker = cv.held_out(matches, parts, Fixed)
        for profile in shipped_profiles():
            made_from = ranker.rank(profile)
            assert profile.profile_id not in made_from
            assert len(made_from) >= len(ids) - len(parts[0])

    def test_same_seed_same_folds(self):
        ids = [f"p{number}" for number in range(9)]
        assert cv.folds_of(ids, 3, 1) == cv.folds_of(ids, 3, 1) != cv.folds_of(ids, 3, 2)

    def test_first_of_what_is_not_clearly_worse_is_taken(self):
        """The second is best by a hair in each fold alike; the first wins where folds disagree."""

        def chosen(first, second):
            results = {
                f"split{fold}_test_score": np.array(pair)
                for fold, pair in enumerate(zip(first, second, strict=True))
            }
            return cv._first_near_the_best(results)

        assert chosen([0.8, 0.8, 0.8], [0.81, 0.81, 0.81]) == 1
        assert chosen([0.8, 0.9, 0.7], [0.9, 0.8, 0.74]) == 0

    def test_one_person_alone_leaves_the_prior(self, matches):
        ranker = cv.tuned_weights(WeightSet.default(), matches.of(["dev-02"]))
        assert ranker.to_weight_set() == WeightSet.default()

    def test_blank_start_is_left_for_what_the_judgments_say(self, matches):
        blank = blank_weights(WeightSet.default())
        ranker = cv.tuned_weights(blank, matches, grid=[{"learn": [()]}, {"shrinkage": [0.3]}])
        weights = ranker.to_weight_set().weights
        assert weights["specialty"] > blank.weights["specialty"] > weights["record"]


class TestBlank:
    def test_knows_nothing_that_can_be_learned(self):
        default = weights_with(variety={"most_of_one": 1.0})
        blank = blank_weights(default)
        assert blank.variety == default.variety
        assert set(blank.unknown.values()) == {0.5}
        assert {blank.curves[curve] for curve in PARTS} == {0.5}
        assert len(set(blank.weights.values())) == 1
        assert sum(blank.weights.values()) == pytest.approx(sum(default.weights.values()))
        assert blank.curves["text_full"] == default.curves["text_full"]


class TestCosts:
    def test_cost_is_what_the_best_swap_gives(self):
        grades = {"a": 1, "b": 3, "c": 0, "d": 2}
        listed = ["a", "b", "c", "d"]
        costs = swap_costs(np.array([1.0, 3, 0, 2]), grades)
        before = ndcg(listed, grades, 10, judged_only=True)
        swapped = ndcg(["b", "a", "c", "d"], grades, 10, judged_only=True)
        assert costs[0] == pytest.approx(swapped - before)
        assert set(costs) == {0, 2}

    def test_right_order_costs_nothing(self):
        assert swap_costs(np.array([3.0, 2, 2, 0]), {"a": 3, "b": 2, "c": 2, "d": 0}) == {}


@pytest.fixture(scope="module")
def found(judgments):
    """A study of few people with few settings."""
    few = [{"learn": [()]}, {"shrinkage": [0.3], "loss": ["listwise", "pairwise"]}]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("matching.studies.cross_validation.GRID", few)
        patch.setattr("matching.studies.challenger.CHALLENGER_GRID", [{"max_leaf_nodes": [4]}])
        return study(shipped_recommender(), shipped_profiles()[:FEW], judgments, folds=2)


class TestStudy:
    def test_every_table_is_there(self, found):
        assert set(found.evaluation.summary["ranker"]) >= {LEARNED, CURRENT, BLANK}
        assert list(dict.fromkeys(found.ablation["without"])) == list(TERM_LABELS)
        assert set(found.curve["profiles"]) == {0, *(size for size in CURVE if size < FEW)}
        assert found.bounds["mean"].max() <= 1
        assert found.failing["cost"].is_monotonic_decreasing

    def test_each_tuned_ranker_has_a_setting_a_fold(self, found):
        assert (found.chosen.groupby("ranker")["count"].sum() == 2).all()

    def test_verdict_follows_the_interval(self, found):
        def said(low, high):
            gaps = found.gaps.assign(low=low, high=high)
            return verdict(dataclasses.replace(found, gaps=gaps))

        assert "so the current ones stay (" in said(-0.1, 0.1)
        assert "are better than them (" in said(0.01, 0.1)
        assert "are worse than them (" in said(-0.1, -0.01)

    def test_json_holds_weights_that_can_be_read(self, found):
        content = json.loads(study_json(found, None))
        assert WeightSet(**content["candidate"]) == found.candidate
        assert len(content["ablation"]) == 2 * len(TERM_LABELS)


class TestCommand:
    @pytest.fixture
    def run(self, found, monkeypatch):
        monkeypatch.setattr("matching.studies.learning_study.study", lambda *_: found)
        app = typer.Typer()
        app.command()(learn)
        return lambda *given: CliRunner().invoke(app, [str(one) for one in given])

    def test_prints_the_report(self, run):
        result = run()
        assert result.exit_code == 0, result.output
        for said in ("Learned without knowing", "On the same profiles", "NDCG@10 that a term"):
            assert said in result.stdout

    @pytest.mark.parametrize("blank", [True, False])
    def test_writes_weights_in_hundredths(self, run, found, tmp_path, blank):
        out = tmp_path / "learned.json"
        result = run("--json", "--today", "2026-11-25", "--out", out, *["--blank"] * blank)
        assert json.loads(result.stdout)["text"] is None
        written = WeightSet.from_json(out.read_text(encoding="utf-8"))
        learned = found.from_blank if blank else found.candidate
        assert written.date == "2026-11-25"
        assert written.weights == {
            term: round(weight, 2) for term, weight in learned.weights.items()
        }

    def test_folder_that_is_not_there_is_told_before_any_work(self, run, tmp_path):
        result = run("--out", tmp_path / "none" / "learned.json")
        assert result.exit_code == 2
        assert "There is no folder" in result.stderr


class TestTextTerms:
    def test_other_vectors_take_the_place_of_words(self):
        """A text term that only counts letters: the longer statement is like the longer role."""
        catalog = shipped_catalog()
        other = with_text(catalog, Embedding(lambda texts: np.array([[len(t), 1] for t in texts])))
        assert other.index.text.matrix.shape == (len(catalog.roles), 2)
        assert catalog.index.text.matrix.shape[1] == len(catalog.words)
        lengths = np.sqrt(other.index.text.matrix.multiply(other.index.text.matrix).sum(axis=1))
        assert lengths == pytest.approx(1)

    def test_text_without_a_word_is_like_nothing(self):
        embedding = Embedding(lambda texts: np.array([[len(t), 1.0] for t in texts]))
        embedding.fit(["abc", "a"])
        assert embedding.transform(["", "abc"]).toarray().tolist() == [[0, 0], [1, 0]]

    def test_a_row_a_text_term_and_weight(self, judgments, monkeypatch):
        plain = {name: made for name, made in TEXT_TERMS.items() if not made[0]}
        monkeypatch.setattr("matching.studies.text_terms.TEXT_TERMS", plain)
        monkeypatch.setattr("matching.studies.text_terms.WEIGHTS", (0.0, 4.0))
        found = compare_text_terms(shipped_recommender(), shipped_profiles()[:3], judgments)
        assert found["weight"].tolist() == [0, 4] * len(plain)
        assert (found.loc[found["weight"] == 0, "gain"] == 0).all()
        assert found["alone"].between(0, 1).all()

    def test_a_person_for_whom_nothing_is_good_is_left_out_of_the_figures(
        self, judgments, monkeypatch
    ):
        monkeypatch.setattr(
            "matching.studies.text_terms.TEXT_TERMS", {"TF-IDF": TEXT_TERMS["TF-IDF"]}
        )
        monkeypatch.setattr("matching.studies.text_terms.WEIGHTS", (0.0, 4.0))
        people = shipped_profiles()[:3]
        of_one = judgments["profile_id"] == people[2].profile_id
        graded = judgments.assign(grade=judgments["grade"].mask(of_one, 0))
        found = compare_text_terms(shipped_recommender(), people, graded)
        assert found[["gain", "mean", "alone"]].notna().all(axis=None)
