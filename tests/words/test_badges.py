"""What a card says of a role at a glance."""

import datetime as dt

import pytest

from matching.words import badges
from tests.builders import catalog_of, role

TODAY = dt.date(2026, 11, 30)


def asked(**cells):
    catalog = catalog_of(role(**cells))
    return badges.asks(catalog, catalog.role("hope--post"))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({}, ()),
        ({"faith_requirement": "statement-of-faith"}, ("Statement of faith to be signed",)),
        ({"faith_requirement": "respect"}, ()),
        ({"license_required": "yes"}, ("Licence needed",)),
        ({"eligible_countries": "SE|KE"}, ("Licence or citizenship: Sweden or Kenya",)),
        ({"languages": "en|fr:required|sw:helpful"}, ("French required",)),
        ({"min_years_experience": "1"}, ("1 year of experience",)),
        ({"party": "team"}, ("Whole teams",)),
        ({"party": "one|team"}, ()),
        ({"only_for": "own-alumni"}, ("Only for its own alumni",)),
        ({"commitment": "on-call"}, ("On call",)),
        ({"commitment": "part-time", "hours_per_week": "4"}, ("4 hours a week",)),
        ({"commitment": "full-time"}, ()),
        ({"family": "no"}, ("No families",)),
    ],
)  # fmt: skip
def test_a_role_says_what_it_asks(cells, said):
    assert asked(**cells) == said


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({}, ""),
        ({"cost_usd": "1525", "source_date": "2011-05"}, "about $1,525 (price of 2011)"),
        ({"cost_usd": "750"}, "about $750 (year not said)"),
        ({"cost_usd": "750", "source_date": "2011",
          "cell_sources": "cost_usd https://example.org/prices"}, "about $750 (year not said)"),
    ],
)  # fmt: skip
def test_a_price_has_the_year_of_its_page(cells, said):
    assert badges.price(catalog_of(role(**cells)).role("hope--post")) == said


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"read_on": "2026-11-23"}, "Page without a date · Read by us on 23 November 2026"),
        ({"read_on": "2026-11-23", "source_date": "2025"},
         "Page of 2025 · Read by us on 23 November 2026"),
        ({"read_on": "2026-11-23", "source_date": "2011"},
         "Old page, of 2011: ask whether it still holds · Read by us on 23 November 2026"),
    ],
)  # fmt: skip
def test_a_page_says_its_age(cells, said):
    assert badges.page_age(catalog_of(role(**cells)).role("hope--post"), TODAY) == said


def test_several_people_read_what_a_price_makes_together():
    one = catalog_of(role(cost_usd="1525")).role("hope--post")
    assert badges.price(one, 4) == "about $1,525 each (year not said), about $6,100 for 4"
