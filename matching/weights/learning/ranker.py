"""A ranker over terms: additive, monotone, never negative, readable; learned from graded rows."""

from __future__ import annotations

import warnings
from collections.abc import Collection
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import ndcg_score
from sklearn.utils import Tags, check_consistent_length
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from matching.arrays import Floats, Ints
from matching.aspects import TERM_LABELS
from matching.comparison.weight_set import WeightSet
from matching.weights.learning.fitting import LEARNABLE, Fit, fit, listwise_loss, pairwise_loss
from matching.weights.learning.score_form import COLUMNS, PARTS, POWERS, Form, Numbers, Rows

LOSSES = {"pairwise": pairwise_loss, "listwise": listwise_loss}
SCORED = 10
"""How many of the first of a group `score` looks at."""


class WeightRanker(BaseEstimator):
    """Learns how much each term counts, from rows that were graded within groups.

    The score of a row is a sum over terms: weight times value, or times the value of unknown
    where the value is NaN. Weights are never negative and curves only rise, so more of a term never
    lowers a score. A score says nothing by itself: it orders the rows of one group.

    Parameters
    ----------
    prior : WeightSet, optional
        Where learning starts and what it is shrunk towards. The columns of `X` are then
        `form.COLUMNS`, as from `learning.match_table`. Without it every column is a term with
        equal weight, a value of unknown of one half and a straight curve.
    loss : {"pairwise", "listwise"}
        Two rows of a group in the wrong order (logistic), or the whole list (ListNet).
    shrinkage : float
        Price of leaving the prior; more than 0. The larger, the nearer to the prior.
    learn : tuple of str
        Of "weights", "unknown" and "curves"; what is not named stays as it is in the prior.
    max_iter : int
        Most steps of the search.
    tol : float
        Slope at which it ends.

    Attributes
    ----------
    weights_ : array of float (terms,)
        Never negative; they add up to what the weights of the prior add up to.
    unknown_ : array of float (terms,)
        What unknown counts, in [0, 1].
    powers_ : array of float (terms,)
        The value of a term is raised to this power.
    shares_ : array of float (parts,)
        How much of each part is added to its term; empty without a weight set.
    n_features_in_ : int
    feature_names_in_ : array of str
        Only if `X` had names.
    n_iter_ : int

    Notes
    -----
    Terms that a person does not ask for are NaN in all rows of that person. They add the same to
    each and change no order, which is why no column says what was asked.

    `groups` is passed on by `GridSearchCV` and `cross_validate` only with metadata routing, which
    this class asks for by itself; without it all rows would be taken for one group.

    Examples
    --------
    >>> X = np.array([[1.0, 0.1], [0.2, 0.9], [0.9, np.nan], [0.3, 0.8]])
    >>> ranker = WeightRanker(shrinkage=0.1).fit(X, y=[3, 0, 2, 1], groups=["a", "a", "b", "b"])
    >>> bool(ranker.weights_[0] > ranker.weights_[1])
    True
    """

    # Asked for by default, so that cross-validation hands the groups to `fit` and `score`.
    __metadata_request__fit = {"groups": True}  # noqa: RUF012
    __metadata_request__score = {"groups": True, "sample_weight": True}  # noqa: RUF012

    def __init__(
        self,
        prior: WeightSet | None = None,
        *,
        loss: Literal["pairwise", "listwise"] = "pairwise",
        shrinkage: float = 1.0,
        learn: Collection[str] = LEARNABLE,
        max_iter: int = 1_000,
        tol: float = 1e-6,
    ) -> None:
        self.prior = prior
        self.loss = loss
        self.shrinkage = shrinkage
        self.learn = learn
        self.max_iter = max_iter
        self.tol = tol

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.target_tags.required = True
        return tags

    def fit(
        self,
        X: npt.ArrayLike,
        y: npt.ArrayLike,
        groups: npt.ArrayLike | None = None,
        sample_weight: npt.ArrayLike | None = None,
    ) -> Self:
        """Learn from graded rows.

        Parameters
        ----------
        X : array or DataFrame (rows, columns)
            A value in [0, 1] per term, NaN where it is unknown or not asked for.
        y : array (rows,)
            Grades; more is better. Only differences within a group count.
        groups : array (rows,), optional
            Whose row each is; without it all rows are of one group.
        sample_weight : array (rows,), optional
            Relative importance; that of a pair is the product of both.

        Raises
        ------
        ValueError
            A parameter or an array is none of the above.
        """
        self._check_parameters()
        table, grades = validate_data(
            self, X, y, dtype=np.float64, ensure_all_finite="allow-nan", y_numeric=True
        )
        form, prior = self._form_and_prior(table.shape[1])
        codes: Ints = np.zeros(len(grades), dtype=np.int64)
        if groups is not None:
            check_consistent_length(table, groups)
            codes = np.unique(np.asarray(groups), return_inverse=True)[1].astype(np.int64)
        importance = _check_sample_weight(sample_weight, table, ensure_non_negative=True)
        loss = LOSSES[self.loss](np.asarray(grades, dtype=np.float64), codes, importance)
        found = Fit(prior, iterations=1, converged=True)
        if loss is not None:
            rows = Rows.of(table, form)
            found = fit(rows, loss, prior, self.shrinkage, self.learn, self.max_iter, self.tol)
        if not found.converged:
            warnings.warn(
                f"The search did not end within {self.max_iter} steps; raise max_iter.",
                ConvergenceWarning,
                stacklevel=2,
            )
        self._keep(found.numbers, prior)
        self.n_iter_ = max(1, found.iterations)
        return self

    def decision_function(self, X: npt.ArrayLike) -> Floats:
        """Score of each row; it orders the rows of one group, best highest."""
        return np.asarray(self.points(X).sum(axis=1), dtype=float)

    def predict(self, X: npt.ArrayLike) -> Floats:
        """Score of each row, the same as `decision_function`."""
        return self.decision_function(X)

    def points(self, X: npt.ArrayLike) -> Floats:
        """What each term adds to the score, shape (rows, terms)."""
        check_is_fitted(self)
        table = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan", reset=False)
        form, _ = self._form_and_prior(table.shape[1])
        counts = Rows.of(table, form).counts(self._numbers())
        return np.asarray(counts * self.weights_, dtype=np.float64)

    def score(
        self,
        X: npt.ArrayLike,
        y: npt.ArrayLike,
        groups: npt.ArrayLike | None = None,
        sample_weight: npt.ArrayLike | None = None,
    ) -> float:
        """`ndcg_within_groups` of the scores of these rows."""
        return ndcg_within_groups(
            y, self.decision_function(X), groups=groups, sample_weight=sample_weight
        )

    @classmethod
    def from_weight_set(cls, weights: WeightSet) -> Self:
        """A fitted ranker with exactly the numbers of a weight set, which is also its prior."""
        ranker = cls(weights)
        numbers = Numbers.of_weight_set(weights)
        ranker._keep(numbers, numbers)
        ranker.n_features_in_ = len(COLUMNS)
        ranker.feature_names_in_ = np.array(COLUMNS, dtype=object)
        ranker.n_iter_ = 1
        return ranker

    def to_weight_set(self, **fields: Any) -> WeightSet:
        """The fitted numbers as a weight set; with it `Recommender` ranks in the same order.

        Parameters
        ----------
        **fields
            Such as `name`, `version`, `author`, `date`, `note`; else those of the prior.

        Raises
        ------
        ValueError
            The ranker was fitted without a weight set as its prior: its terms have no names.
        """
        check_is_fitted(self)
        if self.prior is None:
            raise ValueError("Only a ranker whose prior is a weight set can become one.")
        curves = dict(zip(PARTS, self.shares_.tolist(), strict=True))
        powers = dict(zip(TERM_LABELS, self.powers_.tolist(), strict=True))
        curves |= {curve: powers[term] for term, curve in POWERS.items()}
        learned = {
            "weights": dict(zip(TERM_LABELS, self.weights_.tolist(), strict=True)),
            "unknown": dict(zip(TERM_LABELS, self.unknown_.tolist(), strict=True)),
            "curves": {**self.prior.curves, **curves},
        }
        return WeightSet(**{**self.prior.model_dump(), **learned, **fields})

    def _check_parameters(self) -> None:
        if self.loss not in LOSSES:
            raise ValueError(f"loss must be one of {', '.join(LOSSES)}, got {self.loss!r}.")
        if not self.shrinkage > 0:
            raise ValueError(f"shrinkage must be more than 0, got {self.shrinkage}.")
        if unknown := sorted(set(self.learn) - set(LEARNABLE)):
            raise ValueError(f"learn has {unknown}; it may have {', '.join(LEARNABLE)}.")

    def _form_and_prior(self, columns: int) -> tuple[Form, Numbers]:
        if self.prior is None:
            return Form.plain(columns), Numbers.plain(columns)
        names = getattr(self, "feature_names_in_", COLUMNS)
        if columns != len(COLUMNS) or list(names) != list(COLUMNS):
            raise ValueError(
                f"With a weight set as prior, X has the {len(COLUMNS)} columns of `match_table` "
                f"in their order, got {columns}: {', '.join(map(str, names[:3]))}, ..."
            )
        return Form.of_matches(), Numbers.of_weight_set(self.prior)

    def _keep(self, numbers: Numbers, prior: Numbers) -> None:
        """Store what was found, weights scaled to add up to what those of the prior do."""
        total = numbers.weights.sum()
        self.weights_ = (
            numbers.weights * (prior.weights.sum() / total) if total > 0 else (prior.weights.copy())
        )
        self.unknown_ = numbers.unknown.copy()
        self.powers_ = numbers.powers.copy()
        self.shares_ = numbers.shares.copy()

    def _numbers(self) -> Numbers:
        return Numbers(self.weights_, self.unknown_, self.powers_, self.shares_)


def ndcg_within_groups(
    y: npt.ArrayLike,
    scores: npt.ArrayLike,
    *,
    groups: npt.ArrayLike | None = None,
    sample_weight: npt.ArrayLike | None = None,
) -> float:
    """Mean NDCG@10 over groups, gain `2^grade - 1`; equal scores count their average.

    Groups in which all rows have the same grade say nothing and are left out; NaN if no group is
    left. A group is as important as its rows are on average.
    """
    grades, found = np.asarray(y, dtype=float), np.asarray(scores, dtype=float)
    codes = np.zeros(len(grades)) if groups is None else np.asarray(groups)
    weight = np.ones(len(grades)) if sample_weight is None else np.asarray(sample_weight)
    check_consistent_length(grades, found, codes, weight)
    telling = [
        rows
        for rows in (np.flatnonzero(codes == code) for code in np.unique(codes))
        if np.ptp(grades[rows]) > 0
    ]
    each = [ndcg_score(np.exp2(grades[[rows]]) - 1, found[[rows]], k=SCORED) for rows in telling]
    if not each:
        return np.nan
    return float(np.average(each, weights=[weight[rows].mean() for rows in telling]))
