"""Articles for a person, best first: what they share, and what stands in the person's way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from matching.arrays import Floats, Ints
from matching.articles import terms
from matching.articles.article_index import ArticleIndex
from matching.articles.hindrances import SURELY, Hindrance, hindrances
from matching.articles.reasons import helped_with, shared_with, why
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.focus import TEACHING
from matching.aspects.own_words import wishes_to_teach
from matching.comparison.article_numbers import TERMS
from matching.comparison.must_haves import MustHaves

IN_VIEW, IN_VIEW_COUNTS = 5, 0.25
"""Roles of a list whose work counts in part, and how much."""
HEAD = 40
"""Articles among which those of one publisher and kind step back for others."""


def rank_articles(
    person: EncodedProfile,
    index: ArticleIndex,
    numbers: Mapping[str, float],
    roles: Sequence[Mapping[str, Any]] = (),
    best: MustHaves | None = None,
    done: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    """Rank all articles but events that are over.

    Parameters
    ----------
    numbers : mapping of name to number
        As `WeightSet.articles`.
    roles : sequence of mapping
        The roles in view, best first.
    best : MustHaves, optional
        Of the same roles: what is missing or open in them stands in the person's way.
    done : frozenset of str
        Ids of articles that were read or dismissed; they come last.

    Returns
    -------
    DataFrame
        `article_id`, `rank`, `score` (0 to 1), `shared` (tuple of phrases), `helps` (tuple of ids
        of obstacles), `why` (one sentence, `""` where nothing but what fits everybody speaks for
        it).
    """
    in_the_way = hindrances(person, best)
    score = scores(person, index, numbers, wished_work(person, roles), in_the_way)
    is_done = np.isin(index.ids, list(done)) if done else np.zeros(len(index), dtype=np.bool_)
    ordered = np.lexsort((index.ids, -score, is_done))
    surely = {name for name, one in in_the_way.items() if one.weight >= SURELY}
    chosen = _varied(ordered[~index.over[ordered]], score, is_done, index, numbers, surely)
    shared = [shared_with(person, index, row) for row in chosen]
    helps = [helped_with(index, in_the_way, index.ids[row]) for row in chosen]
    return pd.DataFrame(
        {
            "article_id": index.ids[chosen],
            "rank": np.arange(1, len(chosen) + 1),
            "score": score[chosen],
            "shared": shared,
            "helps": helps,
            "why": [
                why(phrases, obstacles, in_the_way)
                for phrases, obstacles in zip(shared, helps, strict=True)
            ],
        }
    )


def wished_work(
    person: EncodedProfile, roles: Sequence[Mapping[str, Any]] = ()
) -> dict[str, float]:
    """Focus areas with what they count: 1 those that are wished, less those of roles in view.

    A wish to teach counts that only the person's own words tell.
    """
    wished = dict.fromkeys(person.profile.focus_areas, 1.0)
    if not person.is_trainee and wishes_to_teach(person.profile.statement):
        wished[TEACHING] = 1.0
    for role in roles[:IN_VIEW]:
        for name in role["focus_areas"]:
            wished.setdefault(name, IN_VIEW_COUNTS)
    return wished


def scores(
    person: EncodedProfile,
    index: ArticleIndex,
    numbers: Mapping[str, float],
    wished: Mapping[str, float],
    in_the_way: Mapping[str, Hindrance],
) -> Floats:
    """How well each article suits a person, 0 to 1; an event that is over has 0."""
    found = {
        "specialty": terms.specialty(person, index),
        "work": terms.work(person, index, wished),
        "place": terms.place(person, index),
        "obstacle": terms.obstacle(index, in_the_way),
        "stage": terms.stage(index),
        "how_to": index.helpful,
    }
    if person.profile.statement:
        found["text"] = terms.text(person, index)
    asked = [name for name in TERMS if name in found]
    most = sum(numbers[name] for name in asked) or 1.0
    score = sum((numbers[name] * found[name] for name in asked), np.zeros(len(index))) / most
    own = terms.profession(person, index)
    score = score * np.maximum(own, numbers["another_profession"])
    for name, holds in terms.unfit(person, index, in_the_way).items():
        score = np.where(holds, score * numbers[name], score)
    return np.where(index.over, 0.0, score)


def _varied(
    ordered: Ints,
    score: Floats,
    is_done: np.ndarray,
    index: ArticleIndex,
    numbers: Mapping[str, float],
    surely: Collection[str],
) -> list[int]:
    """Order the head anew: each further article of a publisher and of a kind counts less.

    As long as something that is surely in the way has no help above, what helps with none of it
    counts less too.
    """
    head = [int(row) for row in ordered[:HEAD] if not is_done[row]]
    in_head = frozenset(head)
    rest = [int(row) for row in ordered if int(row) not in in_head]
    publishers: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    chosen: list[int] = []
    helps = {row: set(surely).intersection(index.helps[index.ids[row]]) for row in head}
    unhelped = set().union(*helps.values())

    def worth(row: int) -> float:
        return float(
            score[row]
            * numbers["same_publisher"] ** publishers[index.publishers[row]]
            * numbers["same_kind"] ** kinds[index.kinds[row]]
            * (1.0 if not unhelped or helps[row] & unhelped else numbers["without_help"])
        )

    while head:
        best = max(head, key=worth)
        head.remove(best)
        chosen.append(best)
        unhelped -= helps[best]
        kinds[index.kinds[best]] += 1
        if index.publishers[best]:
            publishers[index.publishers[best]] += 1
    return chosen + rest
