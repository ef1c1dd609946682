"""One file with everything in a store, made while it is in use.

The file is a SQLite store of the same version, whichever kind the store is, with two tables more:
when it was made, and for each table the number and a digest of its rows.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError as DriverError

from matching.store import engines, migrations
from matching.store.copying import VERSION_TABLE, copy_rows, table_names
from matching.store.database import Database
from matching.store.errors import DatabaseError
from matching.store.same_file import connect

__all__ = [
    "COMPANIONS",
    "Backup",
    "back_up",
    "link_or_rename",
    "put_in_place",
    "read_backup",
    "store_from",
    "temporary_beside",
]

MADE, CONTENTS = "backup_made", "backup_contents"
MAGIC = b"SQLite format 3\0"
OTHERS = {b"PGDMP": "a dump of PostgreSQL: use pg_restore", b"\x1f\x8b": "compressed: unpack it"}
COMPANIONS = ("-journal", "-wal", "-shm")
"""How the files end that SQLite has beside its own."""
MOST_FAULTS = 3


@dataclass(frozen=True)
class Backup:
    """What a backup holds, after all of it was checked.

    Parameters
    ----------
    revision : str
        Version of its tables.
    counts : mapping
        Number of rows by table, those without rows left out.
    made_at : str
        Moment in UTC; `""` where the file is a copy of a store, which has no digests either.
    """

    revision: str
    counts: Mapping[str, int]
    made_at: str = ""


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
            _describe(temporary, now)
        except (sqlite3.Error, DriverError) as error:
            reason = getattr(error, "orig", None) or error
            raise DatabaseError(f"{file} was not written: {reason}.") from error
        backup = read_backup(temporary, called=str(file))
        put_in_place(temporary, file, force=force)
    return backup


def read_backup(file: Path, *, called: str = "") -> Backup:
    """Read all of a backup, and refuse it if anything is wrong with it; nothing is changed.

    Parameters
    ----------
    file : Path
        Made by `back_up`, or a copy of a SQLite store in one file.
    called : str
        Its name in messages.

    Raises
    ------
    DatabaseError
        It is no backup, damaged, cut off, or of a version that this program does not know.
    OSError
        It cannot be read.
    """
    name = called or str(file)
    _check_kind(file, name)
    try:
        with closing(_opened_as_it_is(file)) as connection:
            _check_soundness(connection, name)
            return _checked_against_digests(connection, name)
    except sqlite3.DatabaseError as error:
        raise DatabaseError(f"{name} is damaged or was cut off: {error}.") from error


def store_from(file: Path, copy: Path) -> Backup:
    """Make a copy of a backup, read all of that, and take out what only a backup has.

    Raises
    ------
    DatabaseError, OSError
        As `read_backup`.
    """
    _check_kind(file, str(file))
    shutil.copyfile(file, copy)
    backup = read_backup(copy, called=str(file))
    _take_out_description(copy)
    return backup


def _take_out_description(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for table in (MADE, CONTENTS):
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        connection.commit()


def put_in_place(temporary: Path, file: Path, *, force: bool) -> None:
    """Give a finished file its name when it is on disk; without `force` never over another.

    Raises
    ------
    FileExistsError
        Another one has the name.
    """
    sync(temporary)
    if not force:
        link_or_rename(temporary, file)
    if temporary.exists():
        temporary.replace(file)
    if os.name == "posix":
        sync(file.absolute().parent)


@contextlib.contextmanager
def temporary_beside(file: Path) -> Iterator[Path]:
    """Give an empty file that only its owner may read; it is gone afterwards, unless renamed."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.absolute().parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for ending in ("", *COMPANIONS):
            Path(f"{name}{ending}").unlink(missing_ok=True)


def link_or_rename(file: Path, name: Path) -> None:
    """Give a file another name too, never that of another one; where disks cannot, instead.

    Raises
    ------
    FileExistsError
        There is a file of this name.
    """
    try:
        os.link(file, name)
    except FileExistsError:
        raise
    except OSError:
        file.rename(name)


