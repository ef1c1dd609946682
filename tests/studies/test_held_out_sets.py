"""A judged set that nothing was learned from: two people of each of two shipped sets."""

import io
import json

import pandas as pd
import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from matching import Recommender
from matching.cli.held_out_report import held_out_json, print_held_out
from matching.cli.learn import learn
from matching.errors import DataError
from matching.evidence.judgments import BEST_GRADE, shipped_sets
from matching.evidence.metrics import ndcg
from matching.studies import challenger
from matching.studies.challenger import CHALLENGERS, CURVES, PLUS_PAIRS, BoostedOrder, tuned_trees
from matching.studies.held_out_sets import NOT_HELD_OUT, hold_out_sets
from matching.studies.learning_study import BLANK, CURRENT, EQUAL_WEIGHTS, LEARNED
from matching.weights.learning.match_table import graded_matches
from tests.builders import TODAY, shipped_catalog, shipped_recommender

FEW = 2


def few_of(judged):
    people = judged.profiles[:FEW]
    about = judged.judgments["profile_id"].isin([one.profile_id for one in people])
    return judged._replace(profiles=people, judgments=judged.judgments[about])


def turned(judged):
    """The same with the best for the worst."""
    grades = BEST_GRADE - judged.judgments["grade"]
    return judged._replace(judgments=judged.judgments.assign(grade=grades))


@pytest.fixture(scope="module", autouse=True)
def few_settings():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(challenger, "CHALLENGER_GRID", [{"max_iter": [20]}])
        patch.setattr(challenger, "UPON_GRID", [{"max_iter": [5]}])
        yield


@pytest.fixture(scope="module")
def sets():
    return [few_of(judged) for judged in shipped_sets()[:2]]


@pytest.fixture(scope="module")
def found(sets):
    return hold_out_sets(shipped_recommender(), sets)


@pytest.fixture(scope="module")
def otherwise(sets):
    """As `found`, had the people of the first set been graded the other way round."""
    return hold_out_sets(shipped_recommender(), [turned(sets[0]), sets[1]])


def test_what_is_learned_without_a_set_does_not_depend_on_it(found, otherwise):
    for ranker in (LEARNED, BLANK):
        assert found.learned[ranker, "first"] == otherwise.learned[ranker, "first"]
    assert found.learned[BLANK, "second"] != otherwise.learned[BLANK, "second"]
    assert found.from_blank != otherwise.from_blank


def test_each_set_is_ranked_with_what_was_learned_without_it(found, sets):
    who = sets[1].profiles[0]
    own = sets[1].judgments[sets[1].judgments["profile_id"] == who.profile_id]
    recommender = Recommender(shipped_catalog(), found.learned[BLANK, "second"], TODAY)
    ranked = recommender.recommend(who, n=None)["role_id"].tolist()
    expected = ndcg(
        ranked, dict(zip(own["role_id"], own["grade"], strict=True)), 10, judged_only=True
    )
    rows = found.evaluation.per_profile.set_index(["ranker", "profile_id"])
    assert rows.loc[(BLANK, who.profile_id), "ndcg"] == pytest.approx(expected)


@pytest.mark.parametrize("name", [CURVES, PLUS_PAIRS])
def test_a_challenger_learns_from_the_other_sets_and_orders_what_is_open(found, sets, name):
    recommender, who = shipped_recommender(), sets[1].profiles[0]
    matches = graded_matches(recommender, sets[0].profiles, sets[0].judgments)
    trees = tuned_trees(name, recommender.weights, matches, seed=0)
    ranked = BoostedOrder(recommender, trees).rank(who)
    assert sorted(ranked) == sorted(recommender.recommend(who, n=None)["role_id"])
    own = sets[1].judgments[sets[1].judgments["profile_id"] == who.profile_id]
    grades = dict(zip(own["role_id"], own["grade"], strict=True))
    rows = found.evaluation.per_profile.set_index(["ranker", "profile_id"])
    expected = ndcg(ranked, grades, 10, judged_only=True)
    assert rows.loc[(name, who.profile_id), "ndcg"] == pytest.approx(expected)


def test_every_ranker_has_figures_on_every_set(found):
    rows = found.evaluation.by_set[["ranker", "set"]].drop_duplicates()
    rankers = [LEARNED, CURRENT, BLANK, EQUAL_WEIGHTS, *CHALLENGERS, NOT_HELD_OUT]
    assert len(rows) == len(rankers) * 2
    assert list(dict.fromkeys(found.evaluation.summary["ranker"])) == rankers
    chosen = found.chosen.groupby("ranker")["set"].agg(list)
    assert chosen[[LEARNED, BLANK]].tolist() == [["first", "second", "all"]] * 2
    assert chosen[[*CHALLENGERS]].tolist() == [["first", "second"]] * len(CHALLENGERS)


def test_gaps_are_of_the_same_people(found):
    gaps = found.gaps.set_index(["ranker", "other", "set"]).sort_index()
    figures = found.evaluation.per_profile.pivot(
        index="profile_id", columns="ranker", values="ndcg"
    )
    expected = (figures[BLANK] - figures[CURRENT]).mean()
    assert gaps.loc[(BLANK, CURRENT, "all"), "mean"] == pytest.approx(expected)


def test_the_same_seed_gives_the_same(found, sets):
    again = hold_out_sets(shipped_recommender(), sets)
    assert again.learned == found.learned
    pd.testing.assert_frame_equal(again.gaps, found.gaps)


def test_one_set_alone_cannot_be_held_out(sets):
    nobody = sets[1]._replace(judgments=sets[1].judgments.head(0))
    with pytest.raises(DataError, match="takes two judged sets; found: first"):
        hold_out_sets(shipped_recommender(), [sets[0], nobody])


def test_report_and_json(found):
    page = io.StringIO()
    print_held_out(found, Console(file=page, width=80))
    lines = page.getvalue().splitlines()
    assert "NDCG@10 on the set that was held out, in thousandths" in lines
    assert "Good roles that are kept" in lines
    assert all(len(line.rstrip()) <= 80 for line in lines)
    content = json.loads(held_out_json(found))
    assert set(content) == {"evaluation", "gaps", "chosen", "candidate", "from_blank"}
    assert {row["set"] for row in content["gaps"]} == {"first", "second", "all"}


def test_command_takes_the_sets_as_they_are():
    command = typer.Typer()
    command.command()(learn)
    result = CliRunner().invoke(command, ["--held-out-set", "--folds", "5"])
    assert result.exit_code == 2
    assert "takes the judged sets of the data folder as they are" in result.stderr
