"""The scorer itself, on sentences made up for it."""

from datetime import date

import pytest

from matching.reading import Part, Question, Reading
from tests.reading.scoring import score


def outcomes(entry, *parts, near_weeks=False, questions=()):
    made = tuple(Part(name, value, 0, 1, doubt) for name, value, doubt in parts)

    def read(text, today):
        return Reading(text, "en", made, questions)

    entry = {"id": "x", "text": "a text", "today": date(2026, 11, 30), **entry}
    result = score([entry], near_weeks=near_weeks, read=read)
    return {kind: dict(found) for kind, found in result.outcomes.items() if found}


@pytest.mark.parametrize(
    ("entry", "part", "outcome"),
    [
        ({"expected": {"max_weeks": 4}}, ("max_weeks", 4.3, ""), "wrong"),
        ({"expected": {"max_weeks": 4}, "accept": {"max_weeks": [4.3]}},
         ("max_weeks", 4.3, ""), "right"),
        ({"expected": {"max_weeks": 4}}, ("max_weeks", 5.0, "why"), "marked"),
        ({"expected": {"faith": "methodist"}}, ("faith", "protestant", ""), "right"),
        ({"expected": {"regions": ["Eastern Africa"]}}, ("regions", "Eastern Africa", ""), "right"),
        ({"expected": {"languages": ["fr"]}}, ("languages", "fr:good", ""), "right"),
        ({"expected": {"languages": ["fr:good"]}}, ("languages", "fr:basic", ""), "wrong"),
        ({"expected": {"languages": ["fr:good"]}, "accept": {"languages": ["fr:basic"]}},
         ("languages", "fr:basic", ""), "right"),
        ({"expected": {"available_from": date(2027, 3, 1)}},
         ("available_from", date(2027, 3, 1), ""), "right"),
        ({"expected": {}}, ("countries", "KE", ""), "wrong"),
        ({"expected": {"trainee": "yes"}}, ("trainee", "no", ""), "wrong"),
        ({"expected": {"budget_usd": 3000}}, ("budget_usd", 3000.0, ""), "right"),
    ],
)  # fmt: skip
def test_one_value_is_judged(entry, part, outcome):
    assert outcomes(entry, part) == {outcome: {part[0]: 1}}


def test_what_is_not_expected_may_be_there_if_it_is_accepted():
    entry = {
        "expected": {"focus_areas": ["refugees"]},
        "accept": {"focus_areas": ["surgery"], "faith": ["none"]},
    }
    both = outcomes(
        entry,
        ("focus_areas", "refugees", ""),
        ("focus_areas", "surgery", ""),
        ("faith", "none", ""),
    )
    assert both == {"right": {"focus_areas": 1}}


def test_a_whole_alternative_is_another_list():
    entry = {
        "expected": {"settings": ["camp"]},
        "accept": {"settings": [["clinic", "ship"], "hospital"]},
    }
    assert "right" in outcomes(entry, ("settings", "clinic", ""), ("settings", "ship", ""))
    assert "right" in outcomes(entry, ("settings", "camp", ""), ("settings", "hospital", ""))
    assert "wrong" in outcomes(entry, ("settings", "clinic", ""))


def test_near_weeks_are_right_where_it_is_said():
    entry = {"expected": {"max_weeks": 26}}
    assert outcomes(entry, ("max_weeks", 24.5, ""), near_weeks=True) == {"right": {"max_weeks": 1}}
    assert outcomes(entry, ("max_weeks", 24.5, "")) == {"wrong": {"max_weeks": 1}}


def test_an_open_field_is_right_when_it_is_asked_for():
    entry = {"expected": {"profession": "nurse"}, "doubtful": ["profession"]}
    asked = (Question(("profession",), "What?"),)
    assert outcomes(entry, questions=asked) == {"right": {"profession": 1}}
    assert outcomes(entry) == {"missing": {"profession": 1}}


def test_null_is_an_empty_field():
    entry = {"expected": {"max_weeks": 1}, "accept": {"max_weeks": [None]}}
    assert outcomes(entry) == {"right": {"max_weeks": 1}}


def test_a_forbidden_word_in_a_field_is_a_leak():
    def read(text, today):
        return Reading(text, "en", (Part("home", "Jenny's", 0, 1),))

    entry = {"id": "x", "text": "", "expected": {}, "forbidden": ["jenny"]}
    assert score([entry], near_weeks=False, read=read).leaks == [("x", "jenny")]
