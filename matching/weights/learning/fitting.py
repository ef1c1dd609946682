"""How numbers are fitted: what a wrong order loses, what leaving the prior costs, the search."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection
from typing import Literal

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit
from threadpoolctl import threadpool_limits

from matching.arrays import Floats, Ints
from matching.weights.learning.score_form import Numbers, Rows

Loss = Callable[[Floats], tuple[float, Floats]]
"""From a score per row to what its order loses, and how much more for more score of each row."""
Learnable = Literal["weights", "unknown", "curves"]
LEARNABLE: tuple[Learnable, ...] = ("weights", "unknown", "curves")

STEEPNESS = 10.0
"""Units of the logistic scale that one term of mean weight spans where the search begins, over the
number of terms; how steep it is in the end is learned freely, as it changes no order."""
STEEPNESS_BOUNDS = (0.1, 1_000.0)
POWER_BOUNDS = (0.25, 4.0)
"""How many times its prior a power can be."""
OUT_OF_STEPS = 1
"""What the search says when it ended for no other reason than the number of steps."""
UNIT = 0.5
"""A share or a value of unknown that is this far from its prior costs as much as a weight that is
off by the mean weight, and as a power that is off by the factor e."""


@dataclasses.dataclass(frozen=True)
class Fit:
    """What came out of a fit.

    Attributes
    ----------
    numbers : Numbers
    iterations : int
    converged : bool
    """

    numbers: Numbers
    iterations: int
    converged: bool


def pairwise_loss(grades: Floats, groups: Ints, importance: Floats) -> Loss | None:
    """Logistic loss of each two rows of a group whose grades differ, by how much they differ.

    Every group counts the same, however many pairs it has; the importance of a pair is that of
    its rows multiplied. None if no two rows of a group differ.
    """
    better, worse, worth = [], [], []
    for rows in _by_group(groups):
        high, low = np.nonzero(grades[rows][:, None] > grades[rows][None, :])
        if len(high):
            gap = grades[rows[high]] - grades[rows[low]]
            better.append(rows[high])
            worse.append(rows[low])
            worth.append(gap / gap.sum() * importance[rows[high]] * importance[rows[low]])
    if not better:
        return None
    winners, losers = np.concatenate(better), np.concatenate(worse)
    weight = _per_group(np.concatenate(worth), len(better))

    def loss(score: Floats) -> tuple[float, Floats]:
        margin = score[winners] - score[losers]
        pull = weight * expit(-margin)
        down = np.bincount(losers, pull, len(score))
        slope = np.asarray(down - np.bincount(winners, pull, len(score)), dtype=np.float64)
        return float(weight @ np.logaddexp(0.0, -margin)), slope

    return loss


def listwise_loss(grades: Floats, groups: Ints, importance: Floats) -> Loss | None:
    """Cross-entropy of each group between shares by grade and shares by score (ListNet).

    A row's share by grade is how far its grade is above the lowest of its group. None if no two
    rows of a group differ.
    """
    found = [rows for rows in _by_group(groups) if np.ptp(grades[rows]) > 0]
    if not found:
        return None
    order = np.concatenate(found)
    starts = np.cumsum([0, *(len(rows) for rows in found[:-1])])
    of = np.repeat(np.arange(len(found)), [len(rows) for rows in found])
    above = grades[order] - np.minimum.reduceat(grades[order], starts)[of]
    share = above / np.add.reduceat(above, starts)[of] * importance[order]
    share = _per_group(share, len(found))
    total = np.add.reduceat(share, starts)

    def loss(score: Floats) -> tuple[float, Floats]:
        found = score[order]
        top = np.maximum.reduceat(found, starts)
        grown = importance[order] * np.exp(found - top[of])
        whole = np.add.reduceat(grown, starts)
        lost = total @ (np.log(whole) + top) - share @ found
        slope = np.zeros(len(score))
        slope[order] = total[of] * grown / whole[of] - share
        return float(lost), slope

    return loss


def _by_group(groups: Ints) -> list[Ints]:
    order = np.argsort(groups, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(groups[order])) + 1)


def _per_group(weight: Floats, groups: int) -> Floats:
    """Scale so that all adds up to the number of groups: importance is relative."""
    total = weight.sum()
    return weight * (groups / total) if total > 0 else weight


def fit(
    rows: Rows,
    loss: Loss,
    prior: Numbers,
    shrinkage: float,
    learn: Collection[str] = LEARNABLE,
    max_iter: int = 1_000,
    tol: float = 1e-6,
) -> Fit:
    """Find the numbers that lose least, where leaving the prior costs something too.

    Parameters
    ----------
    shrinkage : float
        Price of leaving the prior: as much as this many groups lose that are in a wrong order.
    learn : collection of str
        Of `LEARNABLE`; the other numbers stay as they are in the prior.
    """
    problem = _Problem(rows, loss, prior, shrinkage)
    with threadpool_limits(1, user_api="blas"):  # many threads lose time on arrays this small
        found = minimize(
            problem.cost,
            np.concatenate([[np.log(STEEPNESS)], np.zeros(len(problem.units))]),
            jac=True,
            method="L-BFGS-B",
            bounds=problem.bounds(learn),
            options={"maxiter": max_iter, "ftol": 1e-10, "gtol": tol},
        )
    return Fit(problem.numbers(found.x), int(found.nit), found.status != OUT_OF_STEPS)


class _Problem:
    """Cost and slope over one vector: log steepness, then how many units each number moved."""

    def __init__(self, rows: Rows, loss: Loss, prior: Numbers, shrinkage: float) -> None:
        self.rows, self.loss, self.prior, self.shrinkage = rows, loss, prior, shrinkage
        terms, parts = rows.form.terms, len(rows.form.part_of)
        self.part_of = list(rows.form.part_of)
        self.mean_weight = float(prior.weights.mean())
        self.units = np.concatenate(
            [np.full(terms, self.mean_weight), np.full(terms + parts, UNIT), np.ones(terms)]
        )
        self.cuts = np.cumsum([terms, terms, parts])

    def numbers(self, vector: Floats) -> Numbers:
        weights, unknown, shares, log_power = np.split(vector[1:] * self.units, self.cuts)
        return Numbers(
            weights=np.maximum(0.0, self.prior.weights + weights),
            unknown=np.clip(self.prior.unknown + unknown, 0.0, 1.0),
            powers=self.prior.powers * np.exp(log_power),
            shares=np.maximum(0.0, self.prior.shares + shares),
        )

    def cost(self, vector: Floats) -> tuple[float, Floats]:
        numbers = self.numbers(vector)
        bent = self.rows.bent(numbers.powers)
        counts = self.rows.counts(numbers, bent)
        steepness = np.exp(vector[0]) / (self.mean_weight * len(numbers.weights))
        score = steepness * (counts @ numbers.weights)
        lost, pull = self.loss(score)
        slope = steepness * np.concatenate(self._slopes(numbers, bent, counts, pull)) * self.units
        moved = vector[1:]
        return (
            lost + self.shrinkage * float(moved @ moved),
            np.concatenate([[pull @ score], slope + 2 * self.shrinkage * moved]),
        )

    def _slopes(
        self, numbers: Numbers, bent: Floats, counts: Floats, pull: Floats
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Slope for each weight, unknown, share and logarithm of a power."""
        terms = len(numbers.weights)
        by_log = pull @ (bent * self.rows.log)
        of_power = by_log[:terms].copy()
        np.add.at(of_power, self.part_of, numbers.shares * by_log[terms:])
        return (
            pull @ counts,
            numbers.weights * (pull @ self.rows.unknown),
            numbers.weights[self.part_of] * (pull @ bent[:, terms:]),
            numbers.weights * numbers.powers * of_power,
        )

    def bounds(self, learn: Collection[str]) -> list[tuple[float, float]]:
        prior, form = self.prior, self.rows.form
        low = [-prior.weights, -prior.unknown, -prior.shares]
        high = [np.full(form.terms, np.inf), 1 - prior.unknown, np.maximum(0.0, 1 - prior.shares)]
        bends = np.array(form.bends, dtype=float)
        low.append(np.log(POWER_BOUNDS[0]) * bends)
        high.append(np.log(POWER_BOUNDS[1]) * bends)
        free = np.concatenate(
            [
                np.full(len(part), name in learn)
                for part, name in zip(low, ("weights", "unknown", "curves", "curves"), strict=True)
            ]
        )
        ends = [np.where(free, np.concatenate(end) / self.units, 0.0) for end in (low, high)]
        steepness = tuple(np.log(STEEPNESS_BOUNDS))
        return [steepness, *zip(*ends, strict=True)]
