"""Many people beside one role: who fits best, and what to say of some of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from matching.aspects import TERM_LABELS
from matching.comparison.bands import bands
from matching.comparison.points import order
from matching.profile import Profile
from matching.profile.profile import without_statement
from matching.words.explanation import Explanation, explain

if TYPE_CHECKING:
    from matching.recommending.recommender import Recommender

MOST_REASONS = 3
"""Sentences that say in a list why somebody is a candidate."""


class People:
    """People who can be ranked for any role, each encoded once.

    Their own words are not read: they may be hidden, and that must change nothing.

    Parameters
    ----------
    profiles : sequence of Profile
    """

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.profiles = tuple(without_statement(profile) for profile in profiles)
        self.profile_ids = np.array([profile.profile_id for profile in profiles], dtype=str)

    def __len__(self) -> int:
        return len(self.profiles)


def ranked_people(
    recommender: Recommender, role_id: str, people: People, keep: Collection[str] = ()
) -> pd.DataFrame:
    """Rank people for one role, best first, without a sentence.

    Parameters
    ----------
    keep : collection of str
        Profile ids that are listed also with a missing must-have: after the others, without a rank.

    Returns
    -------
    DataFrame
        `profile_id`, `rank` (NaN where a must-have is missing), `score`, `band` (NaN as the rank),
        `n_known` of `n_terms`, and a column of points per term; see `Recommender.candidates`.

    Raises
    ------
    UnknownIdError
        There is no such role.
    """
    one = recommender.role_index(role_id)
    found = [
        at_gates.compared(recommender.weights, "recruiter")
        for at_gates in (recommender.gates(profile, one) for profile in people.profiles)
        if at_gates.is_open[0] or at_gates.beside.person.profile.profile_id in keep
    ]
    names = np.array([at.beside.person.profile.profile_id for at in found], dtype=str)
    fits = np.array([at.must_haves.is_open[0] for at in found], dtype=bool)
    earned = np.array([at.points[0] for at in found], dtype=np.int64)
    earned = earned.reshape(len(found), len(TERM_LABELS))
    by_score = order(earned.sum(axis=1), names)
    shown = np.concatenate([by_score[fits[by_score]], by_score[~fits[by_score]]])
    of_role = [bands(recommender.compare(found[at].beside.person.profile, one))[0] for at in shown]
    asked = [found[at].terms.asked for at in shown]
    table = pd.DataFrame(
        {
            "profile_id": names[shown],
            "rank": pd.Series(np.arange(1, len(shown) + 1)).where(fits[shown]),
            "score": earned[shown].sum(axis=1) / 100,
            "band": pd.Series(of_role, dtype=float).where(fits[shown]),
            "n_known": [
                int((found[at].terms.facts[0] & found[at].terms.asked).sum()) for at in shown
            ],
            "n_terms": [int(of_one.sum()) for of_one in asked],
        }
    )
    return pd.concat([table, pd.DataFrame(earned[shown] / 100, columns=list(TERM_LABELS))], axis=1)


def sentences_about(
    recommender: Recommender, role_id: str, profiles: Sequence[Profile]
) -> pd.DataFrame:
    """Say of some people why they fit a role, what is missing and what to ask them.

    Returns
    -------
    DataFrame, one row a person, in the order given
        `profile_id`, `reasons`, `missing` and `questions`: tuples of sentences for a recruiter, at
        most three reasons.

    Raises
    ------
    UnknownIdError
        There is no such role.
    """
    one = recommender.role_index(role_id)
    found = []
    for profile in profiles:
        compared = recommender.gates(without_statement(profile), one).compared(
            recommender.weights, "recruiter"
        )
        said = explain(compared, "recruiter")[0]
        found.append((profile.profile_id, _reasons(said), said.missing, said.questions))
    return pd.DataFrame(found, columns=["profile_id", "reasons", "missing", "questions"])


def _reasons(explanation: Explanation) -> tuple[str, ...]:
    return tuple(reason.text for reason in explanation.reasons[:MOST_REASONS])
