"""Learning judged on profiles it never saw: settings are chosen within the other profiles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
import sklearn
from sklearn.metrics import make_scorer
from sklearn.model_selection import GridSearchCV, GroupKFold

from matching.comparison.weight_set import WeightSet
from matching.profile import Profile
from matching.studies.baselines import Ranker
from matching.weights.learning.match_table import GradedMatches
from matching.weights.learning.ranker import WeightRanker, ndcg_within_groups

Estimator = TypeVar("Estimator")
Grid = list[dict[str, list[Any]]]
Folds = list[list[str]]

GRID: Grid = [
    {"learn": [()]},
    {"shrinkage": [10.0, 3.0, 1.0, 0.3, 0.1, 0.03], "loss": ["listwise", "pairwise"]},
]
"""Settings from the most careful to the least: the first leaves the prior as it is."""
INNER_FOLDS = 5


class HeldOut:
    """A ranker that answers each profile with what was learned from other profiles.

    Parameters
    ----------
    rankers : mapping of profile id to ranker
    """

    def __init__(self, rankers: Mapping[str, Ranker]) -> None:
        self.rankers = rankers

    def rank(self, profile: Profile) -> list[str]:
        """Role ids, best first."""
        return self.rankers[profile.profile_id].rank(profile)


def folds_of(profile_ids: Sequence[str], folds: int | None, seed: int) -> Folds:
    """Divide profiles into folds by chance; None makes each profile a fold of its own."""
    if folds is None:
        return [[profile_id] for profile_id in profile_ids]
    shuffled = np.random.default_rng(seed).permutation(np.array(profile_ids, dtype=str))
    return [part.tolist() for part in np.array_split(shuffled, folds) if len(part)]


def held_out(
    matches: GradedMatches,
    folds: Folds,
    learn: Callable[[GradedMatches], Ranker],
    progress: Callable[[str], None] = lambda _: None,
) -> HeldOut:
    """Learn once a fold from all other profiles.

    Parameters
    ----------
    learn : callable
        From the matches of the other profiles to a ranker.
    progress : callable
        Told after each fold how many are done.
    """
    rankers: dict[str, Ranker] = {}
    for done, fold in enumerate(folds, start=1):
        others = [one for other in folds if other is not fold for one in other]
        rankers |= dict.fromkeys(fold, learn(matches.of(others)))
        progress(f"{done} of {len(folds)}")
    return HeldOut(rankers)


def grid_with(loss: str | None) -> Grid:
    """All settings, or only those with one loss."""
    careful, free = GRID
    return [careful, free if loss is None else {**free, "loss": [loss]}]


def setting_of(ranker: WeightRanker) -> str:
    """Say with which setting weights were learned."""
    return f"{ranker.loss}, shrinkage {ranker.shrinkage:g}" if ranker.learn else "the prior"


def tuned(estimator: Estimator, grid: Grid, matches: GradedMatches, seed: int) -> Estimator:
    """Choose settings by NDCG@10 on held-out profiles, then fit with them on all.

    Of the settings that are within one standard error of the best, the first is taken: what is
    not clearly better is no reason to leave a careful setting.
    """
    folds = GroupKFold(
        min(INNER_FOLDS, len(np.unique(matches.groups))), shuffle=True, random_state=seed
    )
    with sklearn.config_context(enable_metadata_routing=True):
        scorer = make_scorer(ndcg_within_groups).set_score_request(groups=True)
        search = GridSearchCV(
            estimator, grid, scoring=scorer, cv=folds, refit=_first_near_the_best, n_jobs=1
        )
        search.fit(matches.X, matches.y, groups=matches.groups)
    best: Estimator = search.best_estimator_
    return best


def tuned_weights(
    prior: WeightSet, matches: GradedMatches, seed: int = 0, grid: Grid = GRID
) -> WeightRanker:
    """Learn weights; how far they leave the prior is chosen by cross-validation over profiles.

    With fewer than two profiles there is nothing to choose by, and the prior stays.
    """
    if len(np.unique(matches.groups)) < 2:
        return WeightRanker.from_weight_set(prior)
    return tuned(WeightRanker(prior), grid, matches, seed)


def _first_near_the_best(results: Mapping[str, Any]) -> int:
    """Position of the first setting that is at most one standard error below the best."""
    splits = np.array(
        [
            values
            for name, values in results.items()
            if name.startswith("split") and name.endswith("_test_score")
        ]
    )
    means = np.nanmean(splits, axis=0)
    behind = splits[:, [int(np.nanargmax(means))]] - splits
    error = np.nanstd(behind, axis=0, ddof=1) / np.sqrt(len(splits))
    return int(np.argmax(np.nanmean(behind, axis=0) <= error))
