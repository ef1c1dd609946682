"""Files that get their name only when they are complete and on disk."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

__all__ = ["COMPANIONS", "link_or_rename", "put_in_place", "temporary_beside"]

COMPANIONS = ("-journal", "-wal", "-shm")
"""How the names of files end that SQLite has beside its own."""


def put_in_place(temporary: Path, file: Path, *, force: bool) -> None:
    """Give a finished file its name when it is on disk; without `force` never over another.

    Raises
    ------
    FileExistsError
        Another one has the name.
    """
    _sync(temporary)
    if not force:
        link_or_rename(temporary, file)
    if temporary.exists():
        temporary.replace(file)
    if os.name == "posix":
        _sync(file.absolute().parent)


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


def _sync(path: Path) -> None:
    """Wait until a file, or what a folder says of its files, is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
