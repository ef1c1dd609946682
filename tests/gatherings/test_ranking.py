"""Which sessions and events suit whom, and why."""

import pytest

from matching import Profile, Recommender
from matching.gatherings.ranking import rank_gatherings
from tests.builders import TODAY, catalog_of, role
from tests.gatherings.events import gathering, session


@pytest.fixture(scope="module")
def rank():
    recommender = Recommender(catalog_of(role()), today=TODAY)
    numbers = recommender.weights.articles

    def rank(profile, *given):
        by_id = {getattr(one, "session_id", "") or one.gathering_id: one for one in given}
        person = recommender.person(Profile(**profile))
        ranked = rank_gatherings(person, by_id, numbers, TODAY)
        return dict(zip(ranked["article_id"], ranked["why"], strict=True))

    return rank


def test_sessions_for_a_person_come_first_and_say_why(rank):
    sessions = [
        session("teeth", professions=("dentist",), focus_areas=("oral-health",)),
        session("home", obstacles=("family",)),
        session("wards", professions=("nurse",), focus_areas=("child-health",)),
    ]
    profile = {"profession": "nurse", "focus_areas": ["child-health"], "family": "yes"}
    ranked = rank(profile, *sessions)
    assert list(ranked) == ["wards", "home", "teeth"]
    assert (
        ranked["wards"]
        == "Shares your interest in child health and your profession, registered nurse."
    )
    assert ranked["home"] == "Helps with going with a family: your family comes along."
    assert ranked["teeth"] == ""


def test_event_counts_with_what_its_sessions_are_about(rank):
    about = gathering(session("a", specialties=("anesthesiology",)), gathering_id="about")
    other = gathering(session("b", specialties=("dermatology",)), gathering_id="another")
    profile = {"profession": "physician", "specialties": ["anesthesiology"]}
    ranked = rank(profile, other, about)
    assert list(ranked) == ["about", "another"]
    assert ranked["about"] == "Shares your specialty, anesthesiology."


def test_words_of_a_statement_count_also_where_there_is_one_session(rank):
    profile = {"profession": "nurse", "statement": "I wish to learn about burns"}
    assert list(rank(profile, session("burns", summary="Burns of children"))) == ["burns"]


def test_when_it_is_counts_nothing(rank):
    old = session("old", title="Talk of 2019", professions=("nurse",))
    new = session("z", title="Talk", professions=("nurse",))
    assert list(rank({"profession": "nurse"}, new, old)) == ["old", "z"]
