"""Articles for a person: what they share with the profile comes first, and the reason is true."""

import pytest

from matching import WeightSet
from matching.errors import UnknownIdError, WeightSetError
from tests.builders import (
    article,
    person,
    recommender_of,
    role,
    shipped_catalog,
    shipped_profiles,
    shipped_recommender,
)


def first(who, *articles, **options):
    """The ids of articles in order, best first."""
    return recommender_of(role(), articles=articles).articles(who, **options)["article_id"].tolist()


def why(who, *articles):
    return recommender_of(role(), articles=articles).articles(who)["why"].iloc[0]


class TestOrder:
    def test_columns_are_those_of_the_contract(self):
        table = recommender_of(role(), articles=[article("a")]).articles(person())
        assert list(table.columns) == ["article_id", "rank", "score", "shared", "helps", "why"]

    @pytest.mark.parametrize(
        ("shared", "other"),
        [
            ({"focus_areas": "surgery"}, {"focus_areas": "oral-health"}),
            ({"professions": "physician"}, {"professions": "dentist"}),
            ({"specialties": "urology"}, {"specialties": "neurology"}),
            ({"countries": "KE"}, {"countries": "PE"}),
            ({"stage": "exploring"}, {"stage": "returning"}),
        ],
    )
    def test_article_that_shares_something_comes_first(self, shared, other):
        who = person(focus_areas="surgery", specialties="urology", countries="KE")
        assert first(who, article("a", **other), article("b", **shared)) == ["b", "a"]

    def test_rare_interest_counts_more(self):
        who = person(focus_areas=["surgery", "leprosy"])
        crowd = [article(f"a{number}", focus_areas="surgery") for number in range(9)]
        assert first(who, *crowd, article("b", focus_areas="leprosy"))[0] == "b"

    def test_equal_articles_are_ordered_by_id(self):
        assert first(person(), article("c"), article("a"), article("b")) == ["a", "b", "c"]

    def test_one_publisher_does_not_fill_the_head(self):
        many = [article(f"a{number}", publisher="One") for number in range(6)]
        found = first(person(), *many, article("b", publisher="Two"))
        assert found.index("b") <= 1

    def test_what_is_surely_in_the_way_is_helped_once_near_the_head(self):
        crowd = [article(f"a{number}", countries="KE") for number in range(6)]
        helping = [article(id_, obstacles="family") for id_ in ("b", "c")]
        assert first(person(countries="KE"), *crowd, *helping)[-2:] == ["b", "c"]
        together = first(person(countries="KE", family="yes"), *crowd, *helping)
        assert (together[0], together[-1]) == ("b", "c")

    def test_roles_in_view_count_in_part(self):
        recommender = recommender_of(
            role("a--a", countries="KE", focus_areas="hiv"),
            articles=[article("a", focus_areas="eye-care"), article("b", focus_areas="hiv")],
        )
        assert recommender.articles(person())["article_id"].tolist() == ["a", "b"]
        in_view = recommender.articles(person(), role_ids=["a--a"])
        assert in_view["article_id"].tolist() == ["b", "a"]

    def test_unknown_role_in_view_is_an_error(self):
        recommender = recommender_of(role(), articles=[article("a")])
        with pytest.raises(UnknownIdError, match="no role 'none'"):
            recommender.articles(person(), role_ids=["none"])

    @pytest.mark.parametrize("n", [1, 3, 10, 50])
    def test_n_articles_are_given_once_each(self, n):
        table = shipped_recommender().articles(shipped_profiles()[0], n=n)
        assert len(table) == n
        assert table["article_id"].is_unique
        assert table["rank"].tolist() == list(range(1, n + 1))

    def test_n_beyond_the_articles_gives_all_but_what_is_over(self):
        recommender = shipped_recommender()
        table = recommender.articles(person(), n=10_000)
        index = recommender.article_index
        assert set(table["article_id"]) == set(index.ids[~index.over])
        assert set(index.ids) == set(shipped_catalog().articles.index)

    @pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda one: one.profile_id)
    def test_scores_lie_between_nothing_and_one(self, profile):
        table = shipped_recommender().articles(profile, n=40)
        assert table["score"].between(0, 1).all()


