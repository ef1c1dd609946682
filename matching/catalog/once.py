"""What is computed once of a catalog and kept with it, for all who use it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING, Final, TypeVar, cast

import numpy as np

from matching.arrays import Ints

if TYPE_CHECKING:
    from matching.catalog import Catalog

T = TypeVar("T")
_KEPT: Final = "_kept"


def once(catalog: Catalog, key: Hashable, make: Callable[[], T]) -> T:
    """Return what is kept under a key, made when it is asked for first."""
    kept = vars(catalog).setdefault(_KEPT, {})
    if key not in kept:
        kept.setdefault(key, make())
    return cast(T, kept[key])


def rows_of(catalog: Catalog, role_ids: Iterable[str]) -> Ints:
    """Return in which rows of `catalog.roles` roles stand.

    Raises
    ------
    KeyError
        There is no such role.
    """
    rows = once(catalog, "rows", lambda: {id_: row for row, id_ in enumerate(catalog.roles.index)})
    return np.array([rows[role_id] for role_id in role_ids], dtype=np.int64)
