"""The table of a spreadsheet, as text of whichever kind or as a workbook, to rows of cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from matching.errors import DataError, Problem, shown
from matching.reference.csv_records import EDGES, CsvRecord, Lines, records
from matching.reference.csv_rows import Damage, cell_problems, check_number_of_columns, is_filled
from matching.reference.workbooks import WorkbookSheet, sheets_of

LONGEST_NAME: Final = 100
DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SEP_LINE: Final = re.compile(rb"\s*\"?sep=(.)\"?[^\S\r\n]*(?:\r\n|\r|\n)")
_UTF_16: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_FOREIGN_WORD: Final = re.compile(r"[^\s,;\t\"|]*[^\x00-\x7f][^\s,;\t\"|]*")


class SheetRow(NamedTuple):
    """A row as a spreadsheet numbers it, with a cell for each column."""

    number: int
    cells: list[str]


class Sheet(NamedTuple):
    """The table of a file.

    Attributes
    ----------
    name : str
        What the file is called.
    how : tuple of str
        Sentences on how it was read.
    number : int
        The row with the names of the columns.
    names : list of str
        As they are; nothing for an empty file.
    rows : iterator of SheetRow or Problem
        Those with a filled cell.
    """

    name: str
    how: tuple[str, ...]
    number: int
    names: list[str]
    rows: Iterator[SheetRow | Problem]


def read_sheet(name: str, content: bytes, is_column: Callable[[str], bool]) -> Sheet:
    """Find out how a file was written and read the table in it.

    Parameters
    ----------
    name : str
        What the file is called.
    is_column : callable
        Whether a text is the name of a column; the first row that is filled holds names.

    Raises
    ------
    DataError
        It is neither text nor a workbook, or is damaged.
    HeaderError
        It has more columns than any table.
    """
    name = shown(PurePosixPath(name.replace("\\", "/")).name or "The file", LONGEST_NAME)
    if content.startswith(b"PK\x03\x04"):
        return _of_workbook(name, content, is_column)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise DataError(f"{name} is an old workbook, or has a password; save it as .xlsx.")
    text, how = _as_utf_8(name, content)
    if found := _SEP_LINE.match(text):
        skipped, marks = 1, [found[1].decode("latin-1")]
        text = text[found.end() :]
    else:
        skipped, marks = 0, list(DELIMITERS)
    headers = [(mark, _first_filled(text, mark)) for mark in marks]
    mark, header = max(
        headers,
        key=lambda found: (sum(map(is_column, found[1].cells[:200])), len(found[1].cells)),
    )
    names = [cell.strip(EDGES) for cell in header.cells]
    check_number_of_columns(f"{name}, row {header.line + skipped}", names)
    kind = DELIMITERS.get(mark, f"“{shown(mark)}”")
    how = (f"Read as {how[0]}, with {kind} between cells.", *how[1:])
    rows = _rows(name, text, mark, header, len(names), skipped)
    return Sheet(name, how, header.line + skipped, names, rows)


def _as_utf_8(name: str, content: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Give a text as UTF-8, and which encoding it had; bytes of neither stay as they are."""
    if content.startswith(b"\xef\xbb\xbf"):
        return content[3:], ("UTF-8",)
    wide = _UTF_16.get(content[:2])
    if wide is None and b"\0" in content[:200]:
        wide = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    if wide:
        try:
            text = content.decode(wide).removeprefix("\ufeff")
            return text.encode(), ("UTF-16",)
        except UnicodeError as error:
            raise DataError(f"{name} is damaged UTF-16 text; save it as 'CSV UTF-8'.") from error
    decoded = content.decode("utf-8", errors="surrogateescape")
    foreign = decoded.encode("ascii", errors="ignore") != content and decoded
    if not foreign or not any("\udc80" <= c <= "\udcff" for c in foreign):
        return content, ("UTF-8",)
    if any(ord(c) > 127 and not "\udc80" <= c <= "\udcff" for c in foreign):
        return content, ("UTF-8",)  # both kinds: the cells that are not UTF-8 are named
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return content, ("UTF-8",)
    word = _FOREIGN_WORD.search(text)
    example = f"Look whether accents are right: “{shown(word[0])}”." if word else ""
    return text.encode(), ("Windows-1252", *([example] if example else []))


