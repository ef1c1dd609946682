"""Reading where it helps: beside a role, for what is open in it, and for one obstacle."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from matching.articles import hindrances
from matching.articles.reasons import why_here
from matching.profile import Profile
from matching.recommending.recommender import Recommender


def articles_helping(
    recommender: Recommender,
    profile: Profile,
    obstacles: Collection[str],
    n: int = 2,
    *,
    role_ids: Sequence[str] = (),
) -> pd.DataFrame:
    """Articles that help with certain obstacles, best first; each obstacle once before twice.

    Parameters
    ----------
    obstacles : collection of str
        Ids of `matching.reference.vocabulary.OBSTACLES`.
    role_ids : sequence of str
        Roles in view, as of `Recommender.articles`.

    Returns
    -------
    DataFrame
        As from `Recommender.articles`; `helps` has these obstacles alone.
    """
    index = recommender.article_index
    every = recommender.articles(profile, max(1, len(index)), role_ids=role_ids)
    helps = [
        tuple(name for name in index.helps[id_] if name in obstacles) for id_ in every["article_id"]
    ]
    every["helps"] = pd.Series(helps, index=every.index, dtype=object)
    every["why"] = [why_here(*both) for both in zip(every["shared"], helps, strict=True)]
    some = every[every["helps"].map(len) > 0]
    again = some["helps"].duplicated()
    found = pd.concat([some[~again], some[again]]).head(n).reset_index(drop=True)
    return found.assign(rank=range(1, len(found) + 1))


def obstacles_in(recommender: Recommender, profile: Profile, role_id: str) -> tuple[str, ...]:
    """What is missing or open between a person and a role, as obstacles, the weightiest first."""
    musts = recommender.must_haves(profile, [role_id])
    return tuple(hindrances.obstacles_in(musts)) if musts is not None else ()
