"""What each rule that can be switched off is worth: figures with it and without it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from matching import columns as c
from matching.aspects.rules import RULES
from matching.evidence.judgments import JudgedSet, grades_by_profile
from matching.evidence.metrics import BAD, KEPT, METRIC, NDCG, PROFILES, figures, gap, mean
from matching.recommending.recommender import Recommender
from matching.studies.our_lists import FIRST, each_set, is_folded

RULE, ON, OFF, CHANGED = "rule", "on", "off", "changed"
BAD_SHOWN, RANKED, BANDED = "bad_shown", "ranked", "banded"
OF_RULES = (NDCG, BAD, BAD_SHOWN, KEPT)
"""The figures that rules are measured by; `bad_shown` is `bad` with folded roles left out."""


def without_rule(recommender: Recommender, rule: str) -> Recommender:
    """The same recommender with one more rule switched off."""
    return Recommender(
        recommender.catalog,
        recommender.weights,
        recommender.today.item(),
        recommender.floor,
        {*recommender.without, rule},
    )


def rules_study(
    recommender: Recommender,
    sets: Sequence[JudgedSet],
    seed: int = 0,
    progress: Callable[[str], None] = lambda _: None,
) -> pd.DataFrame:
    """Measure each rule by what changes on the same people when it alone is switched off.

    Parameters
    ----------
    recommender : Recommender
        With all rules that are in use.
    seed : int
        Of the resampling.
    progress : callable
        Told which rule is measured.

    Returns
    -------
    DataFrame
        For each rule of `RULES`, each set and `all`, each figure of `OF_RULES` at 10: `rule`,
        `set`, `metric`, `on` and `off` (means over people), `mean`, `low`, `high` (of on minus
        off over the same people), `better`, `equal`, `worse` (on how many people the figure is
        higher, the same, lower with the rule), `profiles`, `changed` (of how many people the list
        is another one).
    """
    with_all = figures_of_lists(recommender, sets)
    found = []
    for rule in RULES:
        progress(f"measuring rules: {rule}")
        without = figures_of_lists(without_rule(recommender, rule), sets)
        found.append(difference(with_all, without, seed).assign(**{RULE: rule}))
    return pd.concat(found, ignore_index=True)


def difference(with_rule: pd.DataFrame, without: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """Compare figures with a rule and without it, person by person.

    Parameters
    ----------
    with_rule, without : DataFrame
        As from `figures_of_lists`, of the same people.

    Returns
    -------
    DataFrame
        The columns of `rules_study` without `rule`. `bad_shown` is there only if lists have bands.
    """
    banded = with_rule[BANDED].any()
    rows = []
    for name, on in each_set(with_rule):
        off = without.loc[on.index]
        changed = int((on[RANKED] != off[RANKED]).sum())
        for metric in OF_RULES:
            if metric == BAD_SHOWN and not banded:
                continue
            both = pd.DataFrame({ON: on[metric], OFF: off[metric]}).dropna()
            rows.append(
                {
                    c.JUDGED_SET: name,
                    METRIC: metric,
                    ON: mean(both[ON]),
                    OFF: mean(both[OFF]),
                    **gap(both[ON] - both[OFF], seed),
                    PROFILES: len(both),
                    CHANGED: changed,
                }
            )
    return pd.DataFrame(rows)


def figures_of_lists(recommender: Recommender, sets: Sequence[JudgedSet]) -> pd.DataFrame:
    """Figures of each judged person's list at 10, and the list that they are of.

    Returns
    -------
    DataFrame
        Indexed by profile id: `set`, `ranked` (tuple of role ids), `banded` (whether the list has
        bands), and `OF_RULES`, NaN where not defined.
    """
    rows = []
    for name, profiles, judgments in sets:
        grades = grades_by_profile(judgments)
        for profile in profiles:
            if profile.profile_id not in grades:
                continue
            matches, known = recommender.recommend(profile, n=None), grades[profile.profile_id]
            ranked = tuple(matches[c.ROLE_ID])
            shown = matches[c.ROLE_ID][~is_folded(matches)].tolist()
            rows.append(
                {
                    c.JUDGED_SET: name,
                    c.PROFILE_ID: profile.profile_id,
                    RANKED: ranked,
                    BANDED: c.BAND in matches,
                    **figures(ranked, known, FIRST),
                    BAD_SHOWN: figures(shown, known, FIRST)[BAD],
                }
            )
    columns = [c.JUDGED_SET, c.PROFILE_ID, RANKED, BANDED, *OF_RULES]
    return pd.DataFrame(rows, columns=columns).set_index(c.PROFILE_ID)
