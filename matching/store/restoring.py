"""A backup put back as the store; what was there before is kept under another name."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from matching.store import engines, migrations
from matching.store.backup_file import Backup, store_from
from matching.store.copying import VERSION_TABLE, copy_rows, table_names
from matching.store.database import Database
from matching.store.errors import DatabaseError
from matching.store.new_files import COMPANIONS, link_or_rename, put_in_place, temporary_beside
from matching.store.same_file import connect
from matching.store.schema import Base

__all__ = ["Restored", "restore"]

THERE_IS_ONE = (
    "There is a store at {place} already. --force puts the backup in its place and keeps it under "
    "another name."
)
IN_USE = (
    "The store at {place} is in use, so nothing was changed. Stop Missionmatch and whatever else "
    "has it open, then repeat this."
)
SECONDS_TO_LOCK = 10


@dataclass(frozen=True)
class Restored:
    """What was put back, and where that is which was there before (`""`: nothing was)."""

    backup: Backup
    kept: str


def restore(database: Database, file: Path, *, now: datetime, force: bool = False) -> Restored:
    """Put a backup in the place of a store, all of it or, on an error, nothing.

    All of the backup is checked first.

    Parameters
    ----------
    database : Database
        Where to; made with `Database(database_url(…))`, since there may be none yet, or a damaged
        one.
    file : Path
        As `back_up` writes it, of a store of either kind.
    force : bool
        Also where there is a store; it is kept under another name.

    Raises
    ------
    DatabaseError
        The backup cannot be used, there is a store already, or it is in use.
    OSError
        A file cannot be read or written.
    """
    into = _restore_file if database.is_sqlite else _restore_on_server
    try:
        return into(database, file, f"replaced-{now.astimezone(UTC):%Y%m%d-%H%M%S}", force)
    except sqlite3.Error as error:
        raise DatabaseError(f"{file} was not put back: {error}.") from error


def _restore_file(database: Database, file: Path, stamp: str, force: bool) -> Restored:
    store = Path(os.path.realpath(database.url.database or ""))
    there = [path for path in _with_companions(store) if path.exists()]
    if store in there and not store.stat().st_size:
        there.remove(store)
    if there and not force:
        raise DatabaseError(THERE_IS_ONE.format(place=database.place))
    store.parent.mkdir(parents=True, exist_ok=True)
    with temporary_beside(store) as temporary:
        backup = store_from(file, temporary)
        _give_to_owner_of(store, temporary)
        with _to_itself(store, database.place):
            kept = _keep_aside(store, stamp)
            put_in_place(temporary, store, force=True)
    return Restored(backup, str(kept or ""))


@contextmanager
def _to_itself(store: Path, place: str) -> Iterator[None]:
    """Keep all others from a SQLite file, whose log is then part of it."""
    if not store.exists():
        yield
        return
    with closing(connect(store, timeout=0)) as connection:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA locking_mode = NORMAL")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise DatabaseError(IN_USE.format(place=place)) from error
        except sqlite3.DatabaseError:
            pass  # it is damaged, perhaps the reason why it is replaced
        yield


def _give_to_owner_of(store: Path, file: Path) -> None:
    """Let whoever may use the store use the file that takes its place."""
    if store.exists() and os.name == "posix":
        found = store.stat()
        file.chmod(stat.S_IMODE(found.st_mode))
        if os.geteuid() == 0:
            os.chown(file, found.st_uid, found.st_gid)


def _keep_aside(store: Path, stamp: str) -> Path | None:
    """Give a store another name too, and what is beside it no other, before it is replaced."""
    kept = store.with_name(f"{store.name}.{stamp}")
    for ending in COMPANIONS:
        if (path := Path(f"{store}{ending}")).exists():
            path.rename(f"{kept}{ending}")
    if not store.exists():
        return None
    link_or_rename(store, kept)
    return kept


def _with_companions(store: Path) -> list[Path]:
    return [store, *(Path(f"{store}{ending}") for ending in COMPANIONS)]


def _restore_on_server(database: Database, file: Path, stamp: str, force: bool) -> Restored:
    kept = stamp.replace("-", "_")
    with (
        TemporaryDirectory() as folder,
        database.migrating() as target,
    ):
        copy = Path(folder) / "backup.db"
        backup = store_from(file, copy)
        with engines.plain_engine(copy).connect() as source:
            names = table_names(source)
            there = _make_room_in(target, database.place, names, kept, force)
            migrations.make_tables(target, backup.revision)
            copy_rows(source, target, sorted(names - {VERSION_TABLE}))
    return Restored(backup, f"the schema {kept}" if there else "")


def _make_room_in(
    target: Connection, place: str, names: set[str], kept: str, force: bool
) -> set[str]:
    """Move the tables of a store into a schema of their own, and say which; none may be there."""
    target.exec_driver_sql(f"SET LOCAL lock_timeout = '{SECONDS_TO_LOCK}s'")
    there = {*names, *Base.metadata.tables} & table_names(target)
    if not there:
        return there
    revision = MigrationContext.configure(target).get_current_revision()
    if revision is None or not migrations.is_known(revision):
        raise DatabaseError(
            f"The database at {place} has tables that are not of this program, such as "
            f"{min(there)}. Restore into another database."
        )
    if not force:
        raise DatabaseError(THERE_IS_ONE.format(place=place))
    if _is_used_by_others(target):
        raise DatabaseError(IN_USE.format(place=place))
    target.exec_driver_sql(f"CREATE SCHEMA {kept}")
    for name in sorted(there):
        target.exec_driver_sql(f'ALTER TABLE "{name}" SET SCHEMA {kept}')
    return there


def _is_used_by_others(connection: Connection) -> bool:
    """Whether another program of ours is connected, as far as the role may see that."""
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND application_name = :name"
    )
    name = engines.POSTGRESQL_SETTINGS["application_name"]
    return bool(connection.scalar(others, {"name": name}))
