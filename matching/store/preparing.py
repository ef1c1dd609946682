"""Making the store ready to serve: tables if there are none, and the reference data of today."""

from __future__ import annotations

from pathlib import Path

from matching.reference.reading import read_reference
from matching.store import migrations
from matching.store.checking import require_writable
from matching.store.load_report import LoadReport
from matching.store.opening import open_database
from matching.store.reference_rows import load_reference

__all__ = ["prepare_store"]


def prepare_store(folder: Path, url: str | None = None) -> LoadReport:
    """Make the tables where there are none, and load or refresh the reference data.

    Tables of an older version are left alone: upgrading them is the operator's step, after a
    backup.

    Parameters
    ----------
    folder : Path
        With the reference data.
    url : str, optional
        As for `open_database`.

    Raises
    ------
    DataError
        A file is missing or its header is faulty.
    DatabaseError
        The database cannot be reached or written, or its tables are of another version.
    """
    with open_database(url, any_version=True) as database:
        if migrations.current(database) is None:
            migrations.upgrade(database)
    with open_database(url) as database:
        require_writable(database)  # now: else the first who signs up would find out
        return load_reference(database, read_reference(folder))
