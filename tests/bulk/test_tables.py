"""Blocks of rows as CSV and Parquet."""

import io

import pandas as pd
import pyarrow.parquet as pq
import pytest

from matching.bulk import tables

COLUMNS = tables.ROLES_COLUMNS


def rows(*found):
    return {name: [row[at] for row in found] for at, name in enumerate(COLUMNS)}


FIRST = rows(("ann", 1, "org--nurse", 87.5, 1), ("ann", 2, "org--midwife", 61.25, 2))
SECOND = rows(('b,"o"', 1, "org--nurse", 100.0, 1))
NONE = rows()


def joined(form, *blocks):
    file = io.BytesIO()
    tables.join((tables.written(block, COLUMNS, form) for block in blocks), COLUMNS, form, file)
    return file.getvalue()


def test_csv_has_one_header_two_decimals_and_quotes_where_they_are_needed():
    assert joined("csv", FIRST, NONE, SECOND).decode().splitlines() == [
        "profile_id,rank,role_id,score,band",
        "ann,1,org--nurse,87.50,1",
        "ann,2,org--midwife,61.25,2",
        '"b,""o""",1,org--nurse,100.00,1',
    ]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_how_rows_are_cut_into_blocks_does_not_show(form, monkeypatch):
    monkeypatch.setattr(tables, "ROWS_OF_A_GROUP", 2)
    both = {name: FIRST[name] + SECOND[name] for name in COLUMNS}
    assert joined(form, SECOND, both) == joined(form, SECOND, FIRST, NONE, SECOND)


def test_parquet_holds_what_csv_holds_with_kinds():
    found = pq.read_table(io.BytesIO(joined("parquet", FIRST, SECOND)))
    assert found.schema.names == list(COLUMNS)
    assert [str(field.type) for field in found.schema] == [
        "string", "int32", "string", "double", "int8",
    ]  # fmt: skip
    read = pd.read_csv(io.BytesIO(joined("csv", FIRST, SECOND)))
    assert found.to_pylist() == read.to_dict("records")


def test_rows_of_parquet_are_written_in_large_groups(monkeypatch):
    monkeypatch.setattr(tables, "ROWS_OF_A_GROUP", 3)
    whole = pq.ParquetFile(io.BytesIO(joined("parquet", FIRST, SECOND, FIRST)))
    sizes = [whole.metadata.row_group(n).num_rows for n in range(whole.num_row_groups)]
    assert sizes == [3, 2]


def test_no_rows_give_a_file_with_columns():
    assert pq.read_table(io.BytesIO(joined("parquet", NONE))).schema.names == list(COLUMNS)
    assert joined("csv") == b"profile_id,rank,role_id,score,band\n"
