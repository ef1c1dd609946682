"""The additive form of a score: which column belongs to which term, and the numbers in it.

A term counts `unknown` where its value is not known, and else its value plus its parts, each times
its share; values and parts are first raised to the power of the term. The score is the sum of what
the terms count, each times its weight. No number is negative, so that more of anything is never
held against a row.
"""

from __future__ import annotations

import dataclasses
from typing import Self

import numpy as np

from matching.arrays import Floats
from matching.aspects import TERM_LABELS
from matching.comparison.weight_set import WeightSet

PARTS = {
    "beside_students": "specialty",
    "focus_best": "focus",
    "place_hint": "place",
    "place_hint_off": "place",
    "length_short": "length",
    "length_hint": "length",
    "length_hint_off": "length",
}
"""Curves of a weight set that are a share of a part of a term, and that term."""
POWERS = {"specialty": "specialty_power"}
"""Terms with a power in a weight set, and the curve that holds it."""
COLUMNS = (*TERM_LABELS, *PARTS)
"""Columns of a table of matches: the terms, then the parts."""


@dataclasses.dataclass(frozen=True)
class Form:
    """Which column belongs to which term; the first columns are the terms themselves.

    Attributes
    ----------
    terms : int
    part_of : tuple of int
        Term of each of the columns that follow.
    bends : tuple of bool
        Of each term, whether its power is learned.
    """

    terms: int
    part_of: tuple[int, ...]
    bends: tuple[bool, ...]

    @classmethod
    def plain(cls, terms: int) -> Self:
        """Every column a term of its own, each with a power."""
        return cls(terms, (), (True,) * terms)

    @classmethod
    def of_matches(cls) -> Self:
        """The form of `COLUMNS`."""
        names = list(TERM_LABELS)
        return cls(
            terms=len(names),
            part_of=tuple(names.index(term) for term in PARTS.values()),
            bends=tuple(name in POWERS for name in names),
        )

    @property
    def columns(self) -> int:
        """How many columns a table of this form has."""
        return self.terms + len(self.part_of)


@dataclasses.dataclass(frozen=True)
class Numbers:
    """All that can be learned.

    Attributes
    ----------
    weights, unknown, powers : array of float (terms,)
    shares : array of float (parts,)
    """

    weights: Floats
    unknown: Floats
    powers: Floats
    shares: Floats

    @classmethod
    def plain(cls, terms: int) -> Self:
        """Equal weights that add up to 1, unknown half way, straight curves."""
        return cls(np.full(terms, 1 / terms), np.full(terms, 0.5), np.ones(terms), np.empty(0))

    @classmethod
    def of_weight_set(cls, weights: WeightSet) -> Self:
        """The numbers of a weight set, in the order of `COLUMNS`."""
        powers = [weights.curves[POWERS[name]] if name in POWERS else 1.0 for name in TERM_LABELS]
        return cls(
            weights=np.array([weights.weights[name] for name in TERM_LABELS]),
            unknown=np.array([weights.unknown[name] for name in TERM_LABELS]),
            powers=np.array(powers),
            shares=np.array([weights.curves[name] for name in PARTS]),
        )


@dataclasses.dataclass(frozen=True)
class Rows:
    """The rows of a table, made ready for computing with many numbers.

    Attributes
    ----------
    unknown : array of float (rows, terms)
        1 where the value of the term is unknown, else 0.
    size, sign, log : arrays of float (rows, columns)
        Of each value, with `log` the logarithm of its size; all 0 where it is 0 or unknown.
    """

    form: Form
    unknown: Floats
    size: Floats
    sign: Floats
    log: Floats

    @classmethod
    def of(cls, table: Floats, form: Form) -> Self:
        """Read a table with NaN for unknown; the parts of an unknown term count nothing."""
        missing = np.isnan(table)
        unknown = missing[:, : form.terms]
        left_out = missing | np.hstack([unknown, unknown[:, list(form.part_of)]])
        values = np.where(left_out, 0.0, table)
        size = np.abs(values)
        log = np.log(np.where(size > 0, size, 1.0))
        return cls(form, unknown.astype(float), size, np.sign(values), log)

    def bent(self, powers: Floats) -> Floats:
        """Every value raised to the power of its term; its sign stays, so the order does."""
        power = np.concatenate([powers, powers[list(self.form.part_of)]])
        return np.asarray(self.sign * self.size**power, dtype=float)

    def counts(self, numbers: Numbers, bent: Floats | None = None) -> Floats:
        """What each term counts, shape (rows, terms)."""
        terms = self.form.terms
        bent = self.bent(numbers.powers) if bent is None else bent
        counts = bent[:, :terms] + self.unknown * numbers.unknown
        for part, term in enumerate(self.form.part_of):
            counts[:, term] += numbers.shares[part] * bent[:, terms + part]
        return counts
