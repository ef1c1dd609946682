"""Copying all rows of one store into another, of either kind, with tables of the same version."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Inspector,
    MetaData,
    Table,
    event,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.types import TypeEngine

from matching.store.errors import DatabaseError
from matching.store.schema.base import UtcDateTime

__all__ = ["VERSION_TABLE", "copy_rows", "table_names"]

VERSION_TABLE = "alembic_version"
ROWS_AT_ONCE = 1000


def copy_rows(source: Connection, target: Connection, names: Sequence[str]) -> None:
    """Copy the rows of some tables into empty ones, in an order that their keys allow.

    The tables are described by the databases themselves, so that also those of an older version
    can be copied.

    Raises
    ------
    DatabaseError
        One of them lacks a table.
    """
    tables, theirs = tables_of(target, names), tables_of(source, names)
    columns = {table.name: table.columns for table in theirs}
    for table in tables:
        keys = [column.name for column in table.columns]
        within = [key.parent.name for key in table.foreign_keys if key.column.table is table]
        # Rows that refer to others of their table come after these; none refers further.
        order = (columns[table.name][key].is_not(None) for key in within)
        wanted = select(*(columns[table.name][key] for key in keys)).order_by(*order)
        rows = source.execution_options(yield_per=ROWS_AT_ONCE).execute(wanted)
        for part in rows.partitions():
            target.execute(insert(table), [dict(zip(keys, row, strict=True)) for row in part])
    if target.dialect.name == "postgresql":
        _go_on_counting(target, tables)


def table_names(connection: Connection) -> set[str]:
    """Name the tables of a database, that of the version included."""
    return set(inspect(connection).get_table_names())


def tables_of(connection: Connection, names: Sequence[str]) -> list[Table]:
    """Describe tables of a database, those first that others refer to."""
    if lacking := sorted({*names} - table_names(connection)):
        raise DatabaseError(f"The tables {', '.join(lacking)} are missing.")
    metadata = MetaData()
    event.listen(metadata, "column_reflect", _with_our_types)
    metadata.reflect(connection, only=names)
    return [table for table in metadata.sorted_tables if table.name in names]


def _with_our_types(_: Inspector, __: Table, column: dict[str, Any]) -> None:
    """Let moments and objects be the same values on both kinds of database."""
    kind: TypeEngine[Any] = column["type"]
    if isinstance(kind, DateTime):
        column["type"] = UtcDateTime()
    elif isinstance(kind, JSON):
        column["type"] = JSON(none_as_null=True)


def _go_on_counting(connection: Connection, tables: Collection[Table]) -> None:
    """Let PostgreSQL number the next rows after those that were copied with their numbers."""
    inspector = inspect(connection)
    for table in tables:
        for column in inspector.get_columns(table.name):
            if column.get("autoincrement"):
                key = table.c[column["name"]]
                highest = select(func.coalesce(func.max(key), 0) + 1).scalar_subquery()
                sequence = text("pg_get_serial_sequence(:table, :column)").bindparams(
                    table=table.name, column=key.name
                )
                connection.execute(select(func.setval(sequence, highest, text("false"))))
