"""How the bytes of a CSV file become rows with line numbers."""

import pytest

from matching.errors import DataError, HeaderError
from matching.reference.csv_rows import Row, read_table

COLUMNS = ("id", "title", "summary")
HEADER = "id,title,summary"
CLOSED_QUOTES = 'quotes that are closed (a quote inside a quoted cell is written twice: "")'


@pytest.fixture
def path(tmp_path):
    return tmp_path / "talks.csv"


@pytest.fixture
def read(path):
    """Write the header and some lines; the ids that were read, and the messages."""

    def read_lines(*lines, end="\n"):
        path.write_bytes(end.join((HEADER, *lines, "")).encode())
        rows, problems = read_table(path, COLUMNS)
        return [row.cells["id"] for row in rows], [str(problem) for problem in problems]

    return read_lines


class TestGoodFiles:
    def test_row_holds_its_line_and_its_cells_by_name(self, path):
        path.write_text("summary,id,title\nS, a ,T\n")
        rows, problems = read_table(path, COLUMNS)
        assert rows == [Row(2, {"summary": "S", "id": "a", "title": "T"})]
        assert problems == []

    def test_line_number_is_that_of_the_editor_after_a_cell_of_several_lines(self, path):
        path.write_text(f'{HEADER}\na,T,"First,\nsecond ""quoted"" line"\n\nb,T,\n')
        rows, _ = read_table(path, COLUMNS)
        assert [row.line for row in rows] == [2, 5]
        assert rows[0].cells["summary"] == 'First,\nsecond "quoted" line'

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_any_line_end_is_accepted(self, read, end):
        assert read("a,T,S", "b,T,S", end=end) == (["a", "b"], [])

    def test_last_line_need_not_be_ended(self, path):
        path.write_text(f"{HEADER}\na,T,S")
        assert len(read_table(path, COLUMNS)[0]) == 1

    def test_byte_order_mark_is_accepted(self, path):
        path.write_text('"id",title,summary\na,T,S', encoding="utf-8-sig")
        assert len(read_table(path, COLUMNS)[0]) == 1

    def test_blank_lines_and_rows_of_empty_cells_are_passed_over(self, read):
        assert read("", "a,T,S", ",,", " , ", "  ") == (["a"], [])

    def test_quote_inside_an_unquoted_cell_is_plain_text(self, read):
        assert read('a,5" pipe,S', "b,T,S") == (["a", "b"], [])

    def test_header_alone_is_a_table_without_rows(self, read):
        assert read() == ([], [])


class TestDamagedRows:
    def test_open_quote_costs_its_own_row_only(self, read):
        assert read("a,T,S", 'b,T,"Never closed', "c,T,S", 'd,T,"Well, closed"') == (
            ["a", "c", "d"],
            [f"talks.csv, line 3: found 'b,T,\"Never closed', expected {CLOSED_QUOTES}"],
        )

    def test_open_quote_that_a_later_row_seems_to_close_costs_its_own_row_only(self, read):
        ids, messages = read('a,"Open,S', "b,T,S", 'c,T,5"')
        assert ids == ["b", "c"]
        assert [message.split(":")[0] for message in messages] == ["talks.csv, line 2"]

    def test_open_quote_in_the_last_row_is_found(self, read):
        assert read("a,T,S", 'b,T,"Open') == (
            ["a"],
            [f"talks.csv, line 3: found 'b,T,\"Open', expected {CLOSED_QUOTES}"],
        )

    def test_quote_inside_a_quoted_cell_must_be_doubled(self, read):
        ids, messages = read('a,"A "good" one",S')
        assert ids == []
        assert messages[0].endswith(f"expected {CLOSED_QUOTES}")

    def test_pieces_of_a_damaged_row_are_one_problem(self, read):
        ids, messages = read('a,T,"A "good" one,\nin three\nlines"', "b,T,S")
        assert ids == ["b"]
        assert len(messages) == 1
        assert messages[0].endswith(f"expected {CLOSED_QUOTES}; lines 2 to 4 were left out")

    def test_two_damaged_rows_are_two_problems(self, read):
        _, messages = read('a,T,"A "good" one"', 'b,T,"A "good" one"')
        assert [message.split(":")[0] for message in messages] == [
            "talks.csv, line 2",
            "talks.csv, line 3",
        ]

    def test_unclosed_cell_before_very_many_lines_is_one_problem(self, read):
        ids, messages = read('a,T,"Open', *["and so on"] * 100_000, "b,T,S")
        assert ids == ["b"]
        assert len(messages) == 1
        assert messages[0].endswith("; lines 2 to 100002 were left out")

    def test_file_of_nothing_but_open_quotes_is_given_up(self, read):
        _, messages = read(*['a","'] * 100_000)
        assert len(messages) == 1001
        assert messages[-1] == (
            "talks.csv, line 1002: found '99000 more lines', expected at most 1,000 damaged rows; "
            "the rest was left out"
        )

    @pytest.mark.parametrize(
        ("row", "count"), [("a,T", "2 cells"), ("a", "1 cell"), ("a,T,S,", "4 cells")]
    )
    def test_too_few_or_too_many_cells_are_counted(self, read, row, count):
        assert read(row, "b,T,S") == (
            ["b"],
            [
                f"talks.csv, line 2: found '{count}: {row}', expected 3 cells as in the header "
                f"(a cell with a comma needs quotes)"
            ],
        )


