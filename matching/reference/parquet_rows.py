"""A Parquet file to rows of cells, as if the same table had been saved as CSV.

Numbers, dates, yes and no, and lists become the text that a CSV file has for them; rows are
numbered as there, the names of the columns being line 1.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import types

from matching.errors import DataError, HeaderError, Problem, shown
from matching.reference.csv_records import EDGES, CsvRecord
from matching.reference.csv_rows import Row, cell_problems, check_number_of_columns

ROWS_AT_ONCE = 500
BYTES_AT_ONCE = 1_000_000
"""What is read of a column at once."""


class ParquetTable:
    """A Parquet file whose rows are read one after the other, some hundred in memory.

    It is used as a `csv_rows.Table` is.

    Attributes
    ----------
    name : str
        Name of the file.
    names : list of str
        Names of the columns.

    Raises
    ------
    DataError
        The file cannot be read, or is no Parquet file.
    HeaderError
        A column holds something else than text, numbers, dates, yes and no, or lists of these.
    """

    def __init__(self, path: str | Path) -> None:
        path = Path(path)
        self.name = path.name
        try:
            self._file = pq.ParquetFile(path, buffer_size=BYTES_AT_ONCE, pre_buffer=False)
        except (OSError, pa.ArrowException) as error:
            raise self._damaged(error) from error
        schema = self._file.schema_arrow
        self.names = [name.strip(EDGES) for name in schema.names]
        place = f"{self.name}, line 1"
        check_number_of_columns(place, self.names)
        for field in schema:
            kind = field.type.value_type if _is_list(field.type) else field.type
            if not _is_plain(kind):
                raise HeaderError(
                    f"{place}: column '{shown(field.name)}' holds {shown(str(field.type))}, "
                    "expected text, numbers, dates, yes and no, or lists of these."
                )

    def rows(self) -> Iterator[Row | Problem]:
        """Give each readable row, and what is wrong with each other, as the file is read.

        Raises
        ------
        DataError
            The file is damaged further on.
        """
        line = itertools.count(2)
        for batch in self._batches():
            for values in zip(*batch, strict=True):
                record = CsvRecord(next(line), [_text(value) for value in values])
                if not any(record.cells):
                    continue
                found = cell_problems(self.name, record, self.names)
                yield from found
                if not found:
                    yield Row(record.line, dict(zip(self.names, record.cells, strict=True)))

    def _batches(self) -> Iterator[list[list[object]]]:
        """Give the values of some rows, column by column."""
        batches = self._file.iter_batches(batch_size=ROWS_AT_ONCE, use_threads=False)
        while True:
            try:
                batch = next(batches, None)
                if batch is None:
                    return
                columns = [column.to_pylist() for column in batch.columns]
            except (OSError, ValueError, pa.ArrowException) as error:
                raise self._damaged(error) from error
            yield columns

    def _damaged(self, error: Exception) -> DataError:
        return DataError(f"{self.name} cannot be read as Parquet: {shown(str(error), 200)}")


def _is_list(kind: pa.DataType) -> bool:
    return bool(types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind))


def _is_plain(kind: pa.DataType) -> bool:
    if types.is_dictionary(kind):
        return _is_plain(kind.value_type)
    return any(
        of_kind(kind)
        for of_kind in (
            types.is_string,
            types.is_large_string,
            types.is_string_view,
            types.is_integer,
            types.is_floating,
            types.is_decimal,
            types.is_boolean,
            types.is_date,
            types.is_timestamp,
            types.is_null,
        )
    )


def _text(value: object) -> str:
    """Give a value as a CSV file has it."""
    if value is None or value != value:  # noqa: PLR0124 - not a number
        return ""
    if isinstance(value, list):
        return "|".join(_text(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value).strip(EDGES)
