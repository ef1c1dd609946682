"""The file of a backup: what it says of itself, and whether that is true.

It is a SQLite store with two tables more: when it was made, and for each table the number and a
digest of its rows.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from matching.store import engines, migrations
from matching.store.copying import VERSION_TABLE
from matching.store.errors import DatabaseError
from matching.store.same_file import connect

__all__ = ["Backup", "describe", "read_backup", "store_from"]

MADE, CONTENTS = "backup_made", "backup_contents"
MAGIC = b"SQLite format 3\0"
OTHERS = {b"PGDMP": "a dump of PostgreSQL: use pg_restore", b"\x1f\x8b": "compressed: unpack it"}
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


def describe(file: Path, now: datetime) -> None:
    """Make a copy of a store a backup, by adding what only a backup has."""
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
