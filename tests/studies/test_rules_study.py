"""Rules on and off: lists by hand, then the rules that there are on a small catalog."""

import math
from types import SimpleNamespace

import pandas as pd
import pytest

from matching.aspects.rules import RULES
from matching.evidence.judgments import JudgedSet
from matching.studies.rules_study import (
    OF_RULES,
    difference,
    figures_of_lists,
    rules_study,
    without_rule,
)
from tests.builders import person, recommender_of, role

GRADES = [("ann", "a", 3), ("ann", "b", 0), ("bo", "a", 0), ("bo", "b", 2), ("cy", "a", 0)]


@pytest.fixture
def sets():
    """Cy has no good role; about di nobody judged anything."""
    judgments = pd.DataFrame(GRADES, columns=["profile_id", "role_id", "grade"])
    judgments = judgments.assign(reason="")
    people = [person("nurse", profile_id=id_) for id_ in ("ann", "bo", "cy", "di")]
    first = judgments["profile_id"] == "ann"
    return [
        JudgedSet("one", people[:1], judgments[first]),
        JudgedSet("two", people[1:], judgments[~first]),
    ]


def giving(bands=None, **lists):
    """A recommender with these lists."""

    def recommend(profile, n):
        ranked = lists[profile.profile_id]
        matches = pd.DataFrame({"role_id": ranked})
        return matches if bands is None else matches.assign(band=[bands[id_] for id_ in ranked])

    return SimpleNamespace(recommend=recommend)


def compared(on, off, sets):
    found = difference(figures_of_lists(on, sets), figures_of_lists(off, sets))
    return found.set_index(["set", "metric"])


@pytest.fixture
def found(sets):
    """With the rule ann's list begins with the good role, and bo's bad role is gone."""
    on = giving(ann=["a", "b"], bo=["b"], cy=["a"])
    off = giving(ann=["b", "a"], bo=["a", "b"], cy=["a"])
    return compared(on, off, sets)


def test_ndcg_with_and_without_by_hand(found):
    second = 1 / math.log2(3)  # what a good role earns in second place
    assert found.loc[("one", "ndcg"), ["on", "off"]].tolist() == pytest.approx([1, second])
    row = found.loc[("all", "ndcg")]
    assert row["mean"] == pytest.approx(1 - second)  # of ann and bo
    assert (row["better"], row["equal"], row["worse"], row["profiles"]) == (2, 0, 0, 2)


def test_grade_0_and_kept_by_hand(found):
    bad = found.loc[("all", "bad")]
    assert (bad["on"], bad["off"]) == pytest.approx((0.5, 2 / 3))  # 1/2, 0, 1 and 1/2, 1/2, 1
    assert bad["mean"] == pytest.approx(-1 / 6)
    assert bad["low"] <= bad["mean"] <= bad["high"]
    assert found.loc[("all", "kept"), ["on", "off", "mean"]].tolist() == [1, 1, 0]


def test_changed_lists_are_counted_whether_ndcg_is_defined_or_not(found, sets):
    assert found["changed"].groupby("set").first().to_dict() == {"all": 2, "one": 1, "two": 1}
    on = giving(ann=["a"], bo=["a"], cy=["a"])
    off = giving(ann=["a"], bo=["a"], cy=["b"])
    assert compared(on, off, sets).loc[("two", "ndcg"), "changed"] == 1


def test_as_shown_is_there_with_bands_only(found, sets):
    assert "bad_shown" not in found.loc["all"].index
    bands = {"a": 1, "b": 3}
    on = giving(bands, ann=["b", "a"], bo=["b"], cy=[])
    off = giving(bands, ann=["b", "a"], bo=["a", "b"], cy=["a"])
    shown = compared(on, off, sets).loc[("all", "bad_shown")]
    assert (shown["on"], shown["off"], shown["profiles"]) == (0, 0, 1)  # bo and cy: nothing shown


@pytest.fixture
def recommender():
    return recommender_of(*(role(f"hope--{name}", professions="nurse") for name in "ab"))


def test_a_rule_is_switched_off_besides_those_that_are(recommender):
    one, two = list(RULES)[:2]
    without = without_rule(without_rule(recommender, one), two)
    assert without.without == {one, two}
    assert without.weights is recommender.weights
    assert without.today == recommender.today


def test_every_rule_set_and_figure_has_a_row(recommender, sets):
    told = []
    found = rules_study(recommender, sets, progress=told.append)
    assert list(dict.fromkeys(found["rule"])) == list(RULES)
    assert len(found) == len(RULES) * 3 * len(OF_RULES)
    assert len(told) == len(RULES)
    assert (found["changed"] == 0).all()  # these roles say nothing that a rule reads


def test_sets_without_judged_people_are_passed_over(recommender, sets):
    nobody = sets[1]._replace(judgments=sets[1].judgments.head(0))
    assert set(rules_study(recommender, [sets[0], nobody])["set"]) == {"one", "all"}
