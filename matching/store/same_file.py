"""Telling whether the file of a SQLite store is still the one that was opened.

SQLite goes on with a file that was removed or replaced, and what it writes there is lost. Files
are only looked at here (`os.stat`): closing one that was opened beside SQLite would take the
locks of SQLite off it.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from pathlib import Path

from matching.store.errors import NOT_NOW, UnusableError

Identity = tuple[int, int]
GO_ON = (
    "Nothing is read or written until it is back, which is noticed by itself; to go on with what "
    "is there now, start the program anew."
)
RESCUED = (
    "What was written is in {name}. Nothing is read or written until the program is started anew."
)


def connect(path: Path, timeout: float) -> sqlite3.Connection:
    """Open a SQLite file that is there; unlike SQLite itself, never make one.

    Raises
    ------
    sqlite3.OperationalError
        There is no such file, or it cannot be opened.
    """
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
    )


class SameFile:
    """A SQLite file and its log of writes, held open, so that others can be told from them.

    As long as one connection is open, SQLite removes neither the log nor its index, so they too
    stay the same.

    Raises
    ------
    sqlite3.Error
        The file cannot be opened.
    UnusableError
        It was replaced in the same moment.
    """

    def __init__(self, path: Path, place: str, timeout: float) -> None:
        self._path, self._place = path, place
        self._rescuing = threading.Lock()
        seen = _identity(path, may_be_empty=False)
        self._held = connect(path, timeout)
        self._held.execute("SELECT count(*) FROM sqlite_master").fetchone()  # opens the log
        real = os.path.realpath(path)  # SQLite has the log beside the file that a link leads to
        self._log = Path(f"{real}-wal")
        self._known = {file: _identity(file) for file in (path, self._log, Path(f"{real}-shm"))} | {
            path: seen
        }
        self.check()

    def check(self, said: str = NOT_NOW) -> None:
        """Do nothing if all is as it was.

        Parameters
        ----------
        said : str
            What visitors read if it is not.

        Raises
        ------
        UnusableError
            A file is gone, or another one is in its place.
        """
        for path, identity in self._known.items():
            now = _identity(path, may_be_empty=path != self._path)
            if now != identity:
                raise UnusableError(said, self._detail(path, now))

    def close(self) -> None:
        """Let go of the file."""
        self._held.close()

    def _detail(self, path: Path, now: Identity | None) -> str:
        what = f"{path.name} is {'gone or empty' if now is None else 'another file now'}"
        advice = GO_ON
        if path != self._path:
            what = f"{what}, which belongs to it"
            if path == self._log and now is None and self._rescue():
                advice = RESCUED.format(name=self._path.name)
        return f"The store at {self._place} is not as this program opened it: {what}. {advice}"

    def _rescue(self) -> bool:
        """Move what is only in a log that was removed, and still held open, into the file.

        Not where another log took its place: another program may have written since.
        """
        with self._rescuing, contextlib.suppress(sqlite3.Error):
            busy, written, moved = self._held.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            return not busy and written == moved
        return False


def _identity(path: Path, *, may_be_empty: bool = True) -> Identity | None:
    """Tell a file from every other one; None if it is gone, or empty where no store is."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found.st_size or may_be_empty else None
