"""Bytes of a CSV file to rows of cells with their line numbers.

A damaged row (an open quote, undecodable or control characters, too many cells) costs that row
only: it is reported and reading starts afresh on the next line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from matching import written
from matching.errors import DataError, HeaderError, Problem, did_you_mean, shown

__all__ = ["LONGEST_CELL", "Row", "control_character", "header_of", "read_table"]

LONGEST_CELL = 20_000
LONGEST_LINE = 2_500_000  # about 28 of the longest cells, four bytes a character
LARGEST_FILE = 200_000_000
MOST_LINES_OF_A_ROW = 500
MOST_DAMAGED_ROWS = 1_000
MOST_HEADER_FAULTS = 8
EDGES = " \t\r\n\f\v\u00a0\u200b\ufeff"

CLOSED_QUOTES = 'quotes that are closed (a quote inside a quoted cell is written twice: "")'
SHORT_CELLS = f"cells of at most {LONGEST_CELL:,} characters"


class Row(NamedTuple):
    """One row: the line on which it begins and its cells by column name, stripped."""

    line: int
    cells: dict[str, str]


class _Record(NamedTuple):
    """One row of cells; with a `fault`, the beginning of a line that no row could be made of."""

    line: int
    cells: list[str]
    fault: str = ""


def read_table(
    path: str | Path, columns: Sequence[str], content: bytes | None = None
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

    Returns
    -------
    rows : list of Row
        The readable rows, in the order of the file. Blank lines are passed over.
    problems : list of Problem
        The rows that were left out, in the order of the file.

    Raises
    ------
    DataError
        If the file is missing, empty, larger than 200 MB, UTF-16 text or a workbook.
    HeaderError
        If a column is missing, unknown or given twice.
    """
    path = Path(path)
    lines = _lines(path, content)
    header = _header(lines)
    if header is None:
        raise DataError(f"{path.name} is empty; its first line must be: {','.join(columns)}")
    names = _names(header)
    _check_header(f"{path.name}, line {header.line}", header.fault, names, columns)
    rows: list[Row] = []
    problems: list[Problem] = []
    damage: list[_Damage] = []
    for record in _records(lines, header.line, len(names)):
        if record.fault:
            damage.append(_Damage(record))
        elif len(record.cells) != len(names) and damage and damage[-1].adjoins(record):
            damage[-1].last = record.line
        elif _is_filled(record):
            found = _cell_problems(path.name, record, names)
            problems += found
            if not found:
                cells = (cell.strip(EDGES) for cell in record.cells)
                rows.append(Row(record.line, dict(zip(names, cells, strict=True))))
    problems += [each.problem(path.name) for each in damage]
    return rows, sorted(problems, key=lambda problem: problem.row or 0)


def header_of(path: str | Path, content: bytes | None = None) -> list[str]:
    """Names in the first filled line of a CSV file, as they are; nothing for an empty file.

    `path` and `content` are as in `read_table`.

    Raises
    ------
    DataError
        If the file cannot be read.
    """
    header = _header(_lines(Path(path), content))
    return [] if header is None else _names(header)


def _header(lines: list[bytes]) -> _Record | None:
    return next((r for r in _records(lines, 0, None) if r.fault or _is_filled(r)), None)


def _names(header: _Record) -> list[str]:
    return [cell.strip(EDGES) for cell in header.cells]


class _Damage:
    """A damaged row with the fragments after it that have too few or too many cells."""

    def __init__(self, record: _Record) -> None:
        self.record = record
        self.last = record.line

    def adjoins(self, record: _Record) -> bool:
        return record.line == self.last + 1

    def problem(self, file: str) -> Problem:
        first = self.record.line
        more = f"; lines {first} to {self.last} were left out" if self.last > first else ""
        return Problem(file, first, "", self.record.cells[0], self.record.fault + more)


