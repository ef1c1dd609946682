from types import SimpleNamespace

import pandas as pd
import pytest

from matching.aspects.care import CARE_FOCUS_AREAS
from matching.reference.shipped import shipped_languages, shipped_places, shipped_vocabulary
from matching.words import facts

NOTHING = float("nan")
SAID = {
    "role_id": "ship--surgeon", "org_name": "Ship", "title": "Surgeon",
    "professions": ("physician",), "specialties": ("general-surgery",),
    "focus_areas": ("surgery", "human-trafficking"), "countries": ("BJ",), "where": ("BJ", "KE"),
    "where_is_organizations": False, "site": "Cotonou", "setting": ("ship",),
    "min_weeks": 2.0, "max_weeks": 4.0, "months": (), "start_date": "2027-02", "end_date": "",
    "languages": ("en:required", "fr"), "license_required": "yes", "min_years_experience": 2.0,
    "trainees": "no", "faith_required": "christian", "funding": ("self-funded",),
    "cost_usd": 1500.0, "family": "yes", "positions": 3.0, "status": "open",
}  # fmt: skip
SILENT = {
    "role_id": "ship--helper", "org_name": "Ship", "title": "Helper", "professions": ("nurse",),
    "specialties": (), "focus_areas": ("surgery",), "countries": (), "where": (),
    "where_is_organizations": False, "site": "", "setting": (), "min_weeks": NOTHING,
    "max_weeks": NOTHING, "months": (), "start_date": "", "end_date": "", "languages": (),
    "license_required": "", "min_years_experience": NOTHING, "trainees": "", "faith_required": "",
    "funding": (), "cost_usd": NOTHING, "family": "", "positions": NOTHING, "status": "ongoing",
}  # fmt: skip


@pytest.fixture(scope="module")
def catalog():
    """One role of which everything is known, and one of which next to nothing is."""
    return SimpleNamespace(
        roles=pd.DataFrame([SAID, SILENT]).set_index("role_id", drop=False),
        countries=shipped_places().countries,
        places=shipped_places(),
        vocabulary=shipped_vocabulary(),
        languages=shipped_languages(),
    )


def texts(found):
    return {fact.name: fact.text for fact in found}


def test_every_fact_of_a_role_is_told(catalog):
    assert texts(facts.facts_of_role(catalog, "ship--surgeon")) == {
        "professions": "Physician",
        "specialties": "General surgery",
        "focus_areas": "Surgery, Care for survivors of human trafficking",
        "place": "Cotonou, Benin and Kenya",
        "setting": "Ship",
        "length": "2 to 4 weeks",
        "when": "From February 2027",
        "languages": "English (required), French",
        "license_required": "Yes",
        "min_years_experience": "At least 2 years",
        "trainees": "Not taken",
        "faith_required": "For Christians",
        "funding": "Self-funded, about $1,500",
        "family": "Can come along",
        "status": "Open",
        "positions": "3",
    }


def test_what_the_source_leaves_open_has_a_question(catalog):
    found = facts.facts_of_role(catalog, "ship--helper")
    silent = facts.not_stated(found)
    assert {fact.name for fact in silent} == {
        "place", "setting", "length", "when", "languages", "license_required",
        "min_years_experience", "trainees", "faith_required", "funding", "family", "positions",
    }  # fmt: skip
    assert all(fact.question.endswith("?") for fact in silent if fact.name != "positions")
    assert {*facts.stated(found), *silent} == set(found)


def test_duty_of_care_is_told_for_every_kind_of_work_that_must_have_it():
    for area in CARE_FOCUS_AREAS:
        assert len(facts.duty_of_care([area])) == 2, area
    assert facts.duty_of_care([]) == ()
    assert facts.duty_of_care(["surgery", "oral-health"]) == ()


def test_several_duties_of_care_end_in_the_same_question_once():
    notes = facts.duty_of_care(["orphans", "prison-health", "child-health"])
    assert len(notes) == 3
    assert notes[-1] == facts.DUTIES_END


@pytest.mark.parametrize(
    ("source_date", "read_on", "said"),
    [
        ("2022-03", "2026-11-23", "The page is from March 2022; we read it on 23 November 2026."),
        ("", "2026-11-23", "We read it on 23 November 2026."),
        ("2018", "", "The page is from 2018."),
        ("", "", ""),
    ],
)
def test_age_of_the_source_is_told(source_date, read_on, said):
    assert facts.source_sentence({"source_date": source_date, "read_on": read_on}) == said


def test_questions_become_a_message(catalog):
    message = facts.questions_as_text(catalog, "ship--helper", ["When?", "Where?"])
    assert "this role at Ship: Helper." in message
    assert "- When?\n- Where?\n" in message
