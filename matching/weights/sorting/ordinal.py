"""What sorted cards say of the weights: an ordinal model over scores, shrunk to the current set.

A card is a yes where its score is above one bar, a no where it is below another, and a maybe
between them, each with a logistic error (cumulative logit model, McCullagh, "Regression models for
ordinal data", JRSS B 1980). The score is the product's own: points that a perfect match has 100 of.
The logarithms of the weights are normal around the current ones, so that no weight is negative and
nothing moves without evidence. How far they may go, and how large the error is, is unknown as well:
each of some spreads and errors is fitted, and all are averaged by their evidence (Laplace
approximation; Hoeting and others, "Bayesian model averaging", 1999).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

import numpy as np
from scipy.special import expit, softmax
from threadpoolctl import threadpool_limits

from matching.arrays import Bools, Floats, Ints
from matching.aspects import TERM_LABELS
from matching.weights.sorting.deck import Card, Deck

SPREADS: Final = {0.35: 0.0, 0.7: -0.5, 1.4: -1.0}
"""How far weights may be from the current ones, as standard deviation of their logarithms, and how
believable that is beforehand, as a logarithm: the farther, the less, so that a few haphazard
answers move little."""
ERRORS: Final = (2.0, 4.0, 8.0)
"""Points by which whoever sorts wavers: scale of the logistic error."""
BARS: Final = (50.0, 70.0)
"""Points at which a no ends and a yes begins, where no card says otherwise."""
BARS_SPREAD: Final = 15.0
"""Points by which the middle of the two bars may be off what it is taken for at first."""
GAP_SPREAD: Final = 0.7
"""The same for the gap between them, as standard deviation of its logarithm."""
LEAST_GAP: Final = 5.0
LEAST_SHARE: Final = 0.002
"""A weight of 0 is taken for this share of all, as it could not come back from nothing."""
MOST_STEPS: Final = 50
SMALL_STEP: Final = 1e-4
LEAST_CHANCE: Final = 1e-9


@dataclasses.dataclass(frozen=True, eq=False)
class Posterior:
    """What is known of weights and bars: a normal distribution of their logarithms.

    Attributes
    ----------
    mean : array of float (terms + 2,)
        Logarithms of the weights, the middle of the two bars, the logarithm of their gap.
    covariance : array of float (terms + 2, terms + 2)
    error : float
        Points by which whoever sorted wavers.
    """

    mean: Floats
    covariance: Floats
    error: float

    def draws(self, n: int, rng: np.random.Generator) -> Floats:
        """Draw weights and bars, shape (n, terms + 2)."""
        root = np.linalg.cholesky(self.covariance)
        return np.asarray(self.mean + rng.normal(size=(n, len(self.mean))) @ root.T)


@dataclasses.dataclass(frozen=True, eq=False)
class _Start:
    """What is believed before the first card.

    Attributes
    ----------
    logs : array of float (terms,)
        Logarithms of the current weights.
    middle, gap : float
        Points: middle of the two bars, and what lies between them.
    """

    logs: Floats
    middle: float
    gap: float


def _start(deck: Deck) -> _Start:
    """Begin with the current weights, and with bars that make three piles of the same size."""
    now = np.array([deck.weights.weights[term] for term in TERM_LABELS])
    scores = deck.scores(deck.weights) / 100
    low, high = np.quantile(scores, [1 / 3, 2 / 3]) if scores.size else BARS
    return _Start(
        logs=np.log(np.maximum(now, LEAST_SHARE * now.sum())),
        middle=float(low + high) / 2,
        gap=max(float(high - low), LEAST_GAP),
    )


def posterior(deck: Deck, answers: Mapping[Card, str]) -> Posterior:
    """Learn weights from sorted cards.

    Parameters
    ----------
    answers : mapping of card to str
        One of `deck.ANSWERS` each; cards that are not in the deck are passed over.

    Returns
    -------
    Posterior
        With the mean and covariance of all spreads and errors together. Without answers its mean is
        the current weights.
    """
    rows, grades = deck.piles(answers)
    problem = _Problem(deck.values[rows], deck.asked[rows], grades, _start(deck))
    with threadpool_limits(1, user_api="blas"):  # many threads lose time on arrays this small
        fits = [problem.fit(spread, error) for spread in SPREADS for error in ERRORS]
    share = softmax([fit.evidence for fit in fits])
    mean = np.average([fit.mean for fit in fits], axis=0, weights=share)
    around = [fit.covariance + np.outer(fit.mean - mean, fit.mean - mean) for fit in fits]
    return Posterior(
        mean,
        np.average(around, axis=0, weights=share),
        float(share @ [fit.error for fit in fits]),
    )


@dataclasses.dataclass(frozen=True, eq=False)
class _Fit:
    """The same for one spread and error, with the logarithm of its evidence up to a constant."""

    mean: Floats
    covariance: Floats
    error: float
    evidence: float


class _Problem:
    """The most probable weights and bars of sorted cards, by Fisher scoring."""

    def __init__(self, values: Floats, asked: Bools, grades: Ints, start: _Start) -> None:
        self.values, self.asked, self.grades = values, asked.astype(float), grades
        self.terms = values.shape[1]
        self.start = np.concatenate([start.logs, [start.middle, np.log(start.gap)]])

    def fit(self, spread: float, error: float) -> _Fit:
        precision = np.concatenate(
            [np.full(self.terms, spread**-2), [BARS_SPREAD**-2, GAP_SPREAD**-2]]
        )
        at = self.start.copy()
        cost, slope, curvature = self._cost(at, precision, error)
        for _ in range(MOST_STEPS):
            step = np.linalg.solve(curvature, -slope)
            new = self._cost(at + step, precision, error)
            while new[0] > cost + 1e-12 and abs(step).max() > SMALL_STEP:
                step = step / 2
                new = self._cost(at + step, precision, error)
            if new[0] > cost:
                break
            at, (cost, slope, curvature) = at + step, new
            if abs(step).max() <= SMALL_STEP:
                break
        covariance: Floats = np.asarray(np.linalg.inv(curvature), dtype=float)
        volume = np.linalg.slogdet(covariance)[1] + np.log(precision).sum()
        return _Fit(at, covariance, error, float(SPREADS[spread] + volume / 2 - cost))

    def _cost(self, at: Floats, precision: Floats, error: float) -> tuple[float, Floats, Floats]:
        """Minus the logarithm of the probability, its slope, and the expected curvature."""
        chance, slopes = self._chances(at, error)
        rows = np.arange(len(self.grades))
        mine = chance[rows, self.grades]
        moved = at - self.start
        cost = -np.log(mine).sum() + (precision * moved**2).sum() / 2
        slope = precision * moved - (slopes[rows, self.grades] / mine[:, None]).sum(axis=0)
        scaled = slopes / np.sqrt(chance)[:, :, None]
        flat = scaled.reshape(-1, len(at))
        return float(cost), slope, flat.T @ flat + np.diag(precision)

    def _chances(self, at: Floats, error: float) -> tuple[Floats, Floats]:
        """Chance of each answer per card, and how it grows with each number.

        Shapes (cards, answers) and (cards, answers, numbers).
        """
        part = self.asked * np.exp(at[: self.terms])
        part /= part.sum(axis=1, keepdims=True)
        score = 100 * (part * self.values).sum(axis=1)
        half = np.exp(at[-1]) / 2
        below = expit(np.stack([at[-2] - half - score, at[-2] + half - score], axis=1) / error)
        chance = np.stack([below[:, 0], below[:, 1] - below[:, 0], 1 - below[:, 1]], axis=1)
        of_score = part * (100 * self.values - score[:, None])
        steep = below * (1 - below) / error
        grows = np.zeros((len(score), 2, len(at)))
        grows[:, :, : self.terms] = -steep[:, :, None] * of_score[:, None, :]
        grows[:, :, -2] = steep
        grows[:, :, -1] = steep * np.array([-half, half])
        slopes = np.stack([grows[:, 0], grows[:, 1] - grows[:, 0], -grows[:, 1]], axis=1)
        return np.maximum(chance, LEAST_CHANCE), slopes
