"""The ranker on data that others made: graded lists of anonymous columns, beside other learners.

LightGBM is compared where it is installed; nothing else of the project needs it.
"""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
import sklearn
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.datasets import load_svmlight_file
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.linear_model import Ridge
from sklearn.metrics import ndcg_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.utils.validation import check_is_fitted

from matching.arrays import Floats, Ints
from matching.errors import DataError
from matching.evidence.metrics import (
    BETTER,
    EQUAL,
    HIGH,
    LOW,
    MEAN,
    RANKER,
    WORSE,
    K,
    bootstrap_interval,
    mean,
)
from matching.weights.learning.ranker import WeightRanker

__all__ = [
    "CONSTANT",
    "HELD_OUT",
    "KS",
    "ORACLE",
    "PART",
    "TEST",
    "LearnerComparison",
    "Contender",
    "GradedLists",
    "Rising",
    "compare_with_others",
    "contenders",
    "has_lightgbm",
    "ndcg_by_list",
    "our_ranker",
    "read_lists",
]

KS = (1, 3, 5, 10)
CHOOSING_K = 10
COLUMNS = 300
"""Of the shipped lists; a file does not name columns that are 0 throughout."""
FOLDS = 5
DIGITS = 12
"""To which NDCG is rounded, so that equal orders are equal."""
PART, SETTING = "part", "setting"
TEST, HELD_OUT = "test", "held out"
"""The lists of the test file, and those of the training file while other folds were learned."""
CONSTANT, ORACLE = "constant score", "(the grades themselves)"
LIGHTGBM = "lightgbm"

Loss = Literal["pairwise", "listwise"]
Predict = Callable[[Floats], npt.ArrayLike]
EXAMPLE: dict[str, Any] = {
    "n_estimators": 100,
    "learning_rate": 0.1,
    "num_leaves": 31,
    "max_bin": 255,
    "subsample": 0.9,
    "subsample_freq": 1,
    "min_child_samples": 50,
    "min_child_weight": 5.0,
}
"""Settings of LightGBM's own example on these lists."""


@dataclasses.dataclass(frozen=True, eq=False)
class GradedLists:
    """Rows that were graded within lists.

    Attributes
    ----------
    X : array of float (rows, columns)
        0 also where the file says nothing of a column.
    y : array of int (rows,)
        Grades.
    groups : array of int (rows,)
        The list of each row; rows of a list stand together.
    """

    X: Floats
    y: Ints
    groups: Ints

    def of(self, rows: npt.NDArray[Any]) -> GradedLists:
        """Only some rows, by position or flag."""
        return GradedLists(self.X[rows], self.y[rows], self.groups[rows])


@dataclasses.dataclass(frozen=True)
class Contender:
    """A way to learn, and the settings to choose from.

    Attributes
    ----------
    name : str
    fit : callable
        From lists and a setting to a function that scores rows.
    grid : sequence of dict
    ours : bool
    """

    name: str
    fit: Callable[..., Predict]
    grid: Sequence[Mapping[str, Any]] = ({},)
    ours: bool = False


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


def read_lists(folder: Path, part: str) -> GradedLists:
    """Read `rank.<part>.gz` (LibSVM) and `rank.<part>.query` (rows of each list).

    Raises
    ------
    DataError
        The two files do not fit together.
    OSError
        One of them cannot be read.
    """
    table, grades = load_svmlight_file(
        str(folder / f"rank.{part}.gz"), n_features=COLUMNS, zero_based=False
    )
    sizes = np.loadtxt(folder / f"rank.{part}.query", dtype=np.int64)
    if sizes.sum() != len(grades):
        raise DataError(
            f"{folder}: rank.{part}.query counts {sizes.sum()} rows, the table has {len(grades)}."
        )
    return GradedLists(
        table.toarray(), grades.astype(np.int64), np.repeat(np.arange(len(sizes)), sizes)
    )


def ndcg_by_list(lists: GradedLists, scores: npt.ArrayLike, k: int) -> Floats:
    """NDCG of each list, gain `2^grade - 1`, equal scores averaged over all their orders.

    NaN for a list whose rows all have the same grade: any order of it is as good.
    """
    gains, found = _gains(lists.y), np.asarray(scores, dtype=float)
    each = [lists.groups == code for code in np.unique(lists.groups)]
    return np.array(
        [
            ndcg_score([gains[rows]], [found[rows]], k=k) if np.ptp(gains[rows]) > 0 else np.nan
            for rows in each
        ]
    ).round(DIGITS)


class Rising(TransformerMixin, BaseEstimator):
    """Makes terms of columns of unknown meaning: more is better, and 0 says nothing.

    One's own terms have a direction that is known; here it has to be learned, from correlation with
    grades within lists. Columns that fall are turned round (1 - value); 0 becomes NaN.

    Parameters
    ----------
    keep : int, optional
        Only so many columns, those with the strongest correlation; all without it.

    Attributes
    ----------
    kept_ : array of int
        Positions of columns, the strongest correlation first.
    falls_ : array of bool
        Which of them are turned round.
    """

    __metadata_request__fit = {"groups": True}  # noqa: RUF012

    def __init__(self, keep: int | None = None) -> None:
        self.keep = keep

    def fit(self, X: Floats, y: Floats, groups: Ints) -> Self:
        """Learn the direction of each column, with values in [0, 1], and which to keep."""
        values, grades = _within(X, groups), _within(np.asarray(y, dtype=float), groups)
        size = np.sqrt((values**2).sum(axis=0) * (grades**2).sum())
        correlation = (values * grades).sum(axis=0) / np.where(size > 0, size, 1.0)
        self.kept_ = np.argsort(-np.abs(correlation), kind="stable")[: self.keep]
        self.falls_ = correlation[self.kept_] < 0
        return self

    def transform(self, X: Floats) -> Floats:
        """Values in [0, 1] of which more is better, NaN for nothing said."""
        check_is_fitted(self)
        said = np.where(X == 0, np.nan, X)[:, self.kept_]
        return np.where(self.falls_, 1 - said, said)


