import datetime as dt

import pytest

from matching.browsing.browser import Browser
from matching.browsing.everything import search_everything, shorter_queries
from tests.builders import article, catalog_of, organization, role

TODAY = dt.date(2026, 11, 25)


@pytest.fixture(scope="module")
def browser():
    """A dentist's role of now and one of the past; an article, an event ahead and one over."""
    return Browser(
        catalog_of(
            role("hope--past", title="Dentist", status="past"),
            role("hope--now", title="Team with a dentist"),
            organizations=[organization("hope", name="Hope")],
            articles=[
                article("over", title="Dentist day 2020", kind="event", published="2020"),
                article("read", title="What a dentist does", kind="article"),
                article("ahead", title="Dentist days", kind="event", published="2027-02"),
            ],
        )
    )


def test_each_kind_is_found_past_roles_last_and_events_that_are_over_among_articles(browser):
    found = search_everything(browser, "dentst", TODAY)
    assert found.roles == ("hope--now", "hope--past")
    assert found.organizations == ("hope",)
    assert found.articles == ("read", "over")
    assert found.events == ("ahead",)
    assert found.total == 6
    assert found.read_as == (("dentst", "dentist"),)


def test_an_event_is_over_the_day_after(browser):
    assert search_everything(browser, "dentist", dt.date(2027, 3, 1)).events == ()


def test_what_is_nowhere_finds_nothing(browser):
    assert search_everything(browser, "zzzzqq", TODAY).total == 0


@pytest.mark.parametrize(
    ("query", "shorter"),
    [
        ("2027 dentist", [("2027", "dentist"), ("dentist", "2027")]),
        ("zzzzqq dentist qqqqzz", [("zzzzqq qqqqzz", "dentist")]),
        ("zzzzqq", []),
        ("dentist", []),
        ("", []),
    ],
)
def test_a_query_is_made_shorter_by_what_is_nowhere_or_by_each_part(browser, query, shorter):
    assert shorter_queries(browser, query) == shorter
