"""Workbooks: what they hold, and what would need more room than a program has."""

import io
import zipfile

import pytest
import xlsxwriter

from matching.errors import DataError
from matching.reference import workbooks
from matching.reference.role_sheet import read_role_sheet
from matching.reference.role_template import COLUMNS, choices, role_template
from matching.reference.workbooks import Exact, sheets_of
from matching.services.shared.role_cells import shipped_checks

CHECKS = shipped_checks()["roles.csv"]


def book(*sheets, hidden=()):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as workbook:
        for at, rows in enumerate(sheets):
            sheet = workbook.add_worksheet(f"Sheet {at}")
            for row, cells in rows.items():
                sheet.write_row(row, 0, cells)
            if at in hidden:
                sheet.hide()
    return made.getvalue()


def changed(content, part, old, new):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w") as after:
        for one in before.infolist():
            text = before.read(one)
            after.writestr(one.filename, text.replace(old, new) if one.filename == part else text)
    return made.getvalue()


ROLES = {0: ["title", "min_weeks"], 2: ["Nurse", 2.5]}
FIRST = "xl/worksheets/sheet1.xml"


def test_cells_are_text_that_remembers_what_was_no_text():
    (sheet,) = sheets_of("a.xlsx", book({0: ["4", 4, 2.5, True, None]}))
    assert sheet.rows == [["4", "4", "2.5", "yes"]]
    assert [type(cell) for cell in sheet.rows[0]] == [str, Exact, Exact, Exact]


def test_the_first_sheet_with_names_of_columns_is_read_with_the_rows_as_they_stand():
    content = book({0: ["Dear all"]}, ROLES, {0: ["title"]})
    sheet = read_role_sheet("a.xlsx", content, CHECKS, {}, 10)
    assert [(row.line, dict(row.cells)) for row in sheet.rows] == [
        (3, {"title": "Nurse", "min_weeks": "2.5"})
    ]
    assert sheet.notes == (
        "Read from the sheet “Sheet 1” of a workbook.",
        "Other sheets were passed over: “Sheet 0”, “Sheet 2”.",
    )


def test_a_hidden_sheet_is_not_read():
    assert [one.name for one in sheets_of("a.xlsx", book({0: ["x"]}, ROLES, hidden=[1]))] == [
        "Sheet 0"
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04", "a.xlsx is damaged"),
        (book(ROLES)[:-400], "a.xlsx is damaged"),
        (changed(book(ROLES), FIRST, b'r="B3"', b'r="XFD1048576"'), "has a cell XFD1048576"),
        (changed(book(ROLES), FIRST, b'r="B3"', b'r="B20001"'), "has a cell B20001"),
        (changed(book(ROLES), FIRST, b"<sheetData>", b"<sheetData>" + b"<c/>" * 300_000),
         "more than 300,000 cells"),
        (changed(book(ROLES), FIRST, b"</sheetData>", b""), "a.xlsx is damaged"),
    ],
)  # fmt: skip
def test_a_workbook_that_is_damaged_or_too_wide_is_refused(content, message):
    with pytest.raises(DataError, match=message):
        list(sheets_of("a.xlsx", content))


def test_a_zip_file_of_another_kind_is_no_workbook():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as other:
        other.writestr("word/document.xml", "x")
    with pytest.raises(DataError, match=r"no \.xlsx workbook"):
        list(sheets_of("a.xlsx", made.getvalue()))


def test_a_workbook_is_not_unpacked_further_than_the_limit(monkeypatch):
    content = book(ROLES)
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 1_000)
    with pytest.raises(DataError, match="unpacked"):
        list(sheets_of("a.xlsx", content))


def test_the_template_is_an_empty_file_of_roles_whose_words_are_all_taken():
    sheet = read_role_sheet("t.xlsx", role_template(), CHECKS, {}, 10)
    assert (tuple(sheet.columns), sheet.rows) == (COLUMNS, [])
    refused = {
        (name, id_) for name, ids in choices().items() for id_ in ids if CHECKS[name](id_)[1]
    }
    assert refused == set()