def sync(path: Path) -> None:
    """Wait until a file, or what a folder says of its files, is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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


def _describe(file: Path, now: datetime) -> None:
    with closing(connect(file, engines.PATIENCE_SECONDS)) as connection:
        digests = {name: _digest(connection, name) for name in _tables(connection)}
        connection.execute("BEGIN")
        connection.execute(f"CREATE TABLE {MADE} (at TEXT NOT NULL)")
        moment = f"{now.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
        connection.execute(f"INSERT INTO {MADE} VALUES (?)", (moment,))
        connection.execute(f"CREATE TABLE {CONTENTS} (name TEXT, row_count INTEGER, digest TEXT)")
        connection.executemany(
            f"INSERT INTO {CONTENTS} VALUES (?, ?, ?)",
            [(name, *found) for name, found in digests.items()],
        )
        connection.execute("COMMIT")


def _tables(connection: sqlite3.Connection) -> list[str]:
    """List the tables with rows to be checked, that of all tables and rules included."""
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    return ["sqlite_master", *(name for (name,) in found if name not in (MADE, CONTENTS))]


def _digest(connection: sqlite3.Connection, table: str) -> tuple[int, str]:
    """Count the rows of a table and give a digest of them."""
    digest, count = hashlib.sha256(), 0
    rows = f'SELECT * FROM "{table}" ORDER BY rowid'
    if table == "sqlite_master":
        rows = (
            f"SELECT type, name, sql FROM sqlite_master WHERE tbl_name NOT IN ('{MADE}', "
            f"'{CONTENTS}') ORDER BY type, name"
        )
    for row in connection.execute(rows):
        digest.update(json.dumps(row, default=repr).encode())
        count += 1
    return count, digest.hexdigest()


def _check_kind(file: Path, name: str) -> None:
    with file.open("rb") as opened:
        beginning = opened.read(len(MAGIC))
    if beginning != MAGIC:
        for magic, what in OTHERS.items():
            if beginning.startswith(magic):
                raise DatabaseError(f"{name} is no backup of Missionmatch, but {what}.")
        raise DatabaseError(f"{name} is no backup of Missionmatch, or its beginning is damaged.")
    log = Path(f"{file}-wal")
    if log.exists() and log.stat().st_size:
        raise DatabaseError(
            f"{name} is a store in use or a copy of one, with newer writes in {log.name} beside "
            f"it. Make a backup of it: missionmatch store backup FILE --url sqlite:///{name}"
        )


def _opened_as_it_is(file: Path) -> sqlite3.Connection:
    """Open a file without making any other beside it, also where nothing may be written."""
    address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, isolation_level=None)


def _check_soundness(connection: sqlite3.Connection, name: str) -> None:
    faults = connection.execute(f"PRAGMA integrity_check({MOST_FAULTS})").fetchall()
    if faults != [("ok",)]:
        raise DatabaseError(f"{name} is damaged or was cut off: {faults[0][0]}.")
    if lost := connection.execute("PRAGMA foreign_key_check").fetchall():
        tables = ", ".join(sorted({row[0] for row in lost}))
        raise DatabaseError(f"{name} is damaged: {len(lost)} rows of {tables} refer to nothing.")


def _checked_against_digests(connection: sqlite3.Connection, name: str) -> Backup:
    found = {table: _digest(connection, table) for table in _tables(connection)}
    if VERSION_TABLE not in found:
        raise DatabaseError(f"{name} is a database, but no backup of Missionmatch.")
    versions = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall()
    revision = versions[0][0] if len(versions) == 1 else "none"
    if not migrations.is_known(revision):
        raise DatabaseError(
            f"{name} has tables of version {revision}, and this program knows them up to "
            f"{migrations.newest()}. Restore it with the program that made it, or a newer one."
        )
    made_at = ""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (CONTENTS,)).fetchone():
        (made_at,) = connection.execute(f"SELECT at FROM {MADE}").fetchone()
        said = connection.execute(f"SELECT name, row_count, digest FROM {CONTENTS}").fetchall()
        expected = {table: (count, digest) for table, count, digest in said}
        if wrong := sorted(t for t in {*found, *expected} if found.get(t) != expected.get(t)):
            raise DatabaseError(f"{name} is damaged: {', '.join(wrong)} is not as it was written.")
    counts = {
        table: count
        for table, (count, _) in found.items()
        if count and table not in ("sqlite_master", VERSION_TABLE)
    }
    return Backup(revision, counts, made_at)
