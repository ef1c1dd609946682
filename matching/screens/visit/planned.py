"""When people are free, as they plan it: a month, or exact days in the order they write them."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

MONTHS_AHEAD: Final = 18
"""How many months can be chosen, the present one included."""
ANY_TIME, EXACT_DAYS = "", "days"
MONTH_FIRST: Final = frozenset({"en-US", "en-PH"})
"""Languages of browsers in which the month is written before the day."""


def months(today: dt.date) -> dict[str, str]:
    """The months that can be chosen, `2027-07` to `July 2027`, the present one first.

    Examples
    --------
    >>> list(months(dt.date(2026, 11, 30)).items())[:2]
    [('2026-11', 'November 2026'), ('2026-12', 'December 2026')]
    """
    first = today.year * 12 + today.month - 1
    found = ((number // 12, number % 12 + 1) for number in range(first, first + MONTHS_AHEAD))
    return {f"{year}-{month:02}": f"{calendar.month_name[month]} {year}" for year, month in found}


def options(today: dt.date) -> dict[str, str]:
    """What a box of months offers: any time, each month, exact days."""
    return {ANY_TIME: "Any time", **months(today), EXACT_DAYS: "Exact days …"}


def days_of(month: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a month such as `2027-02`.

    Examples
    --------
    >>> [day.isoformat() for day in days_of("2028-02")]
    ['2028-02-01', '2028-02-29']
    """
    year, number = map(int, month.split("-"))
    last = calendar.monthrange(year, number)[1]
    return dt.date(year, number, 1), dt.date(year, number, last)


def month_of(fields: Mapping[str, Any], today: dt.date) -> str:
    """The option that says when a person is free: a whole month, exact days, or any time."""
    window = fields.get("available_from"), fields.get("available_to")
    if window == (None, None):
        return ANY_TIME
    whole = next((month for month in months(today) if days_of(month) == window), "")
    return whole or EXACT_DAYS


def shown(chosen: str | None, fields: Mapping[str, Any], today: dt.date) -> str:
    """What the box shows: what was chosen as long as it goes with what is said, else that.

    Who has chosen exact days keeps their boxes, also while no day is said.

    Examples
    --------
    >>> shown("days", {}, dt.date(2026, 11, 30)), shown("2027-01", {}, dt.date(2026, 11, 30))
    ('days', '')
    """
    said = month_of(fields, today)
    return EXACT_DAYS if chosen == EXACT_DAYS else said


def date_format(locale: str | None) -> str:
    """How a box writes a day: in the order of the reader, the year in full.

    Examples
    --------
    >>> date_format("en-US"), date_format("pt-BR"), date_format(None)
    ('MM/DD/YYYY', 'DD/MM/YYYY', 'DD/MM/YYYY')
    """
    return "MM/DD/YYYY" if locale in MONTH_FIRST else "DD/MM/YYYY"
