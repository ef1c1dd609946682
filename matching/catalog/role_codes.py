"""Roles by code: what a rule reads of them is kept once a distinct value, and a number a role.

A hundred thousand roles have few distinct values of what one rule reads, such as languages. So
rules run on the distinct values alone, and what they say is looked up by code.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from matching.arrays import Bools, Ints, any_column, first_of_each
from matching.catalog.role_index import RoleIndex
from matching.catalog.word_weights import WordWeights

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Codes: TypeAlias = npt.NDArray[np.unsignedinteger[Any]]
ANY: Final = ""
"""Among the columns of a matrix that are read: whether any of all its columns holds."""
CODE_TYPES: Final = (np.uint8, np.uint16, np.uint32)
BYTES_A_WORD: Final = 8
CODED: Final = tuple(field.name for field in dataclasses.fields(RoleIndex) if field.name != "text")
"""Arrays of `RoleIndex` that are encoded."""


@dataclasses.dataclass(frozen=True)
class Read:
    """What is read of the arrays of `RoleIndex`.

    Attributes
    ----------
    columns : tuple of str
    only : tuple of (column, positions, whether also `ANY` of it)
        Of a matrix, the columns that are read, where it is not all of them.
    """

    columns: tuple[str, ...]
    only: tuple[tuple[str, tuple[int, ...], bool], ...] = ()


@dataclasses.dataclass(frozen=True, eq=False)
class Distinct:
    """The distinct values of what is read of roles.

    Attributes
    ----------
    first : array of int (values,)
        A role for each value.
    roles : RoleIndex
        These roles; only what is read may be asked of them.
    codes : array of int (roles,)
        The value of each role, a position in `first`.
    counts : array of int (values,)
        How many roles have each value.
    """

    first: Ints
    roles: RoleIndex
    codes: Codes
    counts: Ints

    def __len__(self) -> int:
        return len(self.first)


class RoleCodes:
    """Columns of roles by code, and the distinct values of any of them together.

    Parameters
    ----------
    columns : mapping of column to (distinct values, code of each role)
        Every array of `RoleIndex` but `text`.
    text : WordWeights
        One row a role.
    index : RoleIndex, optional
        The arrays that were encoded.
    """

    def __init__(
        self,
        columns: Mapping[str, tuple[npt.NDArray[Any], Codes]],
        text: WordWeights,
        index: RoleIndex | None = None,
    ) -> None:
        self._columns = dict(columns)
        self.text = text
        self._index = index
        self._distinct: dict[Read, Distinct] = {}

    @classmethod
    def of(cls, index: RoleIndex) -> RoleCodes:
        """Encode every column of an index."""
        columns = {name: _encoded(getattr(index, name)) for name in CODED}
        return cls(columns, index.text, index)

    def changed(self, index: RoleIndex) -> RoleCodes:
        """Encode an index that is another; an array that is the same one keeps its codes."""
        before = self._index
        same = {name for name in CODED if getattr(index, name) is getattr(before, name, None)}
        columns = {
            name: self._columns[name] if name in same else _encoded(getattr(index, name))
            for name in CODED
        }
        later = RoleCodes(columns, index.text, index)
        found = self._distinct.copy()  # others may be adding to it
        later._distinct.update(
            {read: kept for read, kept in found.items() if same.issuperset(read.columns)}
        )
        return later

    def __len__(self) -> int:
        return len(self._columns["past"][1])

    def column(self, name: str, rows: Ints | slice = slice(None)) -> npt.NDArray[Any]:
        """The values of a column, one row a role, for all or some of them."""
        values, codes = self._columns[name]
        return values[codes[rows]]

    def code_of(self, name: str) -> Codes:
        """The code of each role in a column."""
        return self._columns[name][1]

    def take(self, rows: Ints) -> RoleIndex:
        """The arrays of some roles."""
        return self._taken(rows, self.text[rows])

    def _taken(self, rows: Ints, text: WordWeights) -> RoleIndex:
        return RoleIndex(**{name: self.column(name, rows) for name in self._columns}, text=text)

    def some(self, rows: Ints) -> RoleCodes:
        """Some of the roles by code."""
        columns = {name: (values, codes[rows]) for name, (values, codes) in self._columns.items()}
        return RoleCodes(columns, self.text[rows])

    def distinct(self, read: Read) -> Distinct:
        """Find the distinct values of what is read, in the order of the first role of each."""
        if read not in self._distinct:
            self._distinct[read] = self._found(read)
        return self._distinct[read]

    def _found(self, read: Read) -> Distinct:
        only = {name: (positions, with_any) for name, positions, with_any in read.only}
        parts: list[tuple[npt.NDArray[Any], int]] = []
        for name in read.columns:
            values, codes = self._columns[name]
            if name in only:
                of_values = _code_of_rows(_narrowed(values, *only[name]))
                parts.append((of_values[codes], int(of_values.max(initial=0)) + 1))
            else:
                parts.append((codes, len(values)))
        joint = joint_codes(parts, len(self))
        first = first_of_each(joint)
        counts = np.bincount(joint, minlength=len(first)).astype(np.int64)
        roles = self._taken(first, _NO_WORDS)
        return Distinct(first, roles, smallest(joint, len(first)), counts)


def _unread() -> csr_matrix:
    raise TypeError("the words of a role are its own, and are not among distinct values")


_NO_WORDS: Final = WordWeights(_unread)
"""So that distinct values, which outlive a catalog, do not hold its words."""


def _encoded(column: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], Codes]:
    """The distinct values of a column, or rows of a matrix, and the code of each role."""
    codes = _code_of_rows(column)
    first = first_of_each(codes)
    return column[first], smallest(codes, len(first))


def _code_of_rows(column: npt.NDArray[Any]) -> Ints:
    """Number equal values, or equal rows of a matrix, in the order in which they come."""
    if column.ndim == 1:
        found = column.view(np.int64) if column.dtype.kind == "M" else column
        if found.dtype.kind == "U":
            found = found.astype(object)
        return pd.factorize(found, use_na_sentinel=False)[0].astype(np.int64)
    if column.dtype == np.bool_:
        column = np.packbits(column, axis=1)
    width = column.itemsize * column.shape[1]
    raw = np.ascontiguousarray(column).view(np.uint8).reshape(len(column), width)
    wide = -(-max(1, width) // BYTES_A_WORD) * BYTES_A_WORD
    words = np.zeros((len(raw), wide), dtype=np.uint8)
    words[:, :width] = raw
    parts = []
    for word in np.ascontiguousarray(words.view(np.uint64).T):
        if len(word) and (word == word[0]).all():
            continue
        codes, found = pd.factorize(word)
        parts.append((codes, len(found)))
    return joint_codes(parts, len(raw))


def joint_codes(parts: Sequence[tuple[npt.NDArray[Any], int]], n: int) -> Ints:
    """Number the distinct rows of several codes, in the order in which they come."""
    joint, count = np.zeros(n, dtype=np.int64), 1
    for codes, size in parts:
        if size <= 1:
            continue
        joint = joint * size + codes
        joint, found = pd.factorize(joint)
        count = len(found)
    if count == 1:
        return np.zeros(n, dtype=np.int64)
    return joint.astype(np.int64)


def _narrowed(matrix: npt.NDArray[Any], positions: tuple[int, ...], with_any: bool) -> Bools:
    read = matrix[:, list(positions)]
    return np.column_stack([read, any_column(matrix)]) if with_any else read


def smallest(codes: Ints, size: int) -> Codes:
    """The same codes in the smallest type that has room for them."""
    kind = next(kind for kind in CODE_TYPES if size <= np.iinfo(kind).max + 1)
    return codes.astype(kind)