def _first_filled(text: bytes, mark: str) -> CsvRecord:
    """Give the first filled row, numbered from 1; one without cells for an empty file."""
    for number, record in enumerate(records(Lines(text), None, mark), start=1):
        if record.fault or is_filled(record):
            return record._replace(line=number)
    return CsvRecord(1, [])


def _rows(
    name: str, text: bytes, mark: str, header: CsvRecord, width: int, skipped: int
) -> Iterator[SheetRow | Problem]:
    names = [cell.strip(EDGES) for cell in header.cells]
    damage: Damage | None = None
    short: CsvRecord | None = None

    def done(record: CsvRecord) -> Iterator[SheetRow | Problem]:
        if found := cell_problems(name, record, names):
            yield from found
        else:
            yield SheetRow(record.line, [cell.strip(EDGES) for cell in record.cells])

    numbered = enumerate(records(Lines(text), width, mark), start=1 + skipped)
    for number, record in numbered:
        if number <= header.line + skipped:
            continue
        record = record._replace(line=number)
        if damage and not damage.takes(record, width):
            yield damage.problem(name)
            damage = None
        if not record.fault and (damage or not is_filled(record)):
            continue
        if short and not record.fault and len(short.cells) + len(record.cells) == width + 1:
            # Together they are one row: a line end without quotes stands in a cell.
            yield from cell_problems(name, short, names)
            yield from cell_problems(name, record, names)
            short = None
            continue
        if short:
            yield from done(_fitted(short, width))
            short = None
        if record.fault:
            damage = Damage(record)
        elif len(record.cells) < width:
            short = record
        else:
            yield from done(_fitted(record, width))
    if short:
        yield from done(_fitted(short, width))
    if damage:
        yield damage.problem(name)


def _fitted(record: CsvRecord, width: int) -> CsvRecord:
    """Add empty cells, or take them off: spreadsheets leave out some at the end, or write more."""
    cells = record.cells
    while len(cells) > width and not cells[-1].strip(EDGES):
        cells = cells[:-1]
    return record._replace(cells=[*cells, *[""] * (width - len(cells))])


def _of_workbook(name: str, content: bytes, is_column: Callable[[str], bool]) -> Sheet:
    """Read the first sheet whose first filled row names columns, or else the first."""
    chosen: tuple[WorkbookSheet, int] | None = None
    passed: list[str] = []
    for sheet in sheets_of(name, content):
        filled = (n for n, row in enumerate(sheet.rows) if any(map(str.strip, row)))
        at = next(filled, 0)
        names = sheet.rows[at] if sheet.rows else []
        if chosen is None or (
            not _names_columns(*chosen, is_column) and any(map(is_column, names))
        ):
            if chosen is not None:
                passed.append(chosen[0].name)
            chosen = sheet, at
        else:
            passed.append(sheet.name)
    if chosen is None or not chosen[0].rows:
        return Sheet(name, (), 1, [], iter(()))
    sheet, at = chosen
    names = [cell.strip(EDGES) for cell in sheet.rows[at]]
    while names and not names[-1] and not any(row[len(names) - 1].strip() for row in sheet.rows):
        names.pop()
    how = [f"Read from the sheet “{shown(sheet.name)}” of a workbook."]
    if passed:
        listed = ", ".join(f"“{shown(other)}”" for other in passed[:5])
        how.append(f"Other sheets were passed over: {listed}.")
    check_number_of_columns(f"{name}, row {at + 1}", names)
    return Sheet(name, tuple(how), at + 1, names, _of_rows(name, sheet.rows, at, names))


def _names_columns(sheet: WorkbookSheet, at: int, is_column: Callable[[str], bool]) -> bool:
    return bool(sheet.rows) and any(map(is_column, sheet.rows[at]))


def _of_rows(
    name: str, rows: Sequence[list[str]], at: int, names: list[str]
) -> Iterator[SheetRow | Problem]:
    for number, cells in enumerate(rows[at + 1 :], start=at + 2):
        if not any(cell.strip() for cell in cells):
            continue
        record = CsvRecord(number, cells[: len(names)])
        if found := cell_problems(name, record, names):
            yield from found
        else:
            kept = [c if type(c) is not str else c.strip(EDGES) for c in record.cells]
            yield SheetRow(number, kept)
