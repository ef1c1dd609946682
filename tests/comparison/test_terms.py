"""Terms: each wish as a number in [0, 1], and whether it was known.

Tests compare one role with another, so that tuning a number does not break them.
"""

import datetime as dt

import numpy as np
import pytest

from matching.aspects import TERM_LABELS
from tests.builders import (
    organization,
    person,
    recommender_of,
    role,
    shipped_profiles,
    shipped_recommender,
    weights_with,
)

NAMES = list(TERM_LABELS)


def compared(who, *roles, **tables):
    return recommender_of(*roles, **tables).compare(who)


def value(term, one_role, who, **tables):
    return float(compared(who, one_role, **tables).terms.values[0, NAMES.index(term)])


def known(term, one_role, who, **tables):
    return bool(compared(who, one_role, **tables).terms.known[0, NAMES.index(term)])


def asked(term, who):
    return bool(compared(who, role()).terms.asked[NAMES.index(term)])


class TestAll:
    def test_values_lie_between_nothing_and_one(self):
        for profile in shipped_profiles():
            terms = shipped_recommender().compare(profile).terms
            assert np.isfinite(terms.values).all()
            assert (terms.values >= 0).all()
            assert (terms.values <= 1).all()

    @pytest.mark.parametrize("term", NAMES)
    def test_what_is_unknown_has_the_value_of_the_weight_set(self, term):
        who = person(
            specialties="general-surgery", focus_areas="surgery", countries="KE", min_weeks=1,
            max_weeks=2, available_from="2027-01-01", available_to="2027-12-31",
            languages="en:good", settings="hospital", faith="catholic", funding="self-funded",
            family="yes", years_experience=3, trainee="yes", statement="I operate.",
        )  # fmt: skip
        for number in (0.0, 0.37, 1.0):
            weights = weights_with(unknown=dict.fromkeys(TERM_LABELS, number))
            terms = recommender_of(role(), weights=weights).compare(who).terms
            column = NAMES.index(term)
            if not terms.known[0, column]:
                assert terms.values[0, column] == number

    @pytest.mark.parametrize(
        "term",
        ["focus", "length", "dates", "language", "setting", "faith", "funding", "family"],
    )
    def test_role_that_says_nothing_leaves_wishes_unknown(self, term):
        who = person(
            focus_areas="surgery", min_weeks=1, max_weeks=2, available_from="2027-01-01",
            available_to="2027-12-31", languages="en:good", settings="hospital",
            faith="catholic", funding="self-funded", family="yes",
        )  # fmt: skip
        assert not known(term, role(), who)

    @pytest.mark.parametrize(
        ("term", "fields"),
        [
            ("focus", {"focus_areas": "surgery"}),
            ("text", {"statement": "I operate."}),
            ("length", {"max_weeks": 2}),
            ("length", {"min_weeks": 2}),
            ("dates", {"available_from": "2027"}),
            ("dates", {"available_to": "2027"}),
            ("language", {"languages": "en:good"}),
            ("funding", {"funding": "stipend"}),
            ("funding", {"budget_usd": 0}),
            ("family", {"family": "yes"}),
            ("experience", {"years_experience": 0}),
            ("training", {"trainee": "yes"}),
        ],
    )
    def test_term_counts_only_when_the_profile_asks_for_it(self, term, fields):
        assert not asked(term, person())
        assert asked(term, person(**fields))

    def test_no_family_asks_for_nothing(self):
        assert not asked("family", person(family="no"))

    def test_what_is_asked_of_faith_stands_lower_for_who_says_nothing_of_theirs(self):
        asking = role(faith_requirement="statement-of-faith")
        free = role(faith_requirement="none")
        assert not known("faith", free, person())
        assert value("faith", asking, person()) < weights_with().unknown["faith"]

    def test_curves_may_all_be_zero(self):
        weights = weights_with(curves=dict.fromkeys(weights_with().curves, 0.0))
        who = person(
            specialties="general-surgery", focus_areas="surgery", countries="KE", min_weeks=2,
            max_weeks=4, statement="I operate.", settings="hospital",
        )  # fmt: skip
        roles = [
            role("a--known", min_weeks="1", max_weeks="1", focus_areas="surgery", countries="KE"),
            role("b--open", min_weeks="1", source_date="2018"),
            role("c--silent"),
        ]
        matches = recommender_of(*roles, weights=weights).recommend(who)
        assert len(matches) == 3
        assert matches["score"].between(0, 100).all()

    def test_curves_may_all_be_large(self):
        weights = weights_with(curves=dict.fromkeys(weights_with().curves, 100.0))
        who = person(specialties="general-surgery", focus_areas="surgery", min_weeks=2)
        asks = role(min_weeks="1", max_weeks="1", focus_areas="surgery", specialties="urology")
        assert recommender_of(asks, weights=weights).compare(who).scores.max() <= 10_000


