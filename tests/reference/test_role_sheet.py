"""A spreadsheet of roles, as many programs write it, in the words of roles.csv."""

import pytest

from matching.errors import DataError, HeaderError
from matching.reference.role_sheet import MARK, read_role_sheet
from matching.services.shared.role_cells import shipped_checks
from tests.reference import dialects

N = 40


def read(content, name="mine.csv", there=None, most_rows=3_000):
    if isinstance(content, str):
        content = content.encode()
    return read_role_sheet(name, content, shipped_checks()["roles.csv"], there or {}, most_rows)


def column(name, *cells, **more):
    """What cells of one column were read as, and the faults, the first of each row."""
    lines = [f"title\t{name}", *(f"R{at}\t{cell}" for at, cell in enumerate(cells))]
    sheet = read("\n".join(lines), **more)
    faults = {row - 2: found[0].expected for row, found in sheet.faults.items()}
    return [row.cells[name] for row in sheet.rows], faults, sheet.notes[1:]


@pytest.mark.parametrize("name", dialects.files(1))
def test_eight_dialects_say_the_same(name):
    sheet = read(dialects.files(N)[name], name)
    assert [row.cells for row in sheet.rows] == dialects.roles(N)
    assert (sheet.faults, sheet.problems) == ({}, [])


def test_what_was_read_as_something_else_is_told_with_the_number_of_rows():
    sheet = read("title,Country,status\nA,Kenya,Ongoing\nB,Kenya,open\n")
    assert [(one.column, one.written, one.taken, one.rows) for one in sheet.read_as] == [
        ("Country", "Kenya", "KE", 2),
        ("status", "Ongoing", "ongoing", 1),
    ]


@pytest.mark.parametrize(
    ("name", "cell", "taken"),
    [
        ("professions", "Registered nurse", "nurse"),
        ("professions", "Nurse; MIDWIFE", "nurse|midwife"),
        ("professions", "nurse-midwife", "midwife"),
        ("countries", "Tanzania, United Republic of", "TZ"),
        ("specialties", "paediatrics", "pediatrics"),
        ("focus_areas", "Primary care", "primary-care"),
        ("countries", "ke", "KE"),
        ("countries", "KEN|Uganda", "KE|UG"),
        ("regions", "East Africa", "Eastern Africa"),
        ("languages", "English", "en"),
        ("languages", "French: Required, Swahili (helpful)", "fr:required|sw:helpful"),
        ("months", "Jan|Dezember", "1|12"),
        ("status", "Ask at any time", "ongoing"),
        ("funding", "Expenses paid", "expenses-paid"),
        ("family", "Oui", "yes"),
        ("trainees", "NEIN", "no"),
        ("cost_usd", "US$ 1,200.50", "1200.50"),
        ("min_weeks", "1 200,5", "1200.5"),
        ("max_weeks", "4 weeks", "4"),
        ("positions", "1.200", "1200"),
    ],
)
def test_a_cell_with_one_reading_is_taken(name, cell, taken):
    assert column(name, cell)[:2] == ([taken], {})


@pytest.mark.parametrize(
    ("name", "cell", "readings"),
    [
        ("countries", "Congo", ("CD", "CG")),
        ("countries", "Kenya, Congo", ("CD", "CG")),
        ("cost_usd", "1.200", ("1.2", "1200")),
        ("start_date", "2/3/2027", ("2027-03-02", "2027-02-03")),
    ],
)
def test_a_cell_with_two_readings_is_refused_with_both(name, cell, readings):
    taken, faults, _ = column(name, cell)
    assert taken == [cell]
    assert all(reading in faults[0] for reading in readings)


@pytest.mark.parametrize(
    ("cell", "taken"),
    [
        ("02/15/2027", "2027-02-15"),
        ("15/02/2027", "2027-02-15"),
        ("3/3/2027", "2027-03-03"),
        ("3.2.2027", "2027-02-03"),
        ("03.02.27", "2027-02-03"),
        ("2027/3/5", "2027-03-05"),
        ("2027-03-05 00:00:00", "2027-03-05"),
        ("3/2027", "2027-03"),
        ("Mar-27", "2027-03"),
        ("Mrz 27", "2027-03"),
        ("5. März 2027", "2027-03-05"),
        ("March 5th, 2027", "2027-03-05"),
        ("5 de marzo de 2027", "2027-03-05"),
        ("5-Mar-27", "2027-03-05"),
        ("46446", "2027-02-28"),
        ("Mar 27", "Mar 27"),
        ("27-Mar", "27-Mar"),
        ("31.2.2027", "31.2.2027"),
        ("soon", "soon"),
    ],
)
def test_a_date_is_read_where_it_has_one_reading_and_else_stays_to_be_refused(cell, taken):
    assert column("start_date", cell)[:2] == ([taken], {})


