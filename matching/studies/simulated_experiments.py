"""Made-up experiments whose answer is known: how often the verdict is wrong, and how often right.

Each made-up person likes some of their roles more; two rankings know it with an error each. They
look at one drafted list, less and less down the list, and act on some of what they like.
"""

from __future__ import annotations

import dataclasses
from typing import Final

import numpy as np
import pandas as pd
from scipy.special import betaln, expit

from matching.arrays import Bools, Floats, Ints
from matching.weights.experiments.drafting import FIRST, SECOND, draft
from matching.weights.experiments.verdict import LEVEL, SHAPE, judge

ROLES: Final = 20
PLACES: Final = 10
SEEN_POWER: Final = 0.7
LIKED_AT: Final = 1.5
SHARPNESS: Final = 2.0
NORMAL_97_5: Final = 1.959964
FIRST_PEEK: Final = 20
PEOPLE_AT_ONCE: Final = 20_000


@dataclasses.dataclass(frozen=True)
class Scenario:
    """Two rankings, each the true liking (spread 1) with a normal error of this spread.

    Parameters
    ----------
    common : float
        Spread of an error that both share; the larger, the more alike the two are.
    """

    name: str
    first_error: float
    second_error: float
    common: float = 0.0

    @property
    def is_fair(self) -> bool:
        """Whether neither is better."""
        return self.first_error == self.second_error


SCENARIOS: Final = (
    Scenario("equally good, quite different", 1.0, 1.0),
    Scenario("equally good, much alike", 0.2, 0.2, common=1.0),
    Scenario("second a little better", 1.0, 0.8),
    Scenario("second clearly better", 1.0, 0.5),
    Scenario("second much better", 1.5, 0.3),
)


def simulated_experiments(
    experiments: int = 1_000, planned: int = 200, seed: int = 0
) -> pd.DataFrame:
    """Run many experiments of each scenario.

    Returns
    -------
    DataFrame
        `scenario`, `is_fair`, `ndcg_first`, `ndcg_second` (of the made-up rankings), `share` (of
        votes for the second), `people` (mean number that an experiment without early end needs),
        and how often a difference was told: `once` (one look at the end, 95 % interval of the
        normal approximation), `rule` (the stopping rule), `any_time` (the confidence sequence,
        watched at every vote), `peeking` (the interval of `once`, wrongly watched from the 20th
        vote on); `rule_votes` (mean number of votes until the rule ended it).
    """
    return pd.DataFrame(
        [
            simulate_scenario(scenario, experiments, planned, np.random.default_rng([seed, at]))
            for at, scenario in enumerate(SCENARIOS)
        ]
    )


def simulate_scenario(
    scenario: Scenario, experiments: int, planned: int, rng: np.random.Generator
) -> dict[str, str | bool | float]:
    """Run many experiments of one scenario; one row of `simulated_experiments`."""
    batches: list[_People] = []
    while sum(batch.votes.size for batch in batches) < experiments * planned:
        batches.append(_people(scenario, PEOPLE_AT_ONCE, rng))
    cast: Ints = np.concatenate([batch.votes for batch in batches])
    each = cast[: experiments * planned].reshape(experiments, planned)
    verdicts = [judge(votes, planned) for votes in each]
    first, second = np.mean([batch.ndcg for batch in batches], axis=0)
    return {
        "scenario": scenario.name,
        "is_fair": scenario.is_fair,
        "ndcg_first": float(first),
        "ndcg_second": float(second),
        "share": float((cast > 0).mean()),
        "people": planned * PEOPLE_AT_ONCE * len(batches) / cast.size,
        "once": float((abs(each.sum(axis=1)) > NORMAL_97_5 * np.sqrt(planned)).mean()),
        "rule": float(np.mean([v.outcome in (FIRST, SECOND) for v in verdicts])),
        "any_time": float(_crosses(each).mean()),
        "peeking": float(_peeks(each).mean()),
        "rule_votes": float(np.mean([v.votes for v in verdicts])),
    }


@dataclasses.dataclass(frozen=True, eq=False)
class _People:
    votes: Ints
    ndcg: Floats


def _people(scenario: Scenario, people: int, rng: np.random.Generator) -> _People:
    """Show each made-up person one drafted list; give the votes of those who favoured one."""
    liking = rng.normal(size=(people, ROLES))
    common = scenario.common * rng.normal(size=liking.shape)
    ranks = [
        np.argsort(np.argsort(-(liking + common + error * rng.normal(size=liking.shape))))
        for error in (scenario.first_error, scenario.second_error)
    ]
    coins = rng.random((people, PLACES)) < 0.5
    order, team = draft(ranks[0].astype(float), ranks[1].astype(float), coins)
    chance = expit(SHARPNESS * (liking - LIKED_AT))
    wanted = rng.random(order.shape) < np.take_along_axis(chance, order, axis=1)
    seen = rng.random(order.shape) < np.arange(1.0, PLACES + 1) ** -SEEN_POWER
    favour = np.sign((team * (wanted & seen)).sum(axis=1))
    return _People(favour[favour != 0], np.array([_ndcg(chance, rank) for rank in ranks]))


def _ndcg(chance: Floats, rank: Ints) -> float:
    discount = np.where(np.arange(ROLES) < PLACES, 1 / np.log2(np.arange(ROLES) + 2), 0.0)
    ideal = -np.sort(-chance, axis=1) @ discount
    return float(((chance * discount[rank]).sum(axis=1) / ideal).mean())


def _peeks(each: Ints) -> Bools:
    """Whether an interval meant for one look ever leaves one half out."""
    number = np.arange(1, each.shape[1] + 1)
    outside = abs(each.cumsum(axis=1)) > NORMAL_97_5 * np.sqrt(number)
    return np.asarray(outside[:, FIRST_PEEK:].any(axis=1), dtype=bool)


def _crosses(each: Ints) -> Bools:
    """Whether the confidence sequence ever leaves one half out."""
    number = np.arange(1, each.shape[1] + 1)
    wins = (each > 0).cumsum(axis=1)
    evidence = betaln(SHAPE + wins, SHAPE + number - wins) - betaln(SHAPE, SHAPE)
    return np.asarray((evidence + number * np.log(2) >= -np.log(LEVEL)).any(axis=1), dtype=bool)
