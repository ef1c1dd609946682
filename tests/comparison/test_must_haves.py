"""Every must-have: met, missing, not stated, not asked. What is not stated is never held against.

A role here says only what its row shows; `person()` is a physician who says only what is given.
"""

import datetime as dt

import pytest

from matching.comparison.must_haves import MUST_HAVES
from tests.builders import (
    catalog_of,
    explained,
    organization,
    person,
    recommender_of,
    requirement,
    role,
    status,
)

STATEMENT = "statement-of-faith"


def days(first, last):
    """A person who is free from one day to another."""
    return person(available_from=first, available_to=last)


class TestProfession:
    def test_named_profession_is_met(self):
        assert status("profession", role(professions="nurse|physician"), person()) == "met"

    def test_other_profession_is_missing(self):
        assert status("profession", role(professions="dentist"), person()) == "missing"

    def test_profession_that_may_act_for_the_named_one_is_met(self):
        asks = role(professions="physician-assistant")
        assert status("profession", asks, person("nurse-practitioner")) == "met"

    def test_acting_for_goes_one_way_only(self):
        asks = role(professions="dental-assistant")
        assert status("profession", asks, person("dental-hygienist")) == "met"
        asks = role(professions="dental-hygienist")
        assert status("profession", asks, person("dental-assistant")) == "missing"

    def test_role_of_another_profession_is_no_match(self):
        assert not explained(role(professions="dentist"), person()).is_match


class TestSpecialty:
    @pytest.mark.parametrize(
        ("mine", "expected"),
        [
            ("general-surgery", "met"),
            ("pediatric-surgery", "met"),  # may act for a general surgeon
            ("dermatology", "missing"),
            ("", "not stated"),
        ],
    )
    def test_named_specialty(self, mine, expected):
        asks = role(specialties="general-surgery")
        assert status("specialty", asks, person(specialties=mine)) == expected

    def test_one_fitting_specialty_of_several_is_enough(self):
        asks = role(specialties="ophthalmology|general-surgery")
        who = person(specialties=["dermatology", "general-surgery"])
        assert status("specialty", asks, who) == "met"

    def test_degree_below_a_quarter_is_missing(self):
        asks = role(specialties="family-medicine")
        assert status("specialty", asks, person(specialties="pediatrics")) == "missing"

    def test_role_that_names_no_specialty_and_no_work_asks_for_none(self):
        assert status("specialty", role(), person(specialties="dermatology")) == "not asked"

    def test_specialties_of_another_profession_are_not_held_against_a_person(self):
        asks = role(professions="physician|nurse", specialties="perioperative-nursing")
        assert status("specialty", asks, person(specialties="general-surgery")) != "missing"
        assert status("specialty", asks, person()) != "missing"

    def test_work_that_focus_areas_describe_stands_in_for_a_specialty(self):
        asks = role(focus_areas="eye-care")
        assert status("specialty", asks, person(specialties="ophthalmology")) == "met"
        assert status("specialty", asks, person(specialties="psychiatry")) == "missing"

    def test_described_work_is_never_held_against_someone_without_a_specialty(self):
        assert status("specialty", role(focus_areas="eye-care"), person()) == "not asked"