class TestDamagedCells:
    def test_all_bad_cells_of_a_row_are_reported(self, read):
        assert read("a,T\x1b,S\0", "b,T,S") == (
            ["b"],
            [
                r"talks.csv, line 2, title: found 'T\x1b', expected text without control "
                r"characters such as \x1b",
                r"talks.csv, line 2, summary: found 'S\x00', expected text without control "
                r"characters such as \x00",
            ],
        )

    def test_tabs_and_line_ends_are_no_control_characters(self, read):
        assert read('a,T\tT,"S\nS"') == (["a"], [])

    def test_cell_just_short_enough_is_good(self, read):
        assert read(f"a,T,{'x' * 20_000}") == (["a"], [])

    def test_long_cell_is_told_its_length(self, read):
        _, messages = read(f"a,T,{'x' * 20_001}")
        assert messages == [
            f"talks.csv, line 2, summary: found '{'x' * 59}…', expected at most 20,000 characters "
            f"instead of 20,001"
        ]

    def test_very_long_line_is_told_its_length(self, read):
        ids, messages = read(f"a,T,{'x' * 3_000_000}", "b,T,S")
        assert ids == ["b"]
        assert messages == [
            f"talks.csv, line 2: found 'a,T,{'x' * 55}…', expected cells of at most 20,000 "
            f"characters (the line has 3,000,005 bytes)"
        ]

    def test_windows_1252_is_recognized(self, path):
        path.write_bytes(f"{HEADER}\na,José,S\nb,T,S\n".encode("cp1252"))
        rows, problems = read_table(path, COLUMNS)
        assert [row.cells["id"] for row in rows] == ["b"]
        assert [str(problem) for problem in problems] == [
            "talks.csv, line 2, title: found 'José', expected UTF-8 text; this looks like "
            "Windows-1252: save the file as UTF-8"
        ]

    def test_bytes_of_no_known_encoding_are_not_guessed_at(self, path):
        path.write_bytes(f"{HEADER}\na,".encode() + b"\x81,S\n")
        _, problems = read_table(path, COLUMNS)
        assert [str(problem) for problem in problems] == [
            r"talks.csv, line 2, title: found '\udc81', expected UTF-8 text: save the file as UTF-8"
        ]


class TestHeader:
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (
                "id;title;summary",
                "the columns are separated by semicolons or tabs instead of commas",
            ),
            ("id\ttitle\tsummary", "the columns are separated by semicolons or tabs instead of"),
            (
                "id,titel,summary",
                "unknown column 'titel' (did you mean 'title'?); column 'title' is",
            ),
            (
                "id,summary",
                "column 'title' is missing. Found: id,summary. Expected: id,title,summa",
            ),
            ("id,title,title,summary", "column 'title' is given 2 times. Found: "),
            (
                "id,title,summary,phone",
                "unknown column 'phone'. Found: id,title,summary,phone. Exp",
            ),
            ("id,title,summary,", "column 4 has no name. Found: "),
            ('"id', f'expected {CLOSED_QUOTES}. Found: "id. Expected: '),
            (
                "x" * 3_000_000,
                "expected cells of at most 20,000 characters (the line has 3,000,000",
            ),
            ("\0\0\0", "unknown column '\\x00\\x00\\x00'; column 'id' is missing; "),
            ("a,T,S", "unknown column 'a'; unknown column 'T'; unknown column 'S'; column 'id' is"),
        ],
    )
    def test_faulty_header_is_told_what_is_wrong(self, path, content, message):
        path.write_text(content)
        with pytest.raises(HeaderError) as caught:
            read_table(path, COLUMNS)
        assert str(caught.value).startswith(f"talks.csv, line 1: {message}")
        assert str(caught.value).endswith(
            "Correct the first line of the file: every column is needed, and no other."
        )

    def test_line_of_the_header_is_counted_from_the_top(self, path):
        path.write_text("\n\nid,title\n")
        with pytest.raises(HeaderError, match=r"^talks\.csv, line 3: column 'summary' is missing"):
            read_table(path, COLUMNS)


class TestWholeFiles:
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", r"^talks\.csv is empty; its first line must be: id,title,summary$"),
            (b"\xef\xbb\xbf\r\n\r\n", r"^talks\.csv is empty; its first line must be: id,title"),
            (HEADER.encode("utf-16"), r"^talks\.csv is UTF-16 text; save it as 'CSV UTF-8'\.$"),
            (b"PK\x03\x04", r"^talks\.csv is a workbook or zip file; save it as 'CSV UTF-8'\.$"),
        ],
    )
    def test_file_that_is_no_table_is_an_error(self, path, content, message):
        path.write_bytes(content)
        with pytest.raises(DataError, match=message):
            read_table(path, COLUMNS)

    def test_missing_file_is_named_with_its_folder(self, path):
        with pytest.raises(DataError) as caught:
            read_table(path, COLUMNS)
        assert str(caught.value) == (
            f"There is no file talks.csv in the folder {path.parent}; check the folder or restore "
            f"the file."
        )

    def test_folder_is_no_file(self, path):
        path.mkdir()
        with pytest.raises(DataError, match=r"^talks\.csv cannot be read: Is a directory\.$"):
            read_table(path, COLUMNS)

    def test_huge_file_is_not_read(self, path):
        with path.open("wb") as file:
            file.truncate(200_000_001)  # takes no room on the disk
        with pytest.raises(DataError, match=r"^talks\.csv is larger than 200 MB; split it\.$"):
            read_table(path, COLUMNS)
