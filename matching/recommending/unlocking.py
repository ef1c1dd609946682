"""The one change of a profile that opens roles: "two more weeks opens 14 roles"."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from matching import aspects
from matching.arrays import Bools, Ints
from matching.aspects.aspect import MISSING, ProfileChange
from matching.catalog.role_index import RoleIndex
from matching.comparison.compare import Gates
from matching.comparison.must_haves import changed_must_haves
from matching.comparison.points import order
from matching.comparison.weight_set import WeightSet
from matching.errors import ProfileError

COLUMNS = ("change_id", "kind", "label", "opens", "role_ids", "changes")


def unlocking_changes(all_roles: Gates, weights: WeightSet) -> pd.DataFrame:
    """Find the single changes that open roles, each tried on the whole catalog.

    Parameters
    ----------
    all_roles : Gates
        The person beside every role.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`: changes that are no large step first, of these the ones that open most,
        ties by `change_id`. Every role in
        `role_ids` becomes a match when the profile is changed so, and was none before.
    """
    past, status = all_roles.beside.roles.past, all_roles.must_haves.status
    # Only roles with one missing must-have can be opened by one change; the rest need no look.
    closed = all_roles.take(~past & ((status == MISSING).sum(axis=1) == 1))
    scores = closed.compared(weights).scores
    rows = []
    for change in _changes(closed):
        opened = _opened_by(change, closed)
        if opened.any():
            rows.append(_row(change, opened, closed.beside.roles, scores))
    return _table(rows)


def _changes(closed: Gates) -> Iterator[ProfileChange]:
    """Candidate changes, smallest first within a kind, for what is missing somewhere."""
    for must_have in aspects.MUST_HAVES:
        lacking = closed.must_haves.column(must_have.name) == MISSING
        if lacking.any():
            yield from must_have.unlocks(closed.beside.take(lacking))


def _opened_by(change: ProfileChange, closed: Gates) -> Bools:
    before, fields = closed.beside.person, set(change.changes)
    try:
        profile = before.profile.changed(**change.changes)
    except ProfileError:
        return np.zeros(len(closed.beside), dtype=bool)
    beside = closed.beside.with_person(dataclasses.replace(before, profile=profile), fields)
    return changed_must_haves(closed.must_haves, beside, fields).is_open


def _row(change: ProfileChange, opened: Bools, index: RoleIndex, scores: Ints) -> tuple[Any, ...]:
    role_ids = index.role_ids[opened]
    best = order(scores[opened], role_ids)
    return (
        change.change_id,
        change.kind,
        change.label,
        int(opened.sum()),
        tuple(str(role_id) for role_id in role_ids[best]),
        change.changes,
        change.is_far,
    )


def _table(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    """Near changes first, then most opened; of one kind with the same roles only the smallest."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    kept = []
    for row in rows:
        key = (row[1], row[4])
        if key not in seen:
            seen.add(key)
            kept.append(row)
    kept.sort(key=lambda row: (row[6], -row[3], row[0]))
    return pd.DataFrame([row[:6] for row in kept], columns=list(COLUMNS))