class TestStay:
    @pytest.mark.parametrize(
        ("shortest", "most", "expected"),
        [
            ("2", 1, "missing"),
            ("2", 2, "met"),
            ("2", 4, "met"),
            ("1.4", 1, "missing"),  # ten days
            ("1.4", 1.3, "missing"),
            ("1.4", 1.4, "met"),
            ("0.3", 0.5, "met"),
            ("0.3", 0.2, "missing"),
            ("1", 0, "missing"),
            ("104", None, "not stated"),  # by the person
            ("", 1, "not stated"),
            ("", None, "not stated"),
            ("", 0, "not stated"),
        ],
    )
    def test_shortest_stay_of_the_role_beside_the_longest_of_the_person(
        self, shortest, most, expected
    ):
        assert status("stay", role(min_weeks=shortest), person(max_weeks=most)) == expected

    def test_role_shorter_than_the_person_wishes_is_no_missing_must_have(self):
        assert explained(role(min_weeks="1", max_weeks="2"), person(min_weeks=4)).is_match

    def test_role_far_shorter_than_the_person_wishes_is_another_thing(self):
        assert status("stay", role(max_weeks="2"), person(min_weeks=26)) == "missing"

    @pytest.mark.parametrize(
        ("cells", "fields", "expected"),
        [
            ({"stay_hint": "years"}, {"max_weeks": 2}, "missing"),
            ({"stay_hint": "months"}, {"max_weeks": 4}, "not stated"),
            ({"stay_hint": "weeks"}, {"max_weeks": 2}, "not stated"),
            ({"stay_hint": "years", "min_weeks": "1"}, {"max_weeks": 2}, "met"),
            ({"kind": "trip"}, {"min_weeks": 52}, "missing"),
            ({"kind": "trip", "min_weeks": "1"}, {"min_weeks": 52}, "missing"),
            ({"kind": "trip"}, {"min_weeks": 2}, "not stated"),
            ({"kind": "post"}, {"min_weeks": 52}, "not stated"),
        ],
    )
    def test_words_and_kind_say_how_long_where_no_weeks_are_stated(self, cells, fields, expected):
        assert status("stay", role(**cells), person(**fields)) == expected

    def test_who_gives_no_longest_stay_can_stay_as_long_as_asked(self):
        assert status("stay", role(min_weeks="104"), person(min_weeks=4)) == "met"

    @pytest.mark.parametrize(("least", "expected"), [(3, "met"), (4, "missing")])
    def test_stay_far_shorter_than_the_person_wishes_is_missing(self, least, expected):
        assert status("stay", role(min_weeks="1", max_weeks="1"), person(min_weeks=least)) == (
            expected
        )

    def test_first_and_last_day_are_a_length(self):
        trip = role(start_date="2027-01-10", end_date="2027-01-24")
        assert status("stay", trip, person(max_weeks=1)) == "missing"
        assert status("stay", trip, person(max_weeks=3)) == "met"

    def test_stated_weeks_go_before_first_and_last_day(self):
        trip = role(start_date="2027-01-10", end_date="2027-01-24", min_weeks="1")
        assert status("stay", trip, person(max_weeks=1)) == "met"

    def test_months_alone_are_no_length(self):
        assert status("stay", role(start_date="2027-01", end_date="2027-03"), person()) == (
            "not stated"
        )

    def test_longest_stay_alone_says_nothing_about_the_shortest(self):
        assert status("stay", role(max_weeks="52"), person(max_weeks=1)) == "not stated"


