"""One file with everything in a store, made while it is in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError as DriverError

from matching.store import engines, migrations
from matching.store.backup_file import Backup, describe, read_backup
from matching.store.copying import VERSION_TABLE, copy_rows, table_names
from matching.store.database import Database
from matching.store.errors import DatabaseError
from matching.store.new_files import put_in_place, temporary_beside
from matching.store.same_file import connect

__all__ = ["back_up"]


def back_up(database: Database, file: Path, *, now: datetime, force: bool = False) -> Backup:
    """Write a backup: all that was acknowledged before it began, and no half of a transaction.

    It is complete and on disk, and was read again, before it gets its name; only its owner may
    read it.

    Parameters
    ----------
    database : Database
        In use or not, of any version that this program knows.
    file : Path
        To be written.
    force : bool
        Take the place of a file that is there.

    Raises
    ------
    DatabaseError
        There is such a file already, the store is damaged, has no tables, or cannot be used.
    OSError
        The file cannot be written.
    """
    if file.exists() and not force:
        raise DatabaseError(f"There is a file {file} already; --force replaces it.")
    if database.is_sqlite and file.exists() and file.samefile(database.url.database or ""):
        raise DatabaseError(f"{file} is the store itself; give the backup another name.")
    revision = migrations.current(database)
    if revision is None or not migrations.is_known(revision):
        raise DatabaseError(
            f"The store has tables of version {revision or 'none'}, which this program does not "
            "know, so nothing was written."
        )
    with temporary_beside(file) as temporary:
        try:
            if database.is_sqlite:
                _copy_file(Path(database.url.database or ""), temporary)
            else:
                _copy_from_server(database, temporary, revision)
            describe(temporary, now)
        except (sqlite3.Error, DriverError) as error:
            reason = getattr(error, "orig", None) or error
            raise DatabaseError(f"{file} was not written: {reason}.") from error
        backup = _checked(temporary, file)
        put_in_place(temporary, file, force=force)
    return backup


def _checked(temporary: Path, file: Path) -> Backup:
    try:
        return read_backup(temporary, called="The copy of the store")
    except DatabaseError as error:
        raise DatabaseError(
            f"{file} was not written. {error} Run: missionmatch store check"
        ) from error


def _copy_file(store: Path, file: Path) -> None:
    """Copy a SQLite store in use; what was deleted is not in the copy, not even as free space."""
    with closing(connect(store, engines.PATIENCE_SECONDS)) as source:
        source.execute("VACUUM INTO ?", (str(file),))


def _copy_from_server(database: Database, file: Path, revision: str) -> None:
    with (
        engines.plain_engine(file).begin() as target,
        database.reading() as source,
    ):
        migrations.make_tables(target, revision)
        copy_rows(source.connection(), target, sorted(table_names(target) - {VERSION_TABLE}))
