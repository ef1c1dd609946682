r"""Which of two rankings is better, when that may be said, and how sure it is.

The stopping rule is planned before the experiment (group-sequential, O'Brien and Fleming,
Biometrics 1979): five looks, at equal numbers of votes, each with a bar for the margin that is the
same in votes from look to look, so that an early end needs an overwhelming margin. The bar is the
lowest with which two equally good rankings are told apart wrongly in at most 5 of 100 experiments,
counted exactly over all sequences of votes, not by the normal approximation.

Between the looks anyone may watch: the interval is a confidence sequence, right at all moments at
once in 95 of 100 experiments (the mixture of Robbins, Annals of Mathematical Statistics 1970, with
a beta distribution; the test that belongs to it is the mixture SPRT of Johari, Koomen, Pekelis and
Walsh, "Peeking at A/B tests", KDD 2017). It is wider than one that is looked at once.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import betaln

from matching.arrays import Floats

LEVEL: Final = 0.05
LOOKS: Final = 5
TINY: Final = 1e-300
SHAPE: Final = 12.0
"""Of the beta mixture: narrowest where the better ranking has about three votes of five."""

Outcome = Literal["first", "second", "no difference found", "not known yet"]


@dataclasses.dataclass(frozen=True)
class ExperimentVerdict:
    """How an experiment stands.

    Attributes
    ----------
    outcome : str
        `first` or `second` (the better one), `no difference found` after all looks, or
        `not known yet`.
    votes, for_second : int
        All votes up to the one that decided, or up to now; those for the second ranking.
    share : float
        Of votes for the second; NaN without votes.
    low, high : float
        Its interval, which may be looked at as often as one likes.
    next_look : int
        After how many votes the next look is; 0 if it has ended.
    """

    outcome: Outcome
    votes: int
    for_second: int
    share: float
    low: float
    high: float
    next_look: int


def judge(votes: npt.ArrayLike, planned: int) -> ExperimentVerdict:
    """Look at the votes so far as the plan says.

    Parameters
    ----------
    votes : array of int
        1 for the second ranking, -1 for the first, in their order.
    planned : int
        Number of votes after which the experiment ends at the latest; fixed before it begins.

    Examples
    --------
    >>> judge([1, 1, -1, 1], planned=100).outcome
    'not known yet'
    >>> judge([1] * 40, planned=100).outcome
    'second'
    """
    cast = np.asarray(votes, dtype=np.int64)[:planned]
    total = np.cumsum(cast)
    at, bar = looks(planned)
    reached = [look for look in at if look <= len(cast)]
    decisive = [look for look in reached if abs(total[look - 1]) >= bar]
    number = decisive[0] if decisive else len(cast)
    margin = int(total[number - 1]) if number else 0
    outcome: Outcome = "not known yet"
    if decisive:
        outcome = "second" if margin > 0 else "first"
    elif len(reached) == len(at):
        outcome = "no difference found"
    for_second = (number + margin) // 2
    low, high = always_valid_interval(for_second, number)
    has_ended = outcome != "not known yet"
    return ExperimentVerdict(
        outcome=outcome,
        votes=number,
        for_second=for_second,
        share=for_second / number if number else np.nan,
        low=low,
        high=high,
        next_look=0 if has_ended else at[len(reached)],
    )


@functools.cache
def looks(planned: int) -> tuple[tuple[int, ...], int]:
    """Plan the looks: after how many votes, and how large the margin must be.

    Raises
    ------
    ValueError
        Fewer votes are planned than could ever decide.

    Examples
    --------
    >>> looks(200)
    ((40, 80, 120, 160, 200), 29)
    """
    at = tuple(sorted({-(-planned * look // LOOKS) for look in range(1, LOOKS + 1)}))
    for bar in range(1, planned + 1):
        if _chance_of_reaching(at, bar) <= LEVEL:
            return at, bar
    raise ValueError(f"{planned} votes are too few to tell anything; plan more.")


def always_valid_interval(wins: int, votes: int, level: float = LEVEL) -> tuple[float, float]:
    """Interval of the share of wins that holds at every number of votes at once.

    Examples
    --------
    >>> low, high = always_valid_interval(120, 200)
    >>> round(low, 3), round(high, 3)
    (0.494, 0.7)
    """
    if votes == 0:
        return 0.0, 1.0
    losses = votes - wins
    return _lowest_share(wins, losses, level), 1.0 - _lowest_share(losses, wins, level)


def _lowest_share(wins: int, losses: int, level: float) -> float:
    """Least share of wins that the votes do not rule out."""
    mixture = betaln(SHAPE + wins, SHAPE + losses) - betaln(SHAPE, SHAPE)

    def above(share: float) -> float:
        return float(mixture - wins * np.log(share) - losses * np.log1p(-share) + np.log(level))

    middle = min(wins / (wins + losses), 1 - 1e-9)
    # One win among many losses: what is not ruled out begins at less than any share that matters.
    return float(brentq(above, TINY, middle)) if wins else 0.0


def _chance_of_reaching(at: tuple[int, ...], bar: int) -> float:
    """Chance that fair votes reach the bar at one of the looks."""
    planned = at[-1]
    margin = np.arange(-planned, planned + 1)
    chance: Floats = (margin == 0).astype(float)
    reached = 0.0
    for vote in range(1, planned + 1):
        stepped = np.zeros_like(chance)
        stepped[1:] += chance[:-1] / 2
        stepped[:-1] += chance[1:] / 2
        chance = stepped
        if vote in at:
            over = np.abs(margin) >= bar
            reached += float(chance[over].sum())
            chance = np.where(over, 0.0, chance)
    return reached
