"""Ways to learn from graded lists: ours, and those it is compared with.

LightGBM is compared where it is installed; nothing else of the project needs it.
"""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
import sklearn
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.linear_model import Ridge
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.utils.validation import check_is_fitted

from matching.arrays import Floats, Ints
from matching.studies.graded_lists import GradedLists, gains_of
from matching.weights.learning.ranker import WeightRanker

CONSTANT = "constant score"
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
        found += _lambdaranks(seed)
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


def _lambdaranks(seed: int) -> list[Contender]:
    """LightGBM's ranker with the settings of its example, chosen ones, and as simple as ours."""
    free = [
        {"num_leaves": leaves, "n_estimators": trees}
        for leaves in (4, 8, 31)
        for trees in (50, 100, 200)
    ]
    additive = [{"num_leaves": 2, "n_estimators": trees} for trees in (100, 200, 400)]
    plain, rising = _lambdarank(seed), _lambdarank(seed, rising=True)
    return [
        Contender("LambdaRank, its example's settings", plain),
        Contender("LambdaRank, settings chosen", plain, free),
        Contender("LambdaRank, additive", plain, additive),
        Contender("LambdaRank, additive, only rising", rising, additive),
    ]


def _ours(loss: Loss) -> Callable[..., Predict]:
    def fit(lists: GradedLists, shrinkage: float, keep: int) -> Predict:
        model = our_ranker(loss, shrinkage, keep)
        with sklearn.config_context(enable_metadata_routing=True):
            model.fit(lists.X, gains_of(lists.y), groups=lists.groups)
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
        turned = Rising().fit(lists.X, gains_of(lists.y), lists.groups) if rising else None
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


def _within(values: Floats, groups: Ints) -> Floats:
    """Columns less their mean over each list."""
    table = pd.DataFrame(values)
    return (table - table.groupby(groups).transform("mean")).to_numpy()
