import pytest

from matching.browsing.related_articles import RelatedArticles
from tests.builders import TODAY, article, catalog_of, organization, role

# Rare words weigh more, so that a catalog of a few articles needs others beside them.
OTHERS = [article(f"other-{number}", focus_areas="leprosy") for number in range(5)]
SURGEON = role(professions="physician|nurse", focus_areas="surgery", countries="GN")
GUIDE = {"kind": "guide", "stage": "preparing"}


def related(*articles, **tables):
    catalog = catalog_of(*tables.pop("roles", [SURGEON]), articles=[*articles, *OTHERS], **tables)
    return RelatedArticles(catalog, TODAY)


def to_role(*articles, n=4, to=SURGEON):
    """Ids of the articles that go with a role."""
    found = related(*articles, roles=[to]).to_role(to["role_id"], n)
    return found["article_id"].tolist()


def test_an_article_about_the_same_alone_comes_before_one_about_more():
    scores = (
        related(
            article("asked-for", focus_areas="surgery|anesthesia"),
            article("the-same", focus_areas="surgery|anesthesia"),
            article("the-same-and-more", focus_areas="surgery|anesthesia|oral-health|eye-care"),
            article("half-of-it", focus_areas="surgery"),
            article("another", focus_areas="primary-care"),
        )
        .to_article("asked-for")
        .set_index("article_id")["score"]
    )
    assert scores.index[0] == "the-same"
    assert 1 > scores["the-same"] > scores["the-same-and-more"] > 0
    assert "another" not in scores


class TestReason:
    def test_a_shared_country_is_none_and_the_work_is(self):
        assert to_role(
            article("a-country", countries="GN", focus_areas="infectious-disease"),
            article("b-work", focus_areas="surgery"),
            article("c-both", countries="GN", focus_areas="surgery"),
        ) == ["c-both", "b-work"]

    def test_country_and_profession_are_none_for_an_article_on_other_work(self):
        ebola = {"countries": "GN", "professions": "physician", "focus_areas": "infectious-disease"}
        assert to_role(article("a-story", kind="story", **ebola)) == []

    def test_service_at_home_is_a_place_and_no_work(self):
        here = {"countries": "US", "focus_areas": "domestic"}
        guide = article("b", focus_areas="domestic", **GUIDE)
        assert to_role(article("a", **here), guide, to=role(**here)) == []

    def test_a_specialty_is_one(self):
        surgeon = role(specialties="general-surgery", focus_areas="hiv")
        same = article("a", specialties="general-surgery", professions="physician")
        assert to_role(same, to=surgeon) == ["a"]

    def test_profession_is_one_for_an_article_that_names_no_work(self):
        assert to_role(article("a", professions="nurse"), article("b", professions="dentist")) == [
            "a"
        ]

    def test_nothing_that_qualifies_is_an_empty_frame(self):
        found = related(article("a", countries="GN")).to_role("hope--post")
        assert found.empty
        assert list(found.columns) == ["article_id", "score", "shared", "why"]

    @pytest.mark.parametrize(
        ("cells", "why"),
        [
            ({"focus_areas": "surgery"}, "Also about surgery"),
            ({"focus_areas": "surgery", "countries": "GN"}, "Also about surgery and Guinea"),
            ({"professions": "nurse"}, "Also for a registered nurse"),
            (
                {"professions": "nurse", "countries": "GN", **GUIDE},
                "On preparing to serve as a registered nurse in Guinea",
            ),
        ],
    )
    def test_it_is_said_the_work_before_the_country(self, cells, why):
        assert related(article("a", **cells)).to_role("hope--post")["why"].tolist() == [why]

    def test_a_country_alone_relates_neither_articles_nor_organizations(self):
        here = related(
            article("a", countries="GN", focus_areas="hiv"),
            article("b", countries="GN", focus_areas="malaria"),
            article("c", countries="GN", focus_areas="hiv"),
            organizations=[organization(countries="GN", focus_areas="malaria")],
        )
        assert here.to_article("a")["article_id"].tolist() == ["c"]
        assert here.to_organization("hope")["article_id"].tolist() == ["b"]


class TestOrder:
    def test_guides_on_preparing_come_before_stories_that_share_more(self):
        assert to_role(
            article("a-story", kind="story", focus_areas="surgery", countries="GN"),
            article("b-guide", focus_areas="surgery|hiv|malaria", **GUIDE),
        ) == ["b-guide", "a-story"]

    def test_a_guide_for_the_profession_stands_first_where_none_shares_the_work(self):
        story = article("a-story", kind="story", focus_areas="surgery")
        general = [
            article("b-general", professions="nurse", focus_areas="vaccination", **GUIDE),
            article("c-general", professions="nurse", **GUIDE),
        ]
        on_it = article("d-guide", focus_areas="surgery", **GUIDE)
        assert to_role(story, *general) == ["c-general", "a-story"]
        assert to_role(story, *general, on_it) == ["d-guide", "a-story"]

    def test_a_guide_for_the_profession_in_the_country_counts_as_one_on_the_work(self):
        here = article(
            "a", professions="nurse", focus_areas="health-systems", countries="GN", **GUIDE
        )
        there = article("b", professions="nurse", countries="KE", **GUIDE)
        special = {"professions": "nurse", "specialties": "nurse-education", "countries": "GN"}
        assert to_role(here, there, article("c", **special, **GUIDE)) == ["a"]

    def test_a_guide_for_other_professions_prepares_nobody_of_the_role(self):
        assert to_role(article("a", professions="laboratory", focus_areas="surgery", **GUIDE)) == []

    def test_half_of_the_list_is_kept_for_what_is_no_guide(self):
        guides = [article(f"a-{number}", focus_areas="surgery", **GUIDE) for number in range(4)]
        story = article("b-story", kind="story", focus_areas="surgery|hiv")
        assert to_role(*guides, story, n=3) == ["a-0", "a-1", "b-story"]
        assert to_role(*guides, n=3) == ["a-0", "a-1", "a-2"]
        assert to_role(*guides, story, n=1) == ["a-0"]

    def test_what_is_for_others_or_of_elsewhere_comes_later(self):
        assert to_role(
            article("a-others", professions="dentist", focus_areas="surgery"),
            article("b-elsewhere", countries="PE", focus_areas="surgery"),
            article("c-open", focus_areas="surgery|anesthesia"),
        )[0] == "c-open"  # fmt: skip


class TestEvents:
    @pytest.mark.parametrize(
        ("cells", "is_found"),
        [
            ({"published": "2026-11-24"}, False),  # the day before
            ({"published": "2026-11-25"}, True),
            ({"published": "2026-10"}, False),
            ({"published": "2026-11"}, True),
            ({"published": "2025"}, False),
            ({"published": "2026"}, True),
            ({}, False),  # nothing says that it is still to come
            ({"title": "Conference of 2019"}, False),
            ({"title": "2027 / 2028 Conference"}, True),
            ({"published": "2026-03-01", "summary": "To be held in May 2027."}, True),
            ({"published": "2026-03-01", "title": "Conference 2026"}, False),
            ({"summary": "Over 2028000 came."}, False),
        ],
    )
    def test_only_one_that_is_still_to_come_is_found(self, cells, is_found):
        event = article("a", kind="event", focus_areas="surgery", **cells)
        found = related(event, article("b", focus_areas="surgery"))
        assert ("a" in found.to_role("hope--post")["article_id"].tolist()) is is_found
        assert ("a" in found.to_article("b")["article_id"].tolist()) is is_found

    def test_an_old_report_of_another_kind_is_no_event(self):
        assert to_role(article("a", published="2015", focus_areas="surgery")) == ["a"]
