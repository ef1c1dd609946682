"""Roles like a role, by what their frame and their arrays share."""

from __future__ import annotations

import numpy as np
import pandas as pd

from matching.arrays import Bools, Floats, any_column
from matching.aspects.place import nearness
from matching.catalog import Catalog
from matching.catalog.role_index import RoleIndex
from matching.phrases import counted, inside, listed, sentences, with_article

PARTS = {
    "professions": 0.18,
    "specialties": 0.14,
    "focus_areas": 0.18,
    "length": 0.22,
    "place": 0.15,
    "settings": 0.03,
    "text": 0.1,
}
"""What each likeness counts; they add up to 1."""
UNKNOWN = 0.5
"""Likeness in length or place where one of two roles does not say."""
TIMES_APART = 16.0
"""From this multiple on two stays have nothing in common."""
ABOUT_AS_LONG = 0.75
"""From this likeness on (twice as long or half) stays that both state are said to be as long."""
SHORTEST_WEEKS = 1 / 7
AT_HOME = "domestic"
"""A focus area that says where one serves, and nothing of the work."""


def similar_roles(catalog: Catalog, row: int, n: int, is_open: Bools) -> pd.DataFrame:
    """Active roles like a role by profession, specialty, work, length and place.

    Those that share neither profession nor specialty nor work are left out, however near.

    Parameters
    ----------
    row : int
        Position of the role in `catalog.roles`.
    is_open : array of bool (roles,)
        Roles that may be listed.

    Returns
    -------
    DataFrame
        `role_id`, `similarity` in [0, 1], `why`; the role itself is left out.
    """
    if n < 1:
        raise ValueError(f"n must be at least 1, got {n}.")
    index = catalog.index
    text = index.text.likeness(index.text.matrix[row])
    length, place = _length(index, row), _place(catalog, row)
    parts: dict[str, Floats] = {
        "professions": _jaccard(index.professions, row),
        "specialties": _jaccard(index.specialties, row),
        "focus_areas": _jaccard(index.focus_areas, row),
        "length": np.where(np.isnan(length), UNKNOWN, length),
        "place": place,
        "settings": _jaccard(index.settings, row),
        "text": np.minimum(1.0, text / 0.4),
    }
    stated = ~np.isnan(index.min_weeks) | ~np.isnan(index.max_weeks)
    as_long = (length >= ABOUT_AS_LONG) & stated & stated[row]
    similarity = sum((PARTS[name] * parts[name] for name in PARTS), np.zeros(len(index)))
    others = is_open & ~index.past & _shares_work(catalog, row)
    others[row] = False
    rows = np.flatnonzero(others)
    best = rows[np.lexsort((index.role_ids[rows], -similarity[rows]))][:n]
    return pd.DataFrame(
        {
            "role_id": index.role_ids[best],
            "similarity": similarity[best],
            "why": [
                _likeness(catalog, row, int(other), as_long=bool(as_long[other])) for other in best
            ],
        }
    )


def _jaccard(flags: Bools, row: int) -> Floats:
    """Shared of all that either names; two empty lists are alike."""
    both = (flags & flags[row]).sum(axis=1)
    either = (flags | flags[row]).sum(axis=1)
    return np.where(either > 0, both / np.maximum(either, 1), 1.0)


def _shares_work(catalog: Catalog, row: int) -> Bools:
    index = catalog.index
    work = index.focus_areas[:, [name != AT_HOME for name in catalog.focus_ids]]
    named = (index.professions, index.specialties, work)
    return any_column(np.column_stack([any_column(flags & flags[row]) for flags in named]))


def _length(index: RoleIndex, row: int) -> Floats:
    """How close each stay is in length, on a scale of multiples; NaN where one is not known.

    Shortest is compared with shortest and longest with longest; where one of two roles names no
    longest stay, the shortest alone.
    """
    least = np.where(np.isnan(index.min_weeks), index.max_weeks, index.min_weeks)
    least = np.where(np.isnan(least), index.suggested_weeks, least)
    shortest, longest = (
        np.log(np.maximum(weeks, SHORTEST_WEEKS)) for weeks in (least, index.max_weeks)
    )
    apart = np.abs(shortest - shortest[row])
    both = (apart + np.abs(longest - longest[row])) / 2
    apart = np.where(np.isnan(both), apart, both)
    return np.asarray(np.maximum(0.0, 1 - apart / np.log(TIMES_APART)), dtype=float)


def _place(catalog: Catalog, row: int) -> Floats:
    """How near each role is: the mean over its countries, by country, subregion and region.

    Where only the organization names a place, it is a hint: halfway to unknown.
    """
    index = catalog.index
    named = index.where | (index.in_regions > 0)
    near = nearness(catalog, named[row])
    count = named.sum(axis=1)
    value = np.where(count > 0, named @ near / np.maximum(count, 1), UNKNOWN)
    if not named[row].any():
        return np.full(len(index), UNKNOWN)
    hint = index.where_is_organizations | index.where_is_organizations[row]
    return np.where(hint, (value + UNKNOWN) / 2, value)


def _likeness(catalog: Catalog, row: int, other: int, *, as_long: bool) -> str:
    one, two = catalog.roles.iloc[row], catalog.roles.iloc[other]
    shared = []
    professions = [name for name in one["professions"] if name in two["professions"]]
    specialties = [name for name in one["specialties"] if name in two["specialties"]]
    focus = [name for name in one["focus_areas"] if name in two["focus_areas"]]
    labels = catalog.vocabulary
    if specialties:
        shared.append(listed([inside(labels.specialty_labels[name]) for name in specialties], 2))
    elif professions:
        names = [with_article(inside(labels.professions[name])) for name in professions]
        shared.append(f"for {listed(names, 3, 'or')}")
    if focus:
        shared.append(listed([inside(labels.focus_areas[name]) for name in focus], 2))
    if place := _same_place(catalog, row, other):
        shared.append(place)
    if as_long:
        shared.append("about as long")
    return sentences("; ".join(shared))


def _same_place(catalog: Catalog, row: int, other: int) -> str:
    """Name the countries of both, or else the smallest region; `""` where one names no place."""
    index, places = catalog.index, catalog.places
    if index.where_is_organizations[[row, other]].any():
        return ""
    same = np.flatnonzero(index.where[row] & index.where[other])
    if len(same) == 1:
        return places.phrase(catalog.country_ids[same[0]])
    if len(same):
        return f"{counted(len(same), 'country', 'countries')} in common"
    one, two = (_regions(catalog, at) for at in (row, other))
    both = [sorted(narrow & wide) for narrow, wide in zip(one, two, strict=True)]
    smallest = next((names for names in reversed(both) if names), [])
    return f"both in {listed([places.phrase(name) for name in smallest], 2)}" if smallest else ""


def _regions(catalog: Catalog, row: int) -> list[set[str]]:
    """Continents, groups and regions of a role, of which a region that it names is all in one."""
    index = catalog.index
    where, is_regional = index.where[row], index.in_regions[row].any()
    named = index.in_regions[row] > 0 if is_regional else where
    found = []
    for regions in catalog.country_regions:
        names = set(regions[named]) - {""}
        if is_regional:
            names = {name for name in names if not (named & (regions != name)).any()}
        found.append({str(name) for name in names})
    return found
