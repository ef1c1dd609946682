"""What a score means: how many roles with so many points readers graded good, and how many 0."""

from __future__ import annotations

import pandas as pd

from matching import columns as c
from matching.evidence.judgments import GOOD_GRADE
from matching.evidence.metrics import BAD, GOOD, METRIC, PROFILES, share_spread
from matching.studies.our_lists import each_set

SCORE_FROM = (90, 80, 70, 60, 50, 0)
"""The least score of each step of the scale; 90 is the step of 90 and more."""
FROM, PAIRS = "from", "pairs"


def calibration(listed: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """Share of good roles and of roles not to be shown among the judged ones, by score.

    Parameters
    ----------
    listed : DataFrame
        As from `our_lists.our_lists`.

    Returns
    -------
    DataFrame
        For each set and for `all`, best score first: `set`, `from` (of `SCORE_FROM`), `metric`
        (`good`: grade 2 or 3, `bad`: grade 0), `mean`, `low`, `high` (see
        `metrics.share_spread`), `pairs` (judged), `profiles` (how many people these are of).
    """
    judged = listed.dropna(subset=c.GRADE)
    step = _step(judged[c.SCORE])
    rows = []
    for name, part in each_set(judged):
        for least in SCORE_FROM:
            pairs = part[step[part.index] == least]
            rows += [
                {
                    c.JUDGED_SET: name,
                    FROM: least,
                    METRIC: metric,
                    **share_of_rows(fits, pairs[c.PROFILE_ID], seed),
                }
                for metric, fits in (
                    (GOOD, pairs[c.GRADE] >= GOOD_GRADE),
                    (BAD, pairs[c.GRADE] == 0),
                )
            ]
    return pd.DataFrame(rows)


def share_of_rows(fits: pd.Series[bool], people: pd.Series[str], seed: int) -> dict[str, float]:
    """Share of rows that fit, with an interval over the people that the rows are of.

    Returns
    -------
    dict
        `mean`, `low`, `high`, `pairs` (how many rows), `profiles` (of how many people).
    """
    by_person = fits.groupby(people).agg(["sum", "size"])
    spread = share_spread(by_person["sum"], by_person["size"], seed)
    return {**spread, PAIRS: len(fits), PROFILES: len(by_person)}


def _step(scores: pd.Series[float]) -> pd.Series[int]:
    steps = sorted(SCORE_FROM)
    cut = pd.cut(scores, [*steps, float("inf")], right=False, labels=steps)
    return cut.astype(int)
