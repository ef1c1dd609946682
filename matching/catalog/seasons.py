"""How long a stay the months of a role and a person's window leave."""

from __future__ import annotations

import datetime as dt
import functools

import numpy as np

DAYS_A_YEAR = 366
ANY_YEAR = dt.date(2001, 1, 1)


@functools.lru_cache(maxsize=4_096)
def longest_stretch(months: tuple[bool, ...], first: dt.date | None, last: dt.date | None) -> float:
    """Most days in a row that lie in some months and in a window.

    Parameters
    ----------
    months : tuple of 12 bool
        January first.
    first, last : date or None
        The window; None leaves a side open.

    Returns
    -------
    float
        Days, infinite when all months are allowed and a side is open.

    Examples
    --------
    >>> winter = tuple(month in (12, 1) for month in range(1, 13))
    >>> longest_stretch(winter, dt.date(2026, 12, 20), dt.date(2027, 3, 1))
    43.0
    """
    if all(months):
        return float("inf") if first is None or last is None else float((last - first).days + 1)
    # Months come back every year: two years of a window show every stretch that it can hold.
    two_years = dt.timedelta(days=2 * DAYS_A_YEAR)
    begin = first or (last - two_years if last else ANY_YEAR)
    end = begin + two_years if last is None or last - begin > two_years else last
    days = np.arange(np.datetime64(begin), np.datetime64(end) + 1)
    inside = np.array(months)[days.astype("datetime64[M]").astype(int) % 12]
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inside.astype(np.int8), [0]])))
    return float((edges[1::2] - edges[::2]).max(initial=0))
