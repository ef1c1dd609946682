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
BAD_SHOWN = "bad_shown"
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
    with_all = _figures(recommender, sets)
    measured = OF_RULES if with_all["banded"].any() else [m for m in OF_RULES if m != BAD_SHOWN]
    rows = []
    for rule in RULES:
        progress(f"measuring rules: {rule}")
        without = _figures(without_rule(recommender, rule), sets)
        for name, on in each_set(with_all):
            off = without.loc[on.index]
            changed = int((on["ranked"] != off["ranked"]).sum())
            for metric in measured:
                both = pd.DataFrame({ON: on[metric], OFF: off[metric]}).dropna()
                rows.append(
                    {
                        RULE: rule,
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


def _figures(recommender: Recommender, sets: Sequence[JudgedSet]) -> pd.DataFrame:
    """Figures of each judged person, and the list that they are of; indexed by set and person."""
    rows = []
    for name, profiles, judgments in sets:
        grades = grades_by_profile(judgments)
        for profile in profiles:
            if profile.profile_id in grades:
                matches = recommender.recommend(profile, n=None)
                shown = matches[c.ROLE_ID][~is_folded(matches)].tolist()
                ranked, known = tuple(matches[c.ROLE_ID]), grades[profile.profile_id]
                rows.append(
                    {
                        c.JUDGED_SET: name,
                        c.PROFILE_ID: profile.profile_id,
                        "ranked": ranked,
                        **figures(ranked, known, FIRST),
                        "banded": c.BAND in matches,
                        BAD_SHOWN: figures(shown, known, FIRST)[BAD],
                    }
                )
    columns = [c.JUDGED_SET, c.PROFILE_ID, "ranked", "banded", *OF_RULES]
    return pd.DataFrame(rows, columns=columns).set_index(c.PROFILE_ID)
