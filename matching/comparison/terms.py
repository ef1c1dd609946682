"""Terms: each wish or quality of a match as a number in [0, 1], and whether it was known."""

from __future__ import annotations

import dataclasses

import numpy as np

from matching import aspects
from matching.arrays import Bools, Floats
from matching.aspects.beside import Beside
from matching.aspects.voice import Reader
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
        Whether the term counts at all: in a list of roles, whether the profile says enough; in a
        list of people, always, so that all are measured by one scale, but for what reads their own
        words.
    said : array of bool (roles, terms)
        Whether the person said what the value is compared with.
    """

    values: Floats
    known: Bools
    asked: Bools
    said: Bools

    @property
    def facts(self) -> Bools:
        """Where both sides said enough, shape (roles, terms)."""
        return self.known & self.said


def terms(beside: Beside, weights: WeightSet, reader: Reader = "professional") -> Terms:
    """Compare a person's wishes with every role of an index.

    Parameters
    ----------
    reader : {"professional", "recruiter"}
        Whose list it is for. In a recruiter's, what a person leaves unsaid counts at most the value
        of unknown: silence is never worth more than a fact that fits.
    """
    shape = (len(beside), len(aspects.TERMS))
    values, known = np.empty(shape), np.empty(shape, dtype=bool)
    asked, said = np.empty(len(aspects.TERMS), dtype=bool), np.empty(shape, dtype=bool)
    for column, aspect in enumerate(aspects.TERMS):
        term = beside.term(aspect, weights.curves)
        unknown = weights.unknown[aspect.term]
        value = term.filled(unknown)
        if reader == "recruiter":
            value = np.where(term.said, value, np.minimum(value, unknown))
        values[:, column], known[:, column], said[:, column] = value, term.known, term.said
        asked[column] = term.asked if reader == "professional" else not aspect.is_of_statement
    return Terms(values, known, asked, said)
