"""Looking a store over: whether it is sound, complete, of this version, and can be written."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, Table, exists, func, inspect, select, text
from sqlalchemy.orm import Session

from matching.store import engines, migrations
from matching.store.copying import table_names
from matching.store.database import Database
from matching.store.errors import NOT_SAVED, UnusableError
from matching.store.same_file import connect
from matching.store.schema import Base

__all__ = ["CheckedStore", "check_store", "require_writable"]

LITTLE_ROOM = 100_000_000  # bytes
MOST_FAULTS = 10
NOT_VALIDATED = (
    "SELECT conname FROM pg_constraint WHERE NOT convalidated "
    "AND connamespace = current_schema()::regnamespace"
)


@dataclass(frozen=True)
class CheckedStore:
    """What was found in a store.

    Parameters
    ----------
    revision : str
        Version of the tables; `none`, or `unknown` where that cannot be read.
    counts : mapping
        Number of rows by table.
    size, room : int or None
        Bytes that it takes, and that are free on its disk; None where that is not known.
    faults : tuple of str
        What is wrong, each as a sentence for who runs the program; empty if all is well.
    """

    revision: str
    counts: Mapping[str, int]
    size: int | None
    room: int | None
    faults: tuple[str, ...]


def check_store(database: Database) -> CheckedStore:
    """Read all of a store and try to write it; nothing is changed.

    Of SQLite every page is read and every rule of the tables tried. Of PostgreSQL, which has no
    such command for everybody, every reference is; for its files there is `pg_amcheck`.

    Parameters
    ----------
    database : Database
        Opened with `any_version=True`; it may be in use.
    """
    faults = list(_faults_of_file(database)) if database.is_sqlite else []
    revision, counts = "unknown", dict[str, int]()
    try:
        with database.reading() as session:
            found = MigrationContext.configure(session.connection()).get_current_revision()
            revision = found or "none"
            faults += _faults_of_version(session.connection(), found)
            counts = _counts(session)
            if not database.is_sqlite:
                faults += _faults_on_server(session, counts)
        require_writable(database)
    except UnusableError as error:
        faults.append(error.detail)
    size, room = _sizes(database)
    if room is not None and room < LITTLE_ROOM:
        faults.append(f"Only {room / 1e6:.0f} MB are free on its disk.")
    return CheckedStore(revision, counts, size, room, tuple(faults))


def require_writable(database: Database) -> None:
    """Write what is there already, to see whether that goes; where there are tables.

    Raises
    ------
    UnusableError
        The file or its folder may only be read, the disk is full, or the role or the server of
        PostgreSQL only reads.
    """
    if migrations.current(database) is None:
        return
    try:
        with database.writing() as session:
            session.execute(text("UPDATE alembic_version SET version_num = version_num"))
    except UnusableError as error:
        raise UnusableError(NOT_SAVED, f"{error.detail} Nothing can be saved.") from error


def _faults_of_file(database: Database) -> Iterator[str]:
    path, lost = Path(database.url.database or ""), []
    try:
        with closing(connect(path, engines.PATIENCE_SECONDS)) as connection:
            for (fault,) in connection.execute(f"PRAGMA integrity_check({MOST_FAULTS})"):
                if fault != "ok":
                    yield f"It is damaged: {fault}."
            lost = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as error:
        yield f"It is damaged or cannot be read: {error}."
    for name in sorted({row[0] for row in lost}):
        count = sum(row[0] == name for row in lost)
        yield f"{count} rows of {name} refer to what is not there."


def _faults_of_version(connection: Connection, revision: str | None) -> Iterator[str]:
    newest = migrations.newest()
    if revision is None:
        yield "It has no tables yet. Run: missionmatch store upgrade"
    elif not migrations.is_known(revision):
        yield f"Its tables are of version {revision}; this program knows them up to {newest}."
    elif revision != newest:
        yield f"Its tables are of version {revision}, not {newest}. Run: missionmatch store upgrade"
    else:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        if n := len(compare_metadata(context, Base.metadata)):
            yield f"Its tables, keys and indexes differ in {n} places from those of this program."
        yield from _checks_that_lack(connection)


def _checks_that_lack(connection: Connection) -> Iterator[str]:
    inspector = inspect(connection)
    for table in Base.metadata.sorted_tables:
        if table.name in table_names(connection):
            found = {rule["name"] for rule in inspector.get_check_constraints(table.name)}
            rules = {rule.name for rule in table.constraints if isinstance(rule, CheckConstraint)}
            yield from (f"The rule {name} is missing." for name in sorted(map(str, rules - found)))


def _faults_on_server(session: Session, there: Collection[str]) -> Iterator[str]:
    for name in session.scalars(text(NOT_VALIDATED)):
        yield f"The rule {name} was never tried on all rows."
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if {table.name, key.column.table.name} <= {*there} and (
                n := _lost(session, table, key.parent.name)
            ):
                yield f"{n} rows of {table.name} refer to what is not there."


def _lost(session: Session, table: Table, name: str) -> int:
    """Count the rows whose reference leads nowhere."""
    [key] = table.c[name].foreign_keys
    to = key.column.table.alias()
    found = exists().where(to.c[key.column.name] == table.c[name])
    wanted = select(func.count()).select_from(table).where(table.c[name].is_not(None), ~found)
    return session.scalar(wanted) or 0


def _counts(session: Session) -> dict[str, int]:
    there = table_names(session.connection())
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
        if table.name in there
    }


def _sizes(database: Database) -> tuple[int | None, int | None]:
    if database.is_sqlite:
        path = Path(database.url.database or "")
        return path.stat().st_size, shutil.disk_usage(path.absolute().parent).free
    with database.reading() as session:
        return session.scalar(text("SELECT pg_database_size(current_database())")), None
