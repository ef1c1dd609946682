"""Tags of an article, and which of them match a profile: as the ranking reads both."""

import pytest

from matching.articles.tags import Tag, frequent, having, known_tags, match_in_words, matching_tags
from matching.articles.tags import tags_of as tags_of_row
from matching.reference.shipped import shipped_names
from matching.words.facts import table_row
from tests.builders import article, catalog_of, person, recommender_of, role


def tags_of(catalog, article_id="a"):
    known = known_tags(catalog.vocabulary, catalog.places)
    return tags_of_row(known, table_row(catalog.articles, article_id))


def matching(who, said=(), **cells):
    """Addresses of the tags of one article that match a person; `said` are those of people."""
    recommender = recommender_of(role(), articles=[article("a", **cells)])
    tags = (*tags_of(recommender.catalog), *(Tag("community", one.lower(), one) for one in said))
    found = matching_tags(tags, recommender.person(who), shipped_names())
    return [tag.address for tag in found]


def test_tags_stand_with_the_work_first_and_have_labels_and_addresses():
    catalog = catalog_of(
        role(),
        articles=[
            article(
                "a", professions="physician", specialties="general-surgery", focus_areas="surgery",
                countries="MW", obstacles="licence",
            )
        ],
    )  # fmt: skip
    assert {tag.address: tag.label for tag in tags_of(catalog)} == {
        "work-surgery": "Surgery", "specialty-general-surgery": "General surgery",
        "profession-physician": "Physician", "country-mw": "Malawi", "obstacle-licence": "Licence",
    }  # fmt: skip
    assert tags_of(catalog)[0].kind == "work"


@pytest.mark.parametrize(
    ("says", "cells", "address"),
    [
        ({"focus_areas": "surgery"}, {"focus_areas": "surgery"}, "work-surgery"),
        ({"countries": "MW"}, {"countries": "MW"}, "country-mw"),
        ({"regions": "Eastern Africa"}, {"countries": "MW"}, "country-mw"),
        ({}, {"professions": "physician"}, "profession-physician"),
        ({"other_professions": "midwife"}, {"professions": "midwife"}, "profession-midwife"),
        ({"trainee": "yes"}, {"professions": "student"}, "profession-student"),
        ({"specialties": "urology"}, {"specialties": "urology"}, "specialty-urology"),
        # A pediatric surgeon is a general surgeon before that.
        (
            {"specialties": "pediatric-surgery"}, {"specialties": "general-surgery"},
            "specialty-general-surgery",
        ),
        ({"family": "yes"}, {"obstacles": "family"}, "obstacle-family"),
    ],
)  # fmt: skip
def test_tag_matches_what_the_profile_says(says, cells, address):
    assert matching(person(**says), **cells) == [address]


@pytest.mark.parametrize(
    ("says", "cells"),
    [
        ({"focus_areas": "surgery"}, {"focus_areas": "oral-health"}),
        ({}, {"countries": "MW"}),  # who wishes for no place is not answered by one
        ({"regions": "Eastern Africa", "avoid": "MW"}, {"countries": "MW"}),
        ({"countries": "KE"}, {"countries": "MW"}),  # near it, and not asked for
        ({}, {"professions": "student"}),
        ({"specialties": "general-surgery"}, {"specialties": "dermatology"}),
        ({}, {"specialties": "general-surgery"}),
        ({}, {"obstacles": "family"}),
    ],
)
def test_tag_does_not_match_what_the_profile_does_not_say(says, cells):
    assert matching(person(**says), **cells) == []


def test_tag_of_people_matches_by_the_names_in_it():
    who = person(focus_areas="surgery", regions="Eastern Africa", countries="MW")
    said = ["Surgery camps", "Malawi visas", "East Africa by bus", "Visa runs", "Chad"]
    assert matching(who, said) == [
        "community-surgery-camps", "community-malawi-visas", "community-east-africa-by-bus",
    ]  # fmt: skip


def test_sentence_says_how_many_and_which():
    tags = [Tag("work", "surgery", "Surgery"), Tag("country", "MW", "Malawi")]
    tags.append(Tag("obstacle", "licence", "Licence"))
    assert match_in_words(tags, tags[::2]) == (
        "2 of its 3 tags match your profile: Surgery, Licence."
    )
    assert match_in_words(tags, []) == ""


def test_tag_knows_what_has_it_and_how_many_articles_do():
    catalog = catalog_of(
        role("hope--a", focus_areas="surgery"),
        role("hope--b"),
        articles=[
            article("a", focus_areas="surgery", obstacles="licence"),
            article("b", focus_areas="surgery|oral-health"),
        ],
    )
    counts = frequent(catalog)
    assert {tag.address: n for tag, n in counts.items()} == {
        "work-surgery": 2, "work-oral-health": 1, "obstacle-licence": 1,
    }  # fmt: skip
    assert [tag.address for tag in frequent(catalog, 2)] == ["work-surgery"]
    surgery = next(iter(counts))
    assert having(catalog.articles, surgery) == ("a", "b")
    assert having(catalog.roles, surgery) == ("hope--a",)
    licence = next(tag for tag in counts if tag.id == "licence")
    assert having(catalog.roles, licence) == ()
