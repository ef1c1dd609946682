"""Terms: each wish or quality of a match as a number in [0, 1], and whether it was known."""

from __future__ import annotations

import dataclasses

import numpy as np

from matching import aspects
from matching.arrays import Bools, Floats
from matching.aspects.beside import Beside
from matching.comparison.weight_set import WeightSet


@dataclasses.dataclass(frozen=True)
class Terms:
    """All terms of all roles.

    Attributes
    ----------
    values : array of float (roles, terms)
        In [0, 1]; columns in the order of `TERMS`. What was unknown has the weight set's value.
    known : array of bool (roles, terms)
    asked : array of bool (terms,)
        Whether the profile says enough for the term to count at all.
    """

    values: Floats
    known: Bools
    asked: Bools


def terms(beside: Beside, weights: WeightSet) -> Terms:
    """Compare a person's wishes with every role of an index."""
    shape = (len(beside), len(aspects.TERMS))
    values, known = np.empty(shape), np.empty(shape, dtype=bool)
    asked = np.empty(len(aspects.TERMS), dtype=bool)
    for column, aspect in enumerate(aspects.TERMS):
        term = aspect.value(beside, weights.curves)
        values[:, column] = np.where(term.known, term.values, weights.unknown[aspect.term])
        known[:, column], asked[column] = term.known, term.asked
    return Terms(np.clip(values, 0.0, 1.0), known, asked)
