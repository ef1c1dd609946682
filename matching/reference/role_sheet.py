"""A spreadsheet of roles to rows in the words of roles.csv, and what was read as what."""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from matching import columns as c
from matching.errors import DataError, HeaderError, Problem, did_you_mean, shown
from matching.reference.cells import Check
from matching.reference.column_checks import DATES
from matching.reference.csv_rows import MOST_FAULTS_OF_A_ROW, MOST_HEADER_FAULTS, Row
from matching.reference.plain_cells import PlainCells, columns_called
from matching.reference.reading import NUMBERS
from matching.reference.sheet_dates import Order
from matching.reference.sheet_numbers import Decimals
from matching.reference.sheets import Sheet, SheetRow, read_sheet
from matching.reference.shipped import (
    shipped_languages,
    shipped_names,
    shipped_places,
    shipped_vocabulary,
)
from matching.reference.workbooks import Exact

MARK: Final = "as_exported"
"""Column of an export that says which cells it had, so that changes made since can be told."""
MOST_READ_AS: Final = 200
_DATES: Final = tuple(name for name in DATES if name in c.ROLES_TABLE)
_NUMBERS: Final = tuple(name for name in NUMBERS if name in c.ROLES_TABLE)


@dataclasses.dataclass(frozen=True)
class ReadAs:
    """Cells that say the same in other words than the files have.

    Parameters
    ----------
    column, written, taken : str
        As the file calls the column; what stands there; what it was read as.
    rows : int
        In how many rows.
    """

    column: str
    written: str
    taken: str
    rows: int


@dataclasses.dataclass(frozen=True)
class RoleSheet:
    """The roles of a file, in the words of roles.csv.

    Parameters
    ----------
    name : str
        What the file is called.
    notes : tuple of str
        Sentences on how it was read and what was passed over.
    columns : mapping of column to str
        The columns that it has, with what it calls them.
    rows : list of Row
        Those that are rows; `line` is the row as a spreadsheet numbers it.
    faults : mapping of int to list of Problem
        By row, the cells that have several readings.
    problems : list of Problem
        Why others are no rows.
    read_as : tuple of ReadAs
        The 200 most frequent ones.
    days : frozenset of (int, str)
        Row and column of cells that a workbook holds as a day, though a month may be meant.
    """

    name: str
    notes: tuple[str, ...]
    columns: Mapping[str, str]
    rows: list[Row]
    faults: Mapping[int, list[Problem]]
    problems: list[Problem]
    read_as: tuple[ReadAs, ...]
    days: frozenset[tuple[int, str]]


def read_role_sheet(
    name: str,
    content: bytes,
    checks: Mapping[str, Check],
    there: Mapping[str, Mapping[str, str]],
    most_rows: int,
) -> RoleSheet:
    """Read a file of roles as spreadsheets write it.

    Parameters
    ----------
    name : str
        What the file is called.
    content : bytes
        Text of whichever kind, or an .xlsx workbook.
    checks : mapping of column to Check
        What its cells must be.
    there : mapping of role id to mapping of column to str
        The cells of the roles that stand already: what says the same has no other reading.
    most_rows : int
        So many roles may be in it.

    Raises
    ------
    DataError
        It cannot be read at all, has too many rows, or has no column of the roles.
    """
    called = _column_of()
    sheet = read_sheet(name, content, lambda text: bool(called(text)))
    places = _columns(sheet, [called(text) for text in sheet.names])
    rows, problems, stray = _rows(sheet, places, most_rows)
    reading = _Reading(rows, places, checks, there)
    for row in rows:
        reading.read(row, sheet.name)
    return RoleSheet(
        name=sheet.name,
        notes=(*sheet.how, *_passed_over(sheet, places, stray), *reading.notes),
        columns={column: sheet.names[at] for column, at in places.items()},
        rows=rows,
        faults=reading.faults,
        problems=problems,
        read_as=reading.read_as({column: sheet.names[at] for column, at in places.items()}),
        days=frozenset(reading.days),
    )


@functools.cache
def _plain_cells() -> PlainCells:
    return PlainCells(shipped_vocabulary(), shipped_places(), shipped_languages(), shipped_names())


def _column_of() -> Callable[[str], str]:
    return columns_called((*c.ROLES_TABLE, MARK))


def _columns(sheet: Sheet, found: Sequence[str]) -> dict[str, int]:
    """Give the place of each column of roles, or raise what is wrong with the names."""
    place = f"{sheet.name}, row {sheet.number}"
    twice = [name for name, count in Counter(found).items() if name and count > 1]
    faults = [f"column '{name}' is given {found.count(name)} times" for name in sorted(twice)]
    if not sheet.names:
        faults = ["it is empty"]
    elif not {c.ROLE_ID, c.TITLE} & set(found):
        faults.append(f"column '{c.ROLE_ID}' or '{c.TITLE}' is missing")
        unknown = [name for name, column in zip(sheet.names, found, strict=True) if not column]
        for name in filter(None, unknown[:MOST_HEADER_FAULTS]):
            hint = did_you_mean(name, c.ROLES_TABLE)
            faults.append(f"unknown column '{shown(name)}'{hint}")
    if faults:
        raise HeaderError(
            f"{place}: {'; '.join(faults)}. A file of roles has "
            f"{c.ROLE_ID} or {c.TITLE}, and any of: {', '.join(c.ROLES_TABLE)}."
        )
    return {column: at for at, column in enumerate(found) if column}


