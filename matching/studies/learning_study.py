"""What learning from judgments is worth: figures on held-out profiles, and what limits them."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from matching import columns as c
from matching.aspects import TERM_LABELS
from matching.comparison.weight_set import WeightSet
from matching.evidence.judgments import grades_by_profile
from matching.evidence.metrics import NDCG, RANKER, gap, mean, ndcg, spread
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.studies.baselines import Ours, Ranker, equal_weights
from matching.studies.challenger import CHALLENGER, BoostedOrder, tuned_trees
from matching.studies.cross_validation import (
    folds_of,
    grid_with,
    held_out,
    setting_of,
    tuned_weights,
)
from matching.studies.evaluation import Evaluation, evaluate
from matching.studies.swaps import costly_swaps
from matching.weights.learning.match_table import GradedMatches, graded_matches
from matching.weights.learning.ranker import WeightRanker
from matching.weights.learning.score_form import PARTS, POWERS

CURRENT = "current weights"
LEARNED = "learned from them"
BLANK = "learned from blank"
BLANK_PAIRWISE = "the same, pairwise"
EQUAL_WEIGHTS = "equal weights"

OTHER, WITHOUT, COUNT = "other", "without", "count"
BOUNDS = {
    "best order of the roles that are open": "What the must-haves alone leave possible.",
    "weights fitted to these same profiles": "The best that was found for this additive form.",
}
GAPS = [
    (LEARNED, CURRENT), (BLANK, CURRENT), (CURRENT, EQUAL_WEIGHTS), (BLANK, EQUAL_WEIGHTS),
    (CURRENT, CHALLENGER), (BLANK, CHALLENGER), (BLANK, BLANK_PAIRWISE),
]  # fmt: skip
CURVE = (4, 9, 18, 36, 72)
"""From how many profiles the weights of the learning curve are learned."""
K = 10


@dataclasses.dataclass(frozen=True, eq=False)
class LearningStudy:
    """What came out of learning from judgments; every figure is of profiles that were held out.

    Attributes
    ----------
    evaluation : Evaluation
        Of the rankers by their names, `LEARNED` first.
    gaps : DataFrame
        Differences of NDCG@10 on the same profiles: `ranker` minus `other`: `mean`, `low`, `high`
        and on how many profiles it is `better`, `equal`, `worse`.
    bounds : DataFrame
        What no weights can exceed: `ranker`, `mean`, `low`, `high`; not held out.
    chosen : DataFrame
        Settings that the inner cross-validation took: `ranker`, `setting`, `count` (folds).
    ablation : DataFrame
        What is lost without a term: `without`, `ranker`, `mean`, `low`, `high`.
    curve : DataFrame
        NDCG@10 when learned from fewer profiles: `ranker`, `profiles`, `mean`, `low`, `high`.
    failing : DataFrame
        Judged roles among the first ten that stand above a better one, by `LEARNED`, costliest
        first: `profile_id`, `rank` (among the judged), `role_id`, `grade`, `reason`, `cost` (NDCG
        that a swap with the best role below it would give).
    candidate : WeightSet
        Learned from all profiles towards the current weights.
    from_blank : WeightSet
        Learned from all profiles without knowing the current weights.
    """

    evaluation: Evaluation
    gaps: pd.DataFrame
    bounds: pd.DataFrame
    chosen: pd.DataFrame
    ablation: pd.DataFrame
    curve: pd.DataFrame
    failing: pd.DataFrame
    candidate: WeightSet
    from_blank: WeightSet


def blank_weights(weights: WeightSet) -> WeightSet:
    """The same set with nothing of what it knows that can be learned.

    Equal weights, and one half for the value of every unknown and every share of a part; powers
    are 1. Curves that are not learned stay.
    """
    fields = weights.model_dump()
    curves = dict.fromkeys(PARTS, 0.5) | dict.fromkeys(POWERS.values(), 1.0)
    return WeightSet(
        **{
            **fields,
            "name": "blank",
            "weights": dict.fromkeys(TERM_LABELS, mean([*weights.weights.values()])),
            "unknown": dict.fromkeys(TERM_LABELS, 0.5),
            "curves": {**fields["curves"], **curves},
        }
    )


def study(
    recommender: Recommender,
    profiles: Sequence[Profile],
    judgments: pd.DataFrame,
    folds: int | None = None,
    seed: int = 0,
    progress: Callable[[str], None] = lambda _: None,
) -> LearningStudy:
    """Learn from judgments in every way there is, and measure each on profiles it never saw.

    Lists are those of `Recommender.recommend`: must-haves first, variety last.

    Parameters
    ----------
    recommender : Recommender
        Its weights are the current ones, and what learning starts from.
    judgments : DataFrame
        As from `judgments.read_judgments`.
    folds : int, optional
        Outer folds; None holds out one profile at a time.
    seed : int
        Of folds and resampling.
    progress : callable
        Told what is going on.

    Raises
    ------
    DataError
        No profile is judged.
    """
    return _Study(recommender, profiles, judgments, folds, seed, progress).run()


class _Study:
    def __init__(
        self,
        recommender: Recommender,
        profiles: Sequence[Profile],
        judgments: pd.DataFrame,
        folds: int | None,
        seed: int,
        progress: Callable[[str], None],
    ) -> None:
        self.recommender, self.seed, self.progress = recommender, seed, progress
        self.judgments = judgments
        judged = set(judgments[c.PROFILE_ID])
        self.profiles = [profile for profile in profiles if profile.profile_id in judged]
        self.grades = grades_by_profile(judgments)
        self.matches = graded_matches(recommender, self.profiles, judgments)
        self.folds = folds_of([profile.profile_id for profile in self.profiles], folds, seed)
        self.current = recommender.weights
        self.blank = blank_weights(self.current)
        self.settings: dict[str, list[str]] = {}

    def run(self) -> LearningStudy:
        rankers: dict[str, Ranker] = {
            LEARNED: self._tuned(LEARNED, self.current, None),
            CURRENT: self._ours(self.current),
            BLANK: self._tuned(BLANK, self.blank, "listwise"),
            BLANK_PAIRWISE: self._tuned(BLANK_PAIRWISE, self.blank, "pairwise"),
            CHALLENGER: self._challenger(),
            EQUAL_WEIGHTS: self._ours(equal_weights(self.current)),
        }
        evaluation = evaluate(
            self.recommender.catalog, self.profiles, self.judgments, rankers, [K], self.seed
        )
        by_ranker = {
            str(name): rows.set_index(c.PROFILE_ID)[NDCG]
            for name, rows in evaluation.per_profile.groupby(RANKER)
        }
        candidate = tuned_weights(self.current, self.matches, self.seed)
        from_blank = tuned_weights(self.blank, self.matches, self.seed, grid_with("listwise"))
        return LearningStudy(
            evaluation=evaluation,
            gaps=pd.DataFrame(
                [
                    {RANKER: one, OTHER: other, **gap(by_ranker[one] - by_ranker[other], self.seed)}
                    for one, other in GAPS
                ]
            ),
            bounds=self._bounds(),
            chosen=pd.DataFrame(
                [
                    {RANKER: name, "setting": setting, COUNT: count}
                    for name, found in self.settings.items()
                    for setting, count in Counter(found).most_common()
                ]
            ),
            ablation=self._ablation(by_ranker[CURRENT], from_blank),
            curve=self._curve(from_blank),
            failing=costly_swaps(rankers[LEARNED], self.profiles, self.judgments),
            candidate=candidate.to_weight_set(name="learned"),
            from_blank=from_blank.to_weight_set(name="learned from blank"),
        )

    def _ours(self, weights: WeightSet) -> Ours:
        recommender = self.recommender
        return Ours(Recommender(recommender.catalog, weights, recommender.today.item()))

    def _held_out(self, name: str, learn: Callable[[GradedMatches], Ranker]) -> Ranker:
        return held_out(
            self.matches, self.folds, learn, lambda done: self.progress(f"{name}: {done}")
        )

    def _tuned(self, name: str, prior: WeightSet, loss: str | None) -> Ranker:
        def learn(matches: GradedMatches) -> Ranker:
            ranker = tuned_weights(prior, matches, self.seed, grid_with(loss))
            self.settings.setdefault(name, []).append(setting_of(ranker))
            return self._ours(ranker.to_weight_set())

        return self._held_out(name, learn)

    def _fixed(self, name: str, prior: WeightSet, like: WeightRanker, **changes: Any) -> Ranker:
        """Held out as well, with settings that were chosen once."""
        rng = np.random.default_rng(self.seed)

        def learn(matches: GradedMatches) -> Ranker:
            chosen = _changed(matches, rng, **changes)
            ranker = WeightRanker(prior, loss=like.loss, shrinkage=like.shrinkage)
            ranker.fit(chosen.X, chosen.y, groups=chosen.groups)
            return self._ours(ranker.to_weight_set())

        return self._held_out(name, learn)

    def _challenger(self) -> Ranker:
        def learn(matches: GradedMatches) -> Ranker:
            trees = tuned_trees(CHALLENGER, self.current, matches, self.seed)
            self.settings.setdefault(CHALLENGER, []).append(trees.setting())
            return BoostedOrder(self.recommender, trees)

        return self._held_out(CHALLENGER, learn)

    def _ndcg(self, ranker: Ranker) -> pd.Series[float]:
        return pd.Series(
            {
                profile.profile_id: ndcg(
                    ranker.rank(profile), self.grades[profile.profile_id], K, judged_only=True
                )
                for profile in self.profiles
            }
        )

    def _bounds(self) -> pd.DataFrame:
        """The best that any order could reach, and the best found for weights, not held out."""
        open_roles = self._ours(self.current)
        fits = [
            WeightRanker(prior, loss=loss, shrinkage=shrinkage).fit(
                self.matches.X, self.matches.y, groups=self.matches.groups
            )
            for prior in (self.current, self.blank)
            for loss in ("listwise", "pairwise")
            for shrinkage in (0.1, 0.03, 0.01)
        ]
        reached = [self._ndcg(self._ours(ranker.to_weight_set())) for ranker in fits]
        found = [
            self._ndcg(_Ideal(open_roles, self.grades)),
            max(reached, key=lambda values: float(values.mean())),
        ]
        return pd.DataFrame(
            [
                {RANKER: name, **spread(values, self.seed)}
                for name, values in zip(BOUNDS, found, strict=True)
            ]
        )

    def _ablation(self, current: pd.Series[float], like: WeightRanker) -> pd.DataFrame:
        whole = self._ndcg(self._fixed("all terms", self.blank, like))
        rows = []
        for term in TERM_LABELS:
            kept = self._ndcg(self._ours(self.current.changed(**{term: 0.0})))
            learned = self._ndcg(
                self._fixed(f"without {term}", self.blank.changed(**{term: 0.0}), like, hidden=term)
            )
            rows += [
                {WITHOUT: term, RANKER: CURRENT, **spread(current - kept, self.seed)},
                {WITHOUT: term, RANKER: BLANK, **spread(whole - learned, self.seed)},
            ]
        return pd.DataFrame(rows)

    def _curve(self, like: WeightRanker) -> pd.DataFrame:
        rows = []
        for name, prior in ((LEARNED, self.current), (BLANK, self.blank)):
            rows.append(
                {RANKER: name, "profiles": 0, **spread(self._ndcg(self._ours(prior)), self.seed)}
            )
            for size in CURVE:
                if size < len(self.profiles):
                    ranker = self._fixed(f"{name}, {size} profiles", prior, like, size=size)
                    reached = spread(self._ndcg(ranker), self.seed)
                    rows.append({RANKER: name, "profiles": size, **reached})
        return pd.DataFrame(rows)


class _Ideal:
    """The best order of the roles that are open, as the judgments would have it."""

    def __init__(self, ranker: Ranker, grades: Mapping[str, Mapping[str, int]]) -> None:
        self.ranker, self.grades = ranker, grades

    def rank(self, profile: Profile) -> list[str]:
        known = self.grades[profile.profile_id]
        return sorted(self.ranker.rank(profile), key=lambda role_id: -known.get(role_id, 0))


def _changed(
    matches: GradedMatches, rng: np.random.Generator, *, hidden: str = "", size: int | None = None
) -> GradedMatches:
    """Matches with a term made unknown, or those of some profiles only, taken by chance."""
    if hidden:
        return dataclasses.replace(matches, X=matches.X.assign(**{hidden: np.nan}))
    if size is not None:
        everyone = np.unique(matches.groups)
        return matches.of(rng.choice(everyone, min(size, len(everyone)), replace=False).tolist())
    return matches
