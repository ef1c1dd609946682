"""Our lists as they are shown, each role with the grade that readers gave it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from matching import columns as c
from matching.browsing.shortlist_files import safe_cell
from matching.catalog import Catalog
from matching.comparison.bands import FOLDED
from matching.evidence.judgments import JudgedSet, grades_by_profile
from matching.evidence.metrics import JUDGED, NDCG, ndcg
from matching.profile import Profile
from matching.recommending.recommender import Recommender

PLACE = "place"
"""Column of the place among the roles that are shown, the first band before the second, from 1 on;
NaN for a folded one."""
FIRST = 10
ALL = "all"
"""Name that the figures on every set together have in place of a set's."""


def our_lists(recommender: Recommender, sets: Sequence[JudgedSet]) -> pd.DataFrame:
    """Rank for everybody, also for those about whom there is no judgment yet.

    Returns
    -------
    DataFrame
        One row a role of a list, best first: `set`, `profile_id`, `rank`, `place` (among those
        that are shown), `role_id`, `score`, `band` (only if the recommender gives bands), `grade`
        (NaN: not judged), `reason` (`""`: not said).
    """
    lists = [_listed(recommender, judged) for judged in sets]
    return pd.concat(lists, ignore_index=True)


def _listed(recommender: Recommender, judged: JudgedSet) -> pd.DataFrame:
    frames = [pd.DataFrame(columns=[c.PROFILE_ID, c.ROLE_ID, c.RANK, c.SCORE])]
    for profile in judged.profiles:
        matches = recommender.recommend(profile, n=None)
        wanted = [c.ROLE_ID, c.RANK, c.SCORE, *({c.BAND} & {*matches.columns})]
        frames.append(matches[wanted].assign(**{c.PROFILE_ID: profile.profile_id}))
    listed = pd.concat(frames[1:] or frames, ignore_index=True)
    shown = listed[~is_folded(listed)].sort_values([*({c.BAND} & {*listed}), c.RANK])
    listed[PLACE] = shown.groupby(c.PROFILE_ID).cumcount().add(1).astype(float)
    listed[c.JUDGED_SET] = judged.name
    graded = judged.judgments[[c.PROFILE_ID, c.ROLE_ID, c.GRADE, c.REASON]]
    listed = listed.merge(graded, on=[c.PROFILE_ID, c.ROLE_ID], how="left")
    listed[c.REASON] = listed[c.REASON].fillna("")
    return listed.astype({c.GRADE: float, c.SCORE: float, c.RANK: int})


class Listed:
    """The ranker whose lists are those of a frame.

    Parameters
    ----------
    listed : DataFrame
        As from `our_lists`.
    """

    def __init__(self, listed: pd.DataFrame) -> None:
        self.lists = {
            str(profile_id): own.tolist()
            for profile_id, own in listed.groupby(c.PROFILE_ID)[c.ROLE_ID]
        }

    def rank(self, profile: Profile) -> list[str]:
        """Role ids, best first."""
        return self.lists.get(profile.profile_id, [])


def is_folded(listed: pd.DataFrame) -> pd.Series[bool]:
    """Which roles of lists are folded away; none where the lists have no bands."""
    if c.BAND not in listed:
        return pd.Series(False, index=listed.index)
    return listed[c.BAND] >= FOLDED


def each_set(frame: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The rows of each set by its name, in the order met, and those of all sets as `ALL`."""
    named = [(str(name), rows) for name, rows in frame.groupby(c.JUDGED_SET, sort=False)]
    return [*named, (ALL, frame)]


def worst_lists(
    listed: pd.DataFrame, sets: Sequence[JudgedSet], n: int, k: int = FIRST
) -> pd.DataFrame:
    """The first `k` roles of the lists with the lowest NDCG, to be read.

    Parameters
    ----------
    listed : DataFrame
        As from `our_lists`.
    n : int
        How many lists.

    Returns
    -------
    DataFrame
        Lowest first: `set`, `profile_id`, `ndcg`, `judged` (how many roles), `rank`, `grade` (NaN:
        not judged), `role_id`, `reason`. A person to whom nothing is open has one row without a
        role. People without a role above grade 0 have no NDCG and are left out.
    """
    rows = []
    ranked = dict(list(listed.groupby(c.PROFILE_ID)))
    nothing = pd.DataFrame({name: [np.nan] for name in (c.RANK, c.GRADE)}).assign(
        **{c.ROLE_ID: "", c.REASON: ""}
    )
    for name, _, judgments in sets:
        for profile_id, grades in grades_by_profile(judgments).items():
            own = ranked.get(profile_id, nothing)
            value = ndcg(own[c.ROLE_ID].tolist(), grades, k, judged_only=True)
            rows.append((value, name, profile_id, len(grades), own))
    lowest = sorted((row for row in rows if not np.isnan(row[0])), key=lambda row: row[:3])[:n]
    columns = [c.JUDGED_SET, c.PROFILE_ID, NDCG, JUDGED, c.RANK, c.GRADE, c.ROLE_ID, c.REASON]
    frames = []
    for value, name, profile_id, count, own in lowest:
        head = own.head(k).copy()
        head[[c.JUDGED_SET, c.PROFILE_ID, NDCG, JUDGED]] = name, profile_id, value, count
        frames.append(head[columns])
    return pd.concat(frames or [pd.DataFrame(columns=columns)], ignore_index=True)


def to_judge(listed: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Roles that stand among the first ten as shown and that nobody judged, to be graded.

    Parameters
    ----------
    listed : DataFrame
        As from `our_lists`.

    Returns
    -------
    DataFrame
        `columns.TO_JUDGE_TABLE`, in the order of the lists; `grade` and `reason` are empty. Once
        graded, it is a file that `judgments.read_judgments` reads. A text that a spreadsheet
        program would run as a formula begins with an apostrophe.
    """
    rows = listed[(listed[PLACE] <= FIRST) & listed[c.GRADE].isna()]
    roles = catalog.roles.loc[rows[c.ROLE_ID]]
    return pd.DataFrame(
        {
            c.PROFILE_ID: rows[c.PROFILE_ID].to_numpy(),
            c.ROLE_ID: rows[c.ROLE_ID].to_numpy(),
            c.RANK: rows[c.RANK].to_numpy(),
            c.SCORE: rows[c.SCORE].to_numpy(),
            c.TITLE: roles[c.TITLE].map(safe_cell).to_numpy(),
            c.ORGANIZATION: roles[c.ORG_NAME].map(safe_cell).to_numpy(),
            c.GRADE: "",
            c.REASON: "",
        },
        columns=list(c.TO_JUDGE_TABLE),
    )
