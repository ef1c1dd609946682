"""What staff read of what people meet: numbers, by nobody's name."""

from datetime import timedelta

import pytest

from matching.authorization import NotAllowedError
from matching.catalog import Catalog
from matching.links.asking import Answer
from matching.recommending.recommender import Recommender
from matching.reference.shipped import shipped_adjacency
from matching.services import staff
from matching.services.staff import links, people_met
from matching.store import schema
from matching.store.reference_rows import read_reference_from
from tests.builders import person
from tests.store import rows
from tests.store.rows import NOW

GUIDE = {"title": "With children", "kind": "guide", "stage": "any", "obstacles": ("family",)}


@pytest.fixture
def store(store, monkeypatch):
    """One guide for families; the fictional people are two dentists."""
    with store.writing() as session:
        session.add(schema.ArticleRow(article_id="guide", url="https://guide.example", **GUIDE))
    made_up = [person("dentist", family="yes"), person("dentist", family="no")]
    monkeypatch.setattr(people_met, "shipped_judgments", lambda: (made_up, None))
    return store


def families(store, profession, number, **more):
    """So many people of a profession who bring their family."""
    body = {"profession": profession, "family": "yes"}
    with store.writing() as session:
        names = [f"{profession}{place}" for place in range(number)]
        session.add_all([rows.account(name, **more) for name in names])
        session.flush()
        session.add_all([rows.profile(name, body=body) for name in names])


def spoil(store, account_id):
    """Make a profile one that no reader takes."""
    with store.writing() as session:
        session.get(schema.ProfileRow, account_id).body = {"profession": "astronaut"}


def recommender_over(store):
    catalog = Catalog.from_reference(read_reference_from(store), shipped_adjacency())
    return Recommender(catalog, today=NOW.date())


def gaps(store, actor):
    return staff.article_gaps(store, actor, recommender_over(store), now=NOW)


def of_families(found):
    """People and missing articles by profession."""
    some = found.gaps[found.gaps["obstacle"] == "family"]
    return {
        row["profession"]: (row["people"] if isinstance(row["people"], int) else None,
                            row["missing"])
        for row in some.to_dict("records")
    }  # fmt: skip


def test_without_people_fictional_ones_are_counted(store, actors):
    families(store, "nurse", 4)
    families(store, "midwife", 3, disabled_at=NOW)
    found = gaps(store, actors.sam)
    assert (found.are_here, found.counted) == (False, 2)
    assert of_families(found) == {"dentist": (1, 2)}


def test_a_small_number_of_people_who_are_here_is_not_told(store, actors):
    families(store, "nurse", 5)
    families(store, "midwife", 4)
    found = gaps(store, actors.sam)
    assert (found.are_here, found.counted) == (True, 9)
    assert of_families(found) == {"nurse": (5, 2)}
    assert set(found.gaps["profession"]) == {"nurse"}
    assert found.met == len(found.gaps)


def test_numbers_of_people_who_are_here_are_told_in_fives(store, actors):
    families(store, "nurse", 9)
    assert of_families(gaps(store, actors.sam)) == {"nurse": (5, 2)}
    families(store, "dentist", 10)
    assert of_families(gaps(store, actors.sam)) == {"dentist": (10, 2), "nurse": (5, 2)}


def test_a_saved_profile_that_cannot_be_read_any_more_is_passed_over(store, actors):
    families(store, "nurse", 6)
    spoil(store, "nurse0")
    found = gaps(store, actors.sam)
    assert (found.are_here, found.counted, found.passed_over) == (True, 5, 1)
    spoil(store, "nurse1")
    found = gaps(store, actors.sam)
    assert (found.are_here, found.counted, found.passed_over) == (False, 2, 2)
    reach = staff.people_reached(store, actors.sam, recommender_over(store), now=NOW)
    assert reach.counted == 4


def test_people_are_ranked_once_for_the_same_words_when_they_are_counted_again(
    store, actors, monkeypatch
):
    families(store, "nurse", 6)
    recommender, ranked = recommender_over(store), []
    recommend = recommender.recommend
    monkeypatch.setattr(
        recommender, "recommend", lambda *given: ranked.append(given) or recommend(*given)
    )

    def counted():
        return staff.people_reached(store, actors.sam, recommender, now=NOW).counted

    assert (counted(), counted(), len(ranked)) == (6, 6, 1)
    families(store, "dentist", 1)
    assert (counted(), len(ranked)) == (7, 2)


def test_not_more_people_than_can_be_ranked_are_counted(store, actors, monkeypatch):
    monkeypatch.setattr(people_met, "MOST_COUNTED", 6)
    families(store, "nurse", 7)
    assert gaps(store, actors.sam).counted == 6


def test_an_article_whose_page_is_gone_helps_nobody(store, actors):
    gone = Answer(404, "There is no such page")
    links.keep_answer(store, "https://guide.example", gone, now=NOW)
    assert of_families(gaps(store, actors.sam)) == {"dentist": (1, 2)}
    links.keep_answer(store, "https://guide.example", gone, now=NOW + timedelta(days=1))
    assert of_families(gaps(store, actors.sam)) == {"dentist": (1, 3)}


def test_a_preview_counts_whose_first_articles_it_would_be_among(store, actors):
    with store.writing() as session:
        session.add_all(
            schema.ArticleRow(article_id=f"a{n}", url=f"https://a{n}.example", **GUIDE)
            for n in range(6)
        )
    cells = {"title": "Dentists", "url": "https://new.example", "kind": "guide", "stage": "any"}
    mine = {**cells, "professions": "dentist", "obstacles": "family"}

    def preview(article_id, cells):
        found = staff.preview_article(
            store, actors.sam, article_id, cells, recommender_over(store), now=NOW
        )
        return found.before, found.after, found.counted

    assert preview("", mine) == (0, 2, 2)
    assert preview("", {**cells, "professions": "nurse"}) == (0, 0, 2)
    assert preview("a0", mine) == (2, 2, 2)
    assert preview("a0", {**cells, "professions": "nurse"}) == (2, 0, 2)
    families(store, "dentist", 6)
    assert preview("", mine) == (None, 5, 6)
    assert preview("a0", {**cells, "professions": "nurse"}) == (5, None, 6)


def test_a_new_article_is_previewed_beside_one_whose_id_is_new(store, actors):
    with store.writing() as session:
        own = {**GUIDE, "title": "New"}
        session.add(schema.ArticleRow(article_id="new", url="https://n.example", **own))
    cells = {"title": "Two", "url": "https://two.example", "kind": "guide", "stage": "any"}
    found = staff.preview_article(store, actors.sam, "", cells, recommender_over(store), now=NOW)
    titles = found.catalog.articles["title"]
    assert (titles["new"], titles[found.article_id]) == ("New", "Two")


@pytest.mark.parametrize("name", ["visitor", "amina", "ben"])
def test_gaps_are_for_staff(store, actors, name):
    with pytest.raises(NotAllowedError):
        gaps(store, getattr(actors, name))
    with pytest.raises(NotAllowedError):
        staff.preview_article(
            store, getattr(actors, name), "guide", {}, recommender_over(store), now=NOW
        )
