"""Free in a month, or on exact days."""

import datetime as dt

import pytest

from matching.screens.visit import planned

TODAY = dt.date(2026, 11, 30)


def test_months_begin_with_the_present_one_and_go_on_for_eighteen():
    months = planned.months(TODAY)
    assert list(months)[0] == "2026-11"
    assert list(months)[-1] == "2028-04"
    assert len(months) == planned.MONTHS_AHEAD
    assert months["2027-07"] == "July 2027"


@pytest.mark.parametrize(
    ("first", "last", "option"),
    [
        (None, None, planned.ANY_TIME),
        ("2027-02-01", "2027-02-28", "2027-02"),
        ("2027-02-01", "2027-02-27", planned.EXACT_DAYS),
        ("2027-02-01", None, planned.EXACT_DAYS),
        ("2020-02-01", "2020-02-29", planned.EXACT_DAYS),
    ],
)
def test_what_was_said_is_shown_as_a_month_where_it_is_one(first, last, option):
    window = {
        "available_from": first and dt.date.fromisoformat(first),
        "available_to": last and dt.date.fromisoformat(last),
    }
    assert planned.month_of(window, TODAY) == option
    assert planned.shown(None, window, TODAY) == option
    assert planned.shown(planned.EXACT_DAYS, window, TODAY) == planned.EXACT_DAYS
