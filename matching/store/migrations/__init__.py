"""Versions of the tables: which one a database has, and the way to another.

The steps are the files in `versions/`, run by Alembic.
"""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from alembic import command, context
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, func, select

from matching.store.database import Database
from matching.store.errors import NOT_NOW, DatabaseError, SchemaVersionError
from matching.store.schema import Base

__all__ = ["current", "downgrade", "is_known", "make_tables", "newest", "upgrade"]

FOLDER = Path(__file__).parent
VERSIONS = (FOLDER / "versions",)
NEWEST = "head"
NOTHING = "base"
ONE_AT_A_TIME = 5_117_203  # any number; of the lock that upgrades on PostgreSQL take
_alembic_is_busy = threading.Lock()  # it keeps what it works on in global variables
_connections: list[Connection] = []


def current(database: Database) -> str | None:
    """Give the version of the tables, None if there are none."""
    with database.reading() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()


def newest() -> str:
    """Give the version that this program needs."""
    return str(_scripts().get_current_head())


def is_known(revision: str) -> bool:
    """Tell whether this program knows a version."""
    return any(script.revision == revision for script in _scripts().walk_revisions())


def upgrade(
    database: Database, revision: str = NEWEST, *, versions: Sequence[Path] = VERSIONS
) -> None:
    """Bring the tables to a newer version, by default the newest; all steps or none.

    Two programs may do it at once: the second waits, and finds nothing left to do.

    Parameters
    ----------
    database : Database
        Opened with `any_version=True`.
    revision : str
        Such as `0001`.
    versions : sequence of paths
        Folders with the steps.

    Raises
    ------
    SchemaVersionError
        The database has a version that this program does not know, or no such version exists.
    DatabaseError
        A row would refer to nothing afterwards, or the database does not answer.
    """
    _migrate(database, command.upgrade, revision, versions)


def make_tables(connection: Connection, revision: str) -> None:
    """Make the tables of a version, as part of what else is done on a connection.

    Parameters
    ----------
    connection : Connection
        Of `database.migrating()`, to a database without tables.
    revision : str
        A version that this program knows.
    """
    _step(connection, command.upgrade, revision, VERSIONS)


def downgrade(database: Database, revision: str, *, versions: Sequence[Path] = VERSIONS) -> None:
    """Bring the tables back to an older version; what that version cannot hold is lost.

    Parameters
    ----------
    revision : str
        Such as `0001`; `base` removes all tables with everything in them.

    Raises
    ------
    SchemaVersionError, DatabaseError
        As `upgrade`.
    """
    _migrate(database, command.downgrade, revision, versions)


def run_environment() -> None:
    """Do the steps that Alembic has chosen; called by `env.py` only."""
    if not _connections:
        return
    context.configure(
        connection=_connections[-1], target_metadata=Base.metadata, render_as_batch=True
    )
    with context.begin_transaction():
        context.run_migrations()


def _migrate(
    database: Database,
    run: Callable[[Config, str], None],
    revision: str,
    versions: Sequence[Path],
) -> None:
    with database.migrating() as connection:
        try:
            _step(connection, run, revision, versions)
        except CommandError as error:
            raise SchemaVersionError(
                NOT_NOW,
                f"The store at {database.place} cannot be brought to version '{revision}': "
                f"{str(error).rstrip('.')}.",
            ) from error
        if database.is_sqlite:
            _check_references(connection)


def _step(
    connection: Connection,
    run: Callable[[Config, str], None],
    revision: str,
    versions: Sequence[Path],
) -> None:
    with _alembic_is_busy:
        if connection.dialect.name != "sqlite":
            connection.execute(select(func.pg_advisory_xact_lock(ONE_AT_A_TIME)))
        _connections.append(connection)
        try:
            run(_config(versions), revision)
        finally:
            _connections.clear()


def _check_references(connection: Connection) -> None:
    """Do for SQLite, whose foreign keys are off meanwhile, what PostgreSQL does by itself."""
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if lost:
        tables = ", ".join(sorted({str(row[0]) for row in lost}))
        raise DatabaseError(
            f"The tables were left as they are: {len(lost)} rows of {tables} would refer to "
            f"nothing."
        )


def _config(versions: Sequence[Path]) -> Config:
    config = Config()
    for name, value in {
        "script_location": str(FOLDER),
        "version_locations": os.pathsep.join(map(str, versions)),
        "path_separator": "os",
    }.items():
        config.set_main_option(name, value.replace("%", "%%"))
    return config


@functools.cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory(FOLDER, version_locations=VERSIONS)
