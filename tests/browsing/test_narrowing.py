import dataclasses

import pytest

from matching.browsing import narrowing
from matching.browsing.narrowing import UNSAID, Filters
from tests.builders import TODAY, catalog_of, organization, role

SHORT, LONG, SHIP, OPEN = "care--short", "care--long", "mercy--ship", "zeal--open"
ALL = (SHIP, LONG, OPEN, SHORT)  # as ranked


@pytest.fixture(scope="module")
def catalog():
    """Four roles; the last says nothing of itself, and its organization nothing of its faith."""
    return catalog_of(
        role(
            SHORT,
            setting="clinic|mobile-clinic",
            countries="KE",
            min_weeks="1",
            funding="stipend",
            months="3|11",
            cost_usd="500",
            languages="en:required|sw:helpful",
            family="yes",
            faith_requirement="none",
        ),
        role(
            LONG,
            setting="hospital",
            countries="MW|US",
            min_weeks="52",
            max_weeks="104",
            languages="en|fr:required",
            family="no",
        ),
        role(SHIP, setting="ship", max_weeks="2", funding="self-funded", cost_usd="501"),
        role(OPEN),
        organizations=[
            organization("care", name="Care", faith="secular", faith_requirement="respect"),
            organization(
                "mercy",
                name="Mercy",
                faith="evangelical",
                countries="BJ|SN",
                faith_requirement="statement-of-faith",
            ),
            organization("zeal", name="among friends"),
        ],
    )


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(), ALL),
        (Filters(settings=("mobile-clinic", "ship")), (SHIP, SHORT)),
        (Filters(countries=("US",)), (LONG,)),
        (Filters(countries=("BJ",)), (SHIP,)),
        (Filters(characters=("christian",)), (SHIP,)),
        (Filters(characters=("christian", "secular")), (SHIP, LONG, SHORT)),
        (Filters(lengths=("short",)), (SHIP, SHORT)),
        (Filters(lengths=("long",)), (LONG,)),
        (Filters(months=("3",)), (SHORT,)),
        (Filters(months=("4",)), ()),
        (Filters(months=("3", UNSAID)), ALL),
        (Filters(costs=("500",)), (SHORT,)),
        (Filters(costs=("1000",)), (SHIP, SHORT)),
        (Filters(costs=("stated",)), (SHIP, SHORT)),
        (Filters(languages=("english",)), (SHORT,)),
        (Filters(languages=("no-other",)), (SHIP, OPEN, SHORT)),
        (Filters(faiths_asked=("statement-of-faith",)), (SHIP,)),
        (Filters(faiths_asked=("none", "respect")), (LONG, SHORT)),
        (Filters(faiths_asked=(UNSAID,)), (OPEN,)),
        (Filters(families=True), (SHORT,)),
        (Filters(hide_own_cost=True), (LONG, OPEN, SHORT)),
        (Filters(settings=("ship",), hide_own_cost=True), ()),
        (Filters(among=frozenset({OPEN, LONG})), (LONG, OPEN)),
        (Filters(among=frozenset()), ()),
    ],
)
def test_roles_that_pass_all_filters_are_left_in_their_order(catalog, filters, left):
    assert narrowing.narrowed(catalog, ALL, filters, TODAY) == left


def test_a_role_that_also_pays_is_not_one_of_own_cost():
    catalog = catalog_of(role("hope--one", funding="self-funded|stipend"))
    assert narrowing.narrowed(catalog, ["hope--one"], Filters(hide_own_cost=True), TODAY)


@pytest.mark.parametrize(
    ("cells", "months"),
    [
        ({"start_date": "2027-02-20", "end_date": "2027-03-02"}, {2, 3}),
        ({"start_date": "2026-10-01", "end_date": "2026-12-20"}, {11, 12}),
        ({"end_date": "2027-01"}, {11, 12, 1}),
        ({"start_date": "2027-05-31"}, set(range(1, 13))),
        ({"start_date": "2027-05-31", "end_date": "2031"}, set(range(1, 13))),
        ({"start_date": "2027-02-01", "end_date": "2027-02-05", "months": "7"}, {2}),
    ],
)
def test_a_dated_role_is_served_in_the_months_of_its_dates_from_today_on(cells, months):
    catalog = catalog_of(role("hope--one", **cells))
    counts = narrowing.counts(catalog, ["hope--one"], TODAY)
    assert counts["months"] == {str(month): 1 for month in months}


@pytest.mark.parametrize(
    ("languages", "holds"),
    [
        ("en", {"english", "no-other"}),
        ("en:either|fr:either", {"english", "no-other"}),
        ("es:helpful", {"no-other"}),
        ("", {"no-other"}),
        ("es", set()),
        ("es|en", set()),
        ("fr:either|de:either", set()),
        ("en:required|fr:either|de:either", set()),
    ],
)
def test_english_is_enough_where_no_other_language_is_needed(languages, holds):
    catalog = catalog_of(role("hope--one", languages=languages))
    counts = narrowing.counts(catalog, ["hope--one"], TODAY)
    assert {name for name, count in counts["languages"].items() if count} == holds


def test_filters_that_are_on_are_counted():
    assert Filters().count == 0
    assert Filters(settings=("ship", "camp"), hide_own_cost=True).count == 2
    assert Filters(costs=("500",), families=True, among=frozenset()).count == 3


def test_countries_are_listed_by_name(catalog):
    assert list(narrowing.countries_of(catalog, ALL).values()) == [
        "Benin", "Kenya", "Malawi", "Senegal", "United States of America",
    ]  # fmt: skip


def test_nothing_stays_nothing(catalog):
    everything = Filters(
        settings=("ship",), months=("1",), costs=("500",), languages=("english",), families=True
    )
    assert narrowing.narrowed(catalog, [], everything, TODAY) == ()
    assert narrowing.countries_of(catalog, []) == {}
    assert not any(sum(tally.values()) for tally in narrowing.counts(catalog, [], TODAY).values())


def test_each_choice_of_each_filter_is_counted_by_itself(catalog):
    role_ids = tuple(catalog.roles.index)
    counts = narrowing.counts(catalog, role_ids, TODAY)
    lists = {field.name for field in dataclasses.fields(Filters) if field.default == ()}
    assert set(counts) == lists
    for name, choices in counts.items():
        assert any(choices.values())
        for choice, count in choices.items():
            alone = narrowing.Filters(**{name: (choice,)})
            assert len(narrowing.narrowed(catalog, role_ids, alone, TODAY)) == count
