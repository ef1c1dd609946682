"""Made-up people whose wishes are known, to see whether learning from use finds them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from matching.arrays import Floats
from matching.aspects import TERM_LABELS
from matching.comparison.weight_set import WeightSet
from matching.evidence.position_bias import PositionBias, estimate_position_bias
from matching.evidence.use_log import NO_TERM, UseLog
from matching.weights.learning.from_use import evidence_of_use, learn
from matching.weights.learning.ranker import WeightRanker
from matching.weights.learning.score_form import COLUMNS

SHOWN: Final = 10
POOL: Final = 30
TRUE_CHANGES: Final = {
    "specialty": 12.0, "focus": 10.0, "text": 16.0, "place": 6.0, "length": 20.0, "setting": 4.0,
    "faith": 14.0, "funding": 16.0,
}  # fmt: skip
"""What the made-up people truly care about, where it is not what the shipped weights say."""
OTHER_CHANGES: Final = {"focus": 10.0, "setting": 20.0, "language": 12.0}
"""A second set, also wrong, that half of the lists are ranked by: it makes roles change places."""


@dataclasses.dataclass(frozen=True)
class World:
    """The truth of a simulation.

    Attributes
    ----------
    truth : WeightSet
        How people weigh the terms.
    shown_by : tuple of WeightSet
        Each list is ranked by one of them, taken by chance.
    power : float
        A role at position k is seen k to the power of minus this often.
    noise : float
        Share of roles that were seen and are acted on whatever they are like.
    sharpness : float
        The liking of a role falls by the factor e for each 1 / sharpness of the score below the
        best of the person's roles.
    """

    truth: WeightSet
    shown_by: tuple[WeightSet, ...]
    power: float = 1.0
    noise: float = 0.05
    sharpness: float = 12.0

    @classmethod
    def usual(cls, **changes: float) -> World:
        """Lists by the shipped weights and another set, people who want something else."""
        shipped = WeightSet.default()
        return cls(
            shipped.changed(**TRUE_CHANGES), (shipped, shipped.changed(**OTHER_CHANGES)), **changes
        )

    def seen(self, positions: int = SHOWN) -> Floats:
        """How often each position is seen."""
        return np.arange(1, positions + 1, dtype=float) ** -self.power


def simulate_use(
    world: World, lists: int, rng: np.random.Generator, *, lists_each: int = 2, pool: int = POOL
) -> UseLog:
    """Let made-up people look at lists and act on what they see and like.

    Parameters
    ----------
    lists : int
        How many lists of ten are shown in all.
    lists_each : int
        How many each person looks at; the roles stay the same.
    pool : int
        How many roles are open to each person.
    """
    people = max(1, lists // lists_each)
    values = np.zeros((people, pool, len(COLUMNS)))
    values[:, :, : len(TERM_LABELS)] = rng.random((people, pool, len(TERM_LABELS)))
    score = _scores(values, world.truth)
    liking = np.exp(world.sharpness * (score - score.max(axis=1, keepdims=True)))
    by = rng.integers(len(world.shown_by), size=(people, lists_each))
    ranked = np.stack([np.argsort(-_scores(values, w), axis=1) for w in world.shown_by])
    who = np.repeat(np.arange(people), lists_each)
    shown = ranked[by.ravel(), who][:, :SHOWN]
    seen = rng.random(shown.shape) < world.seen()
    wanted = world.noise + (1 - world.noise) * np.take_along_axis(liking[who], shown, axis=1)
    acted = (seen & (rng.random(shown.shape) < wanted)).ravel()
    return UseLog(
        values=values[who[:, None], shown].reshape(-1, len(COLUMNS)),
        lists=np.repeat(np.arange(len(shown), dtype=np.int64), SHOWN),
        people=np.repeat(who, SHOWN),
        roles=(who[:, None] * pool + shown).ravel(),
        positions=np.tile(np.arange(1, SHOWN + 1, dtype=np.int64), len(shown)),
        liked=acted.astype(float),
        disliked=np.zeros(len(acted)),
        named=np.full(len(acted), NO_TERM, dtype=np.int64),
        acted=acted,
    )


def recovery(
    world: World,
    numbers_of_lists: Sequence[int],
    *,
    shrinkage: float = 1.0,
    repeats: int = 1,
    seed: int = 0,
) -> pd.DataFrame:
    """Fit simulated use with and without correction, and compare with the truth.

    Returns
    -------
    DataFrame
        One row a number of lists and way of fitting (`prior`, `naive`, `corrected`, and `known`,
        corrected by the true curve): `lists`, `fit`, `correlation` of the weights with the true
        ones, `same_order` (share of pairs of new roles that are ordered as the truth orders them),
        `seen_at_5` and `seen_at_10` as the fit took them to be. Means over `repeats`.
    """
    rows = []
    for number in numbers_of_lists:
        for repeat in range(repeats):
            rng = np.random.default_rng([seed, number, repeat])
            log = simulate_use(world, number, rng)
            biases = {
                "naive": None,
                "corrected": estimate_position_bias(log),
                "known": PositionBias(world.seen(), 0.0),
            }
            prior = world.shown_by[0]
            rows.append({"lists": number, "fit": "prior", **_against_truth(world, prior, None)})
            for name, bias in biases.items():
                ranker = WeightRanker(prior, shrinkage=shrinkage, learn=("weights",))
                found = learn(ranker, evidence_of_use(log, bias)).to_weight_set()
                rows.append({"lists": number, "fit": name, **_against_truth(world, found, bias)})
    return pd.DataFrame(rows).groupby(["lists", "fit"], sort=False, as_index=False).mean()


def _against_truth(world: World, found: WeightSet, bias: PositionBias | None) -> dict[str, float]:
    values = np.zeros((200, POOL, len(COLUMNS)))
    values[:, :, : len(TERM_LABELS)] = np.random.default_rng(1).random(
        (200, POOL, len(TERM_LABELS))
    )
    ours, true = _scores(values, found), _scores(values, world.truth)
    same = [
        np.sign(score[:, :, None] - score[:, None, :])[:, *np.triu_indices(POOL, 1)]
        for score in (ours, true)
    ]
    ones = np.ones(SHOWN) if bias is None else bias.seen
    return {
        "correlation": float(np.corrcoef(_weights(found), _weights(world.truth))[0, 1]),
        "same_order": float((same[0] == same[1]).mean()),
        "seen_at_5": float(ones[4]),
        "seen_at_10": float(ones[9]),
    }


def _weights(weights: WeightSet) -> Floats:
    return np.array([weights.weights[name] for name in TERM_LABELS])


def _scores(values: Floats, weights: WeightSet) -> Floats:
    """Scores from 0 to 1 of rows whose terms are all known."""
    weight = _weights(weights)
    return np.asarray(values[..., : len(TERM_LABELS)] @ (weight / weight.sum()), dtype=float)
