"""Similar roles: alike in the work, and near in length and place."""

import pytest

from tests.builders import organization, person, recommender_of, role

SURGERY = {"specialties": "general-surgery", "focus_areas": "surgery"}


def similar(*others, to, **profile):
    """Ids of the roles that are similar to one, for a person if anything is said of them."""
    who = person(**profile) if profile else None
    found = recommender_of(to, *others).similar_roles(to["role_id"], 9, who)
    return found["role_id"].tolist()


def why(to, other):
    return recommender_of(to, other).similar_roles(to["role_id"])["why"].item()


class TestWork:
    def test_most_alike_comes_first_and_neither_itself_nor_past_ones_are_listed(self):
        found = recommender_of(
            role("a--a", **SURGERY, countries="KE"),
            role("b--b", **SURGERY, countries="KE"),
            role("c--c", professions="dentist", focus_areas="surgery", countries="PE"),
            role("d--d", **SURGERY, status="past"),
        ).similar_roles("a--a")
        assert found["role_id"].tolist() == ["b--b", "c--c"]
        assert found["similarity"].between(0, 1).all()
        assert found["similarity"].iloc[0] > found["similarity"].iloc[1]

    def test_reason_names_what_both_share(self):
        shared = role("b--b", specialties="general-surgery", focus_areas="hiv", countries="KE|PE")
        assert why(role("a--a", **SURGERY, countries="KE"), shared) == "General surgery; Kenya."

    def test_equally_alike_ones_are_ordered_by_id(self):
        assert similar(role("d--d"), role("b--b"), to=role("a--a")) == ["b--b", "d--d"]

    @pytest.mark.parametrize("home", ["", "domestic"])
    def test_place_and_length_alone_make_no_role_similar(self, home):
        here = {"countries": "KE", "min_weeks": 2, "max_weeks": 2}
        asked = role("a--a", **here, focus_areas=f"surgery|{home}".strip("|"))
        other = role("b--b", **here, professions="dentist", focus_areas=home or "oral-health")
        assert similar(other, to=asked) == []


class TestLength:
    def test_the_nearer_in_length_comes_first_and_unknown_stands_in_the_middle(self):
        others = [
            role("a--years", **SURGERY, min_weeks=104),
            role("b--unknown", **SURGERY),
            role("c--weeks", **SURGERY, min_weeks=2, max_weeks=4),
        ]
        asked = role("z--asked", **SURGERY, min_weeks=3, max_weeks=3)
        assert similar(*others, to=asked) == ["c--weeks", "b--unknown", "a--years"]

    def test_twice_as_long_is_as_near_as_half(self):
        others = [role("b--b", min_weeks=2), role("c--c", min_weeks=8)]
        found = recommender_of(role("a--a", min_weeks=4), *others).similar_roles("a--a")
        assert found["similarity"].iloc[0] == pytest.approx(found["similarity"].iloc[1])

    def test_who_may_stay_a_year_is_further_from_three_weeks_than_who_stays_four(self):
        others = [
            role("b--year", min_weeks=3, max_weeks=52),
            role("c--month", min_weeks=3, max_weeks=4),
        ]
        asked = role("a--a", min_weeks=3, max_weeks=3)
        assert similar(*others, to=asked) == ["c--month", "b--year"]

    def test_length_in_words_counts_where_none_is_stated(self):
        others = [
            role("b--long", stay_hint="years"),
            role("c--trip", kind="trip"),
        ]
        asked = role("a--a", min_weeks=3, max_weeks=3)
        assert similar(*others, to=asked) == ["c--trip", "b--long"]

    def test_longest_stay_alone_is_a_length(self):
        others = [role("b--long", max_weeks=104), role("c--short", max_weeks=3)]
        assert similar(*others, to=role("a--a", max_weeks=2)) == ["c--short", "b--long"]

    @pytest.mark.parametrize(
        ("weeks", "ending"), [(4, "; about as long."), (9, "."), ("", "."), (0, ".")]
    )
    def test_a_stay_at_most_twice_as_long_is_said_to_be_about_as_long(self, weeks, ending):
        asked = role("a--a", min_weeks=2, focus_areas="surgery")
        assert why(asked, role("b--b", min_weeks=weeks, focus_areas="surgery")) == (
            f"For a physician; surgery{ending}"
        )

    def test_a_length_that_is_only_suggested_is_not_said(self):
        asked = role("a--a", min_weeks=2, focus_areas="surgery")
        trip = role("b--b", kind="trip", focus_areas="surgery")
        assert why(asked, trip) == "For a physician; surgery."


class TestPlace:
    def test_country_comes_before_subregion_before_continent_before_elsewhere(self):
        others = [
            role("a--elsewhere", countries="PE"),
            role("b--continent", countries="EG"),
            role("c--subregion", countries="TZ"),
            role("d--country", countries="KE"),
        ]
        asked = role("z--asked", countries="KE")
        assert similar(*others, to=asked) == [
            "d--country", "c--subregion", "b--continent", "a--elsewhere"
        ]  # fmt: skip

    def test_a_place_that_is_not_known_stands_between_near_and_far(self):
        others = [
            role("a--far", countries="PE"),
            role("b--unknown"),
            role("c--here", countries="KE"),
        ]
        assert similar(*others, to=role("z--z", countries="KE")) == [
            "c--here", "b--unknown", "a--far"
        ]  # fmt: skip

    def test_a_place_that_only_the_organization_names_is_a_hint(self):
        others = [role("b--a"), role("c--c", countries="KE"), role("d--far", countries="PE")]
        organizations = [organization("b", countries="KE")]
        found = recommender_of(
            role("z--z", countries="KE"), *others, organizations=organizations
        ).similar_roles("z--z")
        assert found["role_id"].tolist() == ["c--c", "b--a", "d--far"]
        assert found["why"].tolist()[:2] == ["For a physician; Kenya.", "For a physician."]

    @pytest.mark.parametrize(
        ("cells", "place"),
        [
            ({"countries": "KE"}, "; Kenya"),
            ({"countries": "TZ"}, "; both in Eastern Africa"),
            ({"countries": "EG"}, "; both in Africa"),
            ({"regions": "Eastern Africa"}, "; both in Eastern Africa"),
            ({"regions": "Africa"}, "; both in Africa"),
            ({"countries": "PE"}, ""),
            ({}, ""),
        ],
    )
    def test_reason_names_the_smallest_place_of_both(self, cells, place):
        asked = role("a--a", countries="KE")
        assert why(asked, role("b--b", **cells)) == f"For a physician{place}."

    def test_countries_in_common_are_counted(self):
        both = {"countries": "KE|TZ"}
        assert why(role("a--a", **both), role("b--b", **both)) == (
            "For a physician; 2 countries in common."
        )


class TestProfile:
    def test_what_the_profile_closes_is_not_similar(self):
        others = [
            role("b--long", **SURGERY, min_weeks=26),
            role("c--c", professions="nurse|dentist"),
        ]
        asked = role("a--a", **SURGERY, min_weeks=3, professions="physician|nurse")
        assert similar(*others, to=asked) == ["b--long", "c--c"]
        assert similar(*others, to=asked, max_weeks=3) == []
        assert similar(*others, to=asked, profession="nurse") == ["c--c"]
        assert similar(*others, to=asked, max_weeks=52) == ["b--long"]
