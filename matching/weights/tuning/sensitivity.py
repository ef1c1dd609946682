"""What each weight would gain or lose on the judgments if it were moved a little."""

from __future__ import annotations

import numpy as np
import pandas as pd

from matching.aspects import TERM_LABELS
from matching.comparison.weight_set import MOST_POINTS, WeightSet
from matching.evidence.metrics import BETTER, HIGH, LOW, MEAN, PROFILES, SAME, WORSE, mean
from matching.weights.tuning.figures import ndcgs
from matching.weights.tuning.intervals import mean_interval
from matching.weights.tuning.workspace import Workspace


def moved_weights(workspace: Workspace, weights: WeightSet, step: float = 0.1) -> pd.DataFrame:
    """Move each weight up and down on its own and say what becomes of NDCG.

    Parameters
    ----------
    step : float
        Share of itself by which a weight is moved, above 0 and at most 1. A weight of 0 is raised
        by this share of the mean weight.

    Returns
    -------
    DataFrame
        Two rows a term, in the order of the terms, first `up`: `term`, `direction` (`up` or
        `down`), `weight` (where it would be), `mean`, `low`, `high` (change of NDCG of the judged
        roles and its 95 % bootstrap interval over profiles), `profiles`, and on how many it is
        `better` or `worse`. NaN and 0 where no profile is judged, and where a weight cannot be
        moved that way. With 36 rows, about two intervals exclude 0 by chance alone.
    """
    if not 0 < step <= 1:
        raise ValueError(f"step must be above 0 and at most 1, got {step}.")
    now = ndcgs(workspace, workspace.standing(weights))
    typical = sum(weights.weights.values()) / len(TERM_LABELS)
    rows = []
    for term, weight in weights.weights.items():
        by = step * (weight or typical)
        for direction, moved in (
            ("up", min(weight + by, MOST_POINTS)),
            ("down", max(weight - by, 0.0)),
        ):
            change = np.full(len(now), np.nan)
            if moved != weight:
                changed = _with_weight(weights, term, moved)
                change = ndcgs(workspace, workspace.rank(changed)) - now
            low, high = mean_interval(change)
            rows.append(
                {
                    "term": term,
                    "direction": direction,
                    "weight": moved,
                    MEAN: mean(change),
                    LOW: low,
                    HIGH: high,
                    PROFILES: int(np.count_nonzero(~np.isnan(change))),
                    BETTER: int(np.count_nonzero(change > SAME)),
                    WORSE: int(np.count_nonzero(change < -SAME)),
                }
            )
    return pd.DataFrame(rows)


def _with_weight(weights: WeightSet, term: str, weight: float) -> WeightSet:
    return weights.model_copy(update={"weights": {**weights.weights, term: weight}})