class TestDates:
    @pytest.mark.parametrize(
        ("months", "shortest", "first", "last", "expected"),
        [
            ("12|1|2", "3", "2027-12-20", "2028-01-10", "met"),  # 22 days over New Year
            ("12|1|2", "4", "2027-12-20", "2028-01-10", "missing"),
            ("12|1|2", "3", "2028-02-20", "2028-12-10", "missing"),  # 10 days at either end
            ("12|1|2", "1", "2028-02-20", "2028-12-10", "met"),
            ("12|1|2", "13", "2027-12-01", "2028-02-29", "met"),  # 91 days in a leap year
            ("7", "2", "2027-07-05", "2027-07-18", "met"),  # the window lies inside July
            ("7", "2", "2027-07-05", "2027-07-17", "missing"),
            ("7", "1.4", "2027-07-05", "2027-07-14", "met"),  # ten days
            ("7", "1.4", "2027-07-05", "2027-07-13", "missing"),
            ("7", "", "2027-07-31", "2027-08-31", "met"),  # one day, and no length is stated
            ("7", "1", "2027-07-31", "2027-08-31", "missing"),
            ("7", "", "2027-08-01", "2028-06-30", "missing"),
            ("7", "26", "2027-07-01", "2027-07-31", "met"),  # all of its own month
            ("6|8", "4", "2027-06-20", "2027-08-20", "missing"),  # July lies between
            ("6|8", "2", "2027-06-20", "2027-08-20", "met"),
            ("7", "2", "2020-01-01", "2035-12-31", "met"),
            ("7", "2", "2027-08-01", None, "met"),  # July comes back
            ("7", "2", None, "2030-01-01", "met"),
            ("7", "2", None, None, "not stated"),  # by the person
            ("1|2|3|4|5|6|7|8|9|10|11|12", "2", "2027-08-01", "2027-08-20", "met"),
            ("1|2|3|4|5|6|7|8|9|10|11|12", "4", "2027-08-01", "2027-08-20", "missing"),
            ("1|2|3|4|5|6|7|8|9|10|11", "104", None, None, "not stated"),
            ("1|2|3|4|5|6|7|8|9|10|11", "104", "2027-01-01", None, "met"),
        ],
    )
    def test_months_of_the_role(self, months, shortest, first, last, expected):
        asks = role(months=months, min_weeks=shortest)
        assert status("dates", asks, days(first, last)) == expected

    @pytest.mark.parametrize(
        ("start", "end", "shortest", "first", "last", "expected"),
        [
            ("2027-03-01", "2027-03-14", "1", "2027-03-10", "2027-06-01", "missing"),  # 5 days
            ("2027-03-01", "2027-03-14", "1", "2027-03-08", "2027-06-01", "met"),  # 7 days
            ("2027-03-01", "2027-03-14", "1", "2027-01-01", "2027-03-07", "met"),
            ("2027-03-01", "2027-03-14", "", "2027-03-14", "2027-06-01", "missing"),  # one day
            ("2027-03-01", "2027-03-14", "", "2027-03-02", "2027-06-01", "missing"),  # all but one
            ("2027-03-01", "2027-03-14", "", "2027-01-01", "2027-03-14", "met"),
            ("2027-03-01", "2027-03-14", "2", "2027-03-02", "2027-06-01", "missing"),
            ("2027-03", "2027-05", "", "2027-03-20", "2027-05-10", "met"),  # April surely
            ("2027-03", "2027-05", "", "2027-04-10", "2027-05-31", "met"),
            ("2027-03", "2027-05", "", "2027-05-10", "2027-05-31", "missing"),
            ("2026-11-01", "2026-12-14", "", "2026-11-25", "2026-12-14", "met"),  # what is left
            ("2026-11-01", "2026-12-14", "", "2026-11-26", "2026-12-14", "missing"),
            ("2027-03-01", "2027-03-14", "", "2027-03-15", "2027-06-01", "missing"),
            ("2027-03-01", "2027-03-14", "4", "2027-03-01", "2027-03-14", "met"),  # all of it
            ("2027-03-01", "2027-03-01", "1", "2027-03-01", "2027-03-01", "met"),  # a day
            ("2027-03", "2027-03", "1", "2027-03-20", "2027-04-01", "met"),  # somewhen in March
            ("2027-03", "2027-03", "1", "2027-04-01", "2027-05-01", "missing"),
            ("2027", "2027", "1", "2027-06-01", "2027-07-01", "met"),
            ("2027-05-01", "", "1", "2027-01-01", "2027-04-30", "missing"),
            ("2027-05-01", "", "1", "2027-01-01", "2027-05-07", "met"),
            ("", "2027-05-01", "1", "2027-05-02", "2027-12-31", "missing"),
            ("", "2027-05-01", "1", "2027-04-01", None, "met"),
            ("2027-03-01", "2027-03-14", "1", None, None, "not stated"),  # by the person
            ("2026-11-01", "2026-11-24", "", None, None, "missing"),  # it ended
            ("2026-11-01", "2026-11-25", "", None, None, "not stated"),  # it ends today
            ("2027-03-01", "2027-03-14", "1", "2027-03-15", None, "missing"),
            ("2027-03-01", "2027-03-14", "1", None, "2027-02-28", "missing"),
        ],
    )
    def test_dates_of_the_role(self, start, end, shortest, first, last, expected):
        asks = role(start_date=start, end_date=end, min_weeks=shortest)
        assert status("dates", asks, days(first, last)) == expected

    def test_role_without_dates_and_months_leaves_them_open(self):
        assert status("dates", role(min_weeks="2"), days("2027-01-01", "2027-12-31")) == (
            "not stated"
        )
        assert status("dates", role(), person()) == "not stated"

    def test_stay_longer_than_the_window_is_missing_without_dates_too(self):
        ten_days = days("2027-07-01", "2027-07-10")
        assert status("dates", role(min_weeks="2"), ten_days) == "missing"
        assert status("dates", role(min_weeks="1.4"), ten_days) == "not stated"

    @pytest.mark.parametrize(
        ("weeks", "count"), [("0.3", 2), ("0.4", 3), ("0.6", 4), ("0.7", 5), ("1.4", 10)]
    )
    def test_weeks_with_one_decimal_mean_whole_days(self, weeks, count):
        """Four days are written 0.6 weeks, which is 4.2 days; a window of four is enough."""
        first = dt.date(2027, 7, 1)
        window = days(first, first + dt.timedelta(days=count - 1))
        assert status("dates", role(min_weeks=weeks), window) != "missing"

    @pytest.mark.parametrize(
        ("window", "fits"),
        [
            ({"available_from": "2200-01-01"}, ["a--months", "a--dated"]),
            ({"available_to": "1500-12-31"}, []),
            (
                {"available_from": "1500-01-01", "available_to": "2200-12-31"},
                ["a--months", "a--dated"],
            ),
        ],
    )
    def test_far_dates_are_dates_like_others(self, window, fits):
        asks = [role("a--months", months="7", min_weeks="2"), role("a--dated", start_date="2027")]
        recommender = recommender_of(*asks)
        assert recommender.recommend(person(**window))["role_id"].tolist() == fits
        assert recommender.almost(person(**window)).empty


