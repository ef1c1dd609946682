"""A role in several ways: as it would be encoded if some of its cells were others, each in turn."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd

from matching import columns as c
from matching.arrays import Floats, Ints
from matching.catalog.catalog import Catalog
from matching.catalog.role_codes import RoleCodes
from matching.catalog.role_index import RoleIndex, build_index, habit_weeks


@dataclasses.dataclass(frozen=True, eq=False)
class RoleWays:
    """A role in several ways, and what each way makes of the others of its organization.

    Attributes
    ----------
    codes : RoleCodes
        The role in each way, a row a way; after them others of its organization, where a way of
        the role changes what is guessed of their length.
    of_way : tuple of arrays of int
        For each way the rows of `codes` that stand in place of some roles of the catalog.
    places : array of int
        Position in the catalog of the role that each row of `codes` stands for.
    """

    codes: RoleCodes
    of_way: tuple[Ints, ...]
    places: Ints


def role_ways(catalog: Catalog, role_id: str, rows: pd.DataFrame) -> RoleWays:
    """Encode a role in several ways, each as if the catalog were built with it so.

    Parameters
    ----------
    rows : DataFrame
        As of `catalog.roles`, a row a way. Title, summary and areas of work are those of the
        role, and no language is named that the catalog does not have.
    """
    row = int(catalog.roles.index.get_indexer(pd.Index([role_id]))[0])
    ways = dataclasses.replace(catalog, roles=rows)
    vars(ways)["language_ids"] = catalog.language_ids  # where cached_property keeps
    encoded = build_index(ways)
    mine = np.flatnonzero(catalog.roles[c.ORG_ID] == catalog.roles[c.ORG_ID].iloc[row])
    others = mine[(mine != row) & ~catalog.index.past[mine]]
    of_org = catalog.roles.iloc[others]
    habits = _habits(of_org, rows)
    own = np.array([habit[-1] for habit in habits])
    blocks = [dataclasses.replace(encoded, habit_weeks=own)]
    of_way, places = [], [np.full(len(rows), row)]
    before = catalog.index.habit_weeks[others]
    n_rows = len(rows)
    for at, habit in enumerate(habits):
        changed = np.zeros(0, dtype=np.int64)
        if not np.array_equal(habit[:-1], before, equal_nan=True):
            blocks.append(dataclasses.replace(catalog.index.take(others), habit_weeks=habit[:-1]))
            places.append(others)
            changed = np.arange(n_rows, n_rows + len(others))
            n_rows += len(others)
        of_way.append(np.concatenate([[at], changed]))
    stands_for = np.concatenate(places)
    return RoleWays(RoleCodes.of(_joined(catalog, blocks, stands_for)), tuple(of_way), stands_for)


def _habits(others: pd.DataFrame, rows: pd.DataFrame) -> list[Floats]:
    """The habit of an organization with each way of the role, of its others and last the role."""
    kept: dict[tuple[object, ...], Floats] = {}
    found = []
    for at in range(len(rows)):
        way = rows.iloc[[at]]
        key = str(way[c.MIN_WEEKS].iloc[0]), way[c.STATUS].iloc[0]
        if key not in kept:
            kept[key] = habit_weeks(pd.concat([others, way]))
        found.append(kept[key])
    return found


def _joined(catalog: Catalog, blocks: list[RoleIndex], places: Ints) -> RoleIndex:
    index = catalog.index
    columns = {
        field.name: np.concatenate([getattr(block, field.name) for block in blocks])
        for field in dataclasses.fields(RoleIndex)
        if field.name != "text"
    }
    same = {"org_codes": index.org_codes[places], "role_ids": index.role_ids[places]}
    return RoleIndex(**columns | same, text=index.text[places])
