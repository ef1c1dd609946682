import datetime as dt

import pytest

from matching import phrases
from matching.words import wording
from tests.builders import catalog_of, organization, person, role


@pytest.fixture
def catalog():
    return catalog_of(
        role("hope--site", site="Kijabe", countries="KE"),
        role("hope--many", countries="KE|UG|TZ"),
        role("care--open"),
        role("none--open"),
        role("hope--paid", funding="self-funded|support-raised", cost_usd="1500", setting="ship"),
        organizations=[organization("care", countries="HT|DO")],
    )


@pytest.mark.parametrize(
    ("role_id", "words"),
    [
        ("hope--site", "Kijabe, Kenya"),
        ("hope--many", "Kenya, Uganda and 1 more"),
        ("care--open", "no place named; the organization works in Haiti and Dominican Republic"),
        ("none--open", ""),
    ],
)
def test_place_tells_whose_countries_it_names(catalog, role_id, words):
    assert wording.place(catalog, catalog.role(role_id)) == words


def test_funding_and_setting_read_as_phrases(catalog):
    paid = catalog.role("hope--paid")
    assert wording.funding(catalog, paid) == (
        "Pay your own way or raise money from donors, about $1,500"
    )
    assert wording.settings(catalog, paid) == "Ship"
    assert wording.settings(catalog, catalog.role("care--open")) == ""


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({}, ""),
        ({"start_date": "2027-03-05", "end_date": "2027-03-12"}, "5 March 2027 to 12 March 2027"),
        ({"start_date": "2027-03-05", "end_date": "2027-03-05"}, "5 March 2027"),
        ({"start_date": "2027-03"}, "from March 2027"),
        ({"end_date": "2028"}, "until 2028"),
        ({"months": "11|12|1"}, "November to January"),
    ],
)
def test_dates_are_told_as_exactly_as_the_source_has_them(cells, words):
    assert phrases.when(catalog_of(role("hope--one", **cells)).role("hope--one")) == words


@pytest.mark.parametrize(
    ("shortest", "longest", "words"),
    [
        (None, None, ""),
        (float("nan"), float("nan"), ""),
        (0, 2, "up to 2 weeks"),
        (0.4, None, "3 days or longer"),
        (1, 8, "1 to 8 weeks"),
        (4, 52, "4 weeks to 1 year"),
        (52, 104, "1 to 2 years"),
    ],
)
def test_a_span_names_its_unit_once_where_it_can(shortest, longest, words):
    assert phrases.span_in_words(shortest, longest) == words


def test_a_profile_in_a_few_words(catalog):
    surgeon = person(
        specialties=["general-surgery", "urology"],
        trainee="yes",
        focus_areas=["surgery", "hiv", "leprosy"],
        regions=["Eastern Africa"],
        countries=["HT"],
        min_weeks=2,
        max_weeks=4,
        available_from=dt.date(2027, 1, 4),
        family="yes",
    )
    assert wording.profile_in_words(catalog, surgeon) == (
        "Physician: general surgery and urology",
        "in training",
        "2 to 4 weeks",
        "from 4 January 2027",
        "Eastern Africa or Haiti",
        "Surgery; HIV and 1 more",
        "with family",
    )


def test_a_profile_that_says_little_takes_few_words(catalog):
    assert wording.profile_in_words(catalog, person("dentist")) == ("Dentist",)
