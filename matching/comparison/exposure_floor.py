"""A floor for good roles that nobody is shown: a last place of the first ten for each of them."""

from __future__ import annotations

import dataclasses
from typing import Final

import numpy as np

from matching.arrays import Bools, Ints
from matching.comparison.points import PAGE

GOOD: Final = 7_000
"""From this score on, in hundredths, a role that nobody judged is taken for good."""
MOST_PLACES: Final = 5


@dataclasses.dataclass(frozen=True)
class ExposureFloor:
    """Roles that are to be seen, and how many of the last places of a first ten they may have.

    Parameters
    ----------
    places : int
        0, no floor, to `MOST_PLACES`.
    role_ids : tuple of str
        As from `exposure.never_shown`.

    Raises
    ------
    ValueError
        So many places cannot be given away.
    """

    places: int = 0
    role_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check the number of places."""
        if not 0 <= self.places <= MOST_PLACES:
            raise ValueError(f"places must be from 0 to {MOST_PLACES}, got {self.places}.")


NO_FLOOR: Final = ExposureFloor()


def lift(ordered: Ints, wanted: Bools, places: int) -> Ints:
    """Let wanted roles from below the first ten have its last places, best first.

    A wanted role that stands in one of these places keeps it. What gives its place away follows
    right after the first ten. It depends on nobody else's list.

    Parameters
    ----------
    ordered : array of int
        Positions of roles, best first.
    wanted : array of bool
        By position of the role.
    places : int
        How many of the last places of the first ten may be given away.

    Examples
    --------
    >>> wanted = np.isin(np.arange(14), [8, 12])
    >>> lift(np.arange(14), wanted, places=2).tolist()
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 9, 10, 11, 13]
    """
    page, below = ordered[:PAGE].copy(), ordered[PAGE:]
    last = np.arange(PAGE - places, PAGE)
    if not len(below):
        return ordered
    free = last[~wanted[page[last]]]
    lifted = below[wanted[below]][: len(free)]
    given = free[len(free) - len(lifted) :]
    leaving = page[given]
    page[given] = lifted
    return np.concatenate([page, leaving, below[~np.isin(below, lifted)]])
