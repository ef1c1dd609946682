"""Bands: what meets all that was asked, what comes near, and what is for who is flexible."""

import pytest

from matching.comparison.bands import BANDS, FOLDED, MEETS, NEAR, bands, strains
from tests.builders import person, recommender_of, role, weights_with

WHO = person(countries="KE", focus_areas="surgery", max_weeks=4, languages="en:native")
WHOLE = {"countries": "KE", "focus_areas": "surgery", "min_weeks": "2", "max_weeks": "4"}


def compared(*roles, who=WHO, **least):
    return recommender_of(*roles, weights=weights_with(bands=least)).compare(who)


def band(one_role, who=WHO, **least):
    return int(bands(compared(one_role, who=who, **least))[0])


def every(least):
    return dict.fromkeys(("meets", "near", "near_broken", "near_open"), least)


def test_where_nothing_is_broken_the_score_decides():
    whole = role(**WHOLE)
    score = compared(whole).scores[0] / 100
    assert band(whole, meets=score) == MEETS
    assert band(whole, meets=score + 0.01, near=score) == NEAR
    assert band(whole, meets=score + 0.01, near=score + 0.01) == FOLDED


def test_one_broken_wish_comes_near_from_a_score_of_its_own_and_never_meets_all():
    elsewhere = role(**WHOLE | {"countries": "PE"})
    score = compared(elsewhere).scores[0] / 100
    assert [int(of[0]) for of in strains(compared(elsewhere))] == [1, 0]
    assert band(elsewhere, **every(0.0) | {"near_broken": score}) == NEAR
    assert band(elsewhere, **every(0.0) | {"near_broken": score + 0.01}) == FOLDED


def test_one_wish_left_open_comes_near_from_a_score_of_its_own():
    who = WHO.changed(commitment=("full-time",))
    silent = role(**WHOLE)
    score = compared(silent, who=who).scores[0] / 100
    assert [int(of[0]) for of in strains(compared(silent, who=who))] == [0, 1]
    assert band(silent, who=who, **every(0.0) | {"near_open": score}) == NEAR
    assert band(silent, who=who, **every(0.0) | {"near_open": score + 0.01}) == FOLDED


@pytest.mark.parametrize("least", [0.0, 100.0])
def test_two_broken_wishes_are_for_who_is_flexible(least):
    other = role(**WHOLE | {"countries": "PE", "focus_areas": "oral-health"})
    assert strains(compared(other))[0][0] == 2
    assert band(other, **every(least)) == FOLDED


def test_a_person_who_asks_for_nothing_has_no_wish_broken():
    other = role(countries="PE", focus_areas="oral-health", max_weeks="1")
    broken, left_open = strains(compared(other, who=person()))
    assert (broken[0], left_open[0]) == (0, 0)


def test_each_role_has_its_own_band():
    roles = [role("a--whole", **WHOLE), role("b--elsewhere", **WHOLE | {"countries": "PE"})]
    found = bands(compared(*roles, **every(0.0)))
    assert found.tolist() == [MEETS, NEAR]
    assert set(found.tolist()) <= set(BANDS)


def test_who_has_some_days_only_is_told_where_nothing_says_how_long():
    days, weeks = WHO.changed(max_weeks=0.6), WHO
    silent = role(countries="KE", focus_areas="surgery")
    assert [int(of[0]) for of in strains(compared(silent, who=days))] == [0, 1]
    assert [int(of[0]) for of in strains(compared(silent, who=weeks))] == [0, 0]


def test_work_of_another_profession_is_for_who_is_flexible():
    far = role(professions="public-health", **WHOLE)
    assert [int(of[0]) for of in strains(compared(far))] == [1, 1]
