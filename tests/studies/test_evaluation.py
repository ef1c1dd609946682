"""Rankers against judgments: two people and five roles by hand, then the shipped judgments."""

import math
from types import SimpleNamespace

import pandas as pd
import pytest

from matching import Profile, Recommender
from matching.errors import DataError
from matching.evidence.judgments import GIVEN, set_of, shipped_judgments, shipped_sets
from matching.studies.baselines import OURS, all_rankers
from matching.studies.evaluation import evaluate
from tests.builders import TODAY, shipped_catalog

JUDGMENTS = [
    # profile_id, role_id, grade, reason
    ("p1", "a", 3, "good"),
    ("p1", "b", 2, "place"),
    ("p1", "c", 0, "faith"),
    ("p1", "d", 2, "length"),
    ("p2", "a", 1, "place"),
    ("p3", "a", 0, "specialty"),
    ("q9", "a", 3, "of nobody here"),
]


class Fixed:
    """The same list for everyone, or one for each person."""

    def __init__(self, *ranked, **lists):
        self.ranked = list(ranked)
        self.lists = lists

    def rank(self, profile):
        return self.lists.get(profile.profile_id, self.ranked)


@pytest.fixture
def catalog():
    """All that an evaluation asks of a catalog: titles."""
    return SimpleNamespace(roles=pd.DataFrame({"title": dict.fromkeys("abcde", "A title")}))


@pytest.fixture
def profiles():
    """p2 has one judged role; p3 none above grade 0; p4 none at all."""
    professions = {"p1": "nurse", "p2": "nurse", "p3": "dentist", "p4": "dentist"}
    return [Profile(profile_id=id_, profession=name) for id_, name in professions.items()]


@pytest.fixture
def judgments():
    return pd.DataFrame(JUDGMENTS, columns=["profile_id", "role_id", "grade", "reason"])


@pytest.fixture
def evaluation(catalog, profiles, judgments):
    """Ours shows p1 the bad c in second place and lacks d; the other shows p1 c first."""
    rankers = {"ours": Fixed("a", "c", "e", "b"), "other": Fixed("c", "a", "b", "d")}
    return evaluate(catalog, profiles, judgments, rankers, ks=[3, 1])


def test_one_row_a_profile_ranker_and_k(evaluation):
    keys = evaluation.per_profile[["profile_id", "ranker", "k"]]
    assert len(keys) == len(keys.drop_duplicates()) == 3 * 2 * 2
    assert set(keys["profile_id"]) == {"p1", "p2", "p3"}


def test_ndcg_of_a_profile_by_hand(evaluation):
    """Ours for p1: a, c, b judged, gains 7, 0, 3 against the ideal 7, 3, 3."""
    row = evaluation.per_profile.query("profile_id == 'p1' and ranker == 'ours' and k == 3").iloc[0]
    ideal = 7 + 3 / math.log2(3) + 3 / math.log2(4)
    assert row["ndcg"] == pytest.approx((7 + 3 / math.log2(4)) / ideal)
    assert row["judged"] == 4
    assert row["kept"] == pytest.approx(2 / 3)
    assert row["unjudged"] == pytest.approx(1 / 3)


def test_undefined_ndcg_is_left_out_of_the_mean_and_said_so(evaluation):
    row = evaluation.summary.query("ranker == 'ours' and k == 1 and metric == 'ndcg'").iloc[0]
    assert row["mean"] == 1.0  # of p1 and p2
    assert row["profiles"] == 2
    assert evaluation.undefined == ("p3",)


def test_each_set_by_itself_by_hand(catalog, profiles, judgments):
    """p1 and p2 are of one set, p3 of another; p2's only judged role, a, is of grade 1."""
    rankers = {"ours": Fixed("a", "c", "e", "b"), "other": Fixed("c", "a", "b", "d")}
    names = {"p1": "one", "p2": "one", "p3": "two"}
    found = evaluate(catalog, profiles, judgments, rankers, [3], set_of=names)
    ours = found.by_set[found.by_set["ranker"] == "ours"].set_index(["set", "metric"])
    assert list(dict.fromkeys(found.by_set["set"])) == ["one", "two"]
    assert ours.loc[("one", "bad"), "mean"] == pytest.approx((1 / 2 + 0) / 2)
    assert ours.loc[("one", "unjudged"), "mean"] == pytest.approx((1 / 3 + 2 / 3) / 2)
    assert ours.loc[("one", "ndcg"), "profiles"] == 2
    assert ours.loc[("two", "bad"), "mean"] == 1
    assert ours.loc[("two", "ndcg"), "profiles"] == 0
    assert set(found.by_set["ranker"]) == {"ours", "other"}
    gains = found.differences_by_set.set_index("set")
    of_one = found.per_profile[found.per_profile["set"] == "one"]
    ours, other = of_one.groupby("ranker", sort=False)["ndcg"].mean()
    assert gains.loc["one", "mean"] == pytest.approx(ours - other)
    assert gains["profiles"].tolist() == [2, 0]


