"""Events as they suit the visitor: the order of a list, and the sessions of one event."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from matching.gatherings.gathering import Gathering, GatheringSession
from matching.gatherings.ranking import rank_gatherings
from matching.screens.visit import resources, session, state


def for_visitor(
    gatherings: Mapping[str, Gathering | GatheringSession],
) -> pd.DataFrame | None:
    """Return events or sessions as ranked for the visitor, by id; None before they say who.

    Parameters
    ----------
    gatherings : mapping
        By their ids.
    """
    profile = state.profile()
    if profile is None or not gatherings:
        return None
    recommender = resources.recommender()
    person, numbers = recommender.person(profile), recommender.weights.articles
    ranked = rank_gatherings(person, gatherings, numbers, session.today())
    return ranked.set_index("article_id")
