"""One person beside every role of an index: the pure steps chained."""

from __future__ import annotations

import dataclasses

import numpy as np

from matching.arrays import Bools, Ints
from matching.aspects.beside import Beside
from matching.aspects.voice import Reader
from matching.catalog.role_index import RoleIndex
from matching.comparison.must_haves import MustHaves, must_haves
from matching.comparison.points import earned_points, most_points
from matching.comparison.terms import Terms, terms
from matching.comparison.weight_set import WeightSet


@dataclasses.dataclass(frozen=True)
class Comparison:
    """Must-haves, terms and points of one person for every role of an index.

    Attributes
    ----------
    points : array of int (roles, terms)
        Hundredths of a point.
    most : array of int (terms,)
        Most hundredths that each term could give; they add up to 10,000.
    """

    beside: Beside
    must_haves: MustHaves
    terms: Terms
    points: Ints
    most: Ints
    weights: WeightSet

    @property
    def roles(self) -> RoleIndex:
        """The roles, one row each."""
        return self.beside.roles

    @property
    def scores(self) -> Ints:
        """Score of each role in hundredths of a point, 0 to 10,000."""
        return np.asarray(self.points.sum(axis=1), dtype=np.int64)


@dataclasses.dataclass(frozen=True)
class Gates:
    """One person beside every role of an index, with the must-haves looked at.

    It is all that is needed to see which roles are open; `compared` goes on from there.
    """

    beside: Beside
    must_haves: MustHaves

    @property
    def is_open(self) -> Bools:
        """Roles of which nothing is missing, shape (roles,)."""
        return self.must_haves.is_open

    def take(self, rows: Ints | Bools) -> Gates:
        """The same for some roles only; nothing is worked out again."""
        return Gates(self.beside.take(rows), self.must_haves.take(rows))

    def compared(self, weights: WeightSet, reader: Reader = "professional") -> Comparison:
        """Work out terms and points of these roles, for a list of roles or one of people."""
        values = terms(self.beside, weights, reader)
        return Comparison(
            beside=self.beside,
            must_haves=self.must_haves,
            terms=values,
            points=earned_points(values, weights),
            most=most_points(weights, values.asked),
            weights=weights,
        )


def gates(beside: Beside) -> Gates:
    """Look at the must-haves of every role."""
    return Gates(beside, must_haves(beside))


def compare(beside: Beside, weights: WeightSet) -> Comparison:
    """Look at must-haves, terms and points of every role, open or not."""
    return gates(beside).compared(weights)