class TestSpecialty:
    def test_own_specialty_is_worth_more_than_an_adjacent_one(self):
        who = person(specialties="pediatric-surgery")
        own, near = role(specialties="pediatric-surgery"), role(specialties="general-surgery")
        assert value("specialty", own, who) == 1
        assert 0 < value("specialty", near, who) < 1

    def test_own_profession_is_worth_more_than_one_it_may_act_for(self):
        who = person("psychologist")
        own = role(professions="psychologist")
        near = role(professions="mental-health-counselor")
        assert value("specialty", own, who) == 1
        assert 0 < value("specialty", near, who) < 1

    def test_specialty_that_the_person_did_not_name_is_unknown(self):
        assert not known("specialty", role(specialties="urology"), person())
        assert known("specialty", role(specialties="urology"), person(specialties="urology"))


class TestFocus:
    def test_all_interests_are_worth_more_than_one_and_one_more_than_none(self):
        who = person(focus_areas=["surgery", "hiv"])
        both, one, none = (
            value("focus", role(focus_areas=areas), who)
            for areas in ("surgery|hiv", "surgery", "eye-care")
        )
        assert 1 == both > one > none == 0

    def test_related_interest_counts_in_part(self):
        who = person(focus_areas=["mental-health"])
        near = value("focus", role(focus_areas="trauma-informed-care"), who)
        assert 0 < near < 1

    def test_rare_interest_counts_more(self):
        who = person(focus_areas=["surgery", "leprosy"])
        crowd = [role(f"a--{number}", focus_areas="surgery") for number in range(9)]
        terms = compared(who, *crowd, role("b--rare", focus_areas="leprosy")).terms
        focus = terms.values[:, NAMES.index("focus")]
        assert focus[-1] > focus[0]


class TestText:
    def test_shared_words_count(self):
        who = person(statement="I repair fistulas in rural hospitals.")
        alike = role(summary="Repairs fistulas in a rural hospital.")
        other = role(summary="Teaches dentists.")
        assert value("text", alike, who) > value("text", other, who) == 0

    @pytest.mark.parametrize("statement", ["the and of", "…", "x", "🙂 医生", "a" * 4_000])
    def test_any_statement_is_understood(self, statement):
        assert 0 <= value("text", role(summary="Operates."), person(statement=statement)) <= 1


class TestPlace:
    def test_nearer_is_better(self):
        who = person(countries="KE")
        country, subregion, continent, elsewhere = (
            value("place", role(countries=code), who) for code in ("KE", "UG", "GH", "PE")
        )
        assert 1 == country > subregion > continent > elsewhere == 0

    def test_named_country_comes_before_the_rest_of_a_named_region(self):
        who = person(countries="KE", regions="Eastern Africa")
        assert value("place", role(countries="KE"), who) == 1
        assert 0.5 < value("place", role(countries="UG"), who) < 1

    def test_region_alone_is_fully_answered_by_each_of_its_countries(self):
        who = person(regions="Eastern Africa")
        assert value("place", role(countries="UG"), who) == 1
        assert value("place", role(countries="PE"), who) == 0

    def test_best_of_several_countries_counts(self):
        who = person(countries="KE")
        assert value("place", role(countries="PE|KE"), who) == 1

    def test_place_of_the_organization_is_a_hint_and_counts_less_both_ways(self):
        who = person(countries="KE")
        good = value("place", role(), who, organizations=[organization(countries="KE")])
        bad = value("place", role(), who, organizations=[organization(countries="PE")])
        assert 0 < bad < good < 1

    def test_without_a_wish_every_place_is_right(self):
        assert value("place", role(countries="PE"), person()) == 1

    def test_remote_work_answers_the_wish_to_serve_from_home(self):
        who = person(countries="KE", settings=["remote", "clinic"])
        assert value("place", role(countries="PE", setting="remote"), who) == 1

    def test_place_that_nobody_names_is_unknown(self):
        assert not known("place", role(), person(countries="KE"))


