"""How firm the order of a list is: where each role would stand if all weights moved a little."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from matching import columns as c
from matching import phrases
from matching.arrays import Floats, Ints
from matching.aspects import TERM_LABELS
from matching.comparison.points import HUNDREDTHS, PAGE, earned_points
from matching.comparison.terms import Terms
from matching.comparison.weight_set import WeightSet
from matching.weights.tuning.lists import ranks
from matching.weights.tuning.workspace import Workspace, first_page_varied

RANDOM_DRAWS: Final = 200
RANDOM_CORNERS: Final = 300
MOST_CORNERS: Final = 400
"""Most corners of pairs: each favours one role against another as far as weights can."""
ROUNDING: Final = 50
"""Hundredths by which rounding can move two scores against each other, and more."""
ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip


def rank_ranges(
    workspace: Workspace,
    weights: WeightSet,
    profile_id: str,
    n: int = PAGE,
    by: float = 0.1,
    seed: int = 0,
) -> pd.DataFrame:
    """Try many sets of weights, each weight within a share of itself, and note the ranks.

    Tried are random sets, random corners (every weight as high or as low as may be), and for each
    pair of roles that could change places the corner where the lower one gains most. So whether
    two roles can change places is known for certain, up to rounding; a range over several roles
    at once could in rare cases be wider than what was found. All other numbers stay.

    Parameters
    ----------
    n : int
        How many of the first roles, at least 1.
    by : float
        Share of itself by which each weight may move, above 0 and below 1.
    seed : int
        Of what is random.

    Returns
    -------
    DataFrame
        `role_id`, `title`, `rank`, `best`, `worst`, `stays` (share of the random sets in which the
        rank is the same), `text` ("second, stays between first and fourth").

    Raises
    ------
    UnknownIdError
        The profile is not in the workspace.
    """
    if n < 1:
        raise ValueError(f"n must be at least 1, got {n}.")
    if not 0 < by < 1:
        raise ValueError(f"by must be above 0 and below 1, got {by}.")
    slate = workspace.slate(profile_id)
    standing = workspace.standing(weights)
    scores, order = standing.scores[profile_id], standing.orders[profile_id]
    near = _within_reach(scores, order, n, by, weights.variety["widest_gap"])
    shown = np.searchsorted(near, order[:n])
    terms = workspace.terms(weights, profile_id, near)
    corners = _corners(terms, shown, weights, by)
    directions = np.concatenate([_by_chance(np.random.default_rng(seed)), corners])
    org_codes = slate.index.org_codes[near]
    found = np.array(
        [_ranks(terms, moved, org_codes)[shown] for moved in _moved(weights, 1 + by * directions)]
    )
    rank = np.arange(1, len(shown) + 1)
    best = np.minimum(found.min(axis=0), rank)
    worst = np.maximum(found.max(axis=0), rank)
    roles = workspace.catalog.roles.loc[pd.Index(slate.role_ids[order[:n]])]
    return pd.DataFrame(
        {
            c.ROLE_ID: roles[c.ROLE_ID].to_numpy(),
            c.TITLE: roles[c.TITLE].to_numpy(),
            c.RANK: rank,
            "best": best,
            "worst": worst,
            "stays": (found[:RANDOM_DRAWS] == rank).mean(axis=0),
            "text": [
                _text(*of_role)
                for of_role in zip(rank.tolist(), best.tolist(), worst.tolist(), strict=True)
            ],
        }
    )


def _within_reach(scores: Ints, order: Ints, n: int, by: float, gap: float) -> Ints:
    """Positions of the roles that can come among the first, or be pulled there for variety.

    When weights move by a share, no difference of two scores moves by more than that share of the
    whole score before all weights are scaled to 100 points again. `gap` is in points.
    """
    lowest = scores[order[: max(n, PAGE)]].min(initial=HUNDREDTHS)
    reach = by * HUNDREDTHS + (1 + by) * 100 * gap + ROUNDING
    return np.flatnonzero(scores >= lowest - reach)


def _by_chance(rng: np.random.Generator) -> Floats:
    """Random directions of all weights, `RANDOM_DRAWS` anywhere and then some corners."""
    anywhere = rng.uniform(-1, 1, (RANDOM_DRAWS, len(TERM_LABELS)))
    corners = rng.choice([-1.0, 1.0], (RANDOM_CORNERS, len(TERM_LABELS)))
    return np.concatenate([anywhere, corners])


def _ranks(terms: Terms, weights: WeightSet, org_codes: Ints) -> Ints:
    """Rank of each role with these weights."""
    scores = earned_points(terms, weights).sum(axis=1)
    return ranks(first_page_varied(scores, org_codes, weights.variety))


def _corners(terms: Terms, shown: Ints, weights: WeightSet, by: float) -> Floats:
    """Directions of all weights, -1 or 1, in which two roles change places, closest pairs first."""
    weight = np.array(list(weights.weights.values())) * terms.asked
    apart = terms.values[np.newaxis] - terms.values[shown, np.newaxis]
    lead = apart @ weight
    room = by * np.abs(apart) @ weight
    can_change = (np.abs(lead) <= room) & (room > 0)
    closest = np.argsort(np.abs(lead)[can_change], kind="stable")
    against = np.where(lead > 0, -1.0, 1.0)[can_change, np.newaxis]
    corners = np.where(against * apart[can_change] >= 0, 1.0, -1.0)[closest]
    _, first = np.unique(corners, axis=0, return_index=True)
    return np.asarray(corners[np.sort(first)[:MOST_CORNERS]], dtype=float)


def _moved(weights: WeightSet, factors: Floats) -> Iterator[WeightSet]:
    for factor in factors.tolist():
        moved = {
            term: weight * by
            for (term, weight), by in zip(weights.weights.items(), factor, strict=True)
        }
        yield weights.model_copy(update={"weights": moved})


def _text(rank: int, best: int, worst: int) -> str:
    if best == worst:
        return f"{_ordinal(rank)}, stays there"
    return f"{_ordinal(rank)}, stays between {_ordinal(best)} and {_ordinal(worst)}"


def _ordinal(rank: int) -> str:
    if rank <= len(ORDINALS):
        return ORDINALS[rank - 1]
    return phrases.ordinal(rank)
