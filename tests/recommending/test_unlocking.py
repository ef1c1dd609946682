"""The one change that opens a role: what is offered, in which words, and that it is true."""

import pytest

from tests.builders import (
    organization,
    person,
    recommender_of,
    role,
    shipped_profiles,
    shipped_recommender,
)


def almost(who, *roles, **tables):
    return recommender_of(*roles, **tables).almost(who)


def only(who, *roles, **tables):
    """The single change that is offered."""
    table = almost(who, *roles, **tables)
    assert len(table) == 1, table["label"].tolist()
    return table.iloc[0]


class TestChanges:
    def test_columns_are_those_of_the_contract(self):
        table = almost(person(), role())
        assert list(table.columns) == ["change_id", "kind", "label", "opens", "role_ids", "changes"]

    def test_longer_stay(self):
        change = only(person(max_weeks=1), role(min_weeks="2"))
        assert change["label"] == "One more week (2 weeks instead of 1 week)"
        assert change["kind"] == "stay"
        assert change["changes"] == {"max_weeks": 2.0}
        assert (change["opens"], change["role_ids"]) == (1, ("hope--post",))

    def test_smallest_longer_stay_is_enough(self):
        table = almost(
            person(max_weeks=1), role("a--a", min_weeks="2"), role("b--b", min_weeks="4")
        )
        assert table["changes"].tolist() == [{"max_weeks": 4.0}, {"max_weeks": 2.0}]
        assert table["opens"].tolist() == [2, 1]

    @pytest.mark.parametrize(
        ("most", "shortest", "label"),
        [
            (2, "4", "Two more weeks (4 weeks instead of 2 weeks)"),
            (4, "26", "Up to 6 months (6 months instead of 4 weeks)"),
            (1, "1.4", "Three more days (10 days instead of 1 week)"),
            (0.3, "1.4", "Eight more days (10 days instead of 2 days)"),
        ],
    )
    def test_longer_stay_in_words(self, most, shortest, label):
        assert only(person(max_weeks=most), role(min_weeks=shortest))["label"] == label

    def test_very_long_stay_is_offered_without_an_end(self):
        change = only(person(max_weeks=4), role(min_weeks="260"))
        assert change["label"] == "A stay without a fixed end"
        assert change["changes"] == {"max_weeks": None}

    def test_wider_dates(self):
        who = person(available_from="2027-06-10", available_to="2027-06-30")
        table = almost(who, role(months="7", min_weeks="1"))
        assert table.iloc[0]["label"] == "Free until 30 July 2027"
        assert table.iloc[0]["kind"] == "dates"

    def test_end_of_a_month_stays_inside_the_next(self):
        who = person(available_from="2027-01-10", available_to="2027-01-31")
        table = almost(who, role(months="2", min_weeks="1"))
        assert "Free until 28 February 2027" in table["label"].tolist()

    @pytest.mark.parametrize("window", [("1500-01-01", "1500-02-01"), ("2200-01-01", "2200-12-31")])
    def test_dates_at_the_end_of_the_calendar_are_not_moved_by_centuries(self, window):
        who = person(available_from=window[0], available_to=window[1])
        assert almost(who, role(start_date="2027-03-01", end_date="2027-03-14")).empty

    def test_language(self):
        change = only(person(languages="en:native"), role(languages="fr:required"))
        assert change["label"] == "Conversational French"
        assert change["changes"] == {"languages": ("en:native", "fr:good")}

    def test_basic_language_is_raised_and_not_doubled(self):
        change = only(person(languages="fr:basic|en:native"), role(languages="fr:required"))
        assert change["changes"] == {"languages": ("en:native", "fr:good")}

    @pytest.mark.parametrize(
        ("accepts", "faith", "label"),
        [
            ("secular", "catholic", "Religious organizations are welcome too"),
            ("christian", "secular", "Non-religious organizations are welcome too"),
        ],
    )
    def test_other_character_of_organizations(self, accepts, faith, label):
        who = person(accepts=accepts)
        change = only(who, role(), organizations=[organization(faith=faith)])
        assert (change["label"], change["changes"]) == (label, {"accepts": "any"})

    def test_nobody_is_asked_to_change_their_faith(self):
        who = person(faith="none", accepts="any")
        assert almost(who, role(faith_requirement="statement-of-faith")).empty

    def test_own_funding(self):
        change = only(person(funding="stipend"), role(funding="self-funded"))
        assert change["kind"] == "funding"
        assert change["changes"]["funding"] in ("self-funded", "support-raised")

    def test_avoided_place(self):
        who = person(avoid=["KE", "Melanesia"])
        change = only(who, role(countries="KE"))
        assert (change["label"], change["changes"]) == (
            "Kenya after all",
            {"avoid": ("Melanesia",)},
        )

    def test_travel(self):
        change = only(person(settings="remote"), role(setting="hospital"))
        assert (change["label"], change["changes"]) == ("Travelling to serve", {"settings": ()})

    def test_family(self):
        assert only(person(family="yes"), role(family="no"))["changes"] == {"family": "no"}

    @pytest.mark.parametrize(
        ("mine", "asked", "label"),
        [
            (0, "1", "One more year of experience"),
            (3, "5", "Two more years of experience"),
            (0.5, "3", "2.5 more years of experience"),
        ],
    )
    def test_experience(self, mine, asked, label):
        change = only(person(years_experience=mine), role(min_years_experience=asked))
        assert change["label"] == label

    def test_profession_and_training_are_no_change_to_offer(self):
        roles = [role("a--a", professions="nurse"), role("b--b", title="Student elective")]
        assert almost(person(trainee="no"), *roles).empty

    def test_role_with_two_things_missing_is_opened_by_no_single_change(self):
        who = person(max_weeks=1, family="yes")
        assert almost(who, role(min_weeks="2", family="no")).empty

    def test_past_role_is_not_offered(self):
        assert almost(person(max_weeks=1), role(min_weeks="2", status="past")).empty

    def test_role_that_is_open_already_is_not_counted(self):
        change = only(person(max_weeks=1), role("a--a", min_weeks="1"), role("b--b", min_weeks="2"))
        assert change["role_ids"] == ("b--b",)

    def test_best_role_comes_first(self):
        who = person(max_weeks=1, countries="KE")
        far, near = (
            role("a--a", min_weeks="2", countries="PE"),
            role("b--b", min_weeks="2", countries="KE"),
        )
        assert only(who, far, near)["role_ids"] == ("b--b", "a--a")

    def test_head_is_given_when_there_are_more(self):
        who = person(max_weeks=1, family="yes", languages="en:native")
        roles = [
            role("a--a", min_weeks="2"),
            role("b--b", family="no"),
            role("c--c", languages="fr:required"),
        ]
        recommender = recommender_of(*roles)
        assert len(recommender.almost(who)) == 3
        assert (
            recommender.almost(who, n=2)["change_id"].tolist()
            == (recommender.almost(who)["change_id"].tolist()[:2])
        )


class TestShippedPeople:
    @pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda profile: profile.profile_id)
    def test_every_change_opens_what_it_promises(self, profile):
        recommender = shipped_recommender()
        before = set(recommender.recommend(profile, n=None)["role_id"])
        table = recommender.almost(profile, n=100)
        assert table["change_id"].is_unique
        # Near changes, those that open most first; then the large steps in the same order.
        assert (table["opens"].diff() > 0).sum() <= 1
        for change in table.itertuples():
            after = recommender.recommend(profile.changed(**change.changes), n=None)["role_id"]
            assert change.opens == len(change.role_ids) == len(set(change.role_ids))
            assert set(change.role_ids) == set(after) - before

    def test_labels_read_well(self):
        for profile in shipped_profiles():
            for label in shipped_recommender().almost(profile, n=100)["label"]:
                assert label[0].isupper()
                assert "0.4 more weeks" not in label
                assert "1 weeks" not in label
                assert "None" not in label
                assert "nan" not in label
