"""Rows of results as CSV or Parquet, block by block, and the blocks joined into one file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from matching import columns as c

Form = Literal["csv", "parquet"]
Rows = Mapping[str, list[Any]]
"""Values of each column."""

N_KNOWN = "n_known"
ROLES_COLUMNS = (c.PROFILE_ID, c.RANK, c.ROLE_ID, c.SCORE, c.BAND)
"""Of the roles of each person."""
PEOPLE_COLUMNS = (c.ROLE_ID, c.RANK, c.PROFILE_ID, c.SCORE, c.BAND, N_KNOWN)
"""Of the people of each role."""
KINDS = {
    c.PROFILE_ID: pa.string(),
    c.ROLE_ID: pa.string(),
    c.RANK: pa.int32(),
    c.SCORE: pa.float64(),
    c.BAND: pa.int8(),
    N_KNOWN: pa.int8(),
}
ROWS_OF_A_GROUP = 100_000
"""So many rows of a Parquet file are written together, however they were cut into blocks."""


def form_of(out: Path | None) -> Form:
    """Say by its name what a file is to be: Parquet, or else CSV as on the terminal."""
    return "parquet" if out is not None and out.suffix.lower() == ".parquet" else "csv"


def header(names: Iterable[str]) -> bytes:
    """Give the first line of a CSV file."""
    return (",".join(names) + "\n").encode()


def written(rows: Rows, names: tuple[str, ...], form: Form) -> bytes:
    """Write the named columns of some rows: lines of CSV without a header, or a Parquet file.

    In CSV, a score has two decimals.
    """
    if form == "csv":
        text = io.StringIO()
        of_column = [
            [f"{value:.2f}" for value in rows[name]] if name == c.SCORE else rows[name]
            for name in names
        ]
        csv.writer(text, lineterminator="\n").writerows(zip(*of_column, strict=True))
        return text.getvalue().encode()
    columns = [pa.array(rows[name], KINDS[name]) for name in names]
    file = io.BytesIO()
    pq.write_table(pa.table(columns, schema=_schema(names)), file)
    return file.getvalue()


def join(blocks: Iterable[bytes], names: tuple[str, ...], form: Form, file: IO[bytes]) -> None:
    """Write one file of what `written` gave of each block, in that order."""
    if form == "csv":
        file.write(header(names))
        file.writelines(blocks)
        return
    with pq.ParquetWriter(file, _schema(names)) as writer:
        waiting = _schema(names).empty_table()
        for block in blocks:
            waiting = pa.concat_tables([waiting, pq.read_table(io.BytesIO(block))])
            while waiting.num_rows >= ROWS_OF_A_GROUP:
                writer.write_table(waiting.slice(0, ROWS_OF_A_GROUP).combine_chunks())
                waiting = waiting.slice(ROWS_OF_A_GROUP)
        if waiting.num_rows:
            writer.write_table(waiting.combine_chunks())


def _schema(names: tuple[str, ...]) -> pa.Schema:
    return pa.schema([(name, KINDS[name]) for name in names])
