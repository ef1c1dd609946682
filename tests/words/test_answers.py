"""Every answer of a person, each with what takes it back."""

import pytest

from matching import Profile
from matching.words.answers import answers
from tests.builders import person, shipped_catalog

SAID = {
    "specialties": ("general-surgery",),
    "other_professions": ("public-health",),
    "trainee": "yes",
    "field_of_study": "nurse",
    "years_experience": 1.5,
    "min_weeks": 2,
    "max_weeks": 4,
    "commitment": ("event",),
    "available_from": "2027-02-01",
    "available_to": "2027-02-28",
    "regions": ("Africa",),
    "countries": ("NP",),
    "avoid": ("Middle East", "SS"),
    "focus_areas": ("surgery", "refugees"),
    "settings": ("hospital",),
    "languages": ("en:native", "fr"),
    "home": "Uppsala",
    "licensed_in": ("SE",),
    "family": "yes",
    "people": 4,
    "children_ages": ("8", "11"),
    "funding": "salaried",
    "budget_usd": 4000,
    "accepts": "secular",
    "faith": "catholic",
    "statement": "I teach",
}


def texts(**fields):
    return [answer.text for answer in answers(shipped_catalog(), person(**fields))]


def test_every_answer_is_told_once_and_the_profession_first():
    assert texts(**SAID) == [
        "Physician", "General surgery", "also public health professional",
        "studies to become: Registered nurse", "in training",
        "1.5 years in the profession", "2 to 4 weeks", "A day or a weekend",
        "home: Uppsala", "1 to 28 February 2027", "Africa", "Nepal", "not Middle East",
        "not South Sudan",
        "Surgery", "Refugees and displaced people", "Hospital", "English (native)", "French",
        "licence or citizenship: Sweden", "with family", "4 people", "children of 8 and 11",
        "I need a salary", "up to $4,000 for all", "non-religious organizations",
        "my faith: Catholic", "in my own words",
    ]  # fmt: skip


def test_taking_all_answers_back_leaves_the_profession():
    profile = person(**SAID)
    assert set(SAID) | {"profile_id", "profession"} == set(Profile.model_fields)
    while True:
        _, *others = answers(shipped_catalog(), profile)
        if not others:
            break
        profile = profile.changed(**others[0].without)
    assert profile == person()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"family": "no", "people": 1}, ["alone"]),
        ({"family": "no", "people": 2}, ["without family", "2 people"]),
        ({"people": 1}, ["1 person"]),
        ({"family": "no", "people": 1, "budget_usd": 500}, ["alone", "up to $500"]),
    ],
)
def test_who_comes_is_told_in_few_words(fields, said):
    assert texts(**fields)[1:] == said


def test_alone_is_taken_back_at_once():
    (_, alone) = answers(shipped_catalog(), person(family="no", people=1))
    assert person(family="no", people=1).changed(**alone.without) == person()
