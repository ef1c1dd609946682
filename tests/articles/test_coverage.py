"""What counts as a good article for an obstacle of a profession, and where too few are."""

import pytest

from matching.articles.coverage import gaps, good_articles
from tests.builders import article, recommender_of, role


def index_of(*articles):
    return recommender_of(role(), articles=articles).article_index


def helping(article_id, **cells):
    return article(article_id, **({"obstacles": "family"} | cells))


@pytest.mark.parametrize(
    ("cells", "is_good"),
    [
        ({}, True),
        ({"professions": "dentist|nurse"}, True),
        ({"professions": "nurse"}, False),
        ({"obstacles": "debt"}, False),
        ({"obstacles": "debt|family"}, True),
        ({"kind": "event", "published": "2020"}, False),
        ({"title": "An elective for students"}, False),
        ({"professions": "student|dentist"}, False),
    ],
)
def test_a_good_article_helps_with_it_and_is_for_the_profession_or_for_everybody(cells, is_good):
    assert bool(good_articles(index_of(helping("a", **cells)), "family", "dentist")) == is_good


def test_what_is_for_students_is_good_for_them():
    index = index_of(helping("a", title="An elective for students", professions="student"))
    assert good_articles(index, "family", "student") == ("a",)


def test_an_article_that_does_not_count_is_not_good():
    index = index_of(helping("a"), helping("b"))
    assert good_articles(index, "family", "dentist", without={"a"}) == ("b",)


def test_what_most_people_miss_most_comes_first_and_three_are_enough():
    index = index_of(
        *(helping(id_) for id_ in "abc"), article("d", obstacles="debt"),
        article("e", obstacles="debt", professions="dentist"),
    )  # fmt: skip
    met = {
        ("family", "dentist"): 90,
        ("debt", "dentist"): 5,
        ("debt", "nurse"): 3,
        ("health", "nurse"): 1,
    }
    found = [(gap.obstacle, gap.profession, gap.missing) for gap in gaps(index, met)]
    assert found == [("debt", "nurse", 2), ("debt", "dentist", 1), ("health", "nurse", 3)]
