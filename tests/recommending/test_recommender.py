"""The verbs: lists lose and double nothing, add up, and change nothing they were given."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from matching import Profile, Recommender
from matching.aspects import TERM_LABELS
from matching.comparison.exposure_floor import NO_FLOOR, ExposureFloor
from matching.errors import UnknownIdError
from tests.builders import (
    TODAY,
    article,
    catalog_of,
    hundredths,
    person,
    recommender_of,
    role,
    shipped_catalog,
    shipped_profiles,
    shipped_recommender,
    weights_with,
)

COLUMNS = ["role_id", "rank", "score", "moved_from", "lifted", "band", *TERM_LABELS]


def asked_professions():
    roles = shipped_catalog().roles
    active = roles[roles["status"] != "past"]
    return sorted({name for names in active["professions"] for name in names})


def crowded():
    """Twelve equal roles of one organization, then single ones that trail by little."""
    many = [role(f"a--{number:02}", summary="Operates.") for number in range(12)]
    few = [role(f"{org}--one") for org in "bcd"]
    return recommender_of(*many, *few), person()


class TestList:
    def test_columns_are_those_of_the_contract(self):
        matches = recommender_of(role()).recommend(person())
        assert list(matches.columns) == COLUMNS
        assert matches.index.tolist() == [0]

    @pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda profile: profile.profile_id)
    def test_points_add_up_to_the_score_shown_to_the_last_digit(self, profile):
        matches = shipped_recommender().recommend(profile, n=None)
        for row in matches.itertuples(index=False):
            shown = [hundredths(getattr(row, term)) for term in TERM_LABELS]
            assert sum(shown) == hundredths(row.score)
            assert min(shown) >= 0
            assert 0 <= hundredths(row.score) <= 10_000

    @pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda profile: profile.profile_id)
    def test_every_open_role_stands_in_the_list_once(self, profile):
        recommender = shipped_recommender()
        matches = recommender.recommend(profile, n=None)
        compared = recommender.compare(profile)
        is_open = compared.must_haves.is_open & ~compared.roles.past
        assert matches["role_id"].is_unique
        assert set(matches["role_id"]) == set(compared.roles.role_ids[is_open])
        assert matches["rank"].tolist() == list(range(1, len(matches) + 1))

    @pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda profile: profile.profile_id)
    def test_order_by_score_can_be_told_from_the_list(self, profile):
        """`moved_from` undoes the diversity step: what is left is score, then role id."""
        matches = shipped_recommender().recommend(profile, n=None)
        before = matches["moved_from"].fillna(matches["rank"]).astype(int)
        assert sorted(before) == list(range(1, len(matches) + 1))
        undone = matches.assign(before=before).sort_values("before")
        by_score = matches.sort_values(["score", "role_id"], ascending=[False, True])
        assert undone["role_id"].tolist() == by_score["role_id"].tolist()
        moved = matches["moved_from"].notna()
        assert (matches.loc[moved, "moved_from"] != matches.loc[moved, "rank"]).all()

    def test_equal_scores_are_ordered_by_role_id(self):
        roles = [role(f"{org}--post") for org in "dbca"]
        matches = recommender_of(*roles).recommend(person())
        assert matches["role_id"].tolist() == ["a--post", "b--post", "c--post", "d--post"]

    def test_one_organization_does_not_fill_the_first_page(self):
        recommender, who = crowded()
        matches = recommender.recommend(who)
        first = matches["role_id"].head(10).str.partition("--")[0]
        assert set("bcd") <= set(first)
        assert matches["moved_from"].notna().any()

    def test_role_that_was_moved_says_where_it_stood(self):
        recommender, who = crowded()
        matches = recommender.recommend(who).set_index("role_id")
        lifted = matches.loc["b--one"]
        assert lifted["moved_from"] == 13
        assert lifted["rank"] < 13
        assert np.isnan(matches.loc["a--00", "moved_from"])

    @pytest.mark.parametrize("n", [1, 2, 5, 10, 50])
    def test_short_list_is_the_head_of_the_long_one(self, n):
        profile = shipped_profiles()[0]
        long = shipped_recommender().recommend(profile, n=None)
        short = shipped_recommender().recommend(profile, n=n)
        pd.testing.assert_frame_equal(short, long.head(n))

    def test_n_beyond_the_list_gives_all(self):
        assert len(recommender_of(role("a--a"), role("b--b")).recommend(person(), n=500)) == 2

    @pytest.mark.parametrize("n", [0, -1])
    def test_n_below_one_is_an_error(self, n):
        recommender = recommender_of(role(), articles=[article("going")])
        message = f"n must be at least 1, got {n}"
        with pytest.raises(ValueError, match=message):
            recommender.recommend(person(), n=n)
        with pytest.raises(ValueError, match=message):
            recommender.candidates("hope--post", [person()], n=n)
        with pytest.raises(ValueError, match=message):
            recommender.articles(person(), n=n)
        with pytest.raises(ValueError, match=message):
            recommender.similar_roles("hope--post", n=n)
        with pytest.raises(ValueError, match=message):
            recommender.almost(person(), n=n)

    def test_past_roles_are_listed_only_when_asked_for(self):
        recommender = recommender_of(role("a--now"), role("b--then", status="past"))
        assert recommender.recommend(person())["role_id"].tolist() == ["a--now"]
        both = recommender.recommend(person(), include_past=True)
        assert both["role_id"].tolist() == ["a--now", "b--then"]

    def test_closed_role_is_not_listed(self):
        recommender = recommender_of(role("a--open"), role("b--closed", min_weeks="4"))
        assert recommender.recommend(person(max_weeks=1))["role_id"].tolist() == ["a--open"]

    def test_nothing_open_gives_an_empty_list_with_the_same_columns(self):
        matches = recommender_of(role(professions="nurse")).recommend(person())
        assert matches.empty
        assert list(matches.columns) == COLUMNS

    @pytest.mark.parametrize("profession", asked_professions())
    def test_profession_alone_gives_a_sensible_list(self, profession):
        matches = shipped_recommender().recommend(Profile(profession=profession))
        first = shipped_catalog().roles.loc[matches["role_id"].iloc[0]]
        assert profession in first["professions"]
        assert matches["score"].iloc[0] >= 50

    @pytest.mark.parametrize("profession", asked_professions())
    def test_resident_of_any_profession_has_a_list_or_none_but_no_crash(self, profession):
        matches = shipped_recommender().recommend(Profile(profession=profession, trainee="yes"))
        assert matches["score"].between(0, 100).all()


class TestFloor:
    def test_a_good_role_below_takes_the_last_place_and_says_where_it_stood(self):
        roles = [role(f"{org}--post") for org in "abcdefghijklm"]
        catalog = recommender_of(*roles, role("n--closed", min_weeks="4")).catalog
        floor = ExposureFloor(2, ("m--post", "n--closed"))
        before, after = (
            Recommender(catalog, today=TODAY, floor=floor).recommend(person(max_weeks=1))
            for floor in (NO_FLOOR, floor)
        )
        orgs = after["role_id"].str[0]
        assert "".join(orgs) == "abcdefghi" + "m" + "jkl"
        assert orgs[after["lifted"]].tolist() == ["m"]
        assert after["moved_from"].dropna().tolist() == [13, 10, 11, 12]
        assert not before["lifted"].any()
        same = ["role_id", "score", *TERM_LABELS]
        pd.testing.assert_frame_equal(
            after[same].sort_values("role_id", ignore_index=True), before[same]
        )


class TestSmallCatalogs:
    def test_catalog_without_roles_gives_empty_answers(self):
        recommender = recommender_of(articles=[article("going")])
        assert recommender.recommend(person()).empty
        assert list(recommender.recommend(person()).columns) == COLUMNS
        assert recommender.almost(person(max_weeks=1)).empty
        assert len(recommender.articles(person(focus_areas="surgery"))) == 1

    def test_catalog_of_one_role(self):
        recommender = recommender_of(role(focus_areas="surgery"))
        matches = recommender.recommend(person(focus_areas="surgery", statement="I operate."))
        assert matches["role_id"].tolist() == ["hope--post"]
        assert recommender.similar_roles("hope--post").empty

    def test_catalog_without_articles_gives_none(self):
        articles = recommender_of(role()).articles(person(focus_areas="surgery"))
        assert articles.empty

    @pytest.mark.parametrize("title", ["X", "The", "–", "医"])
    def test_catalog_whose_only_words_say_nothing(self, title):
        recommender = recommender_of(role(title=title))
        assert len(recommender.recommend(person(statement="I operate."))) == 1


class TestNothingIsChanged:
    def test_frames_and_profile_stay_as_they_were(self):
        catalog = catalog_of(
            role("a--a", months="7", min_weeks="4", languages="fr:required"),
            role("b--b", countries="KE"),
            articles=[article("going", focus_areas="surgery")],
        )
        frames = ("roles", "organizations", "articles", "countries")
        before = {name: getattr(catalog, name).copy(deep=True) for name in frames}
        who = person(max_weeks=1, languages="en:native", focus_areas="surgery", statement="Hello")
        said = who.to_mapping()
        recommender = Recommender(catalog, today=TODAY)
        recommender.recommend(who)
        recommender.explain(who, "a--a")
        recommender.almost(who)
        recommender.articles(who, role_ids=["a--a"])
        recommender.candidates("a--a", [who])
        recommender.similar_roles("a--a")
        for name in frames:
            pd.testing.assert_frame_equal(getattr(catalog, name), before[name])
        assert who.to_mapping() == said

    def test_list_can_be_changed_without_harm_to_the_next(self):
        recommender = recommender_of(role())
        first = recommender.recommend(person())
        expected = first.copy(deep=True)
        first["score"] = 0.0
        pd.testing.assert_frame_equal(recommender.recommend(person()), expected)

    def test_same_question_has_the_same_answer(self):
        profile = shipped_profiles()[3]
        one, two = (Recommender(shipped_catalog(), today=TODAY) for _ in range(2))
        pd.testing.assert_frame_equal(one.recommend(profile), two.recommend(profile))
        pd.testing.assert_frame_equal(one.almost(profile), two.almost(profile))

    def test_explaining_first_changes_no_list(self):
        profile = shipped_profiles()[5]
        expected = shipped_recommender().recommend(profile)
        fresh = Recommender(shipped_catalog(), today=TODAY)
        fresh.explain(profile, expected["role_id"].iloc[0])
        pd.testing.assert_frame_equal(fresh.recommend(profile), expected)


class TestWeights:
    @pytest.mark.parametrize("n", [50, pytest.param(1_000, marks=pytest.mark.soak)])
    def test_random_weight_sets_keep_the_sum_of_every_match(self, rng, n):
        """As shown, in hundredths; the person changes with every set."""
        catalog, profiles = shipped_catalog(), shipped_profiles()
        for number in range(n):
            fields = weights_with().model_dump()
            numbers = rng.random(len(TERM_LABELS)) * 10.0 ** rng.integers(-3, 3)
            numbers[rng.random(len(TERM_LABELS)) < 0.3] = 0.0
            numbers[0] = max(numbers[0], 0.001)
            weights = weights_with(
                unknown=dict(zip(TERM_LABELS, rng.random(len(TERM_LABELS)), strict=True)),
                **dict(zip(fields["weights"], numbers.tolist(), strict=True)),
            )
            recommender = Recommender(catalog, weights=weights, today=TODAY)
            matches = recommender.recommend(
                profiles[number % len(profiles)], n=None, include_past=True
            )
            points = np.rint(matches[list(TERM_LABELS)].to_numpy() * 100).astype(int)
            score = np.rint(matches["score"].to_numpy() * 100).astype(int)
            assert len(matches) > 0
            assert (points.sum(axis=1) == score).all()
            assert points.min() >= 0
            assert score.max() <= 10_000

    def test_weights_change_the_order(self):
        near = role("a--near", countries="KE")
        apt = role("b--apt", focus_areas="surgery", countries="PE")
        who = person(countries="KE", focus_areas="surgery")
        for weights, first in (
            (weights_with(others=0, place=1), "a--near"),
            (weights_with(others=0, focus=1), "b--apt"),
        ):
            matches = recommender_of(near, apt, weights=weights).recommend(who)
            assert matches["role_id"].iloc[0] == first

    def test_day_counts_for_the_age_of_sources_only(self):
        catalog = catalog_of(role(source_date="2020"))
        early = Recommender(catalog, today=TODAY.replace(year=2021)).recommend(person())
        late = Recommender(catalog, today=TODAY.replace(year=2041)).recommend(person())
        assert early["record"].iloc[0] > late["record"].iloc[0]
        other = [term for term in TERM_LABELS if term != "record"]
        pd.testing.assert_frame_equal(early[other], late[other])


class TestWhatIsOver:
    """The list is made today: what has ended cannot be served in any more."""

    def test_role_whose_dates_are_over_is_not_listed(self):
        catalog = catalog_of(role(start_date="2027-03-01", end_date="2027-03-14"))
        for day, count in (("2026-11-25", 1), ("2027-03-14", 1), ("2027-03-15", 0)):
            recommender = Recommender(catalog, today=dt.date.fromisoformat(day))
            assert len(recommender.recommend(person())) == count, day

    def test_role_that_has_begun_and_has_no_end_is_listed(self):
        assert len(recommender_of(role(start_date="2020-03-01")).recommend(person())) == 1

    def test_month_that_is_over_is_not_counted_as_free(self):
        """Today is November 2026: the July of a window that ends in June 2027 is over."""
        recommender = recommender_of(role(months="7", min_weeks="2"))
        for first in (None, "2026-01-01"):
            until_june = person(available_from=first, available_to="2027-06-30")
            until_july = person(available_from=first, available_to="2027-07-31")
            assert recommender.recommend(until_june).empty
            assert len(recommender.recommend(until_july)) == 1


class TestCandidates:
    def test_best_fitting_professional_comes_first_and_closed_ones_are_left_out(self):
        asks = role(specialties="general-surgery", min_weeks="2")
        people = [
            person(profile_id="near", specialties="pediatric-surgery"),
            person(profile_id="own", specialties="general-surgery"),
            person(profile_id="short", specialties="general-surgery", max_weeks=1),
            person("nurse", profile_id="nurse"),
        ]
        found = recommender_of(asks).candidates("hope--post", people)
        assert found["profile_id"].tolist() == ["own", "near"]
        assert found["rank"].tolist() == [1, 2]

    def test_score_is_that_of_the_explanation_for_a_recruiter(self):
        profile = shipped_profiles()[0]
        role_id = shipped_recommender().recommend(profile, n=1)["role_id"].iloc[0]
        found = shipped_recommender().candidates(role_id, shipped_profiles())
        mine = found.set_index("profile_id").loc[profile.profile_id]
        told = shipped_recommender().explain(profile, role_id, reader="recruiter")
        assert (mine["score"], mine["n_known"]) == (told.score, told.n_known)
        assert sum(hundredths(mine[term]) for term in TERM_LABELS) == hundredths(mine["score"])

    def test_band_is_that_of_the_professionals_own_list(self):
        asks = role(countries="KE", max_weeks="4", focus_areas="surgery")
        people = [
            person(profile_id="whole", countries="KE", focus_areas="surgery"),
            person(profile_id="elsewhere", countries="MW", focus_areas="surgery"),
            person(profile_id="nothing-asked"),
            person("nurse", profile_id="closed"),
        ]
        recommender = recommender_of(asks)
        found = recommender.candidates("hope--post", people, keep=["closed"])
        bands = found.set_index("profile_id")["band"]
        for who in people[:3]:
            assert bands[who.profile_id] == recommender.recommend(who)["band"].iloc[0]
        assert bands["whole"] < bands["elsewhere"]
        assert np.isnan(bands["closed"])

    def test_equal_ones_are_ordered_by_id(self):
        people = [person(profile_id=name) for name in "cab"]
        found = recommender_of(role()).candidates("hope--post", people)
        assert found["profile_id"].tolist() == ["a", "b", "c"]

    @pytest.mark.parametrize("people", [[], [person("nurse")]])
    def test_nobody_fits(self, people):
        found = recommender_of(role()).candidates("hope--post", people)
        assert found.empty
        assert list(found.columns) == [
            "profile_id",
            "rank",
            "score",
            "band",
            "n_known",
            "n_terms",
            "reasons",
            "missing",
            "questions",
            *TERM_LABELS,
        ]

    def test_people_without_an_id_are_all_kept(self):
        assert len(recommender_of(role()).candidates("hope--post", [person(), person()])) == 2


class TestUnknownIds:
    def test_closest_roles_are_named(self):
        recommender = recommender_of(role("hope--surgeon"))
        for ask in (
            lambda: recommender.explain(person(), "hope--surgeo"),
            lambda: recommender.similar_roles("hope--surgeo"),
            lambda: recommender.candidates("hope--surgeo", []),
        ):
            with pytest.raises(UnknownIdError, match="no role 'hope--surgeo'.*hope--surgeon"):
                ask()

    def test_explaining_no_roles_gives_nothing(self):
        assert recommender_of(role()).explain_many(person(), []) == []

    def test_explanations_come_in_the_order_that_was_asked_for(self):
        recommender = recommender_of(role("a--a"), role("b--b"), role("c--c"))
        found = recommender.explain_many(person(), ["c--c", "a--a"])
        assert [explanation.role_id for explanation in found] == ["c--c", "a--a"]


class TestWhatCloses:
    def test_roles_of_the_profession_are_counted_by_what_is_missing(self):
        recommender = recommender_of(
            role("a--long", min_weeks="26"),
            role("b--long-and-french", min_weeks="26", languages="fr:required"),
            role("c--open"),
            role("d--past", min_weeks="26", status="past"),
            role("e--dentist", professions="dentist", min_weeks="26"),
        )
        closed = recommender.closed_by(person(max_weeks=2, languages="en:native"))
        assert closed == {"stay": 2, "language": 1}
        assert list(closed) == ["stay", "language"]

    def test_nothing_closed_is_nothing_counted(self):
        assert recommender_of(role()).closed_by(person()) == {}
