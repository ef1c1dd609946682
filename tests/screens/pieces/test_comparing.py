import html

import pytest

from matching import Catalog, Profile, Recommender
from matching.screens.pieces import comparing
from tests.builders import recommender_of, role

PROFILE = Profile(profession="dentist", max_weeks=4)


def test_what_to_ask_each_organization_stands_side_by_side(data_folder):
    recommender = Recommender(Catalog.from_folder(data_folder))
    role_ids = recommender.recommend(PROFILE, n=3)["role_id"].tolist()
    explanations = [recommender.explain(PROFILE, role_id) for role_id in role_ids]
    table = html.unescape(comparing.table(recommender.catalog, role_ids, explanations))
    questions = [question for one in explanations for question in one.questions]
    assert questions
    assert [question for question in questions if question not in table] == []


ONE, OTHER = "hope--one", "hope--other"


@pytest.fixture
def side_by_side():
    """Two roles that differ in setting and in the date of their page, and say nothing of faith."""
    recommender = recommender_of(
        role(ONE, setting="ship", source_date="2019", languages="en"),
        role(OTHER, setting="camp", languages="en"),
    )
    explanations = recommender.explain_many(PROFILE, [ONE, OTHER])
    return comparing.table(recommender.catalog, [ONE, OTHER], explanations)


def line_of(table, label):
    """The line of a comparison by its label, without what stands before."""
    (line,) = [line for line in table.split("<tr") if f'<th scope="row">{label}' in line]
    return line


def test_facts_come_first_and_points_last_and_folded(side_by_side):
    open_part, _, folded = side_by_side.partition("<details")
    assert open_part.index("Facts") < open_part.index("What to weigh")
    assert "Points of 100" not in open_part
    assert "Points of 100" in folded


def test_a_line_says_whether_its_texts_differ(side_by_side):
    facts, *_ = side_by_side.partition("What to weigh")
    assert "differs" in line_of(facts, "Setting")
    assert "differs" not in line_of(facts, "Languages")


def test_faith_and_licence_asked_and_the_age_of_the_page_are_always_compared(side_by_side):
    for label in ("Faith asked of those who serve", "Licence needed"):
        assert line_of(side_by_side, label).count("not said") == 2
    age = line_of(side_by_side, "Age of the page")
    assert "Old page, of 2019" in age
    assert "Page without a date" in age


def test_without_a_profile_there_are_facts_alone():
    catalog = recommender_of(role(ONE), role(OTHER)).catalog
    table = comparing.table(catalog, [ONE, OTHER], [])
    assert "Status" in table
    assert "Points" not in table