def our_ranker(loss: Loss, shrinkage: float, keep: int) -> Pipeline:
    """Our ranker for columns of unknown meaning."""
    return make_pipeline(Rising(keep), WeightRanker(loss=loss, shrinkage=shrinkage, tol=1e-2))


def contenders(seed: int = 0) -> list[Contender]:
    """All that can be compared with what is installed, ours first."""
    found = [
        Contender(
            f"ours, {loss}",
            _ours(loss),
            [
                {"shrinkage": shrinkage, "keep": keep}
                for shrinkage in (0.1, 0.03)
                for keep in (30, 60, 120)
            ],
            ours=True,
        )
        for loss in ("pairwise", "listwise")
    ]
    if has_lightgbm():
        found += [
            Contender("LambdaRank, its example's settings", _lambdarank(seed)),
            Contender(
                "LambdaRank, settings chosen",
                _lambdarank(seed),
                [
                    {"num_leaves": leaves, "n_estimators": trees}
                    for leaves in (4, 8, 31)
                    for trees in (50, 100, 200)
                ],
            ),
            Contender(
                "LambdaRank, additive",
                _lambdarank(seed),
                [{"num_leaves": 2, "n_estimators": trees} for trees in (100, 200, 400)],
            ),
            Contender(
                "LambdaRank, additive, only rising",
                _lambdarank(seed, rising=True),
                [{"num_leaves": 2, "n_estimators": trees} for trees in (100, 200, 400)],
            ),
        ]
    trees = HistGradientBoostingRegressor(random_state=seed)
    additive = HistGradientBoostingRegressor(random_state=seed, interaction_cst="no_interactions")
    return [
        *found,
        Contender("boosted trees, pointwise", _pointwise(trees)),
        Contender("boosted trees, pointwise, additive", _pointwise(additive)),
        Contender(
            "Ridge, pointwise",
            _pointwise(Ridge()),
            [{"alpha": alpha} for alpha in (10.0, 30.0, 100.0, 300.0)],
        ),
        Contender(CONSTANT, lambda _: lambda X: np.zeros(len(X))),
    ]


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
                figures.append({**row, **_spread(values, seed)})
                if name not in (preferred, ORACLE):
                    gaps.append({**row, **_gap(each[preferred] - values, seed)})
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


def _ours(loss: Loss) -> Callable[..., Predict]:
    def fit(lists: GradedLists, shrinkage: float, keep: int) -> Predict:
        model = our_ranker(loss, shrinkage, keep)
        with sklearn.config_context(enable_metadata_routing=True):
            model.fit(lists.X, _gains(lists.y), groups=lists.groups)
        predict: Predict = model.predict
        return predict

    return fit


def has_lightgbm() -> bool:
    """Whether LightGBM can be used: it is installed, and so is the OpenMP library it needs."""
    try:
        importlib.import_module(LIGHTGBM)
    except (ImportError, OSError):
        return False
    return True


def _lambdarank(seed: int, *, rising: bool = False) -> Callable[..., Predict]:
    """LightGBM's ranker; optionally on the columns that ours gets, and forbidden to fall."""

    def fit(lists: GradedLists, **setting: Any) -> Predict:  # noqa: ANN401
        turned = Rising().fit(lists.X, _gains(lists.y), lists.groups) if rising else None
        table = lists.X if turned is None else turned.transform(lists.X)
        model = importlib.import_module(LIGHTGBM).LGBMRanker(
            **{**EXAMPLE, **setting},
            monotone_constraints=[1] * table.shape[1] if rising else None,
            random_state=seed,
            deterministic=True,
            n_jobs=1,
            verbose=-1,
        )
        model.fit(table, lists.y, group=np.unique(lists.groups, return_counts=True)[1])
        return lambda X: np.asarray(
            model.predict(X if turned is None else turned.transform(X)), dtype=float
        )

    return fit


def _pointwise(estimator: Any) -> Callable[..., Predict]:  # noqa: ANN401
    def fit(lists: GradedLists, **setting: Any) -> Predict:  # noqa: ANN401
        model = sklearn.base.clone(estimator).set_params(**setting).fit(lists.X, lists.y)
        predict: Predict = model.predict
        return predict

    return fit


def _gains(grades: Ints) -> Floats:
    return np.asarray(np.exp2(grades) - 1, dtype=float)


def _within(values: Floats, groups: Ints) -> Floats:
    """Columns less their mean over each list."""
    table = pd.DataFrame(values)
    return (table - table.groupby(groups).transform("mean")).to_numpy()


def _spread(values: Floats, seed: int) -> dict[str, float]:
    low, high = bootstrap_interval(values, np.random.default_rng(seed))
    return {MEAN: mean(values), LOW: low, HIGH: high}


def _gap(gain: Floats, seed: int) -> dict[str, float]:
    return {
        **_spread(gain, seed),
        BETTER: int((gain > 0).sum()),
        EQUAL: int((gain == 0).sum()),
        WORSE: int((gain < 0).sum()),
    }
