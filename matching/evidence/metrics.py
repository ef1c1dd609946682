"""Figures of one ranked list against graded roles, and intervals of their means."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.stats import DegenerateDataWarning, bootstrap, norm

from matching.arrays import Floats
from matching.evidence.judgments import GOOD_GRADE

# Columns of the frames with figures.
RANKER, K, JUDGED, METRIC = "ranker", "k", "judged", "metric"
MEAN, LOW, HIGH, PROFILES = "mean", "low", "high", "profiles"
BETTER, EQUAL, WORSE = "better", "equal", "worse"

# Figures of one list.
NDCG, NDCG_ALL = "ndcg", "ndcg_all"
GOOD, BAD, BAD_JUDGED, UNJUDGED = "good", "bad", "bad_judged", "unjudged"
KEPT, MATCHES = "kept", "matches"
METRICS = {
    NDCG: "Quality of the order: 1 is ideal. Roles that nobody judged are taken out first.",
    NDCG_ALL: "The same with unjudged roles counted as grade 0: a lower bound.",
    GOOD: "Share of good roles (grade 2 or 3) among the judged of the first k.",
    BAD: "Share of roles not to be shown (grade 0) among the judged of the first k; aim: none.",
    BAD_JUDGED: "The same among the first k judged roles, however far down the list they are.",
    UNJUDGED: "Share of the first k that nobody judged: the more, the less the others say.",
    KEPT: "Share of all good judged roles that the list has at all.",
    MATCHES: "Length of the list.",
}
"""What each figure says; all but the last two depend on k."""

SAME = 1e-9
"""Figures that differ by less are equal."""
CONFIDENCE = 0.95
RESAMPLES = 5_000

Statistic = Callable[..., Floats]


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], k: int, *, judged_only: bool) -> float:
    r"""Normalized discounted cumulative gain of the first `k`, gain 2^grade - 1, discount log2.

    Parameters
    ----------
    ranked : sequence of str
        Role ids, best first, without repeats.
    grades : mapping of role id to grade
        The judged roles of the person. A judged role that the list lacks earns nothing; the
        ideal is the best order of all of them.
    k : int
        At least 1. A list shorter than `k` is just shorter.
    judged_only : bool
        Take roles without a grade out of the list before its first `k` are looked at; otherwise
        they stay in their place and earn nothing.

    Returns
    -------
    float
        0 to 1; NaN if no judged role has a grade above 0, as then any order is as good.

    Examples
    --------
    >>> grades = {"a": 3, "b": 2, "c": 0}
    >>> ndcg(["a", "b", "c"], grades, 10, judged_only=True)
    1.0
    >>> round(ndcg(["c", "new", "b"], grades, 10, judged_only=True), 3)  # 1.89 of 8.89
    0.213
    """
    if k < 1:
        raise ValueError(f"k must be at least 1, got {k}.")
    if judged_only:
        ranked = [role_id for role_id in ranked if role_id in grades]
    ideal = _dcg(sorted(grades.values(), reverse=True), k)
    return _dcg([grades.get(role_id, 0) for role_id in ranked[:k]], k) / ideal if ideal else np.nan


def discounts(n: int) -> Floats:
    """What each of the first places of a list counts: in DCG, and as exposure.

    Examples
    --------
    >>> discounts(3).round(2).tolist()
    [1.0, 0.63, 0.5]
    """
    return np.asarray(1 / np.log2(np.arange(2, n + 2)), dtype=float)


def _dcg(grades: Sequence[int], k: int) -> float:
    """Discounted cumulative gain of grades in the order of a list."""
    gains = np.exp2(np.asarray(grades[:k], dtype=float)) - 1
    return float(gains @ discounts(len(gains)))


def figures(ranked: Sequence[str], grades: Mapping[str, int], k: int) -> dict[str, float]:
    """All figures of one list.

    Parameters
    ----------
    ranked : sequence of str
        Role ids, best first, without repeats.
    grades : mapping of role id to grade
        The judged roles of the person.
    k : int
        How many of the first are looked at.

    Returns
    -------
    dict
        The names of `METRICS`. NaN where there is nothing to measure: NDCG without a role above
        grade 0, a share of no roles.
    """
    head, listed = ranked[:k], set(ranked)
    judged = [grades[role_id] for role_id in ranked if role_id in grades]
    judged_head = [grades[role_id] for role_id in head if role_id in grades]
    return {
        NDCG: ndcg(ranked, grades, k, judged_only=True),
        NDCG_ALL: ndcg(ranked, grades, k, judged_only=False),
        GOOD: mean([grade >= GOOD_GRADE for grade in judged_head]),
        BAD: mean([grade == 0 for grade in judged_head]),
        BAD_JUDGED: mean([grade == 0 for grade in judged[:k]]),
        UNJUDGED: mean([role_id not in grades for role_id in head]),
        KEPT: mean([role_id in listed for role_id, grade in grades.items() if grade >= GOOD_GRADE]),
        MATCHES: float(len(ranked)),
    }


def mean(values: npt.ArrayLike) -> float:
    """Mean of the values that are not NaN; NaN if there are none."""
    numbers = _measured(values)
    return float(numbers.mean()) if numbers.size else np.nan


def spread(values: npt.ArrayLike, seed: int) -> dict[str, float]:
    """Mean and 95 % interval of it (see `bootstrap_interval`): `mean`, `low`, `high`."""
    low, high = bootstrap_interval(values, np.random.default_rng(seed))
    return {MEAN: mean(values), LOW: low, HIGH: high}


def gap(gain: npt.ArrayLike, seed: int) -> dict[str, float]:
    """`spread` of a difference, and how often the one is `better`, `equal` or `worse`."""
    numbers = _measured(gain)
    return {
        **spread(numbers, seed),
        BETTER: int((numbers > SAME).sum()),
        EQUAL: int((np.abs(numbers) <= SAME).sum()),
        WORSE: int((numbers < -SAME).sum()),
    }


def share_spread(part: npt.ArrayLike, whole: npt.ArrayLike, seed: int) -> dict[str, float]:
    """Share of all roles of all people together, with a 95 % interval over people.

    Roles of one person are alike, so that whole people are resampled (BCa). Where every role is
    on the same side, resampling says nothing, and Wilson's interval stands in its place, with
    each person counted as one role.

    Parameters
    ----------
    part, whole : array of int
        How many of how many, a number a person; people with none of the whole are left out.
    seed : int
        Of the resampling.

    Returns
    -------
    dict
        `mean`, `low`, `high`; NaN if there is no role, and no interval for one person alone.

    Examples
    --------
    >>> found = share_spread([0, 0, 0, 0], [3, 1, 2, 5], seed=0)
    >>> {name: round(value, 2) for name, value in found.items()}
    {'mean': 0.0, 'low': 0.0, 'high': 0.49}
    """
    counts = np.array([part, whole], dtype=float)
    parts, wholes = counts[:, counts[1] > 0]
    if not wholes.size:
        return {MEAN: np.nan, LOW: np.nan, HIGH: np.nan}
    share = float(parts.sum() / wholes.sum())
    if wholes.size < 2:
        low, high = np.nan, np.nan
    elif share in (0.0, 1.0):
        low, high = _wilson(share, wholes.size)
    else:
        low, high = _resampled((parts, wholes), _ratio, np.random.default_rng(seed), RESAMPLES)
    return {MEAN: share, LOW: low, HIGH: high}


def _ratio(part: Floats, whole: Floats, axis: int = -1) -> Floats:
    return np.asarray(np.sum(part, axis=axis) / np.sum(whole, axis=axis), dtype=float)


def _wilson(share: float, n: int) -> tuple[float, float]:
    """Wilson's interval of none or all of n."""
    square = float(norm.ppf((1 + CONFIDENCE) / 2)) ** 2
    room = square / (n + square)
    return (0.0, room) if share == 0 else (1 - room, 1.0)


