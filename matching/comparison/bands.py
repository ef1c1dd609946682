"""Bands of a list: what meets all that was asked, what comes near, and the rest.

A score sorts well, and says little by itself. A band says of a role whether a stated wish is broken
or left open, and whether its score is where readers judged most roles good (docs/quality.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from matching import aspects
from matching.arrays import Bools, Ints, SmallInts
from matching.aspects.beside import Beside
from matching.comparison.compare import Comparison
from matching.comparison.weight_set import WeightSet

MEETS, NEAR, FOLDED = 1, 2, 3
BANDS: Final = {
    MEETS: "Meets all you asked",
    NEAR: "Comes near",
    FOLDED: "If you are flexible",
}
"""Each band, best first, and what it is called."""


def wishes(compared: Comparison) -> tuple[Bools, Bools]:
    """Which stated wishes each role breaks, and which it leaves open.

    Returns
    -------
    broken, left_open : arrays of bool (roles, terms)
    """
    return _wishes(compared.beside, compared.weights)


def _wishes(beside: Beside, weights: WeightSet) -> tuple[Bools, Bools]:
    shape = (len(beside), len(aspects.TERMS))
    broken, left_open = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for column, aspect in enumerate(aspects.TERMS):
        wish = beside.wish(aspect, weights.curves, weights.unknown[aspect.term])
        broken[:, column], left_open[:, column] = wish
    return broken, left_open


def met(compared: Comparison) -> Bools:
    """Where both sides say enough, and nothing is broken or left open, shape (roles, terms)."""
    broken, left_open = wishes(compared)
    return np.asarray(compared.terms.facts & ~broken & ~left_open)


def strains(compared: Comparison) -> tuple[Ints, Ints]:
    """How many stated wishes each role breaks, and how many it leaves open.

    Returns
    -------
    broken, left_open : arrays of int (roles,)
    """
    broken, left_open = wishes(compared)
    return broken.sum(axis=1), left_open.sum(axis=1)


def bands(compared: Comparison) -> SmallInts:
    """The band of each role that is open to the person, `MEETS`, `NEAR` or `FOLDED`.

    A role meets all if no wish is broken or left open and its score is high enough; it comes near
    with at most one wish broken or left open, from a score that is higher for these.
    """
    return bands_of(compared.beside, compared.scores, compared.weights)


def bands_of(beside: Beside, scores: Ints, weights: WeightSet) -> SmallInts:
    """The band of roles by their scores in hundredths, as from `bands`."""
    broken, left_open = _wishes(beside, weights)
    return band_of(scores, broken.sum(axis=1), left_open.sum(axis=1), weights.bands)


def band_of(scores: Ints, broken: Ints, left_open: Ints, least: Mapping[str, float]) -> SmallInts:
    """The band of roles with some scores, in hundredths, and numbers of wishes broken or open.

    Parameters
    ----------
    least : mapping of name to number
        The least scores of a weight set.
    """
    score = scores / 100
    whole = (broken == 0) & (left_open == 0)
    meets = whole & (score >= least["meets"])
    near = whole & (score >= least["near"])
    near |= (broken == 1) & (left_open == 0) & (score >= least["near_broken"])
    near |= (broken == 0) & (left_open == 1) & (score >= least["near_open"])
    return np.select([meets, near], [MEETS, NEAR], FOLDED).astype(np.int8)
