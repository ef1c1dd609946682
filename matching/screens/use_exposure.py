"""Who is seen in the lists of many made-up people, computed once for all staff."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from matching import WeightSet, columns
from matching.authorization import PROFESSIONAL
from matching.exposure import (
    Floored,
    exposure_shares,
    good_roles,
    never_shown,
    price_of_floor,
    with_floor,
)
from matching.fictional import fictional_profiles
from matching.screens import resources, session, tuning_bench
from matching.services.weight_sets import active_weight_set
from matching.tuning import Workspace
from matching.tuning.figures import DISCOUNTS

FICTIONAL: Final = 400
"""So many people beside those whose matches were judged."""
SEED: Final = 1


@dataclasses.dataclass(frozen=True, eq=False)
class Seen:
    """The lists of all people under the weights that serve, and what is good for whom.

    Attributes
    ----------
    key : str
        Another one for another catalog, day or weight set.
    lists : dict of profile id to role ids
    good : DataFrame
        By grade where a match was judged, else by score.
    good_by_score : DataFrame
        What a floor goes by: grades must not both choose the roles and measure the price.
    judged : int
        How many of the people have judged matches.
    """

    key: str
    lists: dict[str, list[str]]
    good: pd.DataFrame
    good_by_score: pd.DataFrame
    judged: int


def seen() -> Seen:
    """Return who is seen now."""
    active_id, active = active_weight_set(resources.database(), PROFESSIONAL)
    return _seen(resources.catalog_key(), session.now().date(), active_id, active)


@st.cache_resource(show_spinner="Ranking the roles for everybody …", max_entries=1)
def _workspace(key: str, today: date) -> Workspace:
    judged, judgments = tuning_bench.judged_profiles()
    people = [person.profile for person in fictional_profiles(FICTIONAL, SEED, today=today)]
    return Workspace(resources.catalog(), [*judged, *people], judgments, today)


@st.cache_resource(show_spinner="Looking at who is seen …", max_entries=2)
def _seen(key: str, today: date, weight_set_id: str | None, _weights: WeightSet) -> Seen:
    workspace = _workspace(key, today)
    scores = workspace.standing(_weights).scores
    matches = pd.concat(
        pd.DataFrame(
            {
                columns.PROFILE_ID: profile_id,
                columns.ROLE_ID: slate.role_ids,
                columns.SCORE: scores[profile_id] / 100,
            }
        )
        for profile_id, slate in workspace.slates.items()
    )
    judged, judgments = tuning_bench.judged_profiles()
    return Seen(
        key=f"{key} {today} {weight_set_id}",
        lists=workspace.lists(_weights),
        good=good_roles(matches, judgments),
        good_by_score=good_roles(matches),
        judged=len(judged),
    )


def shares(found: Seen, by: str) -> pd.DataFrame:
    """Return `exposure_shares` by one of `exposure.GROUPINGS`."""
    return _shares(found.key, by, found)


@st.cache_resource(show_spinner=False, max_entries=8)
def _shares(key: str, by: str, _found: Seen) -> pd.DataFrame:
    return exposure_shares(_found.lists, _found.good, resources.catalog().roles, by)


def hidden(found: Seen) -> pd.DataFrame:
    """Return the good roles that nobody is shown, as from `exposure.never_shown`."""
    return _hidden(found.key, found)


@st.cache_resource(show_spinner=False, max_entries=2)
def _hidden(key: str, _found: Seen) -> pd.DataFrame:
    return never_shown(_found.lists, _found.good)


@dataclasses.dataclass(frozen=True, eq=False)
class Preview:
    """What a floor would do.

    Attributes
    ----------
    floored : Floored
    price : DataFrame
        As from `exposure.price_of_floor`.
    hidden_before, hidden_after : int
        How many roles that are good by their score are in no first ten.
    """

    floored: Floored
    price: pd.DataFrame
    hidden_before: int
    hidden_after: int


def with_a_floor(found: Seen, rank: int, places: int) -> Preview:
    """Return what a floor would do.

    Parameters
    ----------
    rank : int
        Each good role has at least the exposure of this place; 0 for no floor.
    places : int
        How many of the last places of a first ten may be given away.
    """
    return _with_a_floor(found.key, rank, places, found)


@st.cache_resource(show_spinner="Putting roles in …", max_entries=40)
def _with_a_floor(key: str, rank: int, places: int, _found: Seen) -> Preview:
    floor = float(DISCOUNTS[rank - 1]) if rank else 0.0
    floored = with_floor(_found.lists, _found.good_by_score, floor, places=places)
    _, judgments = tuning_bench.judged_profiles()
    return Preview(
        floored=floored,
        price=price_of_floor(_found.lists, floored.lists, judgments),
        hidden_before=len(never_shown(_found.lists, _found.good_by_score)),
        hidden_after=len(never_shown(floored.lists, _found.good_by_score)),
    )
