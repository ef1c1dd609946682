"""Roles like a role, by what their frame and their arrays share."""

from __future__ import annotations

import numpy as np
import pandas as pd

from matching.arrays import Bools, Floats
from matching.catalog import Catalog
from matching.phrases import counted, inside, listed, sentences, with_article


def similar_roles(catalog: Catalog, row: int, n: int) -> pd.DataFrame:
    """Active roles like a role by profession, specialty, work, place and length.

    Parameters
    ----------
    row : int
        Position of the role in `catalog.roles`.

    Returns
    -------
    DataFrame
        `role_id`, `similarity` in [0, 1], `why`; the role itself is left out.
    """
    if n < 1:
        raise ValueError(f"n must be at least 1, got {n}.")
    index = catalog.index
    text = index.text.likeness(index.text.matrix[row])
    similarity = (
        0.3 * _jaccard(index.professions, row)
        + 0.2 * _jaccard(index.specialties, row)
        + 0.2 * _jaccard(index.focus_areas, row)
        + 0.1 * _jaccard(index.where, row)
        + 0.05 * _jaccard(index.settings, row)
        + 0.15 * np.minimum(1.0, text / 0.4)
    )
    others = np.flatnonzero(~index.past & (np.arange(len(index)) != row))
    best = others[np.lexsort((index.role_ids[others], -similarity[others]))][:n]
    return pd.DataFrame(
        {
            "role_id": index.role_ids[best],
            "similarity": similarity[best],
            "why": [_likeness(catalog, row, int(other)) for other in best],
        }
    )


def _jaccard(flags: Bools, row: int) -> Floats:
    """Shared of all that either names; two empty lists are alike."""
    both = (flags & flags[row]).sum(axis=1)
    either = (flags | flags[row]).sum(axis=1)
    return np.where(either > 0, both / np.maximum(either, 1), 1.0)


def _likeness(catalog: Catalog, row: int, other: int) -> str:
    one, two = catalog.roles.iloc[row], catalog.roles.iloc[other]
    shared = []
    professions = [name for name in one["professions"] if name in two["professions"]]
    specialties = [name for name in one["specialties"] if name in two["specialties"]]
    focus = [name for name in one["focus_areas"] if name in two["focus_areas"]]
    where = [code for code in one["where"] if code in two["where"]]
    labels = catalog.vocabulary
    if specialties:
        shared.append(listed([inside(labels.specialty_labels[name]) for name in specialties], 2))
    elif professions:
        names = [with_article(inside(labels.professions[name])) for name in professions]
        shared.append(f"for {listed(names, 3, 'or')}")
    if focus:
        shared.append(listed([inside(labels.focus_areas[name]) for name in focus], 2))
    if where:
        count = counted(len(where), "country", "countries")
        shared.append(catalog.places.phrase(where[0]) if len(where) == 1 else count + " in common")
    return sentences("; ".join(shared) or "close in its description")
