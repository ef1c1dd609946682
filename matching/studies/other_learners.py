"""The ranker on data that others made: graded lists of anonymous columns, beside other learners."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sklearn.model_selection import GroupKFold

from matching.arrays import Floats
from matching.evidence.metrics import RANKER, K, gap, mean, spread
from matching.studies.contenders import LIGHTGBM, Contender, has_lightgbm
from matching.studies.graded_lists import GradedLists, ndcg_by_list

KS = (1, 3, 5, 10)
CHOOSING_K = 10
FOLDS = 5
PART, SETTING = "part", "setting"
TEST, HELD_OUT = "test", "held out"
"""The lists of the test file, and those of the training file while other folds were learned."""
ORACLE = "(the grades themselves)"


@dataclasses.dataclass(frozen=True, eq=False)
class LearnerComparison:
    """What was found.

    Attributes
    ----------
    figures : DataFrame
        A row a part, ranker and k: `part`, `ranker`, `k`, `mean` NDCG with `low` and `high`.
    gaps : DataFrame
        The same without `ours`: how much higher ours is on the same lists, `mean`, `low`, `high`,
        and on how many lists (`better`, `equal`, `worse`).
    settings : DataFrame
        `ranker`, `setting`: what cross-validation chose.
    ours : str
        Of our rankers the one that cross-validation prefers.
    missing : str
        Package that cannot be used, so that its rows are missing; empty if none.
    """

    figures: pd.DataFrame
    gaps: pd.DataFrame
    settings: pd.DataFrame
    ours: str
    missing: str


def compare_with_others(
    train: GradedLists,
    test: GradedLists,
    rankers: Sequence[Contender],
    seed: int = 0,
    progress: Callable[[str], None] = lambda _: None,
) -> LearnerComparison:
    """Choose settings by cross-validation over the lists of `train`, learn, measure on `test`.

    Parameters
    ----------
    rankers : sequence of Contender
        At least one of them ours.
    progress : callable
        Told which ranker is learned.
    """
    parts = {TEST: test, HELD_OUT: train}
    scores: dict[str, dict[str, Floats]] = {TEST: {}, HELD_OUT: {}}
    settings, ours = [], {}
    for ranker in rankers:
        progress(ranker.name)
        tried = [_held_out(ranker, setting, train, seed) for setting in ranker.grid]
        reached = [mean(ndcg_by_list(train, found, CHOOSING_K)) for found in tried]
        best = int(np.argmax(reached))
        setting = ranker.grid[best]
        scores[HELD_OUT][ranker.name] = tried[best]
        scores[TEST][ranker.name] = np.asarray(ranker.fit(train, **setting)(test.X), dtype=float)
        said = ", ".join(f"{name} {value}" for name, value in setting.items())
        settings.append({RANKER: ranker.name, SETTING: said})
        if ranker.ours:
            ours[ranker.name] = reached[best]
    preferred = max(ours, key=lambda name: ours[name])
    figures, gaps = [], []
    for part, lists in parts.items():
        for k in KS:
            each = {
                name: ndcg_by_list(lists, found, k)
                for name, found in {**scores[part], ORACLE: lists.y.astype(float)}.items()
            }
            for name, values in each.items():
                row = {PART: part, RANKER: name, K: k}
                figures.append({**row, **spread(values, seed)})
                if name not in (preferred, ORACLE):
                    gaps.append({**row, **gap(each[preferred] - values, seed)})
    return LearnerComparison(
        pd.DataFrame(figures),
        pd.DataFrame(gaps),
        pd.DataFrame(settings),
        preferred,
        "" if has_lightgbm() else LIGHTGBM,
    )


def _held_out(
    ranker: Contender, setting: Mapping[str, Any], lists: GradedLists, seed: int
) -> Floats:
    """Score every row by what was learned from the lists of other folds."""
    scores = np.zeros(len(lists.y))
    folds = GroupKFold(FOLDS, shuffle=True, random_state=seed)
    for learned, held in folds.split(lists.X, lists.y, lists.groups):
        scores[held] = ranker.fit(lists.of(learned), **setting)(lists.X[held])
    return scores
