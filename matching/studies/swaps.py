"""Judged roles that stand above a better one, and what it costs: where a ranker is at fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from matching import columns as c
from matching.arrays import Floats
from matching.evidence.judgments import grades_by_profile
from matching.evidence.metrics import discounts
from matching.profile import Profile
from matching.studies.baselines import Ranker

COST = "cost"
K = 10


def costly_swaps(
    ranker: Ranker, profiles: Sequence[Profile], judgments: pd.DataFrame
) -> pd.DataFrame:
    """List judged roles among the first ten that stand above a better one, costliest first.

    Parameters
    ----------
    profiles : sequence of Profile
        All of them judged.

    Returns
    -------
    DataFrame
        `profile_id`, `rank` (among the judged), `role_id`, `grade`, `reason`, `cost` (NDCG that a
        swap with the best role below it would give).
    """
    of_profiles = grades_by_profile(judgments)
    reasons = judgments.set_index([c.PROFILE_ID, c.ROLE_ID])[c.REASON]
    rows = []
    for profile in profiles:
        profile_id, grades = profile.profile_id, of_profiles[profile.profile_id]
        judged = [role_id for role_id in ranker.rank(profile) if role_id in grades]
        costs = swap_costs(np.array([grades[role_id] for role_id in judged], dtype=float), grades)
        rows += [
            (profile_id, place + 1, role_id, grades[role_id], reasons[profile_id, role_id], cost)
            for place, cost in costs.items()
            for role_id in [judged[place]]
        ]
    columns = [c.PROFILE_ID, c.RANK, c.ROLE_ID, c.GRADE, c.REASON, COST]
    found = pd.DataFrame(rows, columns=columns)
    order = [COST, c.PROFILE_ID, c.RANK]
    return found.sort_values(order, ascending=[False, True, True], ignore_index=True)


def swap_costs(listed: Floats, grades: Mapping[str, int]) -> dict[int, float]:
    """Of each place among the first ten with a better grade below it: what a swap would give."""
    best = np.sort(np.exp2(list(grades.values())))[::-1][:K] - 1
    ideal = float(best @ _discounts(len(best)))
    gains, discounts = np.exp2(listed) - 1, _discounts(len(listed))
    costs = {}
    for place in range(min(K, len(listed))):
        swaps = (gains[place:] - gains[place]) * (discounts[place] - discounts[place:])
        if gains[place:].max() > gains[place]:
            costs[place] = float(swaps.max()) / ideal
    return costs


def _discounts(n: int) -> Floats:
    """Weight of each place in NDCG@10; nothing from the eleventh on."""
    return np.where(np.arange(n) < K, discounts(n), 0.0)
