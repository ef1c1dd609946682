import pytest

from matching.browsing import ordering
from tests.builders import TODAY, catalog_of, organization, role

SHORT, LONG, SHIP, OPEN = "care--short", "care--long", "mercy--ship", "zeal--open"
ALL = (SHIP, LONG, OPEN, SHORT)  # as ranked


@pytest.fixture(scope="module")
def catalog():
    """Four roles; the last says nothing of itself, and was read before the others."""
    return catalog_of(
        role(SHORT, countries="KE", min_weeks="1", cost_usd="400", source_date="2026-11"),
        role(LONG, countries="MW|US", min_weeks="52", max_weeks="104", source_date="2019"),
        role(SHIP, max_weeks="2", cost_usd="2000"),
        role(OPEN, read_on="2026-11-20"),
        organizations=[
            organization("care", name="Care"),
            organization("mercy", name="Mercy", countries="BJ|SN"),
            organization("zeal", name="among friends"),
        ],
    )


@pytest.mark.parametrize(
    ("order", "first_to_last"),
    [
        ("best", ALL),
        ("shortest", (SHORT, SHIP, LONG, OPEN)),
        ("cost", (SHORT, SHIP, LONG, OPEN)),
        ("newest", (SHIP, SHORT, OPEN, LONG)),
        ("organization", (OPEN, LONG, SHORT, SHIP)),
    ],
)
def test_equal_roles_keep_their_rank_and_silent_ones_come_last(catalog, order, first_to_last):
    assert ordering.ordered(catalog, ALL, order, TODAY) == first_to_last


def test_soonest_goes_by_the_next_day_that_a_role_names():
    days = {
        "silent": {},
        "begun": {"start_date": "2026-01-01"},
        "next-march": {"months": "3|10"},
        "in-may": {"start_date": "2027-05-02", "end_date": "2027-05-20"},
        "deadline": {"start_date": "2026-11-01", "end_date": "2026-12-01"},
        "dated-in-june": {"start_date": "2027-06-01", "months": "12"},
        "this-month": {"months": "11"},
        "in-february": {"start_date": "2027-02"},
    }
    catalog = catalog_of(*(role(f"hope--{name}", **cells) for name, cells in days.items()))
    ordered = ordering.ordered(catalog, [f"hope--{name}" for name in days], "soonest", TODAY)
    assert [role_id.removeprefix("hope--") for role_id in ordered] == [
        "this-month", "deadline", "in-february", "next-march", "in-may", "dated-in-june",
        "silent", "begun",
    ]  # fmt: skip


def test_greatest_need_goes_by_the_neediest_country_of_a_role(catalog):
    ordered = ordering.ordered(catalog, ALL, "need", TODAY)
    assert ordered[-1] == OPEN
    need = catalog.places.need_for()
    assert need["MW"] > need["KE"]
    assert ordered.index(LONG) < ordered.index(SHORT)


def test_unknown_order_is_named(catalog):
    with pytest.raises(ValueError, match="order must be one of best, .*, got 'dearest'"):
        ordering.ordered(catalog, ALL, "dearest", TODAY)


@pytest.mark.parametrize("order", ordering.ORDERS)
def test_nothing_in_any_order_is_nothing(catalog, order):
    assert ordering.ordered(catalog, [], order, TODAY) == ()
