"""Bytes of a CSV file to rows of cells with their line numbers.

A damaged row (an open quote, undecodable or control characters, too many cells) costs that row
only: it is reported and reading starts afresh on the next line.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from matching import written
from matching.errors import DataError, FewProblems, HeaderError, Problem, did_you_mean, shown
from matching.reference.csv_records import (
    EDGES,
    LONGEST_CELL,
    CsvRecord,
    Lines,
    content_of,
    records,
)

MOST_COLUMNS = 200
MOST_HEADER_FAULTS = 8
MOST_FAULTS_OF_A_ROW = 5


class Row(NamedTuple):
    """One row: the line on which it begins and its cells by column name, stripped."""

    line: int
    cells: dict[str, str]


def read_table(
    path: str | Path,
    columns: Sequence[str],
    content: bytes | None = None,
    may_lack: Collection[str] = (),
) -> tuple[list[Row], list[Problem]]:
    """Read a CSV file whose header has exactly these columns, in any order.

    Parameters
    ----------
    path : path
        A UTF-8 file (with or without byte order mark), cells separated by commas, lines ended
        by LF or CRLF.
    columns : sequence of str
        The columns that the header must have.
    content : bytes, optional
        What the file holds, if it is not on this disk; `path` is then only its name.
    may_lack : collection of str, optional
        Those of the columns that the header may leave out; their cells are empty then.

    Returns
    -------
    rows : list of Row
        The readable rows, in the order of the file. Blank lines are passed over.
    problems : list of Problem
        The rows that were left out, in the order of the file: at most 2,000, and then how many
        more there are. Of a row with many faulty cells the first five are named.

    Raises
    ------
    DataError
        If the file is missing, empty, larger than 200 MB, UTF-16 text or a workbook.
    HeaderError
        If a column is missing, unknown or given twice.
    """
    table = Table(path, content)
    lacking = [name for name in columns if name in may_lack and name not in table.names]
    table.check([name for name in columns if name not in lacking])
    rows, problems = rows_of(table)
    empty = dict.fromkeys(lacking, "")
    return [Row(row.line, row.cells | empty) for row in rows] if lacking else rows, problems


def rows_of(table: Table) -> tuple[list[Row], list[Problem]]:
    """Gather the rows of a table and its problems, as `read_table` gives them."""
    rows: list[Row] = []
    problems = FewProblems()
    for each in table.rows():
        if isinstance(each, Row):
            rows.append(each)
        else:
            problems.add(each)
    return rows, problems.kept()


def header_of(path: str | Path, content: bytes | None = None) -> list[str]:
    """Names in the first filled line of a CSV file, as they are; nothing for an empty file.

    `path` and `content` are as in `read_table`.

    Raises
    ------
    DataError
        If the file cannot be read.
    """
    return Table(path, content).names


class Table:
    """A CSV file whose rows are read one after the other, in the room of the file's bytes.

    Parameters
    ----------
    path, content
        As in `read_table`.

    Attributes
    ----------
    name : str
        Name of the file.
    names : list of str
        Names in the first filled line, as they are; nothing for an empty file.

    Raises
    ------
    DataError
        As in `read_table`.
    """

    def __init__(self, path: str | Path, content: bytes | None = None) -> None:
        path = Path(path)
        self.name = path.name
        self._lines = Lines(content_of(path, content))
        header = (r for r in records(self._lines, None) if r.fault or is_filled(r))
        self._header = next(header, None)
        self.names = [cell.strip(EDGES) for cell in self._header.cells] if self._header else []

    def check(self, columns: Sequence[str]) -> None:
        """Raise what `read_table` raises if the header has not exactly these columns."""
        if self._header is None:
            raise DataError(f"{self.name} is empty; its first line must be: {','.join(columns)}")
        place = f"{self.name}, line {self._header.line}"
        check_number_of_columns(place, self.names)
        _check_header(place, self._header.fault, self.names, columns)

    def rows(self) -> Iterator[Row | Problem]:
        """Give each readable row, and what is wrong with each other, as the file is read."""
        damage: Damage | None = None
        width = len(self.names)
        for record in records(self._lines, width):
            if damage and not damage.takes(record, width):
                yield damage.problem(self.name)
                damage = None
            if record.fault:
                damage = Damage(record)
            elif damage is None and is_filled(record):
                found = cell_problems(self.name, record, self.names)
                yield from found
                if not found:
                    cells = (cell.strip(EDGES) for cell in record.cells)
                    yield Row(record.line, dict(zip(self.names, cells, strict=True)))
        if damage:
            yield damage.problem(self.name)


def check_number_of_columns(place: str, names: Sequence[str]) -> None:
    """Raise before anything is looked up if a first line has more columns than any table."""
    if len(names) > MOST_COLUMNS:
        raise HeaderError(
            f"{place}: found {len(names):,} columns, expected at most {MOST_COLUMNS}. "
            f"Correct the first line of the file."
        )


class Damage:
    """A damaged row with the fragments after it that have too few or too many cells."""

    def __init__(self, record: CsvRecord) -> None:
        self.record = record
        self.last = record.line

    def takes(self, record: CsvRecord, width: int) -> bool:
        """Whether a record is a fragment of the damaged row, which is then a line longer."""
        if record.fault or len(record.cells) == width or record.line != self.last + 1:
            return False
        self.last = record.line
        return True

    def problem(self, file: str) -> Problem:
        """Say which rows were left out, and why."""
        first = self.record.line
        more = f"; lines {first} to {self.last} were left out" if self.last > first else ""
        return Problem(file, first, "", self.record.cells[0], self.record.fault + more)


def is_filled(record: CsvRecord) -> bool:
    """Whether any cell says something."""
    return any(cell.strip(EDGES) for cell in record.cells)


def _check_header(place: str, fault: str, names: Sequence[str], columns: Sequence[str]) -> None:
    """Raise if the names are not the columns; `place` is the file and line."""
    if fault:
        faults = [f"expected {fault}"]
    elif len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        faults = ["the columns are separated by semicolons or tabs instead of commas"]
    else:
        # Only those that are named are looked for: each hint compares a name with every column.
        faults = list(itertools.islice(_header_faults(names, columns), MOST_HEADER_FAULTS))
    if faults:
        raise HeaderError(
            f"{place}: {'; '.join(faults)}. "
            f"Found: {shown(','.join(names), 500)}. Expected: {','.join(columns)}. "
            f"Correct the first line of the file: every column is needed, and no other."
        )


def _header_faults(names: Sequence[str], columns: Sequence[str]) -> Iterator[str]:
    missing = [name for name in columns if name not in names]
    for name, count in Counter(names).items():
        if not name:
            yield f"column {names.index(name) + 1} has no name"
        elif name not in columns:
            hint = did_you_mean(name, missing or columns).removeprefix("; ")
            yield f"unknown column '{shown(name)}'" + (f" ({hint})" if hint else "")
        elif count > 1:
            yield f"column '{name}' is given {count} times"
    for name in missing:
        yield f"column '{name}' is missing"


def cell_problems(file: str, record: CsvRecord, names: Sequence[str]) -> list[Problem]:
    """Say what is wrong with the cells of a row, of which the first five are named."""
    if len(record.cells) != len(names):
        count = len(record.cells)
        found = f"{count} cell{'' if count == 1 else 's'}: {','.join(record.cells[:20])}"
        expected = f"{len(names)} cells as in the header (a cell with a comma needs quotes)"
        return [Problem(file, record.line, "", found, expected)]
    problems = []
    for name, cell in zip(names, record.cells, strict=True):
        if not cell:
            continue
        if len(cell) > LONGEST_CELL:
            problems.append(Problem(file, record.line, name, cell, _too_long(cell)))
        elif not cell.isascii() and any("\udc80" <= c <= "\udcff" for c in cell):
            problems.append(_undecodable(file, record.line, name, cell))
        elif (at := control_character(cell)) is not None:
            around = cell[max(0, at - 20) : at + 20]
            expected = f"text without control characters such as {shown(cell[at])}"
            problems.append(Problem(file, record.line, name, around, expected))
        if len(problems) == MOST_FAULTS_OF_A_ROW:
            break
    return problems


def _too_long(cell: str) -> str:
    return f"at most {LONGEST_CELL:,} characters instead of {len(cell):,}"


def _undecodable(file: str, line: int, name: str, cell: str) -> Problem:
    raw = cell.encode("utf-8", errors="surrogateescape")
    try:
        text, guess = raw.decode("cp1252"), "; this looks like Windows-1252"
    except UnicodeDecodeError:
        text, guess = cell, ""
    return Problem(file, line, name, text, f"UTF-8 text{guess}: save the file as UTF-8")


def control_character(cell: str) -> int | None:
    """Position of the first control character other than tab and line ends, or of no character."""
    return written.first_fault(cell)
