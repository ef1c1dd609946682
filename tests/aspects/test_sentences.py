"""A sentence says what was compared, and no more: to the person, and to a recruiter about them."""

import pytest

from tests.builders import explained, organization, person, recommender_of, requirement, role


def term(name, one_role, who, **tables):
    """Give the sentence of one term of one role for a person."""
    [text] = [item.text for item in explained(one_role, who, **tables).points if item.term == name]
    return text


def reasons(one_role, who, **tables):
    """Name the terms that are reasons."""
    return {item.term for item in explained(one_role, who, **tables).reasons}


class TestAvoidedPlaces:
    AVOIDS_PERU = person(avoid=["PE"])

    def test_part_of_a_role_in_an_avoided_country_is_to_be_weighed(self):
        found = explained(role(countries="NI|PE"), self.AVOIDS_PERU)
        assert found.is_match
        assert found.concerns == ("Part of it is in Peru, which you want to avoid.",)
        assert "no place that you avoid" not in str(found)

    def test_wish_for_a_region_without_a_country_of_it_is_never_a_reason_by_that_country(self):
        who = person(regions=["South America"], avoid=["PE"])
        assert "place" not in reasons(role(countries="PE|KE"), who)
        assert term("place", role(countries="PE|BR"), who) == (
            "You asked for South America; this is in Brazil (and 1 other country)."
        )

    def test_country_that_is_wished_and_avoided_is_avoided(self):
        who = person(countries=["PE", "BR"], avoid=["PE"])
        assert "Peru" not in term("place", role(countries="PE|BR"), who)

    def test_part_of_a_region_is_to_be_weighed(self):
        found = explained(role(regions="South America"), self.AVOIDS_PERU)
        assert found.concerns == ("It is in South America, part of which you want to avoid.",)

    def test_where_only_the_organization_works_is_asked(self):
        works = [organization(countries="PE|KE")]
        found = requirement("place", role(), self.AVOIDS_PERU, organizations=works)
        assert (found.status, found.text) == ("not stated", "Where would I serve?")

    def test_remote_work_is_in_no_place(self):
        found = requirement("place", role(countries="PE", setting="remote"), self.AVOIDS_PERU)
        assert (found.status, found.text) == ("met", "This can be done remotely.")


class TestWishedPlaces:
    @pytest.mark.parametrize("near", ["MG", "UG", "ZA"])
    def test_neighbour_of_a_wished_country_is_something_to_weigh(self, near):
        found = explained(role(countries=near), person(countries=["KE"]))
        assert "place" not in {item.term for item in found.reasons}
        assert [text for text in found.concerns if text.startswith("Not in Kenya: ")]

    def test_country_elsewhere_is_told_as_that(self):
        assert term("place", role(countries="HN"), person(regions=["Africa"])) == (
            "Not in Africa: Honduras."
        )

    def test_several_wishes_are_all_named(self):
        who = person(countries=["NP"], regions=["Africa"])
        assert term("place", role(countries="HN"), who) == "Not in Nepal or Africa: Honduras."

    def test_other_countries_of_an_organization_are_no_reason(self):
        works = [organization(countries="KE|BI")]
        who = person(regions=["Africa"])
        assert "place" not in reasons(role(), who, organizations=works)
        assert term("place", role(), who, organizations=works) == (
            "You asked for Africa; the role names no country, and its organization works in Kenya "
            "and Burundi."
        )

    def test_region_that_a_role_names_is_its_place_and_not_where_its_organization_works(self):
        works = [organization(countries="KE|BI")]
        found = explained(
            role(regions="Southern Asia"), person(regions=["Africa"]), organizations=works
        )
        assert "Not in Africa: Southern Asia." in found.concerns

    def test_region_inside_the_wish_is_a_reason_and_a_wider_one_to_be_weighed(self):
        who = person(regions=["Eastern Africa"])
        assert "place" in reasons(role(regions="Eastern Africa"), who)
        wider = explained(role(regions="Africa"), who)
        assert (
            "You asked for Eastern Africa; this is in Africa, no country is named."
            in wider.concerns
        )

    def test_recruiter_reads_the_same(self):
        one = role(countries="HN")
        found = recommender_of(one).explain(
            person(regions=["Africa"]), "hope--post", reader="recruiter"
        )
        assert "Not in Africa: Honduras." in found.concerns


class TestDates:
    TRIP = role(start_date="2027-01-10", end_date="2027-01-24")

    def test_nothing_is_claimed_of_dates_that_nobody_named(self):
        found = explained(self.TRIP, person())
        assert "allow" not in str(found)
        assert requirement("dates", self.TRIP, person()).text == (
            "You have not said when you are free."
        )

    def test_dates_that_cover_all_of_it_allow_it(self):
        who = person(available_from="2027-01-01", available_to="2027-01-24")
        assert requirement("dates", self.TRIP, who).text == (
            "It can be served from 10 January 2027 to 24 January 2027; your dates allow that."
        )


