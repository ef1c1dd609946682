"""Who is seen in the lists of many made-up people, computed once for all staff."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from matching import WeightSet, columns
from matching.authorization import PROFESSIONAL
from matching.comparison.exposure_floor import NO_FLOOR, ExposureFloor
from matching.evidence.exposure import (
    exposure_shares,
    good_roles,
    never_shown,
    price_of_floor,
    with_floor,
)
from matching.evidence.metrics import NDCG
from matching.fictional import fictional_profiles
from matching.screens.visit import resources, session
from matching.screens.weights import tuning_bench
from matching.services.weights.floors import active_floor
from matching.weights.tuning import Workspace

FICTIONAL: Final = 400
"""So many people beside those whose matches were judged."""
SEED: Final = 1


@dataclasses.dataclass(frozen=True, eq=False)
class Seen:
    """The lists of all people as weights and floor make them, and what is good for whom.

    Attributes
    ----------
    key : str
        Another one for another catalog, day, weight set or floor.
    weight_set_id : str or None
    without_floor : dict of profile id to role ids
    good : DataFrame
        By grade where a match was judged, else by score.
    good_by_score : DataFrame
        What a floor goes by: grades must not both choose the roles and measure the price.
    never_shown : tuple of str
        Roles that are good by score and, without a floor, in no first ten.
    judged : int
        How many of the people have judged matches.
    floor, floor_number
        As from `active_floor`.
    lists : dict of profile id to role ids
        With the floor that serves.
    """

    key: str
    weight_set_id: str | None
    without_floor: dict[str, list[str]]
    good: pd.DataFrame
    good_by_score: pd.DataFrame
    never_shown: tuple[str, ...]
    judged: int
    floor_number: int = 0
    floor: ExposureFloor = NO_FLOOR
    lists: dict[str, list[str]] = dataclasses.field(default_factory=dict)


def seen() -> Seen:
    """Return who is seen now."""
    weights, floor = (
        resources.active_weights(PROFESSIONAL),
        active_floor(resources.database()),
    )
    return _seen(resources.catalog_key(), session.now().date(), *weights, *floor)


@st.cache_resource(show_spinner="Ranking the roles for everybody …", max_entries=1)
def _workspace(key: str, today: date) -> Workspace:
    judged, judgments = tuning_bench.judged_profiles()
    people = [person.profile for person in fictional_profiles(FICTIONAL, SEED, today=today)]
    return Workspace(resources.catalog(), [*judged, *people], judgments, today)


@st.cache_resource(show_spinner="Looking at who is seen …", max_entries=2)
def _without_floor(key: str, today: date, weight_set_id: str | None, _weights: WeightSet) -> Seen:
    workspace = _workspace(key, today)
    scores, lists = workspace.standing(_weights).scores, workspace.lists(_weights)
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
    by_score = good_roles(matches)
    return Seen(
        key=f"{key} {today} {weight_set_id}",
        weight_set_id=weight_set_id,
        without_floor=lists,
        good=good_roles(matches, judgments),
        good_by_score=by_score,
        never_shown=tuple(sorted(never_shown(lists, by_score)[columns.ROLE_ID])),
        judged=len(judged),
    )


@st.cache_resource(show_spinner=False, max_entries=2)
def _seen(
    key: str,
    today: date,
    weight_set_id: str | None,
    _weights: WeightSet,
    floor_number: int,
    _floor: ExposureFloor,
) -> Seen:
    found = _without_floor(key, today, weight_set_id, _weights)
    return dataclasses.replace(
        found,
        key=f"{found.key} {floor_number}",
        floor_number=floor_number,
        floor=_floor,
        lists=with_floor(found.without_floor, found.good_by_score, _floor).lists,
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
    """What a floor would do, beside lists without one.

    Attributes
    ----------
    floor : ExposureFloor
    inserted : DataFrame
        As from `exposure.with_floor`.
    price : dict
        NDCG of the judged people `before` and `after`, their `difference` with `low` and `high`,
        `profiles` (how many); good roles that are never shown, `hidden_before` and `hidden_after`,
        and how many of the latter lost their only place (`displaced`); how many of the `lists` are
        `changed`.
    """

    floor: ExposureFloor
    inserted: pd.DataFrame
    price: Mapping[str, Any]


def with_a_floor(found: Seen, places: int) -> Preview:
    """Return what a floor would do.

    Parameters
    ----------
    places : int
        How many of the last places of a first ten may be given away.
    """
    return _with_a_floor(found.key, places, found)


@st.cache_resource(show_spinner="Putting roles in …", max_entries=20)
def _with_a_floor(key: str, places: int, _found: Seen) -> Preview:
    floor = ExposureFloor(places, _found.never_shown)
    before, good = _found.without_floor, _found.good_by_score
    floored = with_floor(before, good, floor)
    _, judgments = tuning_bench.judged_profiles()
    price = price_of_floor(before, floored.lists, judgments).set_index("metric")
    figures = {str(name): float(figure) for name, figure in price.to_dict("index")[NDCG].items()}
    hidden_after = set(never_shown(floored.lists, good)[columns.ROLE_ID])
    counts = {
        "hidden_before": len(_found.never_shown),
        "hidden_after": len(hidden_after),
        "displaced": len(hidden_after.difference(_found.never_shown)),
        "changed": int(floored.inserted[columns.PROFILE_ID].nunique()),
        "lists": len(before),
    }
    return Preview(floor, floored.inserted, {**figures, **counts})
