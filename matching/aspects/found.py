"""What the rules of an aspect find out of roles: a term, and what becomes of a wish."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from matching.arrays import Bools, Floats


class Term(NamedTuple):
    """A wish or quality of each role.

    Attributes
    ----------
    values : array of float (roles,)
        In [0, 1].
    known : array of bool (roles,)
        Whether the source said enough.
    asked : bool
        Whether the profile says enough for the term to count at all.
    said : bool or array of bool (roles,)
        Whether the person said what the value is compared with. In a list of people a term that
        they left unsaid counts at most its value of unknown.
    """

    values: Floats
    known: Bools
    asked: bool
    said: bool | Bools = True

    def filled(self, unknown: float) -> Floats:
        """The values, with another one where the source does not say enough."""
        return np.clip(np.where(self.known, self.values, unknown), 0.0, 1.0)


class Wish(NamedTuple):
    """What becomes of what the person asked, for each role.

    Attributes
    ----------
    broken, left_open : arrays of bool (roles,)
        The role is plainly otherwise; the role does not say.
    """

    broken: Bools
    left_open: Bools