class TestTraining:
    resident = {"trainee": "yes"}

    @pytest.mark.parametrize(
        ("cells", "expected"),
        [
            ({"trainees": "yes"}, "met"),
            ({"trainees": "no"}, "missing"),
            ({}, "not stated"),
            ({"license_required": "yes"}, "missing"),
            ({"min_years_experience": "2"}, "missing"),
            ({"license_required": "no"}, "not stated"),
            ({"trainees": "yes", "license_required": "yes"}, "met"),
            ({"trainees": "yes", "min_years_experience": "2"}, "met"),
            ({"trainees": "no", "license_required": "no"}, "missing"),
            ({"title": "Elective for residents"}, "met"),
        ],
    )
    def test_resident(self, cells, expected):
        assert status("training", role(**cells), person(trainee="yes")) == expected

    @pytest.mark.parametrize("cells", [{"trainees": "no"}, {"license_required": "yes"}])
    def test_nothing_of_that_is_held_against_a_clinician(self, cells):
        assert status("training", role(**cells), person(trainee="no")) == "not asked"

    def test_clinician_is_not_sent_to_a_post_for_students(self):
        asks = role(professions="dentist|student", title="Dental student team")
        assert status("training", asks, person("dentist", trainee="no")) == "missing"

    def test_clinician_may_take_a_post_that_students_take_too(self):
        asks = role(professions="dentist|student", title="Dentist", trainees="yes")
        assert explained(asks, person("dentist", trainee="no")).is_match

    def test_student_may_take_a_post_for_students(self):
        asks = role(professions="student", title="Student elective")
        assert status("training", asks, person("student")) == "met"
        assert explained(asks, person("student")).is_match

    @pytest.mark.parametrize(
        ("statement", "is_match"),
        [
            ("I study dentistry.", True),
            ("I am a nursing student.", False),
            ("I would love to help.", True),  # the field is not said
            ("", True),
        ],
    )
    def test_post_for_students_of_a_named_field(self, statement, is_match):
        asks = role(professions="student", title="Dental students")
        who = person("student", statement=statement)
        assert explained(asks, who).is_match is is_match

    @pytest.mark.parametrize(
        ("title", "is_match"),
        [("Medical students", True), ("Nursing students", False), ("Students", True)],
    )
    def test_resident_beside_a_post_for_students(self, title, is_match):
        asks = role(professions="student", title=title)
        assert explained(asks, person("physician", trainee="yes")).is_match is is_match

    def test_student_is_no_physician(self):
        assert not explained(role(professions="physician"), person("student")).is_match


