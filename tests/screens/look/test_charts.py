import dataclasses
import json

import pytest

from matching.screens.look.charts import points_chart, points_table
from matching.words.explanation import Explanation, Requirement, TermPoints


@pytest.fixture
def explanation():
    """Three terms; the third is not stated. In floats 25.1 + 10.2 + 0.13 is not 35.43."""
    return Explanation(
        role_id="ship--dentist",
        score=35.43,
        is_match=True,
        points=(
            TermPoints("focus", "Interests", 25.1, 60.0, True, "Both are <b>oral health</b>."),
            TermPoints("place", "Place", 10.2, 30.0, True, "You asked for Kenya."),
            TermPoints("length", "Length", 0.13, 10.0, False, "The source does not say."),
        ),
        reasons=(),
        concerns=(),
        missing=(),
        questions=(),
        unsaid=(),
        requirements=(),
    )


def test_table_ends_in_the_score_and_adds_up_to_it(explanation):
    table = points_table(explanation)
    assert table["What counts"].tolist() == ["Interests", "Place", "Length", "Score"]
    assert table["Points"].tolist() == [25.1, 10.2, 0.13, 35.43]
    hundredths = [round(points * 100) for points in table["Points"]]
    assert sum(hundredths[:-1]) == hundredths[-1]
    assert table["At most"].tolist() == [60.0, 30.0, 10.0, 100.0]
    assert table["Stated"].tolist() == ["yes", "yes", "no", ""]


def test_chart_has_a_bar_for_each_term_in_the_order_of_the_table(explanation):
    chart = points_chart(explanation).to_dict()
    rows = chart["data"]["values"]
    assert [row["term"] for row in rows] == ["Interests", "Place", "Length"]
    assert [row["basis"] for row in rows] == ["Stated", "Stated", "Not stated"]
    assert [row["said"] for row in rows] == ["25.10 of 60", "10.20 of 30", "0.13 of 10"]
    assert "http" not in json.dumps({**chart, "$schema": ""})


def test_terms_that_nobody_spoke_of_are_not_drawn(explanation):
    place, alike = (
        TermPoints(term, term, 20.0, 20.0, True, "Said.", is_wish=is_wish)
        for term, is_wish in (("place", False), ("eligibility", True))
    )
    asked = Requirement("eligibility", "Licence", "met", "Asked.")
    silent = dataclasses.replace(asked, status="not asked")
    for requirement, drawn in ((asked, ["eligibility"]), (silent, [])):
        one = dataclasses.replace(explanation, points=(place, alike), requirements=(requirement,))
        rows = points_chart(one).to_dict()["data"]["values"]
        assert [row["term"] for row in rows] == drawn
        assert len(points_table(one)) == 3


def test_chart_of_no_terms_can_be_drawn(explanation):
    empty = Explanation("x", 0.0, True, (), (), (), (), (), (), ())
    assert points_chart(empty).to_dict()
    assert points_table(empty)["Points"].tolist() == [0.0]
