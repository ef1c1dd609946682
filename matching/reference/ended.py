"""One rule of what is over."""

from __future__ import annotations

import datetime as dt

from matching.reference.cells import day_range

PAST = "past"
"""Status of a role that is no longer offered."""


def has_ended(end_date: str, day: dt.date) -> bool:
    """Whether the last day that a date text can mean lies before a day; an empty one never does.

    Examples
    --------
    >>> day = dt.date(2026, 11, 30)
    >>> has_ended("2026-11-29", day), has_ended("2026-11", day), has_ended("", day)
    (True, False, False)
    """
    days = day_range(end_date)
    return days is not None and days[1] < day