def test_one_date_decides_the_order_of_all_with_the_same_mark_and_it_is_said_once():
    taken, faults, notes = column("read_on", "2/3/2026", "11/23/2026", "4/5/2026", "6-7-2026")
    assert taken[:3] == ["2026-02-03", "2026-11-23", "2026-04-05"]
    assert list(faults) == [3]
    assert notes == (
        "Dates with “/” are read as month, day, year, as “11/23/2026” in row 3 must be.",
    )


def test_dates_of_both_orders_decide_nothing():
    _, faults, _ = column("read_on", "2/3/2026", "11/23/2026", "23/11/2026")
    assert "both orders" in faults[0]
    assert list(faults) == [0]


def test_one_number_decides_which_mark_stands_before_decimals():
    taken, faults, notes = column("cost_usd", "1.200", "2,50", "12.000")
    assert (taken, faults) == (["1200", "2.50", "12000"], {})
    assert notes == ("Numbers have a decimal comma, as “2,50” in row 3 has.",)
    assert list(column("cost_usd", "1.200", "2,50", "2.5")[1]) == [0]


def test_what_stands_already_has_no_other_reading():
    there = {"mercy--a": {"cost_usd": "4.345", "start_date": "2027-03-05"}}
    lines = "role_id;cost_usd;start_date\nmercy--a;{};{}\nmercy--b;2,5;\n"
    cells = read(lines.format("4.345", "3/5/2027"), there=there).rows[0].cells
    assert (cells["cost_usd"], cells["start_date"]) == ("4.345", "2027-03-05")
    assert read(lines.format("7.345", "3/6/2027"), there=there).rows[0].cells["cost_usd"] == "7345"


def test_empty_rows_and_columns_are_passed_over_and_unknown_columns_named():
    sheet = read("title,,Comment,status,\nA,,x,open,\n,,,,\n,,,\nB,y,,open\n")
    assert [(row.line, row.cells["title"]) for row in sheet.rows] == [(2, "A"), (5, "B")]
    assert sheet.notes[1:] == (
        "Columns passed over, since roles have none of that name: number 2, which has no name, "
        "“Comment”.",
    )


def test_rows_that_lack_empty_cells_at_their_end_are_whole():
    sheet = read("title,status,site,summary\nA,open\nB,open,,\nC,open,Ward,,,\n")
    assert [row.cells["site"] for row in sheet.rows] == ["", "", "Ward"]
    assert sheet.problems == []


def test_a_row_torn_by_a_line_end_is_named_and_no_half_of_it_is_taken():
    sheet = read("title,status,site,summary\nA,open,Wa\nrd,Night\nB,open,,\n")
    assert [row.cells["title"] for row in sheet.rows] == ["B"]
    assert [problem.row for problem in sheet.problems] == [2, 3]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them():
    sheet = read('title,countries\n"A\nB",KE\n\nC,Congo\n')
    assert [row.line for row in sheet.rows] == [2, 4]
    assert list(sheet.faults) == [4]


def test_a_line_that_names_the_separator_is_followed_and_passed_over():
    sheet = read("sep=;\r\ntitle;status\r\nA;open\r\n")
    assert [(row.line, row.cells) for row in sheet.rows] == [(3, {"title": "A", "status": "open"})]


def test_a_mark_alone_is_no_row():
    assert read(f"title,{MARK}\n,v1.x\n").rows == []


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        ("", HeaderError, "mine.csv, row 1: it is empty"),
        (
            "\n\nsummary\nx\n",
            HeaderError,
            "mine.csv, row 3: column 'role_id' or 'title' is missing",
        ),
        ("title;Title;x\n1;2;3\n", HeaderError, "row 1: column 'title' is given 2 times"),
        ("title," * 201 + "\n", HeaderError, "202 columns, expected at most 200"),
        ("title\n" + "x\n" * 4, DataError, "at most 3 roles at once"),
        (b"\xff\xfet\0i\0t", DataError, "damaged UTF-16"),
        (b"\xd0\xcf\x11\xe0\xa1", DataError, "old workbook"),
    ],
)
def test_a_file_that_is_no_table_of_roles_is_refused_by_its_own_name(content, error, message):
    with pytest.raises(error, match=message):
        read(content, "C:\\files\\mine.csv", most_rows=3)
