"""The store with its connections, and sessions that read or write it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, Connection
from sqlalchemy.orm import Session

from matching.store import engines
from matching.store.errors import (
    NOT_NOW,
    NOT_SAVED,
    PERHAPS_SAVED,
    ConflictError,
    UnusableError,
)
from matching.store.failures import CHANGED_MEANWHILE, in_plain_words
from matching.store.outage import Outage
from matching.store.same_file import SameFile

__all__ = ["Database", "require_version"]


class Database:
    """A database with its connections; made by `open_database`, used by many threads.

    A row that was read stays usable after its session, with what was loaded of it.
    """

    def __init__(self, url: URL) -> None:
        self.url = url
        self._engine = engines.make_engine(url, self._check_file)
        self._file: SameFile | None = None
        self._outage: Outage | None = None
        self._of_thread = threading.local()

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a SQLite file; else it is PostgreSQL."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def place(self) -> str:
        """Where the database is, without a password."""
        return self.url.render_as_string(hide_password=True)

    @property
    def changes_here(self) -> int:
        """How often this thread has written; another number says that it may read other things."""
        return getattr(self._of_thread, "changes", 0)

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
        self._of_thread.changes = self.changes_here + 1

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
