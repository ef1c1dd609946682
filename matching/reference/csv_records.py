"""Bytes of a CSV file to records: rows of cells, and the beginnings of lines that make no row."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from matching.errors import DataError

LONGEST_CELL = 20_000
LONGEST_LINE = 2_500_000  # about 28 of the longest cells, four bytes a character
LARGEST_FILE = 200_000_000
MOST_LINES_OF_A_ROW = 500
MOST_DAMAGED_ROWS = 1_000
EDGES = " \t\r\n\f\v\u00a0\u200b\ufeff"
CLOSED_QUOTES = 'quotes that are closed (a quote inside a quoted cell is written twice: "")'
SHORT_CELLS = f"cells of at most {LONGEST_CELL:,} characters"
PIECE = 65_536  # bytes that are split into lines at once


class CsvRecord(NamedTuple):
    """One row of cells; with a `fault`, the beginning of a line that no row could be made of."""

    line: int
    cells: list[str]
    fault: str = ""


def content_of(path: Path, content: bytes | None) -> bytes:
    """Read a file, unless its content is given, and refuse what is no UTF-8 text.

    Raises
    ------
    DataError
        The file is missing, larger than 200 MB, UTF-16 text or a workbook.
    """
    if content is None:
        content = _content(path)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError(f"{path.name} is UTF-16 text; save it as 'CSV UTF-8'.")
    if content.startswith(b"PK\x03\x04"):
        raise DataError(f"{path.name} is a workbook or zip file; save it as 'CSV UTF-8'.")
    return content.removeprefix(b"\xef\xbb\xbf")


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


class Lines:
    """The lines of a file, of which those of the row in hand can be read again.

    Attributes
    ----------
    before : int
        How many lines come before the row in hand.
    row : list of bytes
        The lines of the row in hand that were read.
    """

    def __init__(self, content: bytes) -> None:
        self.before = 0
        self.row: list[bytes] = []
        self._source = self._split(content)
        self._again: deque[bytes] = deque()

    def __iter__(self) -> Iterator[str]:
        """Decode lines of the row in hand; an undecodable byte becomes a lone surrogate."""
        while (
            line := self._again.popleft() if self._again else next(self._source, None)
        ) is not None:
            self.row.append(line)
            if len(line) > LONGEST_LINE:
                raise csv.Error("field larger than any good one")
            if len(self.row) > MOST_LINES_OF_A_ROW:
                raise csv.Error("too many lines")
            yield line.decode("utf-8", errors="surrogateescape")

    def take(self) -> None:
        """Go on to the next row."""
        self.before += len(self.row)
        self.row.clear()

    def take_first(self) -> bytes:
        """Go on to the next line, to read whatever came after the first one again."""
        self._again.extendleft(reversed(self.row[1:]))
        del self.row[1:]
        first = self.row[0]
        self.take()
        return first

    def count_rest(self) -> int:
        """Count the lines that are left, which are then gone."""
        return len(self._again) + sum(1 for _ in self._source)

    def _split(self, content: bytes) -> Iterator[bytes]:
        """Split piece by piece: the lines of a long file are many times as large as it is."""
        start, size = 0, PIECE
        while start < len(content):
            stop = start + size
            after_end = 1 + max(
                content.rfind(b"\n", start, stop), content.rfind(b"\r", start, stop - 1)
            )
            if stop >= len(content):
                after_end = len(content)
            if after_end <= start:  # a line longer than that
                size *= 2
                continue
            yield from content[start:after_end].splitlines(keepends=True)
            start, size = after_end, PIECE


def records(lines: Lines, width: int | None, delimiter: str = ",") -> Iterator[CsvRecord]:
    """Parse the lines that are left; rows of several lines must have `width` cells if given."""
    damaged = 0
    is_over = False
    while not is_over:
        try:
            for cells in csv.reader(lines, delimiter=delimiter, strict=True):
                if width not in (None, len(cells)) and len(lines.row) > 1:
                    raise csv.Error("the quote was closed by a later row's")
                record = CsvRecord(lines.before + 1, cells)
                lines.take()
                yield record
            is_over = True
        except csv.Error as error:
            at = lines.before + 1
            first = lines.take_first()
            beginning = first[:200].decode("utf-8", errors="replace").strip(EDGES)
            yield CsvRecord(at, [beginning], _fault(str(error), len(first)))
            damaged += 1
            if damaged == MOST_DAMAGED_ROWS and (n_left := lines.count_rest()):
                limit = f"at most {MOST_DAMAGED_ROWS:,} damaged rows; the rest was left out"
                yield CsvRecord(at + 1, [f"{n_left} more lines"], limit)
                is_over = True


def _fault(error: str, length: int) -> str:
    """Phrase what would have been right; `length` is that of the first line, in bytes."""
    if "field larger" not in error:
        return CLOSED_QUOTES
    if length > LONGEST_CELL:
        return f"{SHORT_CELLS} (the line has {length:,} bytes)"
    return f"{SHORT_CELLS} and {CLOSED_QUOTES}"
