"""Articles for a person: what they share with the profile comes first, and the reason is true."""

import pytest

from matching.errors import UnknownIdError
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
        assert list(table.columns) == ["article_id", "rank", "score", "shared", "why"]

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

    def test_n_beyond_the_articles_gives_all(self):
        table = shipped_recommender().articles(person(), n=10_000)
        assert set(table["article_id"]) == set(shipped_catalog().articles.index)

    @pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda one: one.profile_id)
    def test_scores_lie_between_nothing_and_one(self, profile):
        table = shipped_recommender().articles(profile, n=40)
        assert table["score"].between(0, 1).all()


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
            ({}, "For everyone who thinks about serving."),
        ],
    )
    def test_reason_names_what_is_shared(self, cells, expected):
        who = person(focus_areas=["surgery", "hiv"], specialties="urology", countries="KE")
        assert why(who, article("a", **cells)) == expected

    def test_student_shares_being_in_training(self):
        assert why(person(trainee="yes"), article("a", professions="student")) == (
            "Shares being in training."
        )

    @pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda one: one.profile_id)
    def test_every_reason_is_a_clean_sentence(self, profile):
        for text in shipped_recommender().articles(profile, n=20)["why"]:
            assert text.endswith(".")
            assert text.count("(") == text.count(")")
            for wrong in ("  ", "..", "()", "None", "nan"):
                assert wrong not in text