class TestLicenceAndExperience:
    @pytest.mark.parametrize(
        ("asked", "expected"), [("yes", "not stated"), ("no", "met"), ("", "not asked")]
    )
    def test_licence_is_asked_of_nobody_who_did_not_say(self, asked, expected):
        assert status("licence", role(license_required=asked), person()) == expected

    @pytest.mark.parametrize(
        ("asked", "mine", "expected"),
        [
            ("5", 3, "missing"),
            ("2", 1.5, "missing"),
            ("5", 5, "met"),
            ("5", 20, "met"),
            ("1", 0, "missing"),
            ("5", None, "not stated"),
            ("", 0, "not asked"),
            ("", None, "not asked"),
        ],
    )
    def test_years_of_experience(self, asked, mine, expected):
        asks = role(min_years_experience=asked)
        assert status("experience", asks, person(years_experience=mine)) == expected


class TestLanguage:
    @pytest.mark.parametrize(
        ("asked", "spoken", "expected"),
        [
            ("fr:required", ["fr:native"], "met"),
            ("fr:required", ["fr:good"], "met"),
            ("fr:required", ["fr:basic"], "missing"),
            ("fr:required", ["en:native"], "missing"),
            ("fr:required", ["fr"], "not stated"),  # the level is not said
            ("fr:required", [], "not stated"),
            ("en:required", ["fr:native", "en:good"], "met"),
            ("en:required", [], "not stated"),
            ("fr:required|ar:required", ["fr:native", "ar:basic"], "missing"),
            ("fr:required|ar:required", ["fr:native", "ar"], "not stated"),
            ("fr:required|ar:required", ["fr:native", "ar:good"], "met"),
            ("en|fr:required", ["fr:native"], "met"),  # English is not required
            ("fr:helpful", ["en:native"], "not asked"),
            ("en", ["fr:native"], "not asked"),
            ("", ["en:basic"], "not asked"),
        ],
    )
    def test_required_language(self, asked, spoken, expected):
        assert status("language", role(languages=asked), person(languages=spoken)) == expected


class TestFaith:
    @pytest.mark.parametrize(
        ("theirs", "mine", "expected"),
        [
            ("evangelical", "evangelical", "met"),
            ("evangelical", "protestant", "met"),
            ("evangelical", "christian", "met"),
            ("evangelical", "catholic", "missing"),
            ("evangelical", "lds", "missing"),
            ("evangelical", "jewish", "missing"),
            ("evangelical", "none", "missing"),
            ("evangelical", "secular", "missing"),
            ("evangelical", "", "not stated"),
            ("catholic", "catholic", "met"),
            ("catholic", "evangelical", "missing"),
            ("christian", "catholic", "met"),
            ("christian", "hindu", "missing"),
            ("", "evangelical", "met"),
            ("", "catholic", "met"),
            ("", "none", "missing"),
        ],
    )
    def test_statement_of_faith(self, theirs, mine, expected):
        asks = role(faith_requirement=STATEMENT)
        who = person(faith=mine)
        assert status("faith", asks, who, organizations=[organization(faith=theirs)]) == expected

    @pytest.mark.parametrize(
        ("mine", "expected"),
        [
            ("evangelical", "met"),
            ("catholic", "met"),
            ("christian", "met"),
            ("muslim", "missing"),
            ("none", "missing"),
            ("", "not stated"),
        ],
    )
    def test_role_for_christians(self, mine, expected):
        assert status("faith", role(faith_requirement="christian"), person(faith=mine)) == expected

    @pytest.mark.parametrize("asked", ["", "none", "respect"])
    @pytest.mark.parametrize("mine", ["", "none", "catholic", "muslim"])
    def test_role_that_asks_for_no_faith_asks_nothing(self, asked, mine):
        tables = {"organizations": [organization(faith="evangelical")]}
        who = person(faith=mine, accepts="any")
        assert status("faith", role(faith_requirement=asked), who, **tables) == "not asked"

    def test_own_requirement_of_a_role_comes_before_its_organizations(self):
        tables = {"organizations": [organization(faith_requirement=STATEMENT, faith="evangelical")]}
        assert status("faith", role(), person(faith="none"), **tables) == "missing"
        open_to_all = role(faith_requirement="respect")
        assert status("faith", open_to_all, person(faith="none"), **tables) == "not asked"

    @pytest.mark.parametrize(
        ("accepts", "theirs", "expected"),
        [
            ("secular", "secular", "met"),
            ("secular", "catholic", "missing"),
            ("secular", "", "not stated"),
            ("christian", "evangelical", "met"),
            ("christian", "secular", "missing"),
            ("christian", "jewish", "missing"),
            ("christian", "", "not stated"),
            ("any", "secular", "not asked"),
            ("", "catholic", "not asked"),
        ],
    )
    def test_wished_character_of_the_organization(self, accepts, theirs, expected):
        tables = {"organizations": [organization(faith=theirs)]}
        assert status("faith", role(), person(accepts=accepts), **tables) == expected

    def test_statement_of_another_religion_makes_no_christian_organization(self):
        tables = {"organizations": [organization(faith="jewish", faith_requirement=STATEMENT)]}
        assert status("faith", role(), person(accepts="christian"), **tables) == "missing"


