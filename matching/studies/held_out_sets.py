"""Weights and challengers learned from all judged sets but one, measured on it, each in turn."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from matching import columns as c
from matching.comparison.weight_set import WeightSet
from matching.errors import DataError
from matching.evidence.judgments import JudgedSet, set_of
from matching.evidence.metrics import NDCG, RANKER, gap
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.studies.baselines import Ours, Ranker, equal_weights
from matching.studies.challenger import (
    CHALLENGER,
    CHALLENGERS,
    CURVES,
    PAIRS,
    PLUS_CURVES,
    PLUS_PAIRS,
    BoostedOrder,
    TermTrees,
    tuned_trees,
)
from matching.studies.cross_validation import HeldOut, grid_with, setting_of, tuned_weights
from matching.studies.evaluation import Evaluation, evaluate
from matching.studies.learning_study import (
    BLANK,
    CURRENT,
    EQUAL_WEIGHTS,
    LEARNED,
    OTHER,
    K,
    blank_weights,
)
from matching.studies.our_lists import ALL, each_set
from matching.weights.learning.match_table import GradedMatches, graded_matches
from matching.weights.learning.ranker import WeightRanker

NOT_HELD_OUT = "fitted to all sets"
"""Learned from the very people that it is measured on: what the others cannot be expected to be."""
NAMES = {LEARNED: "learned", BLANK: "learned from blank"}
"""What the weight sets are called."""
GAPS_OF_SETS = (
    (LEARNED, CURRENT), (BLANK, CURRENT), (CURRENT, EQUAL_WEIGHTS),
    *((challenger, CURRENT) for challenger in CHALLENGERS),
    (CURVES, BLANK), (PAIRS, BLANK), (CHALLENGER, BLANK),
    (PAIRS, CURVES), (PLUS_PAIRS, PLUS_CURVES),
)  # fmt: skip


@dataclasses.dataclass(frozen=True, eq=False)
class HeldOutSets:
    """What weights are worth on a judged set that nothing was learned from.

    Attributes
    ----------
    evaluation : Evaluation
        Of the rankers by their names, `LEARNED` first. `LEARNED`, `BLANK` and the `CHALLENGERS`
        answer each person with what was learned from the other sets; `NOT_HELD_OUT` was learned
        from all, blank.
    gaps : DataFrame
        Differences of NDCG@10 on the same people, for each set and `all`: `set`, `ranker` minus
        `other`: `mean`, `low`, `high`, and on how many it is `better`, `equal`, `worse`.
    chosen : DataFrame
        The setting that cross-validation took: `ranker`, `set` (that was held out; `all`: none
        was), `setting`.
    learned : mapping of (ranker, set) to WeightSet
        What was learned without the set; `all`: from all of them.
    """

    evaluation: Evaluation
    gaps: pd.DataFrame
    chosen: pd.DataFrame
    learned: Mapping[tuple[str, str], WeightSet]

    @property
    def candidate(self) -> WeightSet:
        """Learned from all sets, towards the current weights."""
        return self.learned[LEARNED, ALL]

    @property
    def from_blank(self) -> WeightSet:
        """Learned from all sets without knowing the current weights."""
        return self.learned[BLANK, ALL]


def hold_out_sets(
    recommender: Recommender,
    sets: Sequence[JudgedSet],
    seed: int = 0,
    progress: Callable[[str], None] = lambda _: None,
) -> HeldOutSets:
    """Learn from all judged sets but one, and measure on that one, each in turn.

    Parameters
    ----------
    recommender : Recommender
        Its weights are the current ones, and what learning starts from.
    seed : int
        Of folds and resampling.
    progress : callable
        Told what is going on.

    Raises
    ------
    DataError
        Fewer than two sets have a judged person.
    """
    people = {each.name: _judged_people(each) for each in sets}
    people = {name: own for name, own in people.items() if own}
    if len(people) < 2:
        raise DataError(f"To hold out a set takes two judged sets; found: {', '.join(people)}.")
    judgments = pd.concat([each.judgments for each in sets], ignore_index=True)
    everyone = [profile for own in people.values() for profile in own]
    matches = graded_matches(recommender, everyone, judgments)
    known = {
        out: matches.of(
            [one.profile_id for name, own in people.items() if name != out for one in own]
        )
        for out in (*people, ALL)
    }
    fitted = _fitted(recommender.weights, known, seed, progress)
    challengers = _challengers(recommender.weights, known, seed, progress)
    learned = {
        (name, out): ranker.to_weight_set(name=NAMES[name])
        for (name, out), ranker in fitted.items()
    }
    settings = {key: setting_of(ranker) for key, ranker in fitted.items()}
    settings |= {key: trees.setting() for key, trees in challengers.items()}
    evaluation = evaluate(
        recommender.catalog,
        everyone,
        judgments,
        _rankers(recommender, people, learned, challengers),
        [K],
        seed,
        set_of(sets),
    )
    return HeldOutSets(
        evaluation=evaluation,
        gaps=_gaps(evaluation.per_profile, seed),
        chosen=pd.DataFrame(
            [
                {RANKER: name, c.JUDGED_SET: out, "setting": setting}
                for (name, out), setting in settings.items()
            ]
        ),
        learned=learned,
    )


def _rankers(
    recommender: Recommender,
    people: Mapping[str, Sequence[Profile]],
    learned: Mapping[tuple[str, str], WeightSet],
    challengers: Mapping[tuple[str, str], TermTrees],
) -> dict[str, Ranker]:
    def ours(weights: WeightSet) -> Ours:
        return Ours(Recommender(recommender.catalog, weights, recommender.today.item()))

    def held_out(knows: Mapping[str, Ranker]) -> HeldOut:
        return HeldOut({one.profile_id: knows[out] for out, own in people.items() for one in own})

    return {
        LEARNED: held_out({out: ours(learned[LEARNED, out]) for out in people}),
        CURRENT: ours(recommender.weights),
        BLANK: held_out({out: ours(learned[BLANK, out]) for out in people}),
        EQUAL_WEIGHTS: ours(equal_weights(recommender.weights)),
        **{
            name: held_out(
                {out: BoostedOrder(recommender, challengers[name, out]) for out in people}
            )
            for name in CHALLENGERS
        },
        NOT_HELD_OUT: ours(learned[BLANK, ALL]),
    }


def _judged_people(judged: JudgedSet) -> list[Profile]:
    about = set(judged.judgments[c.PROFILE_ID])
    return [profile for profile in judged.profiles if profile.profile_id in about]


def _fitted(
    current: WeightSet,
    known: Mapping[str, GradedMatches],
    seed: int,
    progress: Callable[[str], None],
) -> dict[tuple[str, str], WeightRanker]:
    """Rankers by what they start from and the set that they do not know; `ALL`: they know all."""
    priors = {
        LEARNED: (current, grid_with(None)),
        BLANK: (blank_weights(current), grid_with("listwise")),
    }
    found = {}
    for name, (prior, grid) in priors.items():
        for out, matches in known.items():
            progress(f"{name}: {out}")
            found[name, out] = tuned_weights(prior, matches, seed, grid)
    return found


def _challengers(
    current: WeightSet,
    known: Mapping[str, GradedMatches],
    seed: int,
    progress: Callable[[str], None],
) -> dict[tuple[str, str], TermTrees]:
    """Challengers by name and the set that they do not know."""
    found = {}
    for name in CHALLENGERS:
        for out, matches in known.items():
            if out != ALL:
                progress(f"{name}: {out}")
                found[name, out] = tuned_trees(name, current, matches, seed)
    return found


def _gaps(per_profile: pd.DataFrame, seed: int) -> pd.DataFrame:
    rows = []
    for name, part in each_set(per_profile):
        values = part.pivot(index=c.PROFILE_ID, columns=RANKER, values=NDCG)
        rows += [
            {
                c.JUDGED_SET: name,
                RANKER: one,
                OTHER: other,
                **gap(values[one] - values[other], seed),
            }
            for one, other in GAPS_OF_SETS
        ]
    return pd.DataFrame(rows)
