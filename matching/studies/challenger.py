"""A second opinion: boosted trees that may only rise with each term. A challenger, not served."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor

from matching.aspects import TERM_LABELS
from matching.comparison.points import HUNDREDTHS, diversify, order
from matching.evidence.judgments import BEST_GRADE
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.weights.learning.match_table import match_table
from matching.weights.learning.ranker import WeightRanker

CHALLENGER_GRID: list[dict[str, list[Any]]] = [
    {"max_leaf_nodes": [4, 8], "min_samples_leaf": [25, 10]}
]


def boosted_trees(seed: int) -> HistGradientBoostingRegressor:
    """Trees on the points that each term gives, fitted to grades; more is never worse."""
    return HistGradientBoostingRegressor(
        monotonic_cst=[1] * len(TERM_LABELS),
        learning_rate=0.1,
        max_iter=80,
        early_stopping=False,
        random_state=seed,
    )


class BoostedOrder:
    """Open roles in the order of fitted trees, then kept varied as the recommender does."""

    def __init__(self, recommender: Recommender, trees: HistGradientBoostingRegressor) -> None:
        self.recommender = recommender
        self.trees = trees

    def rank(self, profile: Profile) -> list[str]:
        """Role ids, best first."""
        recommender = self.recommender
        all_roles = recommender.gates(profile)
        beside = all_roles.beside.take(all_roles.is_open & ~recommender.catalog.index.past)
        if not len(beside):
            return []
        index, table = beside.roles, match_table(beside, recommender.weights)
        points = WeightRanker.from_weight_set(recommender.weights).points(table)
        grades = np.clip(self.trees.predict(points) / BEST_GRADE, 0.0, 1.0)
        scores = np.rint(grades * HUNDREDTHS).astype(np.int64)
        ordered = order(scores, index.role_ids)
        variety = recommender.weights.variety
        varied = diversify(ordered, scores, index.org_codes, variety)
        return [str(role_id) for role_id in index.role_ids[varied]]
