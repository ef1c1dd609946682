"""Parquet files are read as the same table saved as CSV would be."""

import datetime as dt

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from matching.errors import DataError, HeaderError
from matching.profile.files import read_profiles
from matching.reference.parquet_rows import ParquetTable


@pytest.fixture
def saved(tmp_path):
    def save(**columns):
        path = tmp_path / "people.parquet"
        pq.write_table(pa.table(columns), path, row_group_size=2)
        return path

    return save


def test_numbers_dates_lists_and_what_is_not_said_become_text(saved):
    path = saved(
        name=pa.array([" ann ", None]).dictionary_encode(),
        age=pa.array([41.0, float("nan")]),
        weeks=pa.array([2.5, None]),
        number=pa.array([7, None]),
        day=pa.array([dt.date(2027, 2, 1), None]),
        moment=pa.array([dt.datetime(2027, 2, 1, 12, 30), None]),
        family=pa.array([True, False]),
        languages=pa.array([["en:native", "fr:good"], []]),
        nothing=pa.nulls(2),
    )
    first, second = ParquetTable(path).rows()
    assert list(first.cells.values()) == [
        "ann", "41", "2.5", "7", "2027-02-01", "2027-02-01", "yes", "en:native|fr:good", "",
    ]  # fmt: skip
    assert list(second.cells.values()) == ["", "", "", "", "", "", "no", "", ""]


def test_profiles_are_those_of_the_same_csv(saved, tmp_path):
    path = saved(
        profession=["dentist", "dentits", "", "nurse"],
        max_weeks=[2.0, None, None, 52.0],
        focus_areas=[["oral-health"], [], [], ["child-health", "rural-health"]],
    )
    other = tmp_path / "people.csv"
    other.write_text(
        "profession,max_weeks,focus_areas\n"
        "dentist,2,oral-health\ndentits,,\n,,\nnurse,52,child-health|rural-health\n"
    )
    people, problems = read_profiles(path)
    same_people, same_problems = read_profiles(other)
    assert people == same_people
    assert [one.profile_id for one in people] == ["row-2", "row-5"]
    assert [(p.row, p.column, p.finding) for p in problems] == [
        (p.row, p.column, p.finding) for p in same_problems
    ]
    assert problems[0].row == 3


def test_cell_that_is_too_long_costs_its_row_only(saved):
    path = saved(profession=["nurse", "x" * 20_001, "dentist"])
    people, problems = read_profiles(path)
    assert [one.profession for one in people] == ["nurse", "dentist"]
    assert "at most 20,000 characters" in str(problems[0])


def test_column_that_no_table_has_is_named(saved):
    with pytest.raises(HeaderError, match="unknown column 'profesion'; did you mean 'profession'"):
        read_profiles(saved(profesion=["nurse"]))


def test_column_of_another_kind_is_named(saved):
    path = saved(profession=["nurse"], statement=pa.array([{"de": "gern"}]))
    with pytest.raises(HeaderError, match="column 'statement' holds struct<de: string>, expected"):
        read_profiles(path)


def test_what_is_no_parquet_file_is_told(tmp_path):
    path = tmp_path / "people.parquet"
    path.write_text("profession\nnurse\n")
    with pytest.raises(DataError, match=r"people\.parquet cannot be read as Parquet"):
        read_profiles(path)


def test_file_that_is_damaged_further_on_is_told(saved):
    path = saved(profession=["nurse", "dentist", "midwife", "physician"] * 200)
    content = bytearray(path.read_bytes())
    at = pq.read_metadata(path).row_group(300).column(0).dictionary_page_offset
    content[at : at + 12] = b"\xff" * 12
    path.write_bytes(content)
    with pytest.raises(DataError, match="cannot be read as Parquet"):
        read_profiles(path)
