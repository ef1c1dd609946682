"""Who is seen: shares by group, which roles are good, and a floor with its price."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import Recommender
from matching.comparison.exposure_floor import ExposureFloor, lift
from matching.evidence.exposure import (
    GROUPINGS,
    exposure_shares,
    good_roles,
    never_shown,
    price_of_floor,
    with_floor,
)
from tests.builders import (
    TODAY,
    shipped_catalog,
    shipped_profiles,
    shipped_recommender,
)


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


IDS = tuple("abcdefghijklm")


def test_never_shown_roles_get_the_last_places_of_those_whom_they_are_good_for():
    lists = {"amina": IDS, "omar": IDS, "zoe": IDS}
    good = good_for(("amina", "m"), ("amina", "l"), ("amina", "k"), ("omar", "m"), ("zoe", "a"))
    found = with_floor(lists, good, ExposureFloor(2, ("k", "l", "m")))
    assert "".join(found.lists["amina"]) == "abcdefgh" + "kl" + "ijm"
    assert "".join(found.lists["omar"]) == "abcdefghi" + "m" + "jkl"
    assert found.lists["zoe"] == list(IDS)
    assert found.inserted.values.tolist() == [
        ["amina", "k", 11, 9], ["amina", "l", 12, 10], ["omar", "m", 13, 10],
    ]  # fmt: skip
    assert with_floor(lists, good, ExposureFloor(0, ("k",))).inserted.empty


def test_of_one_person_the_floor_makes_the_same_list_whoever_else_joins():
    good = good_for(("amina", "m"), ("omar", "m"))
    floor = ExposureFloor(1, ("m",))
    alone = with_floor({"amina": IDS}, good, floor).lists["amina"]
    assert with_floor({"omar": IDS, "amina": IDS}, good, floor).lists["amina"] == alone


def test_a_role_to_be_seen_does_not_displace_another():
    wanted = np.isin(np.arange(14), [9, 12, 13])
    assert lift(np.arange(14), wanted, 2).tolist() == [*range(8), 12, 9, 8, 10, 11, 13]
    assert lift(np.arange(10), wanted[:10], 5).tolist() == list(range(10))


@given(
    st.permutations(range(16)), st.sets(st.integers(0, 15)), st.integers(0, 5), st.integers(0, 16)
)
def test_a_floor_loses_no_role_and_leaves_the_first_places_alone(order, ids, places, length):
    order = np.array(order[:length], dtype=np.int64)
    wanted = np.isin(np.arange(16), list(ids))
    after = lift(order, wanted, places)
    assert sorted(after) == sorted(order)
    kept = 10 - places
    assert after[:kept].tolist() == order[:kept].tolist()
    new = [role for role in after[:10] if role not in order[:10]]
    assert all(wanted[new])
    assert new == [role for role in order[10:] if wanted[role]][: len(new)]
    gone = [role for role in order[:10] if role not in after[:10]]
    assert after[10 : 10 + len(gone)].tolist() == gone
    assert not any(wanted[gone])
    if len(new) < places:  # nobody waits while a place is left
        assert not any(wanted[after[10:]]) or all(wanted[after[kept:10]])


def test_lists_that_are_served_are_those_that_were_measured():
    profiles, catalog = shipped_profiles()[:4], shipped_catalog()
    floor = ExposureFloor(
        3, tuple(catalog.roles.index[::3])
    )  # closed ones and ones below 70 points too
    recommender = Recommender(catalog, today=TODAY, floor=floor)
    names = [profile.profile_id for profile in profiles]
    plain, served = (
        {name: by.recommend(one, n=None) for name, one in zip(names, profiles, strict=True)}
        for by in (shipped_recommender(), recommender)
    )
    good = good_roles(pd.concat(rows.assign(profile_id=name) for name, rows in plain.items()))
    lists = {name: rows["role_id"].tolist() for name, rows in plain.items()}
    found = with_floor(lists, good, floor)
    assert {name: rows["role_id"].tolist() for name, rows in served.items()} == found.lists
    lifted = pd.concat(rows[rows["lifted"]] for rows in served.values())
    assert lifted["role_id"].tolist() == found.inserted["role_id"].tolist() != []
    assert (lifted["score"] >= 70).all()


def test_more_places_than_five_cannot_be_given_away():
    with pytest.raises(ValueError, match="places must be from 0 to 5, got 6"):
        ExposureFloor(6)


def test_the_price_is_what_the_judgments_lose():
    before = {"amina": ("a", "b", "c"), "omar": ("a",), "unjudged": ("a",)}
    after = {**before, "amina": ("c", "a", "b")}
    grades = judged(("amina", "a", 3), ("amina", "c", 0), ("omar", "a", 2))
    price = price_of_floor(before, after, grades).set_index("metric")
    assert price.loc["ndcg", ["before", "profiles"]].tolist() == [1, 2]
    assert price.loc["ndcg", "difference"] == pytest.approx((1 / np.log2(3) - 1) / 2)
    assert price.loc["ndcg", "low"] <= price.loc["ndcg", "difference"] <= price.loc["ndcg", "high"]
    assert price.loc["ndcg_all", "after"] == pytest.approx((1 / np.log2(3) + 1) / 2)
