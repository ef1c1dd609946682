"""Who is seen: shares of exposure beside shares of good roles, and what a floor does and costs.

The exposure of a role in a list is 1 / log2(1 + rank), as in discounted cumulative gain, and
nothing beyond the first ten (Singh and Joachims, "Fairness of exposure in rankings", KDD 2018).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from matching import columns as c
from matching.comparison.exposure_floor import GOOD, ExposureFloor, lift
from matching.evidence.judgments import GOOD_GRADE, grades_by_profile
from matching.evidence.metrics import NDCG, NDCG_ALL, bootstrap_interval, discounts, mean, ndcg

FIRST_TEN: Final = 10
GOOD_SCORE: Final = GOOD / 100
GROUPINGS: Final = {
    "organization": "Organization",
    "country": "Country",
    "faith": "Faith of the organization",
    "size": "Roles of the organization",
}
NOT_STATED: Final = "not stated"
SIZES: Final = {1: "1", 5: "2 to 5", 20: "6 to 20"}
LARGEST: Final = "more than 20"

Lists = Mapping[str, Sequence[str]]
"""Profile id to role ids, best first."""


def good_roles(
    scores: pd.DataFrame, judgments: pd.DataFrame | None = None, threshold: float = GOOD_SCORE
) -> pd.DataFrame:
    """Say which roles are good for whom: by grade where a match was judged, else by score.

    Parameters
    ----------
    scores : DataFrame
        `profile_id`, `role_id`, `score`: the matches, roles that are open to the person.
    judgments : DataFrame, optional
        As from `judgments.read_judgments`; grades of 2 and 3 are good.
    threshold : float
        Least score of a good role that was not judged.

    Returns
    -------
    DataFrame
        `profile_id`, `role_id`, `basis` (`judged` or `score`); only the good ones.
    """
    keys = [c.PROFILE_ID, c.ROLE_ID]
    graded = pd.DataFrame(columns=[*keys, c.GRADE]) if judgments is None else judgments
    both = scores.merge(graded[[*keys, c.GRADE]], on=keys, how="left")
    grade = both[c.GRADE].astype(float)
    is_good = np.where(grade.isna(), both[c.SCORE] >= threshold, grade >= GOOD_GRADE)
    both["basis"] = np.where(grade.isna(), "score", "judged")
    return both.loc[is_good, [*keys, "basis"]].reset_index(drop=True)


def exposure_shares(
    lists: Lists, good: pd.DataFrame, roles: pd.DataFrame, by: str, k: int = FIRST_TEN
) -> pd.DataFrame:
    """Compare how much of the exposure and how many of the good roles each group has.

    Every profile counts the same, however many good roles it has. Exposure and goodness of a role
    in several countries are divided among them.

    Parameters
    ----------
    good : DataFrame
        As from `good_roles`.
    roles : DataFrame
        `catalog.roles`.
    by : str
        One of `GROUPINGS`.
    k : int
        How many of the first of a list are seen.

    Returns
    -------
    DataFrame
        `group`, `roles` (how many the catalog has), `exposure` and `good` (shares that add up to
        1), `ratio` (exposure / good; NaN without good roles), `never_shown` (good roles of the
        group that are in no first `k`); the most exposed group first.
    """
    if by not in GROUPINGS:
        raise ValueError(f"by must be one of {', '.join(GROUPINGS)}, got {by!r}.")
    groups = _groups(roles, by)
    seen = _exposure(lists, k)
    of_profiles = good.assign(weight=1.0)
    shares = {
        "exposure": _shares(seen, groups),
        "good": _shares(of_profiles, groups),
    }
    hidden = set(good[c.ROLE_ID]) - set(seen[c.ROLE_ID])
    counted = {
        "roles": groups.groupby("group")[c.ROLE_ID].nunique(),
        "never_shown": groups[groups[c.ROLE_ID].isin(hidden)].groupby("group")[c.ROLE_ID].nunique(),
    }
    table = pd.DataFrame({**counted, **shares}).fillna(0.0)
    table = table.astype({"roles": "int64", "never_shown": "int64"})
    table["ratio"] = table["exposure"] / table["good"].where(table["good"] > 0)
    ordered = table.rename_axis("group").reset_index()
    ordered = ordered.sort_values(["exposure", "good", "group"], ascending=[False, False, True])
    names = ["group", "roles", "exposure", "good", "ratio", "never_shown"]
    return ordered[names].reset_index(drop=True)


def never_shown(lists: Lists, good: pd.DataFrame, k: int = FIRST_TEN) -> pd.DataFrame:
    """List the good roles that are in no first `k`.

    Parameters
    ----------
    lists : mapping of profile id to role ids
        Whole lists, not only the first ten.
    good : DataFrame
        As from `good_roles`.

    Returns
    -------
    DataFrame
        `role_id`, `profiles` (for how many it is good), `nearest` (its best rank in a list of one
        of them, NaN if it is in none); those that are good for most first.
    """
    seen = {role for ids in lists.values() for role in ids[:k]}
    hidden = good[~good[c.ROLE_ID].isin(seen)]
    ranks = {who: {role: at for at, role in enumerate(lists[who], 1)} for who in lists}
    found = hidden.assign(
        rank=[
            ranks.get(who, {}).get(role, np.nan)
            for who, role in zip(hidden[c.PROFILE_ID], hidden[c.ROLE_ID], strict=True)
        ]
    )
    table = found.groupby(c.ROLE_ID, as_index=False).agg(
        profiles=(c.PROFILE_ID, "size"), nearest=("rank", "min")
    )
    return table.sort_values(
        ["profiles", "nearest", c.ROLE_ID], ascending=[False, True, True], ignore_index=True
    )


@dataclasses.dataclass(frozen=True, eq=False)
class Floored:
    """Lists in which good roles that were never shown have a place.

    Attributes
    ----------
    lists : dict of profile id to list of role ids
    inserted : DataFrame
        `profile_id`, `role_id`, `from_rank`, `to_rank`.
    """

    lists: dict[str, list[str]]
    inserted: pd.DataFrame


def with_floor(lists: Lists, good: pd.DataFrame, floor: ExposureFloor) -> Floored:
    """Give roles a last place of the first ten of those whom they are good for, as `floor.lift`.

    Parameters
    ----------
    lists : mapping of profile id to role ids
        Whole lists by score, with a varied first ten; not only the first ten.
    good : DataFrame
        As from `good_roles` without judgments: what a recommender with this floor goes by.
    """
    seen = good[good[c.ROLE_ID].isin(floor.role_ids)]
    wanted = {who: set(rows) for who, rows in seen.groupby(c.PROFILE_ID)[c.ROLE_ID]}
    floored: dict[str, list[str]] = {}
    moves: list[tuple[str, str, int, int]] = []
    for profile_id, ids in lists.items():
        names = wanted.get(profile_id, set())
        flags = np.array([role in names for role in ids], dtype=bool)
        order = lift(np.arange(len(ids)), flags, floor.places)
        floored[profile_id] = [ids[at] for at in order]
        moves += [
            (profile_id, ids[at], int(at) + 1, rank)
            for rank, at in enumerate(order[:FIRST_TEN], 1)
            if at >= FIRST_TEN
        ]
    names_of_moves = [c.PROFILE_ID, c.ROLE_ID, "from_rank", "to_rank"]
    return Floored(floored, pd.DataFrame(moves, columns=names_of_moves))


def price_of_floor(
    before: Lists, after: Lists, judgments: pd.DataFrame, k: int = FIRST_TEN, seed: int = 0
) -> pd.DataFrame:
    """Say what a change of the lists costs on the judgments.

    Parameters
    ----------
    judgments : DataFrame
        As from `judgments.read_judgments`.
    seed : int
        Of the resampling.

    Returns
    -------
    DataFrame
        One row for `ndcg` and `ndcg_all` (see `metrics.METRICS`): `metric`, `before`, `after`,
        `difference` with `low` and `high` (95 % bootstrap interval over profiles), `profiles`.
    """
    grades = grades_by_profile(judgments[judgments[c.PROFILE_ID].isin(list(before))])
    rows = []
    for metric, judged_only in ((NDCG, True), (NDCG_ALL, False)):
        figures = np.array(
            [
                [ndcg(lists[who], of, k, judged_only=judged_only) for lists in (before, after)]
                for who, of in grades.items()
            ]
        ).reshape(-1, 2)
        change = figures[:, 1] - figures[:, 0]
        low, high = bootstrap_interval(change, np.random.default_rng(seed))
        rows.append(
            {
                "metric": metric,
                "before": mean(figures[:, 0]),
                "after": mean(figures[:, 1]),
                "difference": mean(change),
                "low": low,
                "high": high,
                "profiles": int((~np.isnan(change)).sum()),
            }
        )
    return pd.DataFrame(rows)


def _exposure(lists: Lists, k: int) -> pd.DataFrame:
    """Exposure of each place of the first `k`: `profile_id`, `role_id`, `weight`."""
    worth = discounts(k).tolist()
    rows = [
        (profile_id, role_id, weight)
        for profile_id, ids in lists.items()
        for role_id, weight in zip(ids, worth, strict=False)
    ]
    return pd.DataFrame(rows, columns=[c.PROFILE_ID, c.ROLE_ID, "weight"])


def _shares(weighted: pd.DataFrame, groups: pd.DataFrame) -> pd.Series[float]:
    """Share of each group, all profiles counting the same; adds up to 1."""
    of_profile = weighted.groupby(c.PROFILE_ID)["weight"].transform("sum")
    each = weighted.assign(part=weighted["weight"] / of_profile).merge(groups, on=c.ROLE_ID)
    shares = (each["part"] * each["share"]).groupby(each["group"]).sum()
    return shares / shares.sum()


def _groups(roles: pd.DataFrame, by: str) -> pd.DataFrame:
    """Groups of each role: `role_id`, `group`, `share` of the role that belongs to it."""
    if by == "country":
        groups = roles[c.WHERE].map(lambda where: list(where) or [NOT_STATED])
    elif by == "organization":
        groups = roles[c.ORG_ID].map(lambda org_id: [org_id])
    elif by == "faith":
        groups = roles[c.FAITH].map(lambda faith: [faith or NOT_STATED])
    else:
        number = roles.groupby(c.ORG_ID)[c.ROLE_ID].transform("size")
        groups = number.map(
            lambda n: [next((s for most, s in SIZES.items() if n <= most), LARGEST)]
        )
    table = pd.DataFrame({c.ROLE_ID: roles[c.ROLE_ID].to_numpy(), "group": groups.to_numpy()})
    table["share"] = 1 / table["group"].map(len)
    return table.explode("group", ignore_index=True)