class TestFunding:
    @pytest.mark.parametrize("needs", ["expenses-paid", "stipend", "salaried"])
    @pytest.mark.parametrize(
        ("gives", "expected"),
        [
            ("self-funded", "missing"),
            ("support-raised", "missing"),
            ("self-funded|support-raised", "missing"),
            ("salaried", "met"),
            ("self-funded|salaried", "met"),
            ("", "not stated"),
        ],
    )
    def test_person_who_needs_funds(self, needs, gives, expected):
        assert status("funding", role(funding=gives), person(funding=needs)) == expected

    @pytest.mark.parametrize("needs", ["", "self-funded", "support-raised"])
    @pytest.mark.parametrize("gives", ["", "self-funded", "salaried"])
    def test_person_who_pays_or_did_not_say_is_asked_nothing(self, needs, gives):
        assert status("funding", role(funding=gives), person(funding=needs)) == "not asked"

    def test_cost_beyond_the_budget_closes_nothing(self):
        assert explained(role(cost_usd="5000"), person(budget_usd=100)).is_match


class TestFamily:
    @pytest.mark.parametrize(
        ("mine", "theirs", "expected"),
        [
            ("yes", "no", "missing"),
            ("yes", "yes", "met"),
            ("yes", "", "not stated"),
            ("no", "no", "not asked"),
            ("", "no", "not asked"),
        ],
    )
    def test_family(self, mine, theirs, expected):
        assert status("family", role(family=theirs), person(family=mine)) == expected


class TestPlace:
    @pytest.mark.parametrize(
        ("where", "avoid", "expected"),
        [
            ("KE", ["KE"], "missing"),
            ("KE|TZ", ["KE"], "met"),  # one of several
            ("KE|TZ", ["KE", "TZ"], "missing"),  # all of several
            ("KE|TZ", ["Eastern Africa"], "missing"),
            ("KE|GH", ["Eastern Africa"], "met"),
            ("KE", ["Sub-Saharan Africa"], "missing"),
            ("KE", ["GH"], "met"),
            ("KE", [], "not asked"),
            ("", ["KE"], "not stated"),
            ("", [], "not asked"),
        ],
    )
    def test_avoided_places(self, where, avoid, expected):
        assert status("place", role(countries=where), person(avoid=avoid)) == expected

    def test_country_that_only_the_organization_names_is_a_question(self):
        tables = {"organizations": [organization(countries="KE")]}
        assert status("place", role(), person(avoid=["KE"]), **tables) == "not stated"

    def test_remote_work_is_in_no_avoided_place(self):
        assert status("place", role(countries="KE", setting="remote"), person(avoid=["KE"])) == (
            "met"
        )

    @pytest.mark.parametrize(
        ("setting", "wished", "expected"),
        [
            ("hospital", ["remote"], "missing"),
            ("hospital|remote", ["remote"], "met"),
            ("remote", ["remote"], "met"),
            ("", ["remote"], "not stated"),
            ("hospital", ["remote", "clinic"], "not asked"),  # remote is one wish of several
            ("hospital", [], "not asked"),
        ],
    )
    def test_person_who_can_only_serve_remotely(self, setting, wished, expected):
        assert status("place", role(setting=setting), person(settings=wished)) == expected


