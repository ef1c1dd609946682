"""One person beside every role of an index: the pure steps chained."""

from __future__ import annotations

import dataclasses

import numpy as np

from matching import ranking
from matching.arrays import Ints
from matching.must_haves import MustHaves, must_haves
from matching.person import Person
from matching.role_index import RoleIndex
from matching.terms import Terms, terms
from matching.weights import WeightSet
from matching.work_fit import WorkFit, work_fit


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

    person: Person
    index: RoleIndex
    work: WorkFit
    must_haves: MustHaves
    terms: Terms
    points: Ints
    most: Ints

    @property
    def scores(self) -> Ints:
        """Score of each role in hundredths of a point, 0 to 10,000."""
        return np.asarray(self.points.sum(axis=1), dtype=np.int64)


def open_roles(person: Person, index: RoleIndex) -> MustHaves:
    """Run the must-haves alone: cheap, and all that is needed to see which roles are open."""
    return must_haves(person, index, work_fit(person, index))


def compare(
    person: Person, index: RoleIndex, weights: WeightSet, today: np.datetime64
) -> Comparison:
    """Run must-haves, terms and points for one person.

    Parameters
    ----------
    today : datetime64
        The day from which the age of sources is counted.
    """
    work = work_fit(person, index)
    musts = must_haves(person, index, work)
    values = terms(person, index, work, musts, weights, today)
    return Comparison(
        person=person,
        index=index,
        work=work,
        must_haves=musts,
        terms=values,
        points=ranking.points(values, weights),
        most=ranking.most_points(weights, values.asked),
    )
