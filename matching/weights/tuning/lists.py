"""The first roles of chosen profiles before and after a change of weights, and what moved them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from matching import columns as c
from matching.arrays import Floats, Ints
from matching.aspects import TERM_LABELS
from matching.comparison.points import PAGE, earned_points
from matching.comparison.weight_set import WeightSet
from matching.weights.tuning.workspace import Workspace

MOVES: Final = ("new", "up", "same", "down", "gone")
MOST_TERMS: Final = 2
LEAST_GAIN: Final = 0.05
"""Points that a term must give or take for it to be named."""


def compare_lists(
    workspace: Workspace,
    draft: WeightSet,
    base: WeightSet,
    profile_ids: Sequence[str],
    n: int = PAGE,
) -> pd.DataFrame:
    """Put the first `n` roles under two weight sets side by side.

    Parameters
    ----------
    n : int
        Length of the lists, at least 1.

    Returns
    -------
    DataFrame
        A row for each profile and each role that is among the first `n` before or after:
        `profile_id`, `role_id`, `title`, `org_id`; `before` and `after` (ranks, as
        `Recommender.recommend` gives; beyond `n` where the role is new or gone); `move` (one of
        `MOVES`) and `by` (places, positive: up); `score_before`, `score_after`; `terms` (tuple, at
        most two: what moved it) and `gains` (tuple: how many points each gave it more than the
        other roles of the table gained from it on average). Both are empty where the role did not
        move, or only because others did or for variety. In the order of the profiles, then of the
        new list; what is gone comes last.

    Raises
    ------
    UnknownIdError
        A profile is not in the workspace.
    """
    if n < 1:
        raise ValueError(f"n must be at least 1, got {n}.")
    tables = [_of_profile(workspace, draft, base, profile_id, n) for profile_id in profile_ids]
    rows = [row for table in tables for row in table]
    return pd.DataFrame(rows, columns=_COLUMNS)


_COLUMNS: Final = [
    c.PROFILE_ID, c.ROLE_ID, c.TITLE, c.ORG_ID, "before", "after", "move", "by", "score_before",
    "score_after", "terms", "gains",
]  # fmt: skip


def _of_profile(
    workspace: Workspace, draft: WeightSet, base: WeightSet, profile_id: str, n: int
) -> list[tuple[object, ...]]:
    slate = workspace.slate(profile_id)
    old, new = workspace.standing(base), workspace.standing(draft)
    old_rank, new_rank = ranks(old.orders[profile_id]), ranks(new.orders[profile_id])
    shown = np.flatnonzero((old_rank <= n) | (new_rank <= n))
    shown = shown[np.lexsort((old_rank[shown], new_rank[shown]))]
    earned = [
        earned_points(workspace.terms(weights, profile_id, shown), weights) / 100
        for weights in (base, draft)
    ]
    gains = earned[1] - earned[0]
    gains -= gains.sum(axis=0) / max(len(shown), 1)
    roles = workspace.catalog.roles.loc[pd.Index(slate.role_ids[shown])]
    rows: list[tuple[object, ...]] = []
    for at, role in enumerate(shown):
        before, after = int(old_rank[role]), int(new_rank[role])
        rows.append(
            (
                profile_id,
                roles[c.ROLE_ID].iat[at],
                roles[c.TITLE].iat[at],
                roles[c.ORG_ID].iat[at],
                before,
                after,
                _move(before, after, n),
                before - after,
                old.scores[profile_id][role] / 100,
                new.scores[profile_id][role] / 100,
                *_reasons(gains[at], before - after),
            )
        )
    return rows


def ranks(order: Ints) -> Ints:
    """Rank by position, 1 is best, of positions in their order."""
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    return rank


def _move(before: int, after: int, n: int) -> str:
    if before > n:
        return "new"
    if after > n:
        return "gone"
    return "same" if before == after else "up" if after < before else "down"


def _reasons(gains: Floats, by: int) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Terms that gave or took most in the direction of the move, and how many points."""
    towards = gains * np.sign(by)
    most = np.argsort(-towards, kind="stable")[:MOST_TERMS]
    named = most[towards[most] >= LEAST_GAIN]
    terms = list(TERM_LABELS)
    return tuple(terms[at] for at in named), tuple(round(float(gains[at]), 2) for at in named)