class TestDutyOfCare:
    @pytest.mark.parametrize(
        ("work", "whom"),
        [
            ("child-health", "children"),
            ("orphans", "children"),
            ("human-trafficking", "survivors of trafficking"),
            ("trauma-informed-care", "survivors of violence"),
            ("prison-health", "people in prison"),
        ],
    )
    def test_work_with_people_in_special_need_raises_a_question(self, work, whom):
        found = requirement("care", role(focus_areas=work), person())
        assert found.status == "not stated"
        assert whom in found.text

    def test_it_is_stated_for_everyone_and_closes_nothing(self):
        asks = role(professions="nurse", focus_areas="child-health|prison-health")
        explanation = explained(asks, person("nurse", specialties="pediatric-nursing"))
        assert explanation.is_match
        assert any("children" in text for text in explanation.questions)

    def test_other_work_raises_none(self):
        assert status("care", role(focus_areas="surgery"), person()) == "not asked"


class TestAllTogether:
    def test_role_that_says_nothing_but_its_profession_is_open_to_a_demanding_person(self):
        demanding = person(
            specialties="general-surgery",
            years_experience=0,
            trainee="yes",
            countries="KE",
            avoid="US",
            languages="fr:basic",
            min_weeks=2,
            max_weeks=2,
            available_from="2027-02-01",
            available_to="2027-02-14",
            faith="none",
            accepts="secular",
            funding="salaried",
            budget_usd=0,
            family="yes",
            settings="remote",
        )
        assert explained(role(), demanding).is_match

    def test_person_who_says_nothing_but_the_profession_is_open_to_a_demanding_role(self):
        demanding = role(
            specialties="general-surgery",
            focus_areas="surgery|prison-health",
            countries="KE",
            setting="hospital",
            min_weeks="104",
            months="7",
            languages="fr:required",
            license_required="yes",
            min_years_experience="10",
            trainees="no",
            faith_requirement=STATEMENT,
            funding="self-funded",
            cost_usd="9000",
            family="no",
        )
        assert explained(demanding, person()).is_match

    def test_match_has_no_missing_must_have_and_no_match_has_one(self):
        open_one = explained(role(), person())
        closed = explained(role(family="no", min_weeks="4"), person(family="yes", max_weeks=1))
        assert (open_one.is_match, open_one.missing) == (True, ())
        assert not closed.is_match
        assert len(closed.missing) == 2

    def test_every_must_have_of_the_design_is_listed_once_in_order(self):
        names = [item.name for item in explained(role(), person()).requirements]
        assert names == list(MUST_HAVES)

    def test_roles_are_judged_one_by_one(self):
        """A role's must-haves are the same beside any other role."""
        asks = role("a--one", months="7", languages="fr:required", min_weeks="2")
        other = role("b--two", months="1|2", languages="sw:required", start_date="2027-05-01")
        who = person(languages="en:native", available_from="2027-07-01", available_to="2027-07-10")
        alone = explained(asks, who).requirements
        assert recommender_of(asks, other).explain(who, "a--one").requirements == alone

    def test_catalog_of_the_builder_holds_what_was_written(self):
        roles = catalog_of(role("a--one", months="7"), role("b--two")).roles
        assert roles.index.tolist() == ["a--one", "b--two"]
        assert roles.loc["a--one", "months"] == (7,)
