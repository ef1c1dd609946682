"""Worries that a sentence names are kept as one's own words, and lead to articles on them."""

from datetime import date

import pytest

from matching.articles.hindrances import hindrances
from matching.aspects.encoded_profile import EncodedProfile
from matching.profile import Profile
from matching.reading import read_sentence
from tests.builders import catalog_of, role

TODAY = date(2026, 11, 30)


def fields(text):
    return read_sentence(text, TODAY).fields()


@pytest.mark.parametrize(
    ("text", "words", "obstacle"),
    [
        ("Dentist, $250,000 of student debt, a year in Malawi", "student debt", "debt"),
        ("Nurse with dental school loans, Kenya", "dental school loans", "debt"),
        ("dentista con deudas, Malaui", "deudas", "debt"),
        ("Surgeon, two weeks, worried about doing harm", "doing harm", "fear-of-harm"),
        ("Nurse, a year in Chad, afraid of being alone", "afraid of being alone", "loneliness"),
        ("Physician, is it safe in Haiti?", "is it safe", "safety"),
        ("Midwife, burned out after Chad", "burned out", "re-entry"),
    ],
)
def test_a_worry_is_kept_in_its_own_words_and_known_as_an_obstacle(text, words, obstacle):
    said = fields(text)
    assert said["statement"] == words
    profile = Profile(profession="nurse", statement=said["statement"])
    assert obstacle in hindrances(EncodedProfile(profile, catalog_of(role()), TODAY))


@pytest.mark.parametrize(
    "text", ["Nurse, no debts, Kenya", "Surgeon, loan-free, Chad", "Nurse for burn care in Nepal"]
)
def test_what_is_no_worry_is_not_kept(text):
    assert "statement" not in fields(text)


def test_several_worries_stand_in_the_order_of_the_sentence():
    assert fields("Nurse, lonely, with student loans")["statement"] == "lonely; student loans"


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        ("dentist with $180k in dental school loans, Malawi", None),
        ("Dentist, 250,000 dollars of student debt, Malawi", None),
        ("dentist, I owe 200k, Malawi, budget $3000", 3000),
        ("dentista, debo 50000 dólares, Malawi", None),
        ("nurse, $4,000 in savings, Kenya", 4000),
        ("nurse, my church gives $2,000, I have 60k in student loans, Kenya", 2000),
    ],
)
def test_what_is_owed_is_no_budget(text, budget):
    assert fields(text).get("budget_usd") == budget


@pytest.mark.parametrize(
    ("text", "years", "weeks"),
    [
        ("Dentist, 2 years out of school, dreams of a year in Malawi", 2, 52),
        ("NP, one year out of training, six weeks in Nepal", 1, 6),
        ("Nurse, three years past residency, 2 weeks in Chad", 3, 2),
        ("Paeds registrar looking for a year out of training, Malawi", None, 52),
        ("Midwife who wants two years out of school, Peru", None, 104),
    ],
)
def test_years_since_school_are_years_of_work_and_no_stay(text, years, weeks):
    said = fields(text)
    assert (said.get("years_experience"), said["max_weeks"]) == (years, weeks)


@pytest.mark.parametrize("people", ["survivors", "victims"])
def test_what_people_live_through_is_the_work(people):
    assert fields(f"Counselor, {people} of human trafficking")["focus_areas"] == (
        "human-trafficking",
    )
    assert fields("Nurse among refugees from Syria in Jordan")["countries"] == ("JO",)


def test_what_is_needed_is_asked_once():
    found = read_sentence("Dentist in debt, no money, cannot pay my own way, Malawi", TODAY)
    assert [one.fields for one in found.questions] == [("funding",)]
