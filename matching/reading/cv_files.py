"""The text of a CV that was handed over as PDF or DOCX; nothing of it is kept.

A file can be made to unpack to anything, so it is read by a program of its own, which has little
memory and little time.
"""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from matching.errors import MatchingError
from matching.reading.cv_sections import in_one_column, section_of, without_labels

MOST_BYTES: Final = 1_000_000
MOST_PAGES: Final = 12
MOST_UNPACKED: Final = 20_000_000
"""Bytes of all parts of a DOCX once unpacked."""
MOST_MEMORY: Final = 1 << 30
MOST_SECONDS: Final = 20
LONGEST_CV: Final = 40_000
"""Characters that are read; what comes after is not."""
LEAST_TEXT: Final = 40
"""Characters at least: a page that was scanned has none."""

TOO_LARGE: Final = f"The file is larger than {MOST_BYTES / 1e6:g} MB: save it smaller."
OTHER_KIND: Final = "This is neither a PDF nor a DOCX: save your CV as one of them."
LOCKED: Final = "The file is locked with a password: save it without one."
TOO_LONG: Final = f"The file has more than {MOST_PAGES} pages: hand over a shorter CV."
BROKEN: Final = "This file cannot be read: save your CV anew, without pictures, and try again."
NO_TEXT: Final = "There is no text in it: it may be a scan. Save it from your text program."

if TYPE_CHECKING:
    from docx.document import Document
    from pypdf import PageObject

_PDF, _DOCX = b"%PDF-", b"PK\x03\x04"
_POINTS_A_LETTER: Final = 3.0
_POINTS_A_LINE: Final = 3.0
_WIDEST: Final = 300
_REFUSED: Final = 3


class CvError(MatchingError):
    """A file that cannot be read as a CV; says what to do instead."""


def text_of_cv(data: bytes) -> str:
    """The text of a PDF or DOCX, line by line; one character more than is read if there are more.

    Raises
    ------
    CvError
        It is too large, of another kind, locked, broken, or a picture without text.
    """
    if len(data) > MOST_BYTES:
        raise CvError(TOO_LARGE)
    if not data.startswith((_PDF, _DOCX)):
        raise CvError(OTHER_KIND)
    command = [sys.executable, "-m", "matching.reading.cv_files"]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise CvError(BROKEN) from error
    said = done.stdout.decode("utf-8", "replace")
    if done.returncode == _REFUSED:
        raise CvError(said)
    if done.returncode:
        raise CvError(BROKEN)
    if len(said.strip()) < LEAST_TEXT:
        raise CvError(NO_TEXT)
    return said


def extract(data: bytes) -> str:
    """As `text_of_cv`, in this program; a file may take any memory and time.

    Raises
    ------
    CvError
        It is locked or too long; other errors if it is broken.
    """
    text = _text_of_pdf(data) if data.startswith(_PDF) else _text_of_docx(data)
    return without_labels(text[: LONGEST_CV + 1])


def _text_of_pdf(data: bytes) -> str:
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise CvError(LOCKED)
    if len(reader.pages) > MOST_PAGES:
        raise CvError(TOO_LONG)
    return "\n".join(in_one_column(_text_of_page(page)) for page in reader.pages)


def _text_of_page(page: PageObject) -> str:
    """Lines with their parts where they stand on the page, so that a date keeps its post."""
    rows: dict[int, list[tuple[float, str]]] = defaultdict(list)

    def see(text: str, matrix: list[float], of_text: list[float], *_: object) -> None:
        x, y = of_text[4], of_text[5]
        across = x * matrix[0] + y * matrix[2] + matrix[4]
        up = x * matrix[1] + y * matrix[3] + matrix[5]
        if text.strip():
            rows[round(up / _POINTS_A_LINE)].append((across, text.strip()))

    page.extract_text(visitor_text=see)
    return "\n".join(_line(rows[up]) for up in sorted(rows, reverse=True))


def _line(parts: list[tuple[float, str]]) -> str:
    line = ""
    for across, text in sorted(parts):
        place = min(max(int(across / _POINTS_A_LETTER), 0), _WIDEST)
        line = line.ljust(place) if place > len(line) else line + "   " * bool(line)
        line += text
    return line


def _text_of_docx(data: bytes) -> str:
    import docx

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
            raise CvError(BROKEN)
    return "\n".join(_lines_of(docx.Document(io.BytesIO(data))))


def _lines_of(document: Document) -> Iterator[str]:
    from docx.table import Table

    for section in document.sections:
        yield from (paragraph.text for paragraph in section.header.paragraphs)
    for block in document.iter_inner_content():
        if not isinstance(block, Table):
            yield block.text
            continue
        for row in block.rows:
            cells = [cell.text for cell in row.cells]
            is_column = any(section_of(line) for cell in cells for line in cell.split("\n")[1:])
            yield ("\n" if is_column else "\t").join(cells)


def _limit() -> None:
    """Take no more memory and time than a CV needs, where the system can hold a program to it."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def _main() -> int:
    """Read a file from the input and print its text."""
    _limit()
    try:
        said, status = extract(sys.stdin.buffer.read(MOST_BYTES + 1)), 0
    except CvError as error:
        said, status = str(error), _REFUSED
    sys.stdout.buffer.write(said.encode("utf-8", "replace"))
    return status


if __name__ == "__main__":
    sys.exit(_main())
