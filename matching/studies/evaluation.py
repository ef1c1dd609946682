"""Rankers against judgments: figures per profile, means with intervals, and where it went wrong."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import pandas as pd

from matching import columns as c
from matching.catalog import Catalog
from matching.errors import DataError
from matching.evidence.judgments import GIVEN, GOOD_GRADE, grades_by_profile
from matching.evidence.metrics import (
    BETTER,
    EQUAL,
    HIGH,
    JUDGED,
    LOW,
    MEAN,
    METRIC,
    METRICS,
    NDCG,
    PROFILES,
    RANKER,
    WORSE,
    K,
    figures,
    gap,
    spread,
)
from matching.profile import Profile
from matching.studies.baselines import Ranker

LOWEST = 5


@dataclasses.dataclass(frozen=True, eq=False)
class Evaluation:
    """What the judgments say about some rankers; the first of them is ours.

    Attributes
    ----------
    per_profile : DataFrame
        One row a profile, ranker and k: `set`, `profile_id`, `profession`, `ranker`, `k`, `judged`
        (how many roles), and the figures named in `metrics.METRICS`, NaN where not defined.
    summary : DataFrame
        `ranker`, `k`, `metric`, `mean`, `low`, `high` (95 % bootstrap interval over profiles),
        `profiles` (how many the mean is over: those where the figure is defined).
    by_set : DataFrame
        The same columns and `set`: the figures on each judged set by itself.
    by_profession : DataFrame
        NDCG only, the same columns and `profession`; a group of one profile has no interval.
    differences : DataFrame
        Ours minus each other ranker on the same profiles, NDCG only: `ranker`, `k`, `metric`,
        `mean`, `low`, `high`, `profiles`, and on how many ours is `better`, `equal`, `worse`.
    differences_by_set : DataFrame
        The same columns and `set`.
    lowest : DataFrame
        The profiles with our lowest NDCG at the first k: `profile_id`, `profession`, `judged`,
        and the figures.
    misplaced : DataFrame
        Roles of grade 0 among our first k, for the first k asked for: `profile_id`, `rank`,
        `role_id`, `title`, `reason`.
    missed : DataFrame
        Roles of grade 2 or 3 that our list lacks, best first: `profile_id`, `grade`, `role_id`,
        `title`, `reason` (why the grade is not higher).
    unjudged_profiles : tuple of str
        Profiles that no judgment is about; they are left out everywhere.
    undefined : tuple of str
        Profiles without a judged role above grade 0: no NDCG, left out of its means.
    """

    per_profile: pd.DataFrame
    summary: pd.DataFrame
    by_set: pd.DataFrame
    by_profession: pd.DataFrame
    differences: pd.DataFrame
    differences_by_set: pd.DataFrame
    lowest: pd.DataFrame
    misplaced: pd.DataFrame
    missed: pd.DataFrame
    unjudged_profiles: tuple[str, ...]
    undefined: tuple[str, ...]


def evaluate(
    catalog: Catalog,
    profiles: Sequence[Profile],
    judgments: pd.DataFrame,
    rankers: Mapping[str, Ranker],
    ks: Sequence[int] = (10,),
    seed: int = 0,
    set_of: Mapping[str, str] | None = None,
) -> Evaluation:
    """Rank for every judged profile with every ranker and compare with the judgments.

    Parameters
    ----------
    judgments : DataFrame
        As from `judgments.read_judgments`.
    rankers : mapping of name to ranker
        The first is ours; the others are what it is compared with.
    ks : sequence of int
        How many of the first of a list are looked at; each at least 1.
    seed : int
        Of the resampling.
    set_of : mapping of profile id to name of a judged set, optional
        As from `judgments.set_of`; by default all are of one set.

    Raises
    ------
    DataError
        No profile is judged.
    """
    if not ks or min(ks) < 1:
        raise ValueError(f"ks must be numbers of at least 1, got {list(ks)}.")
    judged = grades_by_profile(judgments)
    known = [profile for profile in profiles if profile.profile_id in judged]
    if not known:
        raise DataError(
            "No judgment is about any of the profiles; check that both files have the same ids."
        )
    lists = {
        (name, profile.profile_id): ranker.rank(profile)
        for name, ranker in rankers.items()
        for profile in known
    }
    per_profile = _per_profile(known, lists, judged, list(dict.fromkeys(ks)), set_of or {})
    ours = next(iter(rankers))
    of_ours = per_profile[(per_profile[RANKER] == ours) & (per_profile[K] == ks[0])]
    judgments = judgments[judgments[c.PROFILE_ID].isin([p.profile_id for p in known])]
    titled = judgments.assign(**{c.TITLE: judgments[c.ROLE_ID].map(catalog.roles[c.TITLE])})
    ranks = {
        (profile_id, role_id): rank
        for (ranker, profile_id), ranked in lists.items()
        if ranker == ours
        for rank, role_id in enumerate(ranked, start=1)
    }
    lowest = of_ours.dropna(subset=NDCG).sort_values([NDCG, c.PROFILE_ID]).head(LOWEST)
    return Evaluation(
        per_profile=per_profile,
        summary=_summary(per_profile, list(METRICS), [], seed),
        by_set=_summary(per_profile, list(METRICS), [c.JUDGED_SET], seed),
        by_profession=_summary(per_profile, [NDCG], [c.PROFESSION], seed),
        differences=_differences(per_profile, list(rankers), [], seed),
        differences_by_set=_differences(per_profile, list(rankers), [c.JUDGED_SET], seed),
        lowest=lowest.drop(columns=[RANKER, K, c.JUDGED_SET]).reset_index(drop=True),
        misplaced=_misplaced(titled, ranks, ks[0]),
        missed=_missed(titled, ranks),
        unjudged_profiles=tuple(p.profile_id for p in profiles if p.profile_id not in judged),
        undefined=tuple(of_ours.loc[of_ours[NDCG].isna(), c.PROFILE_ID]),
    )


def _per_profile(
    profiles: Sequence[Profile],
    lists: Mapping[tuple[str, str], Sequence[str]],
    judged: Mapping[str, Mapping[str, int]],
    ks: Sequence[int],
    set_of: Mapping[str, str],
) -> pd.DataFrame:
    profession_of = {profile.profile_id: profile.profession for profile in profiles}
    return pd.DataFrame(
        [
            {
                c.JUDGED_SET: set_of.get(profile_id, GIVEN),
                c.PROFILE_ID: profile_id,
                c.PROFESSION: profession_of[profile_id],
                RANKER: ranker,
                K: k,
                JUDGED: len(judged[profile_id]),
                **figures(ranked, judged[profile_id], k),
            }
            for (ranker, profile_id), ranked in lists.items()
            for k in ks
        ]
    )


def _summary(
    per_profile: pd.DataFrame, metrics: Sequence[str], groups: list[str], seed: int
) -> pd.DataFrame:
    """Mean and interval of each figure, by ranker, k and groups, in the order met."""
    rows = []
    for key, part in per_profile.groupby([RANKER, K, *groups], sort=False):
        names = dict(zip([RANKER, K, *groups], key, strict=True))
        for metric in metrics:
            rows.append({**names, METRIC: metric, **_mean_and_interval(part[metric], seed)})
    return pd.DataFrame(rows)


def _mean_and_interval(values: pd.Series, seed: int) -> dict[str, float]:
    return {**spread(values.to_numpy(), seed), PROFILES: int(values.notna().sum())}


def _differences(
    per_profile: pd.DataFrame, rankers: Sequence[str], groups: list[str], seed: int
) -> pd.DataFrame:
    rows = []
    for key, part in per_profile.groupby([K, *groups], sort=False):
        names = dict(zip([K, *groups], key, strict=True))
        wide = part.pivot(index=c.PROFILE_ID, columns=RANKER, values=NDCG)
        for other in rankers[1:]:
            gain = (wide[rankers[0]] - wide[other]).dropna()
            rows.append(
                {
                    RANKER: other,
                    **names,
                    METRIC: NDCG,
                    **gap(gain.to_numpy(), seed),
                    PROFILES: len(gain),
                }
            )
    columns = [RANKER, K, *groups, METRIC, MEAN, LOW, HIGH, PROFILES, BETTER, EQUAL, WORSE]
    return pd.DataFrame(rows, columns=columns)


def _misplaced(titled: pd.DataFrame, ranks: Mapping[tuple[str, str], int], k: int) -> pd.DataFrame:
    """Judgments of grade 0 whose role is among the first k."""
    rank = _rank_of(titled, ranks)
    found = titled.assign(**{c.RANK: rank})[(titled[c.GRADE] == 0) & (rank <= k)]
    found = found.astype({c.RANK: int}).sort_values([c.PROFILE_ID, c.RANK])
    return _columns(found, c.PROFILE_ID, c.RANK, c.ROLE_ID, c.TITLE, c.REASON)


def _missed(titled: pd.DataFrame, ranks: Mapping[tuple[str, str], int]) -> pd.DataFrame:
    """Judgments of good roles that the list lacks."""
    lacking = titled[(titled[c.GRADE] >= GOOD_GRADE) & _rank_of(titled, ranks).isna()]
    lacking = lacking.sort_values([c.GRADE, c.PROFILE_ID, c.ROLE_ID], ascending=[False, True, True])
    return _columns(lacking, c.PROFILE_ID, c.GRADE, c.ROLE_ID, c.TITLE, c.REASON)


def _rank_of(judgments: pd.DataFrame, ranks: Mapping[tuple[str, str], int]) -> pd.Series:
    pairs = zip(judgments[c.PROFILE_ID], judgments[c.ROLE_ID], strict=True)
    return pd.Series([ranks.get(pair) for pair in pairs], index=judgments.index, dtype=float)


def _columns(frame: pd.DataFrame, *names: str) -> pd.DataFrame:
    return frame[list(names)].reset_index(drop=True)
