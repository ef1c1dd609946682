"""Opening the store, and sessions that read or write it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, Connection
from sqlalchemy.orm import Session

from matching.store import engines, migrations
from matching.store.engines import database_url
from matching.store.errors import (
    NOT_NOW,
    NOT_SAVED,
    PERHAPS_SAVED,
    ConflictError,
    SchemaVersionError,
    UnusableError,
)
from matching.store.failures import CHANGED_MEANWHILE, cannot_be_opened, in_plain_words
from matching.store.outage import Outage
from matching.store.same_file import SameFile

__all__ = ["Database", "database_url", "open_database", "require_version"]

UPGRADE = "Run: missionmatch store upgrade"


class Database:
    """A database with its connections; made by `open_database`, used by many threads.

    A row that was read stays usable after its session, with what was loaded of it.
    """

    def __init__(self, url: URL) -> None:
        self.url = url
        self._engine = engines.make_engine(url, self._check_file)
        self._file: SameFile | None = None
        self._outage: Outage | None = None

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a SQLite file; else it is PostgreSQL."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def place(self) -> str:
        """Where the database is, without a password."""
        return self.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one state of the database and cannot write.

        Raises
        ------
        DatabaseError
            The database does not answer.
        ValueError
            A row was changed; that needs `writing()`.
        """
        engine = engines.in_mode(self._engine, engines.READING)
        with self._told(engines.READING, NOT_NOW), _ReadingSession(engine) as session:
            yield session
            session.flush()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session whose changes are all kept when the block ends, or none on an error.

        What it wrote is on disk when the block has ended. On SQLite there is one writer at a
        time, and others wait: keep the block short. It cannot be nested.

        Raises
        ------
        ConstraintError
            A rule of the tables forbids the change.
        ConflictError
            A row was changed by someone else since it was read.
        DatabaseError
            The database does not answer.
        """
        engine = engines.in_mode(self._engine, engines.WRITING)
        with self._told(engines.WRITING, PERHAPS_SAVED):
            with (
                Session(engine, expire_on_commit=False) as session,
                session.begin(),
                in_plain_words(self.place, NOT_SAVED),
            ):
                yield session
                session.flush()
            self._check_file(PERHAPS_SAVED)  # or it may have gone into a file that was replaced

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Give a connection that may change tables; what it did is kept if the block ends well."""
        engine = engines.in_mode(self._engine, engines.MIGRATING)
        with self._told(engines.WRITING, PERHAPS_SAVED):
            with engine.begin() as connection:
                yield connection
            self._check_file(PERHAPS_SAVED)

    def hold_file(self) -> None:
        """Hold the SQLite file from now on, to notice when another one is in its place."""
        path = Path(self.url.database or "")
        self._file = SameFile(path, self.place, engines.PATIENCE_SECONDS)

    def log_outages(self) -> None:
        """Log from now on when an outage begins and ends, which visitors are told no more of."""
        self._outage = Outage()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()
        if self._file:
            self._file.close()

    def _check_file(self, said: str) -> None:
        if self._file:
            self._file.check(said)

    @contextmanager
    def _told(self, mode: str, said: str) -> Iterator[None]:
        """Give errors in plain words, and log the first one of an outage."""
        try:
            with in_plain_words(self.place, said):
                yield
        except UnusableError as error:
            if self._outage:
                self._outage.failed(mode, error.detail)
            raise
        if self._outage:
            self._outage.went_well(mode)

    def __enter__(self) -> Self:
        """Give the database itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close all connections."""
        self.close()


class _ReadingSession(Session):
    """A session in which a change is an error instead of being lost."""

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        changed = [row for row in self.dirty if self.is_modified(row)]
        if changed or self.new or self.deleted:
            raise ValueError("reading() saves nothing; change rows inside writing().")


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


def require_version(row: Any, version: int) -> None:  # noqa: ANN401
    """Check that a row is still as it was shown to the person who now changes it.

    Parameters
    ----------
    row : a row that has a `version`
        As read inside `writing()`.
    version : int
        The version that the person saw.

    Raises
    ------
    ConflictError
        The row was changed since.
    """
    if row.version != version:
        raise ConflictError(CHANGED_MEANWHILE)


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
