"""The commands under `missionmatch store`: upgrade, load, backup, restore and check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matching.cli import output
from matching.cli.options import Data, Url
from matching.reference.shipped import DATA_FOLDER

if TYPE_CHECKING:
    from matching.store import Database

File = Annotated[Path, typer.Argument(metavar="FILE", show_default=False)]
FAULTY = 1
"""Exit code when a store was looked over and something is wrong."""
ABOUT_PEOPLE = ("accounts", "profiles", "candidacies", "organizations", "roles")


def upgrade(url: Url = None) -> None:
    """Bring the tables of the store to the version of this program; makes the SQLite file."""
    from matching.store import migrations, open_database

    with open_database(url, any_version=True) as database:
        before = migrations.current(database) or "none"
        migrations.upgrade(database)
        after = migrations.current(database)
        typer.echo(f"{database.place}: tables of version {after} (before: {before}).")


def load(data: Data = DATA_FOLDER, url: Url = None) -> None:
    """Load or refresh the reference data; rows that were changed by hand are kept and named."""
    from matching.reference.reading import read_reference
    from matching.store import open_database
    from matching.store.reference_rows import load_reference

    output.check_folder(data)
    with open_database(url) as database:
        typer.echo(str(load_reference(database, read_reference(data))))


def backup(
    file: File,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    url: Url = None,
) -> None:
    """Write all of the store into one file, while it is in use.

    It holds all that was saved before this began, was read again when it was complete, and may be
    put back as a store of either kind. People who are deleted later stay in it.
    """
    from matching.store.backup import back_up

    output.check_writable(file)
    with _opened(url) as database:
        made = back_up(database, file, now=dt.datetime.now(dt.UTC), force=force)
    typer.echo(
        f"{file}: {file.stat().st_size / 1e6:.1f} MB, tables of version {made.revision}, "
        f"{_counted(made.counts)}."
    )


def restore(
    file: File,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a store that is there; it is kept beside.")
    ] = False,
    url: Url = None,
) -> None:
    """Put a backup back as the store, after all of it was checked; stop the program first.

    Delete those people again who were deleted since the backup was made.
    """
    from matching.store import database_url, migrations
    from matching.store.database import Database
    from matching.store.restoring import restore as put_back

    output.check_file(file)
    with Database(database_url(url)) as database:
        found = put_back(database, file, now=dt.datetime.now(dt.UTC), force=force)
        place = database.place
    made = f"the backup of {found.backup.made_at}" if found.backup.made_at else "a copy of a store"
    typer.echo(f"{place} is {made}: {_counted(found.backup.counts)}.")
    if found.kept:
        typer.echo(f"What was there before is now {found.kept}. Delete it when you are content.")
    typer.echo("People who were deleted since the backup are back, too: delete them again.")
    if found.backup.revision != migrations.newest():
        typer.echo(
            f"Its tables are of version {found.backup.revision}. Run: missionmatch store upgrade"
        )


def check(url: Url = None) -> None:
    """Read all of the store and try to write it; the exit code is 1 if something is wrong."""
    from matching.store.checking import check_store

    with _opened(url) as database:
        found = check_store(database)
        place = database.place
    size = "" if found.size is None else f", {found.size / 1e6:.1f} MB"
    room = "" if found.room is None else f", {found.room / 1e9:,.1f} GB free on its disk"
    typer.echo(f"{place}: tables of version {found.revision}{size}{room}")
    for name, count in found.counts.items():
        typer.echo(f"  {name}: {count:,}")
    for fault in found.faults:
        output.note(fault)
    if found.faults:
        raise typer.Exit(FAULTY)
    typer.echo("All is well.")


def _opened(url: str | None) -> Database:
    """Open a store of any version, which unlike for an upgrade must be there."""
    from matching.store import database_url, open_database

    address = database_url(url)
    if address.get_backend_name() == "sqlite":
        output.check_file(Path(address.database or ""))
    return open_database(url, any_version=True)


def _counted(counts: Mapping[str, int]) -> str:
    """Say how much there is: `3 accounts, 1,040 roles and 2,100 rows in all`."""
    some = [f"{counts[name]:,} {name}" for name in ABOUT_PEOPLE if counts.get(name)]
    return ", ".join([*some, f"{sum(counts.values()):,} rows in all"])
