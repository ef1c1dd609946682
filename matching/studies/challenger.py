"""Second opinions: boosted trees that may only rise with each term. Challengers, not served."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.utils import Tags

from matching.arrays import Floats
from matching.comparison.points import HUNDREDTHS, diversify, order
from matching.comparison.weight_set import WeightSet
from matching.errors import DataError
from matching.evidence.judgments import BEST_GRADE
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.studies.cross_validation import Grid, tuned
from matching.weights.learning.match_table import GradedMatches, match_table
from matching.weights.learning.ranker import WeightRanker

Joins = Literal["no_interactions", "pairwise"] | None
"""How many terms one tree may ask about: one, two, any number."""


class Kind(NamedTuple):
    """A way to boost: which terms a tree may join, and whether upon the points of a weight set."""

    joins: Joins
    upon: bool


CURVES = "additive curves"
PAIRS = "curves and pairs"
CHALLENGER = "boosted trees"
PLUS_CURVES = "current + curves"
PLUS_PAIRS = "current + pairs"
CHALLENGERS: Mapping[str, Kind] = {
    CURVES: Kind("no_interactions", upon=False),
    PAIRS: Kind("pairwise", upon=False),
    CHALLENGER: Kind(None, upon=False),
    PLUS_CURVES: Kind("no_interactions", upon=True),
    PLUS_PAIRS: Kind("pairwise", upon=True),
}
CHALLENGER_GRID: Grid = [
    {"reads": ["points", "table"], "max_leaf_nodes": [4, 8], "min_samples_leaf": [25, 10]}
]
UPON_GRID: Grid = [{"max_iter": [5, 20, 80], "keeps": [1.0, 0.5], "reads": ["points", "table"]}]
"""Few trees first: they change little of what is there."""
TINY = 1e-9
"""A slope below it is rounding: the grades say nothing."""


class TermTrees(RegressorMixin, BaseEstimator):
    """How good a match is, from boosted trees over its terms; more of a term is never worse.

    Parameters
    ----------
    weights : WeightSet
        Has the curves of the match table, and the points that trees read or are put upon.
    joins : {"no_interactions", "pairwise", None}
        With the first the trees are a sum of curves, one a column; with the second every two
        columns can have a table of their own beside it; with the last any number.
    upon : bool
        Keep the points as they are and learn what is to be added to them, from what of the grades
        of a group they leave unexplained. Else the grades are learned from nothing.
    keeps : float
        With `upon`, how much of what the points explain of the grades is left to them. What is
        added only rises: from 1 it cannot say that something counts less than the points say.
    reads : {"points", "table"}
        See the points of each term, where unknown gives what the weight set says; or the bare
        columns, where a tree sends unknown (NaN) to whichever side of a split it learns.
    max_iter, max_leaf_nodes, min_samples_leaf : int
        Of the trees.
    seed : int

    Attributes
    ----------
    blank_ : array of bool
        Columns that are unknown in every row that was learned from; they say nothing.
    trees_ : HistGradientBoostingRegressor
    """

    # Asked for by default, so that cross-validation hands the groups to `fit`.
    __metadata_request__fit = {"groups": True}  # noqa: RUF012

    def __init__(
        self,
        weights: WeightSet,
        *,
        joins: Joins = None,
        upon: bool = False,
        keeps: float = 1.0,
        reads: Literal["points", "table"] = "points",
        max_iter: int = 80,
        max_leaf_nodes: int = 4,
        min_samples_leaf: int = 25,
        seed: int = 0,
    ) -> None:
        self.weights = weights
        self.joins = joins
        self.upon = upon
        self.keeps = keeps
        self.reads = reads
        self.max_iter = max_iter
        self.max_leaf_nodes = max_leaf_nodes
        self.min_samples_leaf = min_samples_leaf
        self.seed = seed

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags

    def fit(self, X: pd.DataFrame, y: npt.ArrayLike, groups: npt.ArrayLike) -> Self:
        """Learn from a match table, grades and whose row each is."""
        share = np.asarray(y, dtype=float) / BEST_GRADE
        if self.upon:
            share, own = _within(share, groups), _within(self._own(X), groups)
            # Grades in the unit of the points: what is left is then what to add to them.
            slope = self.keeps * float(share @ own) / (float(own @ own) or 1.0)
            share = share / slope - own if slope > TINY else np.zeros_like(share)
        self.blank_ = np.isnan(self._read(X)).all(axis=0)
        seen = self._seen(X)
        self.trees_ = HistGradientBoostingRegressor(
            monotonic_cst=[1] * seen.shape[1],
            interaction_cst=self.joins,
            learning_rate=0.1,
            max_iter=self.max_iter,
            max_leaf_nodes=self.max_leaf_nodes,
            min_samples_leaf=self.min_samples_leaf,
            early_stopping=False,
            random_state=self.seed,
        ).fit(seen, share)
        return self

    def learned(self, X: pd.DataFrame) -> Floats:
        """What the trees give or add, 1 being all points."""
        return np.asarray(self.trees_.predict(self._seen(X)), dtype=float)

    def predict(self, X: pd.DataFrame) -> Floats:
        """Score of each row, 1 being the best grade or all points."""
        return self.learned(X) + (self._own(X) if self.upon else 0.0)

    def setting(self) -> str:
        """Say with which setting it was learned."""
        if self.upon:
            return f"{self.reads}, {self.max_iter} trees, keeps {self.keeps:g}"
        return (
            f"{self.reads}, {self.max_iter} trees, {self.max_leaf_nodes} leaves of "
            f"{self.min_samples_leaf} or more"
        )

    def _points(self, X: pd.DataFrame) -> Floats:
        return WeightRanker.from_weight_set(self.weights).points(X)

    def _own(self, X: pd.DataFrame) -> Floats:
        """What the weight set gives, 1 being all points."""
        share: Floats = self._points(X).sum(axis=1) / sum(self.weights.weights.values())
        return share

    def _read(self, X: pd.DataFrame) -> Floats:
        return self._points(X) if self.reads == "points" else X.to_numpy(dtype=float)

    def _seen(self, X: pd.DataFrame) -> Floats:
        """What the trees are given: they cannot be fitted to a column of NaN alone."""
        return np.where(self.blank_, 0.0, self._read(X))


def tuned_trees(name: str, weights: WeightSet, matches: GradedMatches, seed: int) -> TermTrees:
    """Fit one of `CHALLENGERS` with settings that cross-validation over people chose.

    With one person there is nothing to choose by, and the settings are those of `TermTrees`.

    Raises
    ------
    DataError
        There is no match to learn from.
    """
    if not len(matches.y):
        raise DataError(
            "No judged role is open to its person, so that trees have nothing to learn."
        )
    kind = CHALLENGERS[name]
    trees = TermTrees(weights, joins=kind.joins, upon=kind.upon, seed=seed)
    if len(np.unique(matches.groups)) < 2:
        return trees.fit(matches.X, matches.y, matches.groups)
    return tuned(trees, UPON_GRID if kind.upon else CHALLENGER_GRID, matches, seed)


class BoostedOrder:
    """Open roles in the order of fitted trees, then kept varied as the recommender does.

    Parameters
    ----------
    recommender : Recommender
        With the weight set of the trees.
    """

    def __init__(self, recommender: Recommender, trees: TermTrees) -> None:
        self.recommender = recommender
        self.trees = trees

    def rank(self, profile: Profile) -> list[str]:
        """Role ids, best first."""
        recommender = self.recommender
        all_roles = recommender.gates(profile)
        found = all_roles.take(all_roles.is_open & ~recommender.catalog.index.past)
        if not len(found.beside):
            return []
        index, table = found.beside.roles, match_table(found.beside, recommender.weights)
        scores = np.rint(self.trees.learned(table) * HUNDREDTHS).astype(np.int64)
        if self.trees.upon:
            scores += found.compared(recommender.weights).scores
        ordered = order(scores, index.role_ids)
        varied = diversify(ordered, scores, index.org_codes, recommender.weights.variety)
        return [str(role_id) for role_id in index.role_ids[varied]]


def _within(values: Floats, groups: npt.ArrayLike) -> Floats:
    """Values less their mean over each group."""
    column = pd.Series(values)
    return np.asarray(column - column.groupby(np.asarray(groups)).transform("mean"), dtype=float)