class TestWhatSpeaksForAndAgainst:
    @pytest.mark.parametrize(
        ("said", "better", "worse"),
        [
            ({"family": "yes"}, {"obstacles": "family"}, {"obstacles": "re-entry"}),
            ({"statement": "My student loans worry me."}, {"obstacles": "debt"}, {}),
            ({"funding": "salaried"}, {"obstacles": "funding"}, {}),
            ({"max_weeks": 1}, {}, {"summary": "A guide to long-term service."}),
            ({"min_weeks": 104}, {}, {"summary": "What a mission trip of a week is like."}),
            ({"accepts": "secular"}, {}, {"summary": "Prayer and the gospel in a clinic."}),
            ({"faith": "muslim"}, {}, {"title": "A church serves"}),
            ({}, {}, {"professions": "student", "title": "Electives for students"}),
            ({"trainee": "yes"}, {"professions": "student"}, {"professions": "physician"}),
            ({"avoid": "PE"}, {"countries": "KE"}, {"countries": "PE"}),
            ({}, {"countries": "KE"}, {"countries": "US", "focus_areas": "domestic"}),
            ({"years_experience": 5}, {}, {"title": "Jobs for retired doctors"}),
            ({"specialties": "urology"}, {}, {"specialties": "psychiatry"}),
        ],
    )  # fmt: skip
    def test_one_comes_before_the_other(self, said, better, worse):
        who = person(**said)
        assert first(who, article("a", **worse), article("b", **better)) == ["b", "a"]

    def test_student_of_a_field_gets_that_field_first(self):
        who = person(profession="student", field_of_study="optometrist")
        others = article("a", title="For medical students", professions="student")
        own = article("b", title="For optometry students", professions="student")
        assert first(who, others, own) == ["b", "a"]

    def test_event_that_is_over_is_never_given(self):
        over = article("a", kind="event", published="2025-01-01", focus_areas="surgery")
        undated = article("b", kind="event", title="A session on surgery")
        named = article("c", kind="event", title="Congress of 2024")
        assert first(person(focus_areas="surgery"), over, undated, named) == ["b"]

    def test_what_was_read_or_dismissed_comes_last(self):
        found = first(
            person(focus_areas="surgery"), article("a", focus_areas="surgery"), article("b"),
            done=["a"],
        )  # fmt: skip
        assert found == ["b", "a"]

    def test_must_haves_of_the_roles_in_view_are_obstacles(self):
        post = role("a--a", languages="fr:required", professions="physician")
        recommender = recommender_of(
            post, articles=[article("a"), article("b", obstacles="language")]
        )
        who = person(languages="en:native")
        assert recommender.articles(who)["article_id"].tolist() == ["a", "b"]
        in_view = recommender.articles(who, role_ids=["a--a"])
        assert in_view["article_id"].tolist() == ["b", "a"]
        assert in_view["helps"].iloc[0] == ("language",)

    def test_no_number_above_its_range_can_be_given(self):
        fields = WeightSet.default().model_dump()
        with pytest.raises(WeightSetError, match="students is 2, expected a number from 0 to 1"):
            WeightSet(**{**fields, "articles": {**fields["articles"], "students": 2.0}})


class TestReasons:
    @pytest.mark.parametrize(
        ("cells", "expected"),
        [
            ({"focus_areas": "surgery"}, "Shares your interest in surgery."),
            (
                {"focus_areas": "surgery|hiv"},
                "Shares 2 of your interests (surgery and HIV).",
            ),
            ({"specialties": "urology"}, "Shares your specialty, urology."),
            ({"professions": "physician"}, "Shares your profession, physician."),
            ({"countries": "KE|PE"}, "Shares a place you asked for, Kenya."),
            ({}, ""),
        ],
    )
    def test_reason_names_what_is_shared(self, cells, expected):
        who = person(focus_areas=["surgery", "hiv"], specialties="urology", countries="KE")
        assert why(who, article("a", **cells)) == expected

    def test_reason_names_what_stands_in_the_way(self):
        who = person(family="yes", focus_areas="surgery")
        helps = article("a", focus_areas="surgery", obstacles="family|debt")
        assert why(who, helps) == (
            "Shares your interest in surgery. Helps with going with a family: your family comes "
            "along."
        )

    def test_student_shares_being_in_training(self):
        assert why(person(trainee="yes"), article("a", professions="student")) == (
            "Shares being in training."
        )

    @pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda one: one.profile_id)
    def test_every_reason_is_a_clean_sentence(self, profile):
        for text in shipped_recommender().articles(profile, n=20)["why"]:
            assert not text or text.endswith(".")
            assert text.count("(") == text.count(")")
            for wrong in ("  ", "..", "()", "None", "nan"):
                assert wrong not in text