def _rows(
    sheet: Sheet, places: Mapping[str, int], most_rows: int
) -> tuple[list[Row], list[Problem], set[int]]:
    """Give the rows by column, those that cannot be read, and unknown columns with words in."""
    rows: list[Row] = []
    problems: list[Problem] = []
    faulty: set[int | None] = set()
    unknown = [at for at in range(len(sheet.names)) if at not in set(places.values())]
    stray: set[int] = set()
    for each in sheet.rows:
        if isinstance(each, SheetRow):
            cells = {column: each.cells[at] for column, at in places.items()}
            stray.update(at for at in unknown if each.cells[at])
            if any(text for column, text in cells.items() if column != MARK):
                rows.append(Row(each.number, cells))
        else:
            problems.append(each)
            faulty.add(each.row)
        if len(rows) + len(faulty) > most_rows:
            raise DataError(
                f"{sheet.name}: at most {most_rows:,} roles at once; please split the file."
            )
    return rows, problems, stray


def _passed_over(sheet: Sheet, places: Mapping[str, int], stray: set[int]) -> list[str]:
    """Name the columns that nothing is read from; empty ones without a name go unsaid."""
    named = [
        f"“{shown(name)}”" if name else f"number {at + 1}, which has no name"
        for at, name in enumerate(sheet.names)
        if at not in set(places.values()) and (name or at in stray)
    ]
    if not named:
        return []
    more = f" and {len(named) - MOST_HEADER_FAULTS} more" if len(named) > MOST_HEADER_FAULTS else ""
    known = ", ".join(named[:MOST_HEADER_FAULTS])
    kind = "Column" if len(named) == 1 else "Columns"
    return [f"{kind} passed over, since roles have none of that name: {known}{more}."]


class _Reading:
    """The cells of a file on their way into the words of roles.csv."""

    def __init__(
        self,
        rows: Sequence[Row],
        places: Mapping[str, int],
        checks: Mapping[str, Check],
        there: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._there = there
        self.faults: dict[int, list[Problem]] = {}
        self._plain = _plain_cells()
        self._dates = [name for name in _DATES if name in places]
        self._numbers = [name for name in _NUMBERS if name in places]
        self._others = [name for name in places if name in self._plain.columns]
        self._order = Order(
            (row.line, row.cells[name])
            for row in rows
            for name in self._dates
            if self._is_open(row, name)
        )
        self._decimals = Decimals(
            (
                (row.line, name, row.cells[name])
                for row in rows
                for name in self._numbers
                if self._is_open(row, name)
            ),
            lambda column, text: not checks[column](text)[1],
        )
        self._read_as: Counter[tuple[str, str, str]] = Counter()
        self.days: set[tuple[int, str]] = set()

    def _is_open(self, row: Row, name: str) -> bool:
        """Whether a cell is text that somebody wrote or a program made of what they wrote."""
        text = row.cells[name]
        return bool(text) and not isinstance(text, Exact) and text != self._stands(row, name)

    def _stands(self, row: Row, name: str) -> str:
        return self._there.get(row.cells.get(c.ROLE_ID, ""), {}).get(name, "")

    def read(self, row: Row, file: str) -> None:
        """Put a row into the words of roles.csv."""
        faults: list[Problem] = []
        for name in (*self._dates, *self._numbers, *self._others):
            written = row.cells[name]
            if not written or written == (stands := self._stands(row, name)):
                continue
            found, taken, fault = self._cell(row.line, name, written, stands)
            if fault:
                faults.append(Problem(file, row.line, name, found, fault))
            elif taken != written:
                self._read_as[name, str(written), taken] += 1
                row.cells[name] = taken
        if faults:
            self.faults[row.line] = faults[:MOST_FAULTS_OF_A_ROW]

    def _cell(self, line: int, name: str, written: str, stands: str) -> tuple[str, str, str]:
        """Give what stands in a cell, what it is read as, and what is wrong with it."""
        if name in self._dates:
            if isinstance(written, Exact) and len(written) == len("2027-03-01"):
                self.days.add((line, name))
            return written, *self._order.read(written, stands)
        if name in self._numbers:
            if isinstance(written, Exact):
                return written, str(written), ""
            return written, *self._decimals.read(name, written, stands)
        taken, found, fault = self._plain.read(name, written)
        return found, taken, fault

    @property
    def notes(self) -> list[str]:
        """How what had two readings was read, said once for the file."""
        return [*self._order.said, *filter(None, [self._decimals.said])]

    def read_as(self, called: Mapping[str, str]) -> tuple[ReadAs, ...]:
        """List what was read as something else, in the order of the file."""
        return tuple(
            ReadAs(called[column], shown(written), shown(taken), rows)
            for (column, written, taken), rows in self._read_as.most_common(MOST_READ_AS)
        )