def test_people_of_no_named_set_are_of_the_given_one(evaluation):
    assert set(evaluation.by_set["set"]) == {GIVEN}
    same = evaluation.by_set.drop(columns="set")
    pd.testing.assert_frame_equal(same, evaluation.summary)


def test_profile_without_judgments_is_left_out_and_said_so(evaluation):
    assert evaluation.unjudged_profiles == ("p4",)


def test_groups_are_professions_and_one_profile_has_no_interval(evaluation):
    groups = evaluation.by_profession.query("ranker == 'ours' and k == 3").set_index("profession")
    assert groups.loc["nurse", "profiles"] == 2
    assert groups.loc["nurse", "low"] <= groups.loc["nurse", "mean"] <= groups.loc["nurse", "high"]
    assert groups.loc["dentist", "profiles"] == 0
    assert math.isnan(groups.loc["dentist", "mean"])


def test_difference_is_ours_minus_the_other_over_the_same_profiles(evaluation):
    row = evaluation.differences.query("ranker == 'other' and k == 1").iloc[0]
    assert row["mean"] == pytest.approx(0.5)  # p1: 1 - 0; p2: 1 - 1, as c is not judged there
    assert (row["better"], row["equal"], row["worse"]) == (1, 1, 0)
    assert row["profiles"] == 2


def test_grade_0_among_our_first_is_listed_with_rank_and_reason(evaluation):
    assert evaluation.misplaced.to_dict("records") == [
        {"profile_id": "p1", "rank": 2, "role_id": "c", "title": "A title", "reason": "faith"},
        {"profile_id": "p3", "rank": 1, "role_id": "a", "title": "A title", "reason": "specialty"},
    ]


def test_good_role_that_our_list_lacks_is_listed(evaluation):
    assert evaluation.missed.to_dict("records") == [
        {"profile_id": "p1", "grade": 2, "role_id": "d", "title": "A title", "reason": "length"}
    ]


def test_lowest_profiles_come_first_without_the_undefined(evaluation):
    assert evaluation.lowest["profile_id"].tolist() == ["p1", "p2"]


def test_single_ranker_has_nothing_to_be_compared_with(catalog, profiles, judgments):
    alone = evaluate(catalog, profiles, judgments, {"ours": Fixed("a")})
    assert alone.differences.empty
    assert list(alone.differences)[:4] == ["ranker", "k", "metric", "mean"]


def test_empty_list_of_one_person_counts_as_zero(catalog, profiles, judgments):
    found = evaluate(catalog, profiles, judgments, {"ours": Fixed("a", "b", "d", p2=[])})
    assert found.per_profile.set_index("profile_id").loc["p2", "ndcg"] == 0


def test_judgments_are_left_as_they_were(catalog, profiles, judgments):
    before = judgments.copy()
    evaluate(catalog, profiles, judgments, {"ours": Fixed("a")})
    pd.testing.assert_frame_equal(judgments, before)


def test_no_judged_profile_is_an_error(catalog, profiles, judgments):
    with pytest.raises(DataError, match="No judgment is about any of the profiles"):
        evaluate(catalog, profiles[3:], judgments, {"ours": Fixed("a")})


@pytest.mark.parametrize("ks", [[], [0], [10, 0]])
def test_k_below_1_is_refused(catalog, profiles, judgments, ks):
    with pytest.raises(ValueError, match="ks must be numbers of at least 1"):
        evaluate(catalog, profiles, judgments, {"ours": Fixed("a")}, ks)


@pytest.fixture(scope="module")
def shipped():
    """The evaluation of the shipped judgments."""
    catalog = shipped_catalog()
    profiles, judgments = shipped_judgments()
    rankers = all_rankers(catalog, Recommender(catalog, today=TODAY))
    return evaluate(catalog, profiles, judgments, rankers, set_of=set_of(shipped_sets()))


def test_our_order_is_better_than_every_baseline(shipped):
    found = shipped
    ndcg = found.summary.query("metric == 'ndcg'").set_index("ranker")["mean"]
    baselines = ndcg.drop([OURS, "equal weights"])
    assert len(baselines) == 4
    assert (ndcg[OURS] > baselines).all(), ndcg.to_dict()


def test_all_shipped_profiles_are_evaluated(shipped):
    people = shipped.per_profile.drop_duplicates("profile_id")
    assert people["set"].value_counts().to_dict() == {"first": 37, "second": 35, "fourth": 40}
    assert shipped.unjudged_profiles == ()
    assert shipped.undefined == ("fourth-13",)
