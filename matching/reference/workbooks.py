"""An .xlsx workbook to cells of text; everything is counted before it is unpacked and laid out."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from matching.errors import DataError

MOST_UNPACKED: Final = 40_000_000  # bytes
MOST_PARTS: Final = 500
MOST_CELLS: Final = 300_000
LAST_ROW: Final = 20_000
LAST_COLUMN: Final = 200
SAVE_AGAIN: Final = "open it in a spreadsheet program and save it as .xlsx again"
_WORKBOOK: Final = "xl/workbook.xml"
_CELL: Final = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,4})([0-9]{1,9})["']""")
_CELL_BEGINS: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")


class Exact(str):
    """The text of a cell that the workbook holds as a number, a day, or yes or no."""

    __slots__ = ()


class WorkbookSheet(NamedTuple):
    """One sheet: its name and all its rows from the first on."""

    name: str
    rows: list[list[str]]


def sheets_of(name: str, content: bytes) -> Iterator[WorkbookSheet]:
    """Read the sheets of a workbook that can be seen, one after the other.

    Parameters
    ----------
    name : str
        What the file is called.

    Raises
    ------
    DataError
        It is no .xlsx file, is damaged or locked, or holds too much.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(_unpacked(name, content)))
        for sheet in book.sheets_metadata:
            if sheet.visible == SheetVisibleEnum.Visible:
                yield WorkbookSheet(sheet.name, _rows(book.get_sheet_by_name(sheet.name)))
    except (CalamineError, ValueError, OverflowError) as error:
        raise DataError(f"{name} is damaged; {SAVE_AGAIN}.") from error


def _rows(sheet: CalamineSheet) -> list[list[str]]:
    rows = sheet.to_python(skip_empty_area=False, nrows=LAST_ROW)
    return [[_text(cell) for cell in row] for row in rows]


def _unpacked(name: str, content: bytes) -> bytes:
    """Give the same workbook without compression, counted while it is unpacked."""
    made = io.BytesIO()
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(made, "w") as plain:
            parts = packed.infolist()
            if _WORKBOOK not in packed.namelist():
                raise DataError(f"{name} is no .xlsx workbook; {SAVE_AGAIN}.")
            if len(parts) > MOST_PARTS:
                raise DataError(f"{name} has {len(parts):,} parts, at most {MOST_PARTS}.")
            for part in parts:
                if part.file_size > left:
                    raise DataError(
                        f"{name} is larger than {MOST_UNPACKED // 10**6} MB unpacked; "
                        "leave only the sheet with the roles in it."
                    )
                text = packed.read(part)
                left -= len(text)
                if part.filename.startswith("xl/worksheets/"):
                    _check_sheet(name, text)
                plain.writestr(part.filename, text)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise DataError(f"{name} is damaged or has a password; {SAVE_AGAIN}.") from error
    return made.getvalue()


def _check_sheet(name: str, text: bytes) -> None:
    """Refuse a sheet with a cell so far out that laying it out would need too much room."""
    if sum(1 for _ in _CELL_BEGINS.finditer(text)) > MOST_CELLS:
        raise DataError(
            f"{name} has more than {MOST_CELLS:,} cells; leave only the roles in it, or split it."
        )
    for found in _CELL.finditer(text):
        column = 0
        for letter in found[1].upper():
            column = column * 26 + letter - 64
        if int(found[2]) > LAST_ROW or column > LAST_COLUMN:
            cell = (found[1] + found[2]).decode()
            raise DataError(
                f"{name} has a cell {cell}; rows are read up to {LAST_ROW:,} and columns up to "
                f"{LAST_COLUMN}. Delete the rows and columns after the roles, or split the file."
            )


def _text(cell: Any) -> str:  # noqa: ANN401
    """Write a cell as text; what is no text keeps that it has one reading."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return Exact("yes" if cell else "no")
    if isinstance(cell, (int, float)):
        return Exact(f"{cell:.10g}")
    if isinstance(cell, (dt.datetime, dt.date)):
        return Exact(cell.isoformat()[:10])
    return str(cell)
