from types import SimpleNamespace

import pandas as pd
import pytest

from matching import columns
from matching.aspects.care import CARE_FOCUS_AREAS
from matching.reference.shipped import shipped_languages, shipped_places, shipped_vocabulary
from matching.words import facts
from tests.builders import catalog_of, role

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
    "party": ("couple", "team"), "commitment": ("full-time", "on-call"), "hours_per_week": 1.0,
    "regions": (), "eligible_countries": ("AU", "NZ"), "only_for": ("own-students", "church"),
    "students_of": ("physician", "nurse"), "pay": "costs-covered", "stay_hint": "weeks",
    "kind": "trip", "cell_sources": ("cost_usd https://ship.example/fees",
    "faith_requirement https://ship.example/faith"),
}  # fmt: skip
SILENT = {
    "role_id": "ship--helper", "org_name": "Ship", "title": "Helper", "professions": ("nurse",),
    "specialties": (), "focus_areas": ("surgery",), "countries": (), "where": (),
    "where_is_organizations": False, "site": "", "setting": (), "min_weeks": NOTHING,
    "max_weeks": NOTHING, "months": (), "start_date": "", "end_date": "", "languages": (),
    "license_required": "", "min_years_experience": NOTHING, "trainees": "", "faith_required": "",
    "funding": (), "cost_usd": NOTHING, "family": "", "positions": NOTHING, "status": "ongoing",
    "party": (), "commitment": (), "hours_per_week": NOTHING, "regions": (),
    "eligible_countries": (), "only_for": (), "students_of": (), "pay": "", "stay_hint": "",
    "kind": "", "cell_sources": (),
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
        "kind": "Trip or team",
        "place": "Cotonou, Benin and Kenya",
        "setting": "Ship",
        "length": "2 to 4 weeks",
        "stay_hint": "A matter of weeks",
        "commitment": "Full time or on call, at short notice; about 1 hour a week",
        "when": "From February 2027",
        "party": "For couples or whole teams",
        "only_for": "Only for its own students or members of its church",
        "languages": "English (required), French",
        "license_required": "Yes",
        "eligible_countries": "Australia or New Zealand",
        "min_years_experience": "At least 2 years",
        "trainees": "Not taken",
        "students_of": "Physician, Registered nurse",
        "faith_required": "For Christians",
        "funding": "Self-funded, about $1,500",
        "pay": "Costs covered",
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
    said = {*facts.stated(found), *silent}
    assert {fact.name for fact in set(found) - said} == facts.ONLY_IF_SAID
    assert not any(fact.question for fact in set(found) - said)


def test_a_fact_that_was_read_on_another_page_names_it(catalog):
    elsewhere = {
        fact.name: fact.elsewhere
        for fact in facts.facts_of_role(catalog, "ship--surgeon")
        if fact.elsewhere
    }
    assert elsewhere == {
        "funding": "https://ship.example/fees",
        "faith_required": "https://ship.example/faith",
    }
    assert not any(fact.elsewhere for fact in facts.facts_of_role(catalog, "ship--helper"))


def test_every_cell_of_a_fact_is_a_column_of_the_roles():
    names = {name for name, *_ in facts.FACTS_OF_ROLES}
    assert set(facts.CELLS) <= names
    assert names >= facts.ONLY_IF_SAID
    told = {cell for name in names for cell in facts.CELLS.get(name, (name,))}
    assert told <= set(columns.ROLES_TABLE)


def test_regions_stand_for_countries_that_are_not_known():
    somewhere = catalog_of(role(regions="Southern Asia|Western Asia", site="A clinic"))
    told = texts(facts.facts_of_role(somewhere, "hope--post"))
    assert told["place"] == "A clinic, Southern Asia and Western Asia"


def test_languages_of_which_one_is_enough_are_a_choice():
    somewhere = catalog_of(role(languages="en:either|sw:helpful|fr:either"))
    told = texts(facts.facts_of_role(somewhere, "hope--post"))
    assert told["languages"] == "English or French, Swahili (helpful)"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"commitment": "part-time"}, "Some hours a week, on site"),
        ({"hours_per_week": "4.5"}, "About 4.5 hours a week"),
        (
            {"commitment": "full-time|part-time", "hours_per_week": "20"},
            "Full time or some hours a week, on site; about 20 hours a week",
        ),
        ({}, ""),
    ],
)
def test_how_much_time_a_role_takes_is_told(cells, said):
    told = texts(facts.facts_of_role(catalog_of(role(**cells)), "hope--post"))
    assert told["commitment"] == said


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
