"""The weights that sorted cards propose, with intervals, and how well they give the piles."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from matching.arrays import Bools, Floats, Ints
from matching.aspects import TERM_LABELS
from matching.comparison.weight_set import MOST_POINTS, WeightSet
from matching.weights.sorting.deck import ANSWERS, Card, Deck
from matching.weights.sorting.ordinal import Posterior, posterior

DRAWS: Final = 2_000
INTERVAL: Final = (0.025, 0.975)
DIGITS: Final = 1


@dataclasses.dataclass(frozen=True, eq=False)
class Proposal:
    """Weights that explain how cards were sorted.

    Attributes
    ----------
    weights : WeightSet
        The current set with the proposed weights.
    table : DataFrame
        A row per term: `term`, `now`, `proposed`, `low`, `high` (95 % interval), `is_asked`
        (whether a sorted card asks for it; if none does, the weight stays and has no interval) and
        `moves` (whether the interval leaves out the current weight).
    sorted : dict of answer to int
        How many cards of the deck were sorted into each pile.
    pairs : int
        Pairs of cards that were sorted into different piles.
    agree_now, agree_proposed : float
        Share of these pairs that the score puts into the same order, ties counting half; NaN
        without pairs. Of the proposed weights this flatters: they were fitted to these cards.
    """

    weights: WeightSet
    table: pd.DataFrame
    sorted: dict[str, int]
    pairs: int
    agree_now: float
    agree_proposed: float


def propose(
    deck: Deck, answers: Mapping[Card, str], known: Posterior | None = None, seed: int = 0
) -> Proposal:
    """Propose weights.

    The weights of terms that the sorted cards ask for add up to what they add up to now.

    Parameters
    ----------
    answers : mapping of card to str
        One of `deck.ANSWERS` each; cards that are not in the deck are passed over.
    known : Posterior, optional
        What `posterior(deck, answers)` gave.
    seed : int
        Of the draws for the intervals.
    """
    rows, grades = deck.piles(answers)
    known = posterior(deck, answers) if known is None else known
    now = np.array([deck.weights.weights[term] for term in TERM_LABELS])
    asked = np.asarray(deck.asked[rows].any(axis=0), dtype=bool)
    proposed = _scaled(known.mean[None, :-2], now, asked)[0]
    drawn = _scaled(known.draws(DRAWS, np.random.default_rng(seed))[:, :-2], now, asked)
    low, high = (np.where(asked, end, np.nan) for end in np.quantile(drawn, INTERVAL, axis=0))
    weights = deck.weights.changed(**dict(zip(TERM_LABELS, proposed.tolist(), strict=True)))
    pairs, agree_now = _agreement(deck.scores(deck.weights)[rows], grades)
    return Proposal(
        weights=weights,
        table=pd.DataFrame(
            {
                "term": list(TERM_LABELS),
                "now": now,
                "proposed": proposed,
                "low": low,
                "high": high,
                "is_asked": asked,
                "moves": asked & ((now < low) | (now > high)),
            }
        ),
        sorted=dict(zip(ANSWERS, np.bincount(grades, minlength=3).tolist(), strict=True)),
        pairs=pairs,
        agree_now=agree_now,
        agree_proposed=_agreement(deck.scores(weights)[rows], grades)[1],
    )


def _scaled(logs: Floats, now: Floats, asked: Bools) -> Floats:
    """Weights whose asked ones add up to what they add up to now; the others stay."""
    weights = np.exp(logs)
    total = weights[:, asked].sum(axis=1, keepdims=True)
    grown = weights * (now[asked].sum() / np.where(total > 0, total, 1.0))
    return np.where(asked, np.minimum(np.round(grown, DIGITS), MOST_POINTS), now)


def _agreement(scores: Ints, grades: Ints) -> tuple[int, float]:
    better, worse = np.nonzero(grades[:, None] > grades[None, :])
    if not better.size:
        return 0, float("nan")
    gap = np.sign(scores[better] - scores[worse])
    return int(better.size), float((gap + 1).mean() / 2)
