"""The text of a CV that was handed over as PDF or DOCX; read in memory, nothing is kept."""

from __future__ import annotations

import io
import zipfile

import docx
import pypdf
from docx.document import Document
from docx.table import Table
from pypdf.errors import PyPdfError

from matching.errors import MatchingError

MOST_BYTES = 2_000_000
MOST_PAGES = 12
MOST_UNPACKED = 20_000_000
"""Bytes of all parts of a DOCX once unpacked."""
LONGEST_CV = 40_000
"""Characters that are read; what comes after is not."""
LEAST_TEXT = 40
"""Characters at least: a page that was scanned has none."""


class CvError(MatchingError):
    """A file that cannot be read as a CV; says what to do instead."""


def text_of_cv(data: bytes) -> str:
    """The text of a PDF or DOCX, line by line, at most `LONGEST_CV` characters.

    Raises
    ------
    CvError
        It is too large, of another kind, locked, broken, or a picture without text.
    """
    if len(data) > MOST_BYTES:
        raise CvError(f"The file is larger than {MOST_BYTES / 1e6:g} MB: save it smaller.")
    if data.startswith(b"%PDF-"):
        text = _text_of_pdf(data)
    elif data.startswith(b"PK\x03\x04"):
        text = _text_of_docx(data)
    else:
        raise CvError("This is neither PDF nor DOCX: save your CV as one of them.")
    if len(text.strip()) < LEAST_TEXT:
        raise CvError("There is no text in it: it may be a scan. Save it from your text program.")
    return text[:LONGEST_CV]


def _text_of_pdf(data: bytes) -> str:
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise CvError("The file is locked with a password: save it without one.")
        if len(reader.pages) > MOST_PAGES:
            raise CvError(f"The file has more than {MOST_PAGES} pages: hand over a shorter CV.")
        return "\n".join(_text_of_page(page) for page in reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        raise CvError("This PDF cannot be read: save it anew.") from error


def _text_of_page(page: pypdf.PageObject) -> str:
    """Lines as they stand beside each other, so that a date keeps its post."""
    return page.extract_text(extraction_mode="layout")


def _text_of_docx(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise CvError("The file unpacks to too much: save it anew, without pictures.")
        document = docx.Document(io.BytesIO(data))
        return "\n".join(_lines_of(document))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, RecursionError) as error:
        raise CvError("This DOCX cannot be read: save it anew.") from error


def _lines_of(document: Document) -> list[str]:
    lines = [p.text for section in document.sections for p in section.header.paragraphs]
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = [cell.text.split("\n") for cell in row.cells]
                most = max((len(cell) for cell in cells), default=0)
                lines += [
                    "\t".join(cell[at] if at < len(cell) else "" for cell in cells)
                    for at in range(most)
                ]
        else:
            lines.append(block.text)
    return lines
