"""What the judgments say of a weight set and of a change of it, with intervals and a plain word."""

from __future__ import annotations

import dataclasses
from typing import Final, Literal

import numpy as np
import pandas as pd

from matching import columns as c
from matching.arrays import Floats, Ints
from matching.comparison.points import PAGE
from matching.comparison.weight_set import WeightSet
from matching.evidence.judgments import GOOD_GRADE
from matching.evidence.metrics import (
    BAD,
    GOOD,
    JUDGED,
    METRIC,
    NDCG,
    NDCG_ALL,
    PROFILES,
    SAME,
    discounts,
    mean,
)
from matching.weights.tuning.intervals import mean_interval
from matching.weights.tuning.workspace import Slate, Standing, Workspace

FIGURES: Final = (NDCG, NDCG_ALL, GOOD, BAD)
"""See `metrics.METRICS`; all at the first ten."""
DISCOUNTS: Final[Floats] = discounts(PAGE)
"""What a place on the first page counts: in DCG, and as exposure in `evidence.exposure`."""
SMALL: Final = 0.005
"""A difference below this would be 0.00 with two decimals and is given with three."""

Outcome = Literal["better", "worse", "unclear", "same", "unknown"]


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What a difference of NDCG means: the outcome as a word to act on, and a sentence."""

    outcome: Outcome
    text: str


@dataclasses.dataclass(frozen=True, eq=False)
class FigureChanges:
    """What the judgments say of a draft against a base; paired by profile.

    Attributes
    ----------
    verdict : Verdict
        On NDCG of the judged roles.
    summary : DataFrame
        A row for each of `FIGURES`: `metric`, `before`, `before_low`, `before_high`, the same for
        `after` and `difference` (means and 95 % bootstrap intervals over profiles), `profiles`
        (how many the difference is over), and on how many the figure rose (`up`) or fell (`down`).
    by_profession : DataFrame
        NDCG only, the same columns and `profession`, the most profiles first; a group of one
        profile has no interval.
    per_profile : DataFrame
        `profile_id`, `profession`, `judged`, `before`, `after`, `difference` of NDCG; the largest
        loss first.
    """

    verdict: Verdict
    summary: pd.DataFrame
    by_profession: pd.DataFrame
    per_profile: pd.DataFrame


def judged_figures(workspace: Workspace, weights: WeightSet) -> pd.DataFrame:
    """Figures of every judged profile, as `matching.studies.evaluation.evaluate` gives at 10.

    Returns
    -------
    DataFrame
        `profile_id`, `profession`, `judged` (how many roles), and `FIGURES`; NaN where a figure is
        not defined.
    """
    standing = workspace.standing(weights)
    rows = []
    for profile_id in workspace.judged_ids:
        slate = workspace.slates[profile_id]
        rows.append(
            {
                c.PROFILE_ID: profile_id,
                c.PROFESSION: slate.beside.person.profile.profession,
                JUDGED: slate.judged.size,
                **_figures(slate, standing.orders[profile_id]),
            }
        )
    names = [c.PROFILE_ID, c.PROFESSION, JUDGED, *FIGURES]
    return pd.DataFrame(rows, columns=names).astype(dict.fromkeys(FIGURES, float))


def ndcgs(workspace: Workspace, standing: Standing) -> Floats:
    """NDCG of the judged roles for each of `workspace.judged_ids`; NaN where not defined."""
    return np.array(
        [
            _ndcg(_judged(workspace.slates[name], standing.orders[name]), workspace.slates[name])
            for name in workspace.judged_ids
        ]
    )


def compare_figures(workspace: Workspace, draft: WeightSet, base: WeightSet) -> FigureChanges:
    """Say on the judgments how a draft does against a base."""
    before, after = judged_figures(workspace, base), judged_figures(workspace, draft)
    summary = pd.DataFrame(
        [{METRIC: name, **_paired(before[name], after[name])} for name in FIGURES]
    )
    groups = [
        {c.PROFESSION: profession, **_paired(part[NDCG], after.loc[part.index, NDCG])}
        for profession, part in before.groupby(c.PROFESSION)
    ]
    names = [c.PROFESSION, *summary.columns.drop(METRIC)]
    by_profession = pd.DataFrame(groups, columns=names).sort_values(
        [PROFILES, c.PROFESSION], ascending=[False, True], ignore_index=True
    )
    per_profile = before[[c.PROFILE_ID, c.PROFESSION, JUDGED]].assign(
        before=before[NDCG], after=after[NDCG], difference=after[NDCG] - before[NDCG]
    )
    return FigureChanges(
        verdict=verdict(per_profile["difference"].to_numpy(dtype=float)),
        summary=summary,
        by_profession=by_profession,
        per_profile=per_profile.sort_values(["difference", c.PROFILE_ID], ignore_index=True),
    )


def verdict(differences: Floats) -> Verdict:
    """Put differences of NDCG, one a profile, into a plain sentence.

    Likely better or worse where the 95 % interval of the mean change excludes 0 and the change is
    not 0 to the third decimal.

    Examples
    --------
    >>> verdict(np.array([0.01, 0.02, 0.03, 0.02])).text
    'better by 0.02, interval 0.01 to 0.03: likely better'
    >>> verdict(np.array([0.1, -0.1, 0.01])).text
    'better by 0.003, interval -0.100 to 0.100: no clear difference'
    >>> verdict(np.array([-0.01, -0.02, -0.03, -0.02])).text
    'worse by 0.02, interval -0.03 to -0.01: likely worse'
    """
    measured = differences[~np.isnan(differences)]
    if measured.size < 2:
        return Verdict("unknown", "too few judged profiles to tell")
    if np.all(np.abs(measured) <= SAME):
        return Verdict("same", "the same on every judged profile: no difference")
    change = mean(measured)
    low, high = mean_interval(measured)
    digits = 2 if abs(change) >= SMALL else 3
    size = f"{abs(change):.{digits}f}"
    is_nothing = float(size) == 0
    outcome: Outcome = "unclear"
    if not is_nothing and (low > 0 or high < 0):
        outcome = "better" if low > 0 else "worse"
    how = "about the same" if is_nothing else f"{'better' if change > 0 else 'worse'} by {size}"
    ending = "no clear difference" if outcome == "unclear" else f"likely {outcome}"
    interval = " to ".join(f"{round(bound, digits) + 0.0:.{digits}f}" for bound in (low, high))
    return Verdict(outcome, f"{how}, interval {interval}: {ending}")


def _paired(before: pd.Series[float], after: pd.Series[float]) -> dict[str, float]:
    """Means and intervals before and after, and of the difference on the same profiles."""
    difference = (after - before).to_numpy(dtype=float)
    row: dict[str, float] = {}
    for name, values in (("before", before), ("after", after), ("difference", difference)):
        low, high = mean_interval(values)
        row |= {name: mean(values), f"{name}_low": low, f"{name}_high": high}
    return row | {
        PROFILES: int(np.count_nonzero(~np.isnan(difference))),
        "up": int(np.count_nonzero(difference > SAME)),
        "down": int(np.count_nonzero(difference < -SAME)),
    }


def _figures(slate: Slate, order: Ints) -> dict[str, float]:
    head = slate.grades[order[:PAGE]]
    graded = head[head >= 0]
    return {
        NDCG: _ndcg(_judged(slate, order), slate),
        NDCG_ALL: _ndcg(np.maximum(head, 0), slate),
        GOOD: mean(graded >= GOOD_GRADE),
        BAD: mean(graded == 0),
    }


def _judged(slate: Slate, order: Ints) -> Ints:
    """Grades of the first ten judged roles of a list."""
    grades = slate.grades[order]
    return np.asarray(grades[grades >= 0][:PAGE], dtype=np.int64)


def _ndcg(grades: Ints, slate: Slate) -> float:
    ideal = _gain(-np.sort(-slate.judged)[:PAGE])
    return _gain(grades) / ideal if ideal else np.nan


def _gain(grades: Ints) -> float:
    return float((np.exp2(grades) - 1) @ DISCOUNTS[: len(grades)])
