"""How long each role takes, by its weeks, its months and its dates."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd

from matching.arrays import Bools, Days, Floats, Ints
from matching.catalog.seasons import longest_stretch

ANY_MONTH = -1
"""The season of a role whose source limits no months."""
LONGEST_TRIP = 26.0
"""A trip of more weeks is none: the words speak of something else."""
TRIP_AT_LEAST = 2.0
"""Weeks that a trip takes as a rule."""


@dataclasses.dataclass(frozen=True)
class Dated:
    """Days from the start to the end of roles that name both, NaN for others.

    Attributes
    ----------
    surely, at_most : array of float (roles,)
        Of dates that name no more than a month or a year: from the last day on which it may begin
        to the first on which it may end, and from the first to the last.
    """

    surely: Floats
    at_most: Floats

    @classmethod
    def of(cls, roles: pd.DataFrame) -> Dated:
        """Read start and end of each role."""
        starts = [days_of(roles[f"start_date_{side}"]) for side in ("first", "last")]
        ends = [days_of(roles[f"end_date_{side}"]) for side in ("first", "last")]
        return cls(_days_between(starts[1], ends[0]), _days_between(starts[0], ends[1]))

    @property
    def weeks(self) -> Floats:
        """Weeks that a role takes whose first and last day are named, NaN for others."""
        is_named = (self.surely == self.at_most) & (self.surely > 0)
        return np.where(is_named, self.surely / 7, np.nan)


def days_of(column: pd.Series) -> Days:
    """A column of dates as days."""
    return column.to_numpy(dtype="datetime64[D]")


def _days_needed(min_weeks: Floats, months: Bools, season: Ints, dated: Dated) -> Floats:
    needed = np.maximum(1.0, np.rint(np.nan_to_num(min_weeks) * 7))
    for code in np.unique(season[season != ANY_MONTH]):
        same = season == code
        allowed = longest_stretch(tuple(months[same][0].tolist()), None, None)
        needed[same] = np.minimum(needed[same], allowed)
    silent = np.isnan(min_weeks)
    needed = np.where(silent & (dated.surely > 0), dated.surely, needed)
    return np.where(dated.at_most > 0, np.minimum(needed, dated.at_most), needed)


def lengths(roles: pd.DataFrame, months: Bools, season: Ints) -> tuple[Floats, Floats, Floats]:
    """Shortest and longest stay in weeks, and the days that the shortest needs.

    Weeks are as stated, or else from the first to the last day of a role that names both.
    """
    least, most = (roles[name].to_numpy(dtype=float) for name in ("min_weeks", "max_weeks"))
    dated = Dated.of(roles)
    needed = _days_needed(least, months, season, dated)
    silent = np.isnan(least) & np.isnan(most)
    return np.where(silent, dated.weeks, least), np.where(silent, dated.weeks, most), needed


def suggested(words: Floats, hinted: Floats, is_trip: Bools) -> Floats:
    """Weeks of each stay as the words and the kind of a role suggest, NaN where nothing does.

    Examples
    --------
    >>> words, hinted = np.array([3, 52, np.nan]), np.array([2, 2, np.nan])
    >>> suggested(words, hinted, np.array([False, False, True])).tolist()
    [3.0, 2.0, 2.0]
    """
    # A number in the text is finer than "weeks", as long as the two do not contradict each other.
    agree = np.isnan(hinted) | ((words >= hinted / 4) & (words <= hinted * 4))
    found = np.where(agree & ~np.isnan(words), words, hinted)
    no_trip = np.isnan(found) | (found > LONGEST_TRIP)
    return np.where(is_trip & no_trip, TRIP_AT_LEAST, found)


def _days_between(first: Days, last: Days) -> Floats:
    """Days from one to another, both counted; NaN where one of them is not named."""
    days = (last - first).astype("timedelta64[D]").astype(float) + 1
    return np.where(np.isnat(first) | np.isnat(last), np.nan, days)