def bootstrap_interval(
    values: npt.ArrayLike, rng: np.random.Generator, *, resamples: int = RESAMPLES
) -> tuple[float, float]:
    """95 % bootstrap interval of the mean, bias-corrected and accelerated (BCa).

    Parameters
    ----------
    values : array of float
        One number a profile; NaN is left out.
    rng : Generator
    resamples : int

    Returns
    -------
    low, high : float
        Equal to the value if all are the same; NaN if there are fewer than two. Where BCa is
        not defined, the percentiles of the resampled means.
    """
    numbers = _measured(values)
    if numbers.size < 2:
        return np.nan, np.nan
    if np.ptp(numbers) == 0:
        return float(numbers[0]), float(numbers[0])
    return _resampled((numbers,), np.mean, rng, resamples)


def _resampled(
    numbers: tuple[Floats, ...], statistic: Statistic, rng: np.random.Generator, resamples: int
) -> tuple[float, float]:
    """BCa interval, or the percentiles of the resampled statistic where BCa is not defined."""
    low, high = _interval(numbers, statistic, "BCa", rng, resamples)
    if np.isnan([low, high]).any():
        low, high = _interval(numbers, statistic, "percentile", rng, resamples)
    return low, high


def _interval(
    numbers: tuple[Floats, ...],
    statistic: Statistic,
    method: str,
    rng: np.random.Generator,
    resamples: int,
) -> tuple[float, float]:
    with warnings.catch_warnings(), np.errstate(invalid="ignore"):  # where all are the same
        warnings.simplefilter("ignore", DegenerateDataWarning)
        result = bootstrap(
            numbers,
            statistic,
            axis=0,
            vectorized=True,
            paired=True,
            n_resamples=resamples,
            confidence_level=CONFIDENCE,
            method=method,
            rng=rng,
        )
    return float(result.confidence_interval.low), float(result.confidence_interval.high)


def _measured(values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    numbers = np.asarray(values, dtype=float).ravel()
    measured: npt.NDArray[np.float64] = numbers[~np.isnan(numbers)]
    return measured
