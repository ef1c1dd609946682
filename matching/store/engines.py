"""An address to an engine: what is set on SQLite and on PostgreSQL.

A connection is in one of three modes, chosen by the execution option `mode`: "reading" (the
database itself refuses to write), "writing", and "migrating" (SQLite: without foreign keys,
since changing a table there means making it anew).
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from matching.errors import shown
from matching.store.errors import NOT_NOW, NOT_SAVED, DatabaseError
from matching.store.same_file import connect

ENVIRONMENT_VARIABLE = "MISSIONMATCH_DATABASE_URL"
DEFAULT_FILE = Path(__file__).resolve().parents[2] / "var" / "missionmatch.db"
EXAMPLES = "sqlite:///var/missionmatch.db or postgresql://name:password@host/missionmatch"
POSTGRESQL = "postgresql+psycopg"
PATIENCE_SECONDS = 60  # how long a writer waits for other writers, and a thread for a connection
POOL_SIZE = 10
MOST_CONNECTIONS = 40
READING, WRITING, MIGRATING = "reading", "writing", "migrating"
POSTGRESQL_SETTINGS = {"connect_timeout": "10", "application_name": "missionmatch"}


def database_url(url: str | None = None) -> URL:
    """Give the address to use: `url`, or MISSIONMATCH_DATABASE_URL, or the default file.

    Raises
    ------
    DatabaseError
        The address is none of SQLite or PostgreSQL.
    """
    text = url or os.environ.get(ENVIRONMENT_VARIABLE, "")
    if not text:
        return URL.create("sqlite", database=str(DEFAULT_FILE))
    try:
        parsed = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise DatabaseError(
            f"The address of the database cannot be read; write it like {EXAMPLES}."
        ) from error
    if parsed.drivername in ("postgresql", "postgres", POSTGRESQL):
        return parsed.set(drivername=POSTGRESQL)
    if parsed.drivername not in ("sqlite", "sqlite+pysqlite"):
        raise DatabaseError(
            f"There is no database of kind '{shown(parsed.drivername)}' here; "
            f"the address is like {EXAMPLES}."
        )
    if parsed.database in (None, "", ":memory:") or parsed.query:
        raise DatabaseError("The address of a SQLite database names a file: sqlite:///path/to/it.")
    return parsed


def make_engine(url: URL, check_file: Callable[[str], None]) -> Engine:
    """Make the engine of an address that `database_url` gave; nothing is opened yet.

    Parameters
    ----------
    check_file : callable
        Of SQLite: called around the opening of a connection and when a transaction has begun,
        with what visitors read if it refuses.
    """
    common: dict[str, Any] = {
        # NaN is no JSON; SQLite would keep it, PostgreSQL would not.
        "json_serializer": functools.partial(json.dumps, allow_nan=False),
        "pool_size": POOL_SIZE,
        "max_overflow": MOST_CONNECTIONS - POOL_SIZE,
        "pool_timeout": PATIENCE_SECONDS,
    }
    if url.get_backend_name() == "sqlite":
        opened = functools.partial(_open_sqlite, Path(url.database or ""), check_file)
        engine = create_engine(url, creator=opened, **common)
        event.listen(engine, "begin", functools.partial(_begin_on_sqlite, check_file))
        return engine
    settings = {name: v for name, v in POSTGRESQL_SETTINGS.items() if name not in url.query}
    engine = create_engine(url, connect_args=settings, pool_pre_ping=True, **common)
    event.listen(engine, "begin", _begin_on_postgresql)
    return engine


def plain_engine(path: Path) -> Engine:
    """Make the engine of a SQLite file that nobody else uses, such as a backup that is made."""
    return create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        json_serializer=functools.partial(json.dumps, allow_nan=False),
    )


def in_mode(engine: Engine, mode: str) -> Engine:
    """Give the same engine, with the same connections, in one of the three modes."""
    return engine.execution_options(mode=mode)


def make_sqlite_file(path: Path) -> None:
    """Make an empty file that only its owner may read, and the folder for it, unless it is there.

    A file that is there is not even opened: closing it again would take the locks of SQLite off
    it, and another program could then delete the log of writes that this one still uses.

    Raises
    ------
    OSError
        The folder or the file cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def use_write_ahead_log(path: Path) -> None:
    """Let a SQLite file be read while it is written; the file remembers it.

    Raises
    ------
    sqlite3.Error
        It is no database, or cannot be opened.
    """
    connection = sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None)
    try:
        give_up = time.monotonic() + PATIENCE_SECONDS
        while not _is_write_ahead(connection):
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                # Another process is doing the same; SQLite does not wait for it by itself.
                if "locked" not in str(error) or time.monotonic() > give_up:
                    raise
                time.sleep(0.02)
    finally:
        connection.close()


def _is_write_ahead(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA journal_mode").fetchone() == ("wal",))


def _open_sqlite(path: Path, check_file: Callable[[str], None]) -> sqlite3.Connection:
    check_file(NOT_NOW)  # beforehand too: opening one makes the log anew if that is gone
    connection = connect(path, PATIENCE_SECONDS)
    try:
        check_file(NOT_NOW)
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def _begin_on_sqlite(check_file: Callable[[str], None], connection: Connection) -> None:
    mode = connection.get_execution_options()["mode"]
    run = connection.exec_driver_sql
    run(f"PRAGMA foreign_keys = {'OFF' if mode == MIGRATING else 'ON'}")
    run(f"PRAGMA query_only = {'ON' if mode == READING else 'OFF'}")
    # A writer takes its turn at once: a reader that only later turns into one may have to fail.
    run("BEGIN" if mode == READING else "BEGIN IMMEDIATE")
    check_file(NOT_NOW if mode == READING else NOT_SAVED)


def _begin_on_postgresql(connection: Connection) -> None:
    if connection.get_execution_options()["mode"] == READING:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