def _lines(path: Path, content: bytes | None) -> list[bytes]:
    if content is None:
        content = _content(path)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError(f"{path.name} is UTF-16 text; save it as 'CSV UTF-8'.")
    if content.startswith(b"PK\x03\x04"):
        raise DataError(f"{path.name} is a workbook or zip file; save it as 'CSV UTF-8'.")
    return content.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise DataError(f"{path.name} is larger than {LARGEST_FILE // 10**6} MB; split it.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DataError(
            f"There is no file {path.name} in the folder {path.parent}; "
            f"check the folder or restore the file."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DataError(f"{path.name} cannot be read: {reason}.") from error


def _records(lines: Sequence[bytes], first: int, width: int | None) -> Iterator[_Record]:
    """Parse from line index `first`; rows of several lines must have `width` cells if given."""
    at = base = first

    def decoded() -> Iterator[str]:
        for number in range(base, len(lines)):
            line = lines[number]
            if len(line) > LONGEST_LINE:
                raise csv.Error("field larger than any good one")
            if reader.line_num + base - at >= MOST_LINES_OF_A_ROW:
                raise csv.Error("too many lines")
            # An undecodable byte becomes a lone surrogate, which no UTF-8 text holds.
            yield line.decode("utf-8", errors="surrogateescape")

    damaged = 0
    while at < len(lines):
        base = at
        reader = csv.reader(decoded(), strict=True)
        try:
            for cells in reader:
                if width not in (None, len(cells)) and base + reader.line_num - at > 1:
                    raise csv.Error("the quote was closed by a later row's")
                yield _Record(at + 1, cells)
                at = base + reader.line_num
        except csv.Error as error:
            beginning = lines[at][:200].decode("utf-8", errors="replace").strip(EDGES)
            fault = _fault(str(error), len(lines[at]))
            yield _Record(at + 1, [beginning], fault)
            at += 1
            damaged += 1
            if damaged == MOST_DAMAGED_ROWS and at < len(lines):
                limit = f"at most {MOST_DAMAGED_ROWS:,} damaged rows; the rest was left out"
                yield _Record(at + 1, [f"{len(lines) - at} more lines"], limit)
                return


def _fault(error: str, length: int) -> str:
    """Phrase what would have been right; `length` is that of the first line, in bytes."""
    if "field larger" not in error:
        return CLOSED_QUOTES
    if length > LONGEST_CELL:
        return f"{SHORT_CELLS} (the line has {length:,} bytes)"
    return f"{SHORT_CELLS} and {CLOSED_QUOTES}"


def _is_filled(record: _Record) -> bool:
    return any(cell.strip(EDGES) for cell in record.cells)


def _check_header(place: str, fault: str, names: Sequence[str], columns: Sequence[str]) -> None:
    """Raise if the names are not the columns; `place` is the file and line."""
    if fault:
        faults = [f"expected {fault}"]
    elif len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        faults = ["the columns are separated by semicolons or tabs instead of commas"]
    else:
        faults = _header_faults(names, columns)
    if faults:
        raise HeaderError(
            f"{place}: {'; '.join(faults[:MOST_HEADER_FAULTS])}. "
            f"Found: {shown(','.join(names), 500)}. Expected: {','.join(columns)}. "
            f"Correct the first line of the file: every column is needed, and no other."
        )


def _header_faults(names: Sequence[str], columns: Sequence[str]) -> list[str]:
    missing = [name for name in columns if name not in names]
    faults = []
    for name in dict.fromkeys(names):
        if not name:
            faults.append(f"column {names.index(name) + 1} has no name")
        elif name not in columns:
            hint = did_you_mean(name, missing or columns).removeprefix("; ")
            faults.append(f"unknown column '{shown(name)}'" + (f" ({hint})" if hint else ""))
        elif names.count(name) > 1:
            faults.append(f"column '{name}' is given {names.count(name)} times")
    return faults + [f"column '{name}' is missing" for name in missing]


def _cell_problems(file: str, record: _Record, names: Sequence[str]) -> list[Problem]:
    if len(record.cells) != len(names):
        count = len(record.cells)
        found = f"{count} cell{'' if count == 1 else 's'}: {','.join(record.cells[:20])}"
        expected = f"{len(names)} cells as in the header (a cell with a comma needs quotes)"
        return [Problem(file, record.line, "", found, expected)]
    problems = []
    for name, cell in zip(names, record.cells, strict=True):
        if len(cell) > LONGEST_CELL:
            problems.append(Problem(file, record.line, name, cell, _too_long(cell)))
        elif not cell.isascii() and any("\udc80" <= c <= "\udcff" for c in cell):
            problems.append(_undecodable(file, record.line, name, cell))
        elif (at := control_character(cell)) is not None:
            around = cell[max(0, at - 20) : at + 20]
            expected = f"text without control characters such as {shown(cell[at])}"
            problems.append(Problem(file, record.line, name, around, expected))
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