class TestLength:
    @pytest.mark.parametrize(
        ("shortest", "longest"), [("2", "4"), ("1", "2"), ("4", "8"), ("3", ""), ("", "3")]
    )
    def test_stay_that_suits_both_has_all_points(self, shortest, longest):
        asks = role(min_weeks=shortest, max_weeks=longest)
        assert value("length", asks, person(min_weeks=2, max_weeks=4)) == 1

    def test_shorter_than_the_person_wishes_is_worth_little(self):
        asks = role(min_weeks="1", max_weeks="1")
        assert value("length", asks, person(min_weeks=2, max_weeks=4)) < 0.5

    def test_hint_in_the_words_counts_less_than_a_stated_length(self):
        who = person(min_weeks=1, max_weeks=3)
        stated = value("length", role(min_weeks="2", max_weeks="2"), who)
        hinted = value("length", role(title="Nurse on a two-week team"), who)
        off = value("length", role(title="Long-term doctor"), who)
        assert 1 == stated >= hinted > off

    def test_stated_length_comes_before_a_hint(self):
        asks = role(title="Long-term doctor", min_weeks="2", max_weeks="2")
        assert value("length", asks, person(min_weeks=1, max_weeks=3)) == 1

    def test_habit_of_an_organization_is_a_hint(self):
        roles = [
            role("hope--a", min_weeks="2"),
            role("hope--b", min_weeks="2"),
            role("hope--c"),
            role("other--d"),
        ]
        terms = compared(person(max_weeks=3), *roles).terms
        assert terms.known[:, NAMES.index("length")].tolist() == [True, True, True, False]

    def test_habit_of_one_role_is_none(self):
        terms = compared(person(max_weeks=3), role("hope--a", min_weeks="2"), role("hope--c")).terms
        assert terms.known[:, NAMES.index("length")].tolist() == [True, False]


class TestOthers:
    def test_better_language_is_worth_more(self):
        levels = [
            value("language", role(languages="fr"), person(languages=f"fr:{level}"))
            for level in ("native", "good", "basic")
        ]
        assert levels == sorted(levels, reverse=True)
        assert value("language", role(languages="fr"), person(languages="en:native")) == 0

    def test_helpful_language_that_is_lacking_is_not_nothing(self):
        asks = role(languages="fr:helpful")
        assert 0 < value("language", asks, person(languages="en:native")) < 0.5

    def test_wished_setting_is_worth_more_than_a_near_one_and_that_more_than_a_far_one(self):
        who = person(settings="clinic")
        own, near, far = (
            value("setting", role(setting=setting), who)
            for setting in ("clinic", "mobile-clinic", "ship")
        )
        assert 1 == own > near > far == 0

    def test_dates_that_fit_have_all_points_and_others_none(self):
        who = person(available_from="2027-07-01", available_to="2027-07-31")
        assert value("dates", role(months="7"), who) == 1
        assert value("dates", role(months="8"), who) == 0

    def test_own_faith_is_worth_more_than_another_one(self):
        who = person(faith="catholic")
        near, far = (
            value("faith", role(), who, organizations=[organization(faith=faith)])
            for faith in ("catholic", "lds")
        )
        assert near > far

    def test_missing_funds_cost_points(self):
        who = person(funding="stipend")
        assert value("funding", role(funding="stipend"), who) == 1
        assert value("funding", role(funding="self-funded"), who) < 0.5

    def test_price_is_paid_by_each_who_comes(self):
        who = person(funding="self-funded", budget_usd=4_000)
        roles = [role(cost_usd="1525", funding="self-funded")]
        alone = recommender_of(*roles).explain(who, "hope--post")
        four = recommender_of(*roles).explain(who.changed(people=4), "hope--post")
        points = [next(p for p in found.points if p.term == "funding") for found in (alone, four)]
        assert points[0].points > points[1].points
        assert "$1,525 for each, $6,100 for 4 people" in points[1].text

    def test_cost_beyond_the_budget_costs_points(self):
        who = person(funding="self-funded", budget_usd=1_000)
        cheap = role(funding="self-funded", cost_usd="900")
        dear = role(funding="self-funded", cost_usd="1001")
        assert value("funding", cheap, who) > value("funding", dear, who)

    def test_family_that_is_welcome_counts(self):
        who = person(family="yes")
        assert value("family", role(family="yes"), who) == 1
        assert value("family", role(family="no"), who) == 0

    def test_students_are_drawn_to_roles_that_welcome_them(self):
        who = person(trainee="yes")
        assert value("training", role(trainees="yes"), who) == 1
        assert value("training", role(trainees="no"), who) == 0

    def test_need_counts_for_those_who_do_not_ask_to_serve_at_home(self):
        assert value("need", role(countries="TD"), person()) > value(
            "need", role(countries="DE"), person()
        )
        assert not asked("need", person(focus_areas="domestic"))

    def test_complete_and_fresh_record_is_worth_more(self):
        full = role(
            countries="KE", setting="hospital", min_weeks="2", funding="self-funded", site="Kijabe",
            summary="Operates.", source_date="2026-11-01",
        )  # fmt: skip
        stale = full | {"source_date": "2008-11-01"}
        bare = role(source_date="2026-11-01")
        values = [value("record", one, person()) for one in (full, stale, bare)]
        assert values[0] == pytest.approx(1, abs=0.01)
        assert values[0] > values[1]
        assert values[0] > values[2]

    def test_source_dated_in_the_future_is_fresh_and_no_more(self):
        asks = role(source_date=str(dt.date(2030, 1, 1)))
        assert value("record", asks, person()) <= 1
