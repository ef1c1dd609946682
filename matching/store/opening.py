"""Opening the store: the file is made or looked at, and the tables are of the right version."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from matching.store import engines, migrations
from matching.store.database import Database
from matching.store.engines import database_url
from matching.store.errors import NOT_NOW, SchemaVersionError
from matching.store.failures import cannot_be_opened

UPGRADE = "Run: missionmatch store upgrade"


def open_database(url: str | None = None, *, any_version: bool = False) -> Database:
    """Open the store.

    Parameters
    ----------
    url : str, optional
        `sqlite:///path` or `postgresql://name:password@host/database`; by default what
        MISSIONMATCH_DATABASE_URL says, and else the file `var/missionmatch.db` of the project.
    any_version : bool
        Also open a database whose tables are missing (a SQLite file is made) or of another
        version, for `migrations.upgrade` and `migrations.downgrade`.

    Raises
    ------
    DatabaseError
        The address is wrong, the server does not answer, or the file is no database.
    SchemaVersionError
        The tables are missing, older or newer than this program.

    Examples
    --------
    >>> open_database("mysql://localhost/x")
    Traceback (most recent call last):
    matching.store.errors.DatabaseError: There is no database of kind 'mysql' here; ...
    """
    database = Database(database_url(url))
    try:
        if database.is_sqlite:
            _prepare_file(database, make=any_version)
        revision = migrations.current(database)
        if not any_version:
            _check_version(database, revision)
    except BaseException:
        database.close()
        raise
    return database


def _prepare_file(database: Database, *, make: bool) -> None:
    path = Path(database.url.database or "")
    if not make and not path.exists():
        raise _other_version(f"There is no store at {database.place} yet. {UPGRADE}")
    try:
        engines.make_sqlite_file(path)
        engines.use_write_ahead_log(path)
        database.hold_file()
    except (OSError, sqlite3.Error) as error:
        raise cannot_be_opened(path, database.place, error) from error


def _check_version(database: Database, revision: str | None) -> None:
    newest = migrations.newest()
    if revision == newest:
        return
    if revision is None:
        raise _other_version(f"The store at {database.place} has no tables yet. {UPGRADE}")
    if migrations.is_known(revision):
        raise _other_version(
            f"The store at {database.place} has tables of version {revision}, and this program "
            f"needs {newest}. {UPGRADE}"
        )
    raise _other_version(
        f"The store at {database.place} has tables of version {revision}, which this program "
        f"does not know; it knows them up to {newest}. Install the newer program, then "
        f"{UPGRADE[0].lower()}{UPGRADE[1:]}"
    )


def _other_version(detail: str) -> SchemaVersionError:
    return SchemaVersionError(NOT_NOW, detail)
