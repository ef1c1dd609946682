"""The law of silence: what is left unsaid is never worth more than a fact that fits.

A fact is one field of a person who left it empty, or one cell of a role. The law holds for a fact
whose terms are known afterwards and at or above their value of unknown. In a recruiter's list it
speaks of the score. In a professional's, where what is asked sets the scale of all roles, it speaks
of the order among roles that the fact tells nothing about. Left out, since they are wishes among
several rather than facts: interests, places and settings (to name a hospital lowers a clinic); and
of a role its focus areas, which say what kind of specialist it needs.
"""

import functools

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from matching import WeightSet
from matching.aspects import TERM_LABELS
from matching.comparison.terms import terms
from tests.builders import person, recommender_of, role, shipped_catalog, shipped_recommender
from tests.examples import examples
from tests.people import STATEMENTS, people

WEIGHTS = WeightSet.default()
UNKNOWN = np.array([WEIGHTS.unknown[term] for term in TERM_LABELS])
WEIGHT = np.array([WEIGHTS.weights[term] for term in TERM_LABELS])
TINY = 1e-9
FACTS = {
    "specialties": (), "years_experience": None, "trainee": "", "languages": (),
    "min_weeks": None, "max_weeks": None, "available_from": None,
    "available_to": None, "faith": "", "funding": "", "budget_usd": None, "family": "",
    "people": None, "licensed_in": (), "commitment": (),
}  # fmt: skip
CLEANER = {name: st.just(()) for name in ("focus_areas", "regions")} | {"statement": st.just("")}
MORE = {
    "people": st.sampled_from([None, 1, 2, 4]),
    "licensed_in": st.sampled_from([(), ("US",), ("KE", "DE")]),
    "commitment": st.sampled_from([(), ("full-time",), ("part-time", "event"), ("on-call",)]),
}


@functools.cache
def some_roles():
    """Every ninth role of the shipped catalog."""
    return shipped_catalog().index.take(np.arange(0, len(shipped_catalog().roles), 9))


def both(profile, field, reader):
    """The terms of all roles to a person who left a field empty, and once it is filled."""
    recommender = shipped_recommender()
    found = []
    for who in (profile.changed(**{field: FACTS[field]}), profile):
        at_gates = recommender.gates(who, some_roles())
        found.append((terms(at_gates.beside, WEIGHTS, reader), at_gates.is_open))
    return found


def fits(before, after):
    """Roles of which every term that changed is known now and not below unknown."""
    changed = np.abs(before.values - after.values) > TINY
    good = after.facts & (after.values >= UNKNOWN - TINY)
    return (good | ~changed).all(axis=1) & changed.any(axis=1)


def score(found):
    return found.values @ (WEIGHT * found.asked)


class TestFactOfAPerson:
    @examples(25)
    @given(profile=people(**CLEANER, **MORE), field=st.sampled_from(list(FACTS)))
    def test_that_fits_lowers_no_score_in_a_list_of_people(self, profile, field):
        assume(getattr(profile, field) != FACTS[field])
        (before, was_open), (after, is_open) = both(profile, field, "recruiter")
        rows = fits(before, after) & was_open & is_open
        assert (score(after)[rows] >= score(before)[rows] - TINY).all()

    @examples(25)
    @given(profile=people(**CLEANER, **MORE), field=st.sampled_from(list(FACTS)))
    def test_that_fits_loses_no_place_in_a_list_of_roles(self, profile, field):
        """Among the roles that the fact tells nothing about: what counts newly is unknown there."""
        assume(getattr(profile, field) != FACTS[field])
        (before, was_open), (after, is_open) = both(profile, field, "professional")
        newly = after.asked & ~before.asked
        same = (np.abs(before.values - after.values) <= TINY) | newly
        untold = (same & (~newly | ~after.known)).all(axis=1) & was_open & is_open
        fact = (before.values != after.values) | (newly & after.facts)
        good = after.facts & (after.values >= UNKNOWN - TINY)
        told = (good | ~fact).all(axis=1) & fact.any(axis=1) & was_open & is_open
        told &= ~untold
        if not told.any() or not untold.any():
            return
        gain = score(after)[told] - score(before)[told]
        others = score(after)[untold] - score(before)[untold]
        assert gain.min() >= others.max() - TINY

    @examples(15)
    @given(profile=people(**CLEANER, **MORE), field=st.sampled_from(list(FACTS)))
    def test_left_out_counts_at_most_unknown_in_a_list_of_people(self, profile, field):
        (before, _), _ = both(profile, field, "recruiter")
        left_out = ~before.said
        assert (before.values <= UNKNOWN + TINY)[left_out].all()