class TestLengths:
    @pytest.mark.parametrize(
        ("habit", "said"), [("8.66667", "about 9 weeks"), ("2.2", "about 15 days")]
    )
    def test_weeks_are_rounded(self, habit, said):
        others = [role(f"hope--{name}", min_weeks=habit) for name in "ab"]
        found = recommender_of(role(), *others).explain(person(max_weeks=2), "hope--post")
        [text] = [item.text for item in found.points if item.term == "length"]
        assert said in text

    @pytest.mark.parametrize(
        ("cells", "said"),
        [
            ({"stay_hint": "months"}, "the description speaks of months"),
            ({"kind": "trip"}, "trips take about 2 weeks as a rule"),
            ({"title": "Nurse on a two-week team"}, "its description suggests about 2 weeks"),
        ],
    )
    def test_what_a_length_rests_on_is_said(self, cells, said):
        assert said in term("length", role(**cells), person(max_weeks=4))


class TestOwnWords:
    def test_hours_that_only_own_words_suggest_are_told_as_that(self):
        who = person(statement="Two evenings a week, I can't travel.")
        assert term("commitment", role(commitment="part-time"), who) == (
            "Your own words suggest hours near home; it takes some hours a week."
        )

    def test_readiness_that_only_own_words_suggest_is_told_as_that(self):
        who = person(statement="Call me when there is a disaster.")
        assert term("commitment", role(commitment="on-call"), who) == (
            "Your own words suggest readiness at short notice; it calls people at short notice."
        )

    def test_wish_to_teach_that_only_own_words_tell_is_told_as_that(self):
        who = person(statement="I would rather give lectures.")
        assert term("focus", role(focus_areas="medical-education"), who) == (
            "It is about teaching and training health workers; your own words suggest that you "
            "wish to teach."
        )


class TestOthers:
    def test_what_nobody_limits_is_no_reason(self):
        assert reasons(role(), person(people=2)) == {"specialty"}
        assert term("for_whom", role(), person()) == "The source names no limit on who may come."

    def test_that_a_family_can_come_is_no_reason_for_who_comes_alone(self):
        assert "for_whom" not in reasons(role(party="family"), person(people=1))
        assert "for_whom" in reasons(role(party="family"), person(family="yes"))

    def test_circle_is_asked_of_the_organization(self):
        found = explained(role(only_for="members"), person())
        assert "Do you take others than its members?" in found.questions

    def test_stipend_for_who_needs_a_salary_is_to_be_weighed(self):
        found = explained(role(funding="stipend"), person(funding="salaried"))
        assert "It pays a stipend; you need a salary." in found.concerns
        assert "funding" not in {item.term for item in found.reasons}

    def test_pay_in_words_is_told_as_that(self):
        who = person(funding="salaried")
        assert term("funding", role(pay="paid"), who) == (
            "Its description says that it is paid; you need a salary."
        )

    def test_price_is_no_reason_for_who_named_no_budget(self):
        assert "funding" not in reasons(role(cost_usd="900"), person(funding="self-funded"))
        assert "funding" in reasons(role(cost_usd="900"), person(budget_usd=1000))

    def test_price_is_a_reason_only_where_the_budget_is_enough_for_all(self):
        family = person(budget_usd=1000, family="yes", people=4)
        assert "funding" not in reasons(role(cost_usd="900"), family)
        assert "funding" in reasons(role(cost_usd="200"), family)

    def test_a_word_of_students_leaves_a_post_open_to_people_in_training(self):
        silent, speaks = role(kind="post"), role(kind="post", summary="From interns to specialists")
        trip = role(kind="trip")
        who = person(trainee="yes")
        found = [requirement("training", one, who).status for one in (silent, speaks, trip)]
        assert found == ["missing", "not stated", "not stated"]

    def test_learners_are_welcome_by_the_title(self):
        found = requirement("training", role(title="Medical resident"), person(trainee="yes"))
        assert found.text == (
            "You are in training; its title offers it to students, residents or fellows."
        )

    def test_language_without_a_level_says_so(self):
        assert term("language", role(languages="en"), person(languages=["en"])) == (
            "You speak English, which is used there; the level is not said."
        )

    def test_only_a_language_that_is_not_spoken_is_said_to_be_lacking(self):
        needs = role(languages="en:required|fr:required")
        found = requirement("language", needs, person(languages=["en"]))
        assert found.text == "It requires French at a good level, which you did not name."

    def test_page_age_stands_before_the_day_it_was_read(self):
        assert term("record", role(source_date="2011"), person()).startswith(
            "Page of 2011, read on 23 November 2026."
        )
