"""What a person reads after a decline: roles where its reason does not matter, and the lever."""

import pytest

from matching import aspects
from matching.recommending.declined import ABOUT, after_decline
from matching.store.words import REASON_CODES
from tests.builders import person, recommender_of, role

SURGEON = {"specialties": ["general-surgery"]}
CASES = {
    "profession": (person(), {}, {"professions": "nurse"}),
    "specialty": (person(), {}, {"specialties": "pediatrics"}),
    "experience": (person(), {}, {"min_years_experience": "5"}),
    "license": (person(), {}, {"license_required": "yes"}),
    "language": (person(languages=["fr:good"]), {}, {"languages": "fr:required"}),
    "place": (person(countries=["KE", "UG"]), {"countries": "UG"}, {"countries": "KE"}),
    "dates": (
        person(available_from="2027-01-01", available_to="2027-12-31"),
        {},
        {"start_date": "2027-03-01", "end_date": "2027-03-20"},
    ),
    "length": (person(max_weeks=8), {"min_weeks": "2"}, {"min_weeks": "6"}),
    "setting": (person(settings=["hospital"]), {"setting": "clinic"}, {"setting": "hospital"}),
    "faith": (person(faith="catholic"), {}, {"faith_requirement": "christian"}),
    "funding": (person(funding="expenses-paid"), {"funding": "stipend"}, {"funding": ""}),
    "family": (person(family="yes"), {"family": "yes"}, {"family": ""}),
    "references": (person(), {}, {"focus_areas": "child-health"}),
}
"""Reason to a person, what a role says in which it does not matter, and one in which it does."""
OF_NO_ASPECT = [code for code, about in ABOUT.items() if not about]


def proposed(who, code, *roles, without=()):
    return after_decline(recommender_of(*roles), who, "a--this", code, without=without).role_ids


def test_every_reason_is_about_aspects_that_there_are_or_about_none():
    assert list(ABOUT) == list(REASON_CODES)
    named = {name for about in ABOUT.values() for name in about}
    assert named <= {aspect.name for aspect in aspects.ASPECTS}
    assert sorted(CASES) == sorted(code for code, about in ABOUT.items() if about)


@pytest.mark.parametrize("code", CASES)
def test_roles_with_the_same_in_their_way_are_left_out(code):
    who, free, same = CASES[code]
    found = proposed(
        who, code,
        role("a--this", **same), role("b--same", **same), role("c--free", **free),
    )  # fmt: skip
    assert found == ("c--free",)


@pytest.mark.parametrize("code", OF_NO_ASPECT)
def test_a_reason_about_no_aspect_leaves_no_role_out(code):
    cells = {"languages": "fr:required", "license_required": "yes"}
    roles = [role(f"{letter}--this", **cells) for letter in "abcde"]
    found = proposed(person(), code, *roles)
    assert found == ("b--this", "c--this", "d--this")


def test_they_come_in_the_order_of_the_persons_list_without_what_was_begun():
    who = person(specialties=["general-surgery"], countries=["KE"])
    roles = [
        role("a--this"),
        role("b--far", countries="PE"),
        role("c--near", countries="KE", specialties="general-surgery"),
        role("d--begun", countries="KE", specialties="general-surgery"),
        role("e--past", countries="KE", status="past"),
    ]
    ranked = recommender_of(*roles).recommend(who)["role_id"].tolist()
    found = proposed(who, "filled", *roles, without={"d--begun"})
    assert found == tuple(id_ for id_ in ranked if id_ not in ("a--this", "d--begun"))
    assert found[0] == "c--near"
    assert "e--past" not in found


def test_the_lever_is_the_smallest_change_that_opens_the_role():
    said = after_decline(recommender_of(role("a--this", min_weeks="4")), person(max_weeks=2),
                         "a--this", "length")  # fmt: skip
    assert (said.was_open, said.change) == (
        False, "Two more weeks (4 weeks instead of 2 weeks)",
    )  # fmt: skip
    assert said.role_ids == ()


def test_without_a_single_change_all_that_is_missing_is_said():
    this = role("a--this", min_weeks="4", professions="nurse")
    said = after_decline(recommender_of(this), person(max_weeks=2), "a--this", "length")
    assert (said.was_open, said.change, len(said.missing)) == (False, "", 2)


def test_a_role_that_was_open_has_no_lever():
    said = after_decline(recommender_of(role("a--this")), person(), "a--this", "language")
    assert (said.was_open, said.change, said.missing) == (True, "", ())