class TestOwnWords:
    @examples(10)
    @given(profile=people(), words=st.sampled_from(STATEMENTS))
    def test_change_nothing_in_a_list_of_people(self, profile, words):
        """Agreeing to be introduced shows them; hiding a name hides them."""
        role_id = str(shipped_catalog().index.role_ids[0])
        same = [profile.changed(statement=text, profile_id="a") for text in ("", words, words * 2)]
        found = [shipped_recommender().candidates(role_id, [one]) for one in same]
        for other in found[1:]:
            pd.testing.assert_frame_equal(found[0], other)


COMPLETE = {
    "specialties": ["general-surgery"], "years_experience": 9, "trainee": "no",
    "focus_areas": ["surgery"], "countries": ["KE"], "languages": ["en:native"],
    "min_weeks": 2, "max_weeks": 8, "available_from": "2027-01-01", "available_to": "2027-12-31",
    "faith": "evangelical", "funding": "self-funded", "budget_usd": 5000, "family": "no",
    "settings": ["hospital"], "people": 1, "licensed_in": ["US"], "commitment": ["full-time"],
}  # fmt: skip
STEPS = (0, 3, 6, 9, 13, len(COMPLETE))
POST = role(
    specialties="general-surgery", focus_areas="surgery", countries="KE", languages="en:required",
    min_weeks="2", max_weeks="8", months="3|4|5", faith_requirement="christian", cost_usd="2000",
    funding="self-funded", setting="hospital", min_years_experience="3", party="one",
    eligible_countries="US", commitment="full-time",
)  # fmt: skip


class TestSixCandidates:
    def test_from_empty_to_complete_stand_in_order(self):
        people = [
            person(profile_id=f"{count:02}", **dict(list(COMPLETE.items())[:count]))
            for count in STEPS
        ]
        found = recommender_of(POST).candidates("hope--post", people)
        assert found["profile_id"].tolist() == [f"{count:02}" for count in reversed(STEPS)]
        assert found["score"].is_monotonic_decreasing
        assert found["n_known"].tolist() == sorted(found["n_known"], reverse=True)
        assert found["score"].nunique() == len(STEPS)
        assert set(found["n_terms"]) == {len(TERM_LABELS) - 1}

    def test_emptiest_profile_never_stands_first(self):
        empty = person(profile_id="empty")
        for field, value in COMPLETE.items():
            one = person(profile_id="one", **{field: value})
            found = recommender_of(POST).candidates("hope--post", [empty, one])
            scores = found.set_index("profile_id")["score"]
            assert scores["one"] >= scores["empty"], field


CELLS = {
    "countries": "KE", "setting": "hospital", "min_weeks": "2", "languages": "en",
    "faith_requirement": "none", "funding": "stipend", "cost_usd": "500", "family": "yes",
    "min_years_experience": "1", "trainees": "yes", "party": "one", "commitment": "full-time",
    "eligible_countries": "US", "months": "5", "regions": "Eastern Africa", "pay": "paid",
    "stay_hint": "weeks",
}  # fmt: skip


@functools.cache
def with_cell(column):
    """Two silent roles, but for one cell of the first."""
    said = {} if column is None else {column: CELLS[column]}
    return recommender_of(role("a--post", **said), role("b--post"))


class TestFactOfARole:
    @pytest.mark.parametrize("column", CELLS)
    @examples(6)
    @given(profile=people(**MORE), reader=st.sampled_from(["professional", "recruiter"]))
    def test_that_fits_lowers_neither_score_nor_place(self, column, profile, reader):
        found = []
        for recommender in (with_cell(None), with_cell(column)):
            beside = recommender.beside(profile)
            found.append((terms(beside, WEIGHTS, reader), recommender.gates(profile).is_open))
        (before, was_open), (after, is_open) = found
        rows = fits(before, after) & was_open & is_open
        if rows[0]:
            assert score(after)[0] >= score(before)[0] - TINY
            assert score(after)[0] - score(after)[1] >= score(before)[0] - score(before)[1] - TINY
