"""From what people did to rows for the ranker: which of two was preferred, and what it counts."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from sklearn.base import clone

from matching.arrays import Floats, Ints
from matching.evidence.position_bias import CLIP, PositionBias
from matching.evidence.reasons import OF_DECLINING, counts
from matching.evidence.use_log import NO_TERM, UseLog
from matching.weights.learning.ranker import WeightRanker

MOST_OF_ONE: Final = 10
"""All that one person (or role) did counts at most as much as this many actions."""
PREFERRED: Final = ("contacted", "interview", "clearance", "accepted", "went")
"""Stages of candidates whom an organization preferred to those it declined."""


@dataclasses.dataclass(frozen=True, eq=False)
class Evidence:
    """Preferences as `WeightRanker.fit` takes them: one group each.

    In each group one row stands against all others: it was liked (1 against 0) or not (0 against
    1).

    Attributes
    ----------
    X : array of float (rows, columns)
    y : array of int (rows,)
    groups : array of int (rows,)
    sample_weight : array of float (rows,)
        What the group counts, at the row that stands against the others; 1 at these.
    """

    X: Floats
    y: Ints
    groups: Ints
    sample_weight: Floats

    @property
    def preferences(self) -> int:
        """How many groups there are."""
        return int(self.groups[-1]) + 1 if len(self.groups) else 0

    @property
    def effective(self) -> float:
        """As how many groups of equal weight it counts: the square of the sum over that of squares.

        This is less than `preferences` where a few weights are large (Kish's sample size).
        """
        starts = np.flatnonzero(np.diff(self.groups, prepend=-1))
        weights = np.multiply.reduceat(self.sample_weight, starts) if len(starts) else np.zeros(1)
        squares = float(weights @ weights)
        return float(weights.sum() ** 2 / squares) if squares else 0.0


def evidence_of_use(
    log: UseLog, bias: PositionBias | None = None, *, clip: float = CLIP
) -> Evidence:
    """Turn actions on lists into preferences, each counting the more the less it was seen.

    A role that was liked stands against all others of its list, weighted by 1 over how often its
    position is seen: in expectation every liked role then counts the same, wherever it stood
    (Joachims, Swaminathan and Schnabel, "Unbiased learning-to-rank with biased feedback", WSDM
    2017). The others need no correction. A role that was dismissed stands below all others, those
    whose value of the named term is not higher left out: there the reason does not show.

    Parameters
    ----------
    bias : PositionBias or None
        None does not correct: what is high in the list then looks better than it is.
    clip : float
        Largest weight for a position.
    """
    seen = np.ones(len(log.positions)) if bias is None else bias.weights(log.positions, clip)
    builder = _Builder()
    for rows in _by(log.lists):
        for row in rows[(log.liked[rows] > 0) | (log.disliked[rows] > 0)]:
            others = rows[rows != row]
            liked = bool(log.liked[row] > 0)
            if not liked:
                others = _where_it_shows(log.values, int(row), others, int(log.named[row]))
            weight = float(seen[row] * (log.liked[row] + log.disliked[row]))
            builder.add(log.values, int(row), others, int(log.people[row]), weight, liked=liked)
    return builder.evidence(log.values.shape[1])


def evidence_of_decisions(decisions: pd.DataFrame, columns: Sequence[str]) -> Evidence:
    """Turn an organization's decisions into preferences between the candidates of one role.

    Who was declined stands below those who came to be contacted or further. A reason that names a
    term counts only against people whose value of it is higher: else the terms do not show it and
    would learn something else from it. Reasons that no term could foresee do not count.

    Parameters
    ----------
    decisions : DataFrame
        One row a candidate and role: `role_id`, `stage` (how far they came; `declined` at last),
        `reason_code`, and the `columns`.
    columns : sequence of str
        `learning.form.COLUMNS`.
    """
    names = list(columns)
    values = decisions[names].to_numpy(dtype=float)
    stages, reasons = decisions["stage"].to_numpy(), decisions["reason_code"].to_numpy()
    roles: Ints = np.asarray(pd.factorize(decisions["role_id"])[0], dtype=np.int64)
    builder = _Builder()
    for rows in _by(roles):
        preferred = rows[np.isin(stages[rows], PREFERRED)]
        for row in rows[stages[rows] == "declined"]:
            if reasons[row] not in OF_DECLINING:
                continue
            term = OF_DECLINING[reasons[row]]
            named = NO_TERM if term is None else names.index(term)
            others = _where_it_shows(values, int(row), preferred, named)
            builder.add(values, int(row), others, int(roles[row]), counts(term), liked=False)
    return builder.evidence(len(names))


def learn(ranker: WeightRanker, evidence: Evidence) -> WeightRanker:
    """Fit a copy of a ranker to evidence; the less there is, the nearer it stays to its prior.

    Parameters
    ----------
    ranker : WeightRanker
        Its `shrinkage` is raised where few preferences carry most of the weight, as the fit would
        else count all of them as full.
    """
    fitted: WeightRanker = clone(ranker)
    if not evidence.preferences:
        return fitted.fit(np.zeros((2, evidence.X.shape[1])), np.zeros(2))  # says nothing
    thinner = evidence.preferences / evidence.effective
    fitted.set_params(shrinkage=ranker.shrinkage * thinner)
    return fitted.fit(
        evidence.X, evidence.y, groups=evidence.groups, sample_weight=evidence.sample_weight
    )


class _Builder:
    """Collects groups."""

    def __init__(self) -> None:
        self.values: list[Floats] = []
        self.liked: list[bool] = []
        self.weights: list[float] = []
        self.of: list[int] = []

    def add(
        self, values: Floats, row: int, others: Ints, of: int, weight: float, *, liked: bool
    ) -> None:
        """Add one row against others, if there are any."""
        if len(others):
            self.values.append(values[[row, *others]])
            self.liked.append(liked)
            self.weights.append(weight)
            self.of.append(of)

    def evidence(self, columns: int) -> Evidence:
        """Put all together; whoever did very much counts less for each."""
        sizes = [len(values) for values in self.values]
        groups = np.repeat(np.arange(len(sizes), dtype=np.int64), sizes)
        is_one = np.diff(groups, prepend=-1) > 0
        liked = np.repeat(np.array(self.liked, dtype=bool), sizes)
        weight = np.ones(len(groups))
        weight[is_one] = np.array(self.weights) * _share_of_each(np.array(self.of, dtype=np.int64))
        return Evidence(
            X=np.concatenate([np.empty((0, columns)), *self.values]),
            y=(liked == is_one).astype(np.int64),
            groups=groups,
            sample_weight=weight,
        )


def _share_of_each(of: Ints) -> Floats:
    _, which, number = np.unique(of, return_inverse=True, return_counts=True)
    return np.asarray(np.minimum(1.0, MOST_OF_ONE / number)[which], dtype=float)


def _where_it_shows(values: Floats, row: int, others: Ints, named: int) -> Ints:
    """Leave out those that are not better in the named term; an unknown value shows nothing."""
    if named == NO_TERM:
        return others
    shows: Ints = others[values[others, named] > values[row, named]]
    return shows


def _by(codes: Ints) -> list[Ints]:
    order: Any = np.argsort(codes, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(codes[order])) + 1) if len(order) else []
