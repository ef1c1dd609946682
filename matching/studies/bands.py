"""The bands in which our lists are shown: how much is in each, and how good it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from matching import columns as c
from matching.comparison.bands import BANDS, MEETS
from matching.evidence.judgments import BEST_GRADE, GOOD_GRADE, JudgedSet, grades_by_profile
from matching.evidence.metrics import (
    BAD,
    GOOD,
    KEPT,
    METRIC,
    PROFILES,
    UNJUDGED,
    figures,
    mean,
    share_spread,
    spread,
)
from matching.studies.calibration import PAIRS, share_of_rows
from matching.studies.our_lists import ALL, FIRST, PLACE, each_set

ENOUGH_ROLES = 3
ROLES, BEST_SHOWN, ENOUGH = "roles", "best_shown", "enough"
OF_BANDS = (ROLES, GOOD, BAD, UNJUDGED)
"""Figures of a band: its size, shares of its judged roles, and of its first ten unjudged."""
OF_THE_SHOWN = {
    BAD: "Grade 0 among the judged of the first 10 as shown, folded roles left out; aim: none",
    GOOD: "Good among the same",
    UNJUDGED: "Nobody judged, of the first 10 as shown",
    KEPT: "Good judged roles that are in any band",
    BEST_SHOWN: "Roles of grade 3 that are in bands 1 and 2",
    ENOUGH: f"People with a role of grade 3 for whom band 1 has at least {ENOUGH_ROLES} roles",
}
"""What each figure of a list as it is shown says; a mean over people."""


def bands(listed: pd.DataFrame, sets: Sequence[JudgedSet], seed: int = 0) -> pd.DataFrame:
    """Size and worth of each band.

    Parameters
    ----------
    listed : DataFrame
        As from `our_lists.our_lists`, with bands.

    Returns
    -------
    DataFrame
        For each set and `all`, each band, each figure of `OF_BANDS`: `set`, `band`, `metric`,
        `mean`, `low`, `high`, `pairs` (roles that the figure is over), `profiles` (people that
        these are of; for `roles` all who were judged).
    """
    rows = []
    for name, people in _people(sets):
        own = listed[listed[c.PROFILE_ID].isin(people)]
        for band in BANDS:
            roles = own[own[c.BAND] == band]
            rows += [
                {c.JUDGED_SET: name, c.BAND: band, METRIC: metric, **found}
                for metric, found in _of_band(roles, people, seed).items()
            ]
    return pd.DataFrame(rows)


def _of_band(
    roles: pd.DataFrame, people: Mapping[str, Mapping[str, int]], seed: int
) -> dict[str, dict[str, float]]:
    sizes = roles.groupby(c.PROFILE_ID).size().reindex(list(people), fill_value=0)
    judged = roles.dropna(subset=c.GRADE)
    first = roles[roles.groupby(c.PROFILE_ID).cumcount() < FIRST]
    return {
        ROLES: {**spread(sizes, seed), PAIRS: len(roles), PROFILES: len(people)},
        GOOD: share_of_rows(judged[c.GRADE] >= GOOD_GRADE, judged[c.PROFILE_ID], seed),
        BAD: share_of_rows(judged[c.GRADE] == 0, judged[c.PROFILE_ID], seed),
        UNJUDGED: share_of_rows(first[c.GRADE].isna(), first[c.PROFILE_ID], seed),
    }


def as_shown(listed: pd.DataFrame, sets: Sequence[JudgedSet], seed: int = 0) -> pd.DataFrame:
    """Figures of lists as people see them: what is folded is not there.

    Parameters
    ----------
    listed : DataFrame
        As from `our_lists.our_lists`, with bands.

    Returns
    -------
    DataFrame
        For each set and `all`, each figure of `OF_THE_SHOWN`: `set`, `metric`, `mean`, `low`,
        `high`, `profiles` (people for whom it is defined).
    """
    lists = dict(list(listed.groupby(c.PROFILE_ID)))
    found = pd.DataFrame(
        [
            {c.JUDGED_SET: judged.name, **_of_list(lists.get(who, listed.head(0)), grades)}
            for judged in sets
            for who, grades in grades_by_profile(judged.judgments).items()
        ],
        columns=[c.JUDGED_SET, *OF_THE_SHOWN],
    )
    rows = []
    for name, people in each_set(found):
        for metric in OF_THE_SHOWN:
            known = people[metric].dropna()
            interval = share_spread(known, np.ones(len(known)), seed)
            rows.append({c.JUDGED_SET: name, METRIC: metric, **interval, PROFILES: len(known)})
    return pd.DataFrame(rows)


def _of_list(own: pd.DataFrame, grades: Mapping[str, int]) -> dict[str, float]:
    shown = own[own[PLACE].notna()]
    head = figures(shown[c.ROLE_ID].tolist(), grades, FIRST)
    best = [role_id for role_id, grade in grades.items() if grade == BEST_GRADE]
    enough = float((own[c.BAND] == MEETS).sum() >= ENOUGH_ROLES)
    return {
        **{metric: head[metric] for metric in (BAD, GOOD, UNJUDGED)},
        KEPT: figures(own[c.ROLE_ID].tolist(), grades, FIRST)[KEPT],
        BEST_SHOWN: mean(np.isin(best, shown[c.ROLE_ID])),
        ENOUGH: enough if best else np.nan,
    }


def _people(sets: Iterable[JudgedSet]) -> list[tuple[str, dict[str, dict[str, int]]]]:
    """Grades of each judged person, by set, and of all together."""
    graded = [(judged.name, grades_by_profile(judged.judgments)) for judged in sets]
    everyone = {who: grades for _, people in graded for who, grades in people.items()}
    return [*((name, people) for name, people in graded if people), (ALL, everyone)]
