"""Who is seen: shares by group, which roles are good, and a floor with its price."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.exposure import (
    GROUPINGS,
    exposure_shares,
    good_roles,
    never_shown,
    price_of_floor,
    with_floor,
)

TENTH = 1 / np.log2(11)


def matches(*rows):
    return pd.DataFrame(rows, columns=["profile_id", "role_id", "score"])


def good_for(*pairs):
    return pd.DataFrame(pairs, columns=["profile_id", "role_id"]).assign(basis="score")


def roles(**where):
    """Roles of one organization each, but a and b of the first."""
    ids = list(where)
    return pd.DataFrame(
        {
            "role_id": ids,
            "org_id": ["first" if role in "ab" else f"of-{role}" for role in ids],
            "faith": ["catholic" if role == "a" else "" for role in ids],
            "where": list(where.values()),
        },
        index=ids,
    )


def judged(*rows):
    return pd.DataFrame(rows, columns=["profile_id", "role_id", "grade"]).assign(reason="")


def test_a_judged_role_is_good_by_its_grade_and_another_by_its_score():
    scores = matches(("amina", "a", 40.0), ("amina", "b", 90.0), ("amina", "c", 71.0))
    found = good_roles(scores, judged(("amina", "a", 2), ("amina", "b", 1), ("omar", "c", 0)))
    assert found.values.tolist() == [["amina", "a", "judged"], ["amina", "c", "score"]]
    assert good_roles(scores, threshold=80)["role_id"].tolist() == ["b"]


def test_good_roles_in_no_first_ten_are_listed_with_how_near_they_come():
    lists = {"amina": ("a", "b", "c"), "omar": ("b", "a", "d", "c")}
    good = good_for(("amina", "c"), ("omar", "c"), ("omar", "d"), ("omar", "a"), ("zoe", "e"))
    found = never_shown(lists, good, k=2)
    assert found.values.tolist()[:2] == [["c", 2, 3], ["d", 1, 3]]
    assert found.iloc[2].isna().tolist() == [False, False, True]
    assert never_shown(lists, good, k=4)["role_id"].tolist() == ["e"]
    assert never_shown(lists, good.head(0)).empty


def test_shares_count_every_profile_alike_and_divide_countries():
    lists = {"amina": ("a", "b"), "omar": ("c",)}
    good = good_for(("amina", "a"), ("omar", "c"), ("omar", "d"))
    table = roles(a=("KE", "UG"), b=("KE",), c=(), d=("UG",))
    by = {name: exposure_shares(lists, good, table, name).set_index("group") for name in GROUPINGS}
    second = 1 / np.log2(3)
    a = 0.5 / (1 + second)  # share of a of all exposure: half of amina's two
    assert by["organization"]["exposure"].to_dict() == {"of-c": 0.5, "first": 0.5, "of-d": 0}
    assert by["organization"]["good"].to_dict() == {"of-c": 0.25, "first": 0.5, "of-d": 0.25}
    assert by["country"].loc["KE", "exposure"] == pytest.approx(a / 2 + 0.5 - a)
    assert by["country"].loc["UG", "good"] == pytest.approx(0.25 + 0.25)
    assert by["country"].loc["not stated", "ratio"] == pytest.approx(2)
    assert by["faith"].loc["catholic", "exposure"] == pytest.approx(a)
    assert by["size"]["roles"].to_dict() == {"1": 2, "2 to 5": 2}
    assert by["organization"]["never_shown"].to_dict() == {"of-c": 0, "first": 0, "of-d": 1}
    for found in by.values():
        assert found[["exposure", "good"]].sum().tolist() == pytest.approx([1, 1])
    with pytest.raises(ValueError, match="organization, country"):
        exposure_shares(lists, good, table, "colour")


def test_a_good_role_that_is_never_shown_gets_the_last_place_where_it_is_nearest():
    ids = tuple("abcdefghijklm")
    lists = {"amina": ids, "omar": (*ids[:11], "m", "l"), "zoe": ids}
    good = good_for(("amina", "m"), ("omar", "m"), ("omar", "l"), ("zoe", "a"))
    found = with_floor(lists, good, TENTH)
    assert found.lists["omar"] == (*"abcdefghi", "l", "j", "k", "m")  # l has no other place
    assert found.lists["amina"] == (*"abcdefghi", "m", "j", "k", "l")
    assert found.lists["zoe"] == ids
    assert found.inserted.values.tolist() == [["amina", "m", 13, 10], ["omar", "l", 13, 10]]
    assert found.short.empty


def test_a_role_that_would_fall_below_the_floor_keeps_its_place():
    ids = tuple("abcdefghijk")
    good = good_for(("amina", "k"), ("amina", "j"))
    found = with_floor({"amina": ids}, good, TENTH)
    assert found.lists == {"amina": ids}
    assert found.short.values.tolist() == [["k", 0.0]]
    # Twice shown, one tenth place can be spared.
    spared = with_floor({"amina": ids, "omar": ids}, good, TENTH)
    assert spared.inserted["role_id"].tolist() == ["k"]


@given(
    st.lists(st.permutations(range(14)), min_size=1, max_size=4),
    st.sets(st.tuples(st.integers(0, 3), st.integers(0, 13))),
    st.sampled_from([0.0, TENTH, 0.5, 1.0, 2.0]),
    st.integers(0, 3),
)
def test_a_floor_loses_no_role_and_leaves_the_first_places_alone(orders, pairs, floor, places):
    lists = {f"p{n}": tuple(f"r{role}" for role in order) for n, order in enumerate(orders)}
    good = good_for(*((f"p{who}", f"r{role}") for who, role in pairs))
    found = with_floor(lists, good, floor, places=places)
    for who, ids in lists.items():
        assert sorted(found.lists[who]) == sorted(ids)
        assert found.lists[who][: 10 - places] == ids[: 10 - places]
    before, after = (exposure_of(given) for given in (lists, found.lists))
    for role in set(good["role_id"]):
        assert after.get(role, 0) >= min(floor, before.get(role, 0)) - 1e-9
    assert set(found.short["role_id"]) == {
        role for role in set(good["role_id"]) if after.get(role, 0) < floor - 1e-9
    }


def exposure_of(lists):
    total = {}
    for ids in lists.values():
        for at, role in enumerate(ids[:10]):
            total[role] = total.get(role, 0) + 1 / np.log2(at + 2)
    return total


def test_the_price_is_what_the_judgments_lose():
    before = {"amina": ("a", "b", "c"), "omar": ("a",), "unjudged": ("a",)}
    after = {**before, "amina": ("c", "a", "b")}
    grades = judged(("amina", "a", 3), ("amina", "c", 0), ("omar", "a", 2))
    price = price_of_floor(before, after, grades).set_index("metric")
    assert price.loc["ndcg", ["before", "profiles"]].tolist() == [1, 2]
    assert price.loc["ndcg", "difference"] == pytest.approx((1 / np.log2(3) - 1) / 2)
    assert price.loc["ndcg", "low"] <= price.loc["ndcg", "difference"] <= price.loc["ndcg", "high"]
    assert price.loc["ndcg_all", "after"] == pytest.approx((1 / np.log2(3) + 1) / 2)
