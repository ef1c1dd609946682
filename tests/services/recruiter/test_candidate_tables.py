"""Candidates narrowed by what a recruiter looks for, and as a table in words."""

import pandas as pd
import pytest

from matching.services import professional, recruiter
from matching.services.recruiter.candidate_tables import (
    POINTS_COLUMNS,
    SENTENCE_COLUMNS,
    languages_of,
    narrowed,
    ordered,
    readable,
)
from tests.services.conftest import ROLE
from tests.store.rows import NOW


@pytest.fixture
def candidates(store, actors, recommender):
    """Amina, a surgeon who speaks two languages and is introduced; Omar, a nurse who is new."""
    surgeon = {
        "profession": "physician", "specialties": ["general-surgery"],
        "languages": ["en:good", "fr:basic"], "max_weeks": 3, "countries": ["KE"],
    }  # fmt: skip
    identity = {"display_name": "Amina", "contact": "+254 1"}
    seen = {"visibility": "anonymous", "agreed": True}
    professional.save_profile(store, actors.amina, surgeon, **identity, **seen, now=NOW)
    professional.save_profile(store, actors.omar, {"profession": "nurse"}, now=NOW)
    professional.show_interest(store, actors.omar, ROLE, now=NOW)
    recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=NOW)
    professional.answer_introduction(store, actors.amina, ROLE, True, now=NOW)
    return recruiter.candidates(store, actors.ben, ROLE, recommender, now=NOW)


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({}, ["amina", "omar"]),
        ({"text": "SURGERY phys"}, ["amina"]),
        ({"text": "surgery nurse"}, []),
        ({"stages": ["new", "declined"]}, ["omar"]),
        ({"languages": ["fr"], "least_level": "good"}, []),
        ({"languages": ["en"], "least_level": "good"}, ["amina"]),
        ({"languages": ["fr", "en"]}, ["amina"]),
        ({"languages": ["fr", "sw"]}, []),
        ({"min_weeks": 3}, ["amina", "omar"]),
        ({"min_weeks": 4}, ["omar"]),
        ({"only_interested": True}, ["omar"]),
        ({"only_matches": True}, ["amina"]),
        ({"only_matches": True, "only_interested": True}, []),
        ({"tasks": ["waits"]}, ["omar"]),
        ({"tasks": ["agreed"]}, ["amina"]),
        ({"tasks": ["waits", "agreed"]}, ["amina", "omar"]),
        ({"tasks": ["asked"]}, []),
    ],
    ids=repr,
)
def test_candidates_are_narrowed(candidates, recommender, wanted, left):
    found = narrowed(recommender.catalog, candidates, **wanted)
    assert found["account_id"].tolist() == left


STOOD = pd.DataFrame(
    [
        ("a", "reviewing", "none", 3.0, True, 4),
        ("b", "declined", "none", 9.0, False, 9),
        ("c", "new", "none", float("nan"), False, 5),
        ("d", "new", "none", 5.0, True, 5),
        ("e", "reviewing", "refused", 1.0, False, 2),
        ("f", "went", "agreed", 7.0, False, 7),
    ],
    columns=["account_id", "stage", "introduction", "days_since_interest", "waits", "n_known"],
)


@pytest.mark.parametrize(
    ("by", "order"),
    [
        ("points", "abcdef"),
        ("waiting", "dabcef"),
        ("newest", "eadfbc"),
        ("stage", "cdaefb"),
        ("known", "bfcdae"),
    ],
)
def test_candidates_are_ordered_and_alike_ones_stay_by_their_points(by, order):
    assert "".join(ordered(STOOD, by)["account_id"]) == order
    assert ordered(STOOD.iloc[:0], by).empty


def test_who_is_settled_is_left_out(recommender):
    left = narrowed(recommender.catalog, STOOD, with_settled=False)
    assert "".join(left["account_id"]) == "acd"


def test_nobody_stays_nobody(candidates, recommender):
    nobody = candidates.iloc[:0]
    assert narrowed(recommender.catalog, nobody, text="x", languages=["fr"]).empty
    assert readable(recommender.catalog, nobody).empty
    assert languages_of(recommender.catalog, nobody) == {}


def test_table_speaks_in_words_and_adds_up(candidates, recommender):
    amina, omar = readable(recommender.catalog, candidates).to_dict("records")
    assert not set(SENTENCE_COLUMNS.values()) & set(amina)
    expected = {
        "Candidate": "Amina", "Contact": "+254 1", "Match": "Yes", "Profession": "Physician",
        "Specialties": "General surgery", "Languages": "English (good), French (basic)",
        "Would go to": "Kenya", "Longest stay": 3, "Stage": "Reviewing",
        "Introduction": "Agreed", "Waits": "No",
    }  # fmt: skip
    assert {name: amina[name] for name in expected} == expected
    assert omar["Candidate"] == recruiter.candidate_label("omar")
    assert (omar["Contact"], omar["Match"]) == ("", "No")
    points = sum(amina[header] for header in POINTS_COLUMNS.values())
    assert points == pytest.approx(amina["Points"])


def test_languages_are_those_that_somebody_speaks(candidates, recommender):
    assert languages_of(recommender.catalog, candidates) == {"en": "English", "fr": "French"}
