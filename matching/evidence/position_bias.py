r"""How much less a role is seen further down, learned from roles that changed places.

A person who does nothing about a role did not like it, or did not see it. Where the same role was
shown to the same person at two positions, because two weight sets or the draft of an experiment
put it there, liking is the same and only the position differs (intervention harvesting: Agarwal,
Zaitsev, Wang, Li, Najork and Joachims, "Estimating position bias without intrusive interventions",
WSDM 2019). Of the actions on such roles at positions k and k', the share at k is
`seen[k] / (seen[k] + seen[k'])`, whatever the roles are like; all pairs together give `seen`.

Regression EM (Wang et al., WSDM 2018) needs no swaps, but must tell liking from position by the
terms, and it is the terms that decide the position; it was not taken for that reason.
"""

from __future__ import annotations

import dataclasses
from typing import Final

import numpy as np
import pandas as pd
from scipy.optimize import minimize

from matching.arrays import Floats, Ints
from matching.evidence.use_log import UseLog

POSITIONS: Final = 10
PRIOR_POWER: Final = 0.5
"""Before there is evidence, a role at position k is seen k to the power of minus this often."""
POWER_SPREAD: Final = 0.5
"""How far the power may leave its prior without much evidence (one standard deviation)."""
STEP_SPREAD: Final = 0.1
"""The same for the fall from one position to the next, on the scale of the logarithm, beside what
the power says."""
CLIP: Final = 10.0
"""Largest weight: what is hardly ever seen would else decide all by itself."""


@dataclasses.dataclass(frozen=True, eq=False)
class PositionBias:
    """How often a role is seen at each position, relative to the first.

    Attributes
    ----------
    seen : array of float
        The first is 1; none is above 1.
    swaps : float
        Actions on roles that changed places: the evidence. 0 if this is the prior.
    """

    seen: Floats
    swaps: float

    def at(self, positions: Ints) -> Floats:
        """How often it is seen; beyond the last known position, falling on as in the prior."""
        last = len(self.seen)
        beyond = (np.maximum(positions, last) / last) ** -PRIOR_POWER
        return np.asarray(self.seen[np.minimum(positions, last) - 1] * beyond, dtype=float)

    def weights(self, positions: Ints, clip: float = CLIP) -> Floats:
        """What an action at each position counts, so that all positions count alike (clipped)."""
        return np.asarray(np.minimum(1.0 / self.at(positions), clip), dtype=float)


def prior_position_bias(positions: int = POSITIONS, power: float = PRIOR_POWER) -> PositionBias:
    """What is taken for granted before anything was logged.

    Examples
    --------
    >>> prior_position_bias(4).seen.round(2).tolist()
    [1.0, 0.71, 0.58, 0.5]
    """
    return PositionBias(np.arange(1, positions + 1, dtype=float) ** -power, 0.0)


def estimate_position_bias(log: UseLog, positions: int = POSITIONS) -> PositionBias:
    """Estimate how often roles are seen at each position; without swaps the prior stays.

    The curve is a power of the position, bent at each step where the evidence says so; both are
    held near to the prior (a maximum a posteriori estimate).

    Parameters
    ----------
    positions : int
        How many of the first positions are estimated.
    """
    wins = _harvest(log, positions)
    if wins.sum() == 0:
        return prior_position_bias(positions)
    places = np.arange(1, positions + 1)
    # Logarithm of how often each is seen, as a sum over (power, bend of each step).
    parts = np.column_stack([-np.log(places), places[:, None] >= places[None, 1:]]).astype(float)
    middle = np.array([PRIOR_POWER, *[0.0] * (positions - 1)])
    spread = np.array([POWER_SPREAD, *[STEP_SPREAD] * (positions - 1)])

    def cost(numbers: Floats) -> tuple[float, Floats]:
        level = parts @ numbers
        among_both = level[:, None] - np.logaddexp(level[:, None], level[None, :])
        pull = (np.exp(among_both) * (wins + wins.T)).sum(axis=1) - wins.sum(axis=1)
        off = (numbers - middle) / spread
        return float(0.5 * off @ off - (wins * among_both).sum()), parts.T @ pull + off / spread

    found = minimize(cost, middle, jac=True, method="L-BFGS-B")
    return PositionBias(np.minimum(1.0, np.exp(parts @ found.x)), float(wins.sum()))


def _harvest(log: UseLog, positions: int) -> Floats:
    """Count actions at a position (row) on roles that the same person saw at another (column).

    A role that was shown more often at one of the two counts there as if it had been shown
    equally often at both.
    """
    wins = np.zeros((positions, positions))
    frame = pd.DataFrame(
        {"who": log.people, "role": log.roles, "at": log.positions - 1, "did": log.acted}
    )
    frame = frame[frame["at"] < positions]
    each = frame.groupby(["who", "role", "at"], as_index=False)["did"].agg(["size", "mean"])
    moved = each[each.duplicated(["who", "role"], keep=False)]
    pairs = moved.merge(moved, on=["who", "role"], suffixes=("", "_other"))
    pairs = pairs[pairs["at"] != pairs["at_other"]]
    shows = 2 * pairs["size"] * pairs["size_other"] / (pairs["size"] + pairs["size_other"])
    np.add.at(wins, (pairs["at"], pairs["at_other"]), shows * pairs["mean"])
    return wins
