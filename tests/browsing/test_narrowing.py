import pytest

from matching.browsing import narrowing
from matching.browsing.narrowing import Filters
from tests.builders import catalog_of, organization, role

SHORT, LONG, SHIP, OPEN = "care--short", "care--long", "mercy--ship", "zeal--open"
ALL = (SHIP, LONG, OPEN, SHORT)  # as ranked


@pytest.fixture(scope="module")
def catalog():
    """Four roles; the last says nothing of itself, and its organization nothing of its faith."""
    return catalog_of(
        role(
            SHORT, setting="clinic|mobile-clinic", countries="KE", min_weeks="1", funding="stipend"
        ),
        role(LONG, setting="hospital", countries="MW|US", min_weeks="52", max_weeks="104"),
        role(SHIP, setting="ship", max_weeks="2", funding="self-funded"),
        role(OPEN),
        organizations=[
            organization("care", name="Care", faith="secular"),
            organization("mercy", name="Mercy", faith="evangelical", countries="BJ|SN"),
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
        (Filters(hide_own_cost=True), (LONG, OPEN, SHORT)),
        (Filters(settings=("ship",), hide_own_cost=True), ()),
    ],
)
def test_roles_that_pass_all_filters_are_left_in_their_order(catalog, filters, left):
    assert narrowing.narrowed(catalog, ALL, filters) == left


def test_a_role_that_also_pays_is_not_one_of_own_cost():
    catalog = catalog_of(role("hope--one", funding="self-funded|stipend"))
    assert narrowing.narrowed(catalog, ["hope--one"], Filters(hide_own_cost=True))


def test_filters_that_are_on_are_counted():
    assert Filters().count == 0
    assert Filters(settings=("ship", "camp"), hide_own_cost=True).count == 2


@pytest.mark.parametrize(
    ("order", "first_to_last"),
    [
        ("best", ALL),
        ("shortest", (SHORT, SHIP, LONG, OPEN)),
        ("organization", (OPEN, LONG, SHORT, SHIP)),
    ],
)
def test_equal_roles_keep_their_rank_and_silent_ones_come_last(catalog, order, first_to_last):
    assert narrowing.ordered(catalog, ALL, order) == first_to_last


def test_greatest_need_goes_by_the_neediest_country_of_a_role(catalog):
    ordered = narrowing.ordered(catalog, ALL, "need")
    assert ordered[-1] == OPEN
    need = catalog.places.need_for()
    assert need["MW"] > need["KE"]
    assert ordered.index(LONG) < ordered.index(SHORT)


def test_unknown_order_is_named(catalog):
    with pytest.raises(ValueError, match="order must be one of best, .*, got 'newest'"):
        narrowing.ordered(catalog, ALL, "newest")


def test_countries_are_listed_by_name(catalog):
    assert list(narrowing.countries_of(catalog, ALL).values()) == [
        "Benin", "Kenya", "Malawi", "Senegal", "United States of America",
    ]  # fmt: skip


def test_nothing_stays_nothing(catalog):
    assert narrowing.narrowed(catalog, [], Filters(settings=("ship",))) == ()
    assert narrowing.ordered(catalog, [], "need") == ()
    assert narrowing.countries_of(catalog, []) == {}


def test_each_choice_is_counted_by_itself(catalog):
    role_ids = tuple(catalog.roles.index)
    counts = narrowing.counts(catalog, role_ids)
    for name, choices in counts.items():
        for choice, count in choices.items():
            alone = narrowing.Filters(**{name: (choice,)})
            assert len(narrowing.narrowed(catalog, role_ids, alone)) == count
