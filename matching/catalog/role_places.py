"""Countries and regions of roles, of which each has few: looked up, and not multiplied."""

from __future__ import annotations

import numpy as np

from matching.arrays import Bools, Floats, Ints, any_column


class RolePlaces:
    """The countries of roles.

    Parameters
    ----------
    where : array of bool (roles, countries)
        As `RoleIndex.where`.
    in_regions : array of float (roles, countries)
        As `RoleIndex.in_regions`.

    Attributes
    ----------
    is_placed : array of bool (roles,)
        Whether there is any country of a role, its own or its organization's.
    is_regional : array of bool (roles,)
        Whether a role names regions in place of countries.
    """

    def __init__(self, where: Bools, in_regions: Floats) -> None:
        self.is_placed, self.is_regional = any_column(where), any_column(in_regions)
        self._countries, self._of_regions = _columns_of(where), _columns_of(in_regions)
        self._shares = in_regions[in_regions != 0]

    def best(self, values: Floats | Bools) -> Floats:
        """The largest value, not below 0, among the countries of each role."""
        columns, starts = self._countries
        best = np.zeros(len(self.is_placed))
        if len(columns):
            best[self.is_placed] = np.maximum.reduceat(values[columns], starts)
        return best

    def share(self, values: Floats | Bools) -> Floats:
        """The mean value of the countries of each role's regions, 0 where it names none."""
        columns, starts = self._of_regions
        mean = np.zeros(len(self.is_regional))
        if len(columns):  # a role's sum does not depend on which other roles there are
            mean[self.is_regional] = np.add.reduceat(values[columns] * self._shares, starts)
        return mean


def _columns_of(matrix: Bools | Floats) -> tuple[Ints, Ints]:
    """Columns that are not 0, row after row, and where those of each row with any begin."""
    columns = np.nonzero(matrix)[1]
    counts = np.count_nonzero(matrix, axis=1)
    counts = counts[counts > 0]
    return columns, np.cumsum(counts) - counts
