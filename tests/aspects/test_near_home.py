"""Hours beside one's own work: is the role where the person lives, by the names of places?"""

import pytest

from matching.aspects.near_home import (
    ANOTHER_TOWN,
    AWAY,
    HERE,
    NOT_COMPARED,
    NOT_KNOWN,
    SAME_AREA,
    closeness,
)
from matching.comparison.bands import FOLDED, MEETS, NEAR
from tests.builders import person, recommender_of, role

SITE = {"site": "Tucson, Arizona", "countries": "US", "focus_areas": "domestic"}
CLINIC = role(**SITE, commitment="part-time")
HOURS = {"commitment": ["part-time"], "focus_areas": ["domestic"], "countries": ["US"]}


def found(one_role, **fields):
    """How near one role is to a person."""
    (near,) = closeness(recommender_of(one_role).beside(person(**fields)))
    return int(near)


class TestCloseness:
    @pytest.mark.parametrize(
        ("lives", "near"),
        [
            ("Tucson, Arizona", HERE),
            ("tucson", HERE),
            ("Phoenix, Arizona", SAME_AREA),
            ("Wise, Virginia", AWAY),
            ("Marana", ANOTHER_TOWN),
            ("", NOT_KNOWN),
        ],
    )
    def test_names_of_town_and_state_are_compared(self, lives, near):
        assert found(CLINIC, **HOURS, home=lives) == near

    def test_role_without_a_town_is_not_known_to_be_near(self):
        assert found(role(commitment="part-time"), **HOURS, home="Tucson") == NOT_KNOWN

    @pytest.mark.parametrize(
        "fields",
        [
            {},
            {"commitment": ["full-time"]},
            {"commitment": ["part-time", "full-time"]},
            {"commitment": ["remote-hours"]},
            {"commitment": ["on-call"]},
        ],
    )
    def test_who_may_leave_home_is_asked_nothing(self, fields):
        assert found(CLINIC, **fields, home="Boston") == NOT_COMPARED

    def test_what_can_be_done_remotely_is_near_everybody(self):
        remote = role(**SITE, commitment="remote-hours|part-time", setting="remote|clinic")
        assert found(remote, **HOURS, home="Boston") == NOT_COMPARED

    @pytest.mark.parametrize(
        ("words", "near"),
        [
            ("One day a week for people on the street here in Tucson.", HERE),
            ("Two evenings a week near Grand Rapids, I won't travel.", ANOTHER_TOWN),
            ("A day a week, I cannot travel.", NOT_KNOWN),
        ],
    )
    def test_own_words_tell_of_the_town(self, words, near):
        assert found(CLINIC, focus_areas=["domestic"], countries=["US"], statement=words) == near


class TestBands:
    def band(self, one_role=CLINIC, **fields):
        list_ = recommender_of(one_role).recommend(person(**HOURS, **fields))
        return None if list_.empty else int(list_["band"].iloc[0])

    def test_near_meets_all_unknown_comes_near_and_another_town_is_folded(self):
        assert self.band(home="Tucson, Arizona") == MEETS
        assert self.band() in (NEAR, FOLDED)
        assert self.band(home="Marana") == FOLDED
        assert self.band(home="Wise, Virginia") is None


class TestSentences:
    def said(self, one_role=CLINIC, reader="professional", **fields):
        explained = recommender_of(one_role).explain(person(**fields), "hope--post", reader=reader)
        return next(item for item in explained.requirements if item.name == "near_home"), explained

    def test_both_towns_are_named(self):
        need, _ = self.said(**HOURS, home="Wise, Virginia")
        assert need.status == "missing"
        assert need.text == "This is in Tucson, Arizona; you live in Wise, Virginia."

    def test_who_has_not_said_theirs_is_asked_for_it(self):
        need, explained = self.said(**HOURS)
        assert need.status == "not stated"
        assert need.text == "You have not said in which town you live."
        assert "home" in {item.field for item in explained.unsaid}

    def test_recruiter_asks_the_person(self):
        need, explained = self.said(reader="recruiter", **HOURS)
        assert "In which town do they live?" in explained.questions

    def test_role_without_a_town_is_asked_for_it(self):
        _, explained = self.said(role(commitment="part-time"), **HOURS, home="Tucson")
        assert "In which town would I serve?" in explained.questions

    def test_another_name_is_asked_how_far_it_is(self):
        need, explained = self.said(**HOURS, home="Marana")
        assert need.status == "not stated"
        assert "How far is it from where I live?" in explained.questions
