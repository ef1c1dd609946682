"""Fictional professionals: nobody real, the same each time, and like the people who come."""

import datetime as dt
import statistics

import pytest

from matching.fictional import fictional_profiles
from tests.matching.builders import shipped_catalog, shipped_recommender

TODAY = dt.date(2026, 11, 25)


@pytest.fixture(scope="module")
def people():
    return fictional_profiles(300, seed=7, today=TODAY)


def test_same_seed_gives_the_same_people_and_a_shorter_list_its_beginning(people):
    assert fictional_profiles(300, seed=7, today=TODAY) == people
    assert fictional_profiles(100, seed=7, today=TODAY) == people[:100]


def test_another_seed_gives_other_people(people):
    assert fictional_profiles(300, seed=8, today=TODAY) != people


def test_everyone_is_marked_as_fictional_and_writes_to_a_reserved_domain(people):
    assert all(person.is_fictional for person in people)
    assert all(person.display_name.startswith("Fictional Person ") for person in people)
    assert all(person.email.endswith(("@example.org", "@example.com")) for person in people)
    assert len({person.email for person in people}) == len(people)


def test_every_profession_that_active_roles_ask_for_is_there(people):
    roles = shipped_catalog().roles
    asked = set(roles.loc[roles["status"] != "past", "professions"].explode())
    assert asked <= {person.profile.profession for person in people}


def test_wishes_and_stages_are_spread(people):
    profiles = [person.profile for person in people]
    for few in (
        [p for p in profiles if p.trainee == "yes"],
        [p for p in profiles if not p.countries and not p.regions],
        [p for p in profiles if len(p.countries) > 1],
        [p for p in profiles if p.max_weeks is None],
        [p for p in profiles if p.max_weeks is not None and p.max_weeks <= 2],
    ):
        assert 10 <= len(few) <= 280


def test_statements_read_like_people_and_hold_no_template(people):
    for person in people:
        statement = person.profile.statement
        assert not any(mark in statement for mark in "{}<>_|")
        assert "  " not in statement
        assert "None" not in statement
        assert not statement or statement.rstrip().endswith((".", "!", "?"))


def test_a_person_in_the_middle_has_a_list_worth_reading(people):
    recommender = shipped_recommender()
    counts = [len(recommender.recommend(person.profile, n=None)) for person in people[:120]]
    assert statistics.median(counts) >= 10
