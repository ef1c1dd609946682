"""Array types, and reductions over the columns of a matrix of flags."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
SmallInts = npt.NDArray[np.int8]
Days = npt.NDArray[np.datetime64]
Texts = npt.NDArray[np.str_]


def any_column(flags: npt.NDArray[Any]) -> Bools:
    """Whether any column holds, per row."""
    return np.asarray(flags.any(axis=1), dtype=np.bool_)


def best_column(values: npt.NDArray[Any]) -> Floats:
    """Largest value of each row."""
    return np.asarray(values.max(axis=1), dtype=np.float64)


def flags_of(names: tuple[str, ...], ids: list[str]) -> Bools:
    """Which of the ids are among the names, shape (ids,)."""
    wanted = set(names)
    return np.array([name in wanted for name in ids], dtype=np.bool_)


def ranges(starts: npt.NDArray[Any], counts: npt.NDArray[Any]) -> Ints:
    """Whole numbers of several ranges, one after the other.

    Examples
    --------
    >>> ranges(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    found: Ints = np.arange(total) + np.repeat(starts - (ends - counts), counts)
    return found


def first_of_each(codes: npt.NDArray[Any]) -> Ints:
    """Where each of the numbers from 0 on comes first.

    Examples
    --------
    >>> first_of_each(np.array([0, 0, 1, 0, 2, 1])).tolist()
    [0, 2, 4]
    """
    first = np.zeros(int(codes.max()) + 1 if len(codes) else 0, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    return first


def ranks(ids: Texts) -> Ints:
    """The place of each in their order.

    Examples
    --------
    >>> ranks(np.array(["c", "a", "b"])).tolist()
    [2, 0, 1]
    """
    places = np.empty(len(ids), dtype=np.int64)
    places[np.argsort(ids, kind="stable")] = np.arange(len(ids))
    return places
