"""The commands under `missionmatch roles`: a template, a spreadsheet brought in, and its undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matching.cli import output
from matching.cli.options import Url

if TYPE_CHECKING:
    from matching.services.recruiter import RoleImport

File = Annotated[Path, typer.Argument(metavar="FILE", show_default=False)]
By = Annotated[
    str, typer.Option(help="E-mail of the account, of staff or of the organization, that does it.")
]
MOST_LINES = 50


def template(file: File) -> None:
    """Write an empty workbook (.xlsx) for roles, with drop-downs and lists of all ids."""
    from matching.reference.role_template import role_template

    output.check_new(file)
    file.write_bytes(role_template())
    typer.echo(f"{file}: fill in its first sheet, then: missionmatch roles bring-in {file}")


def bring_in(
    file: File,
    org: Annotated[str, typer.Option(help="Id of the organization whose roles these are.")],
    by: By,
    take: Annotated[
        bool, typer.Option("--take", help="Take the good rows; else only look.")
    ] = False,
    url: Url = None,
) -> None:
    """Look at a spreadsheet of roles, and with --take bring it in, as the page does.

    Text of any spreadsheet program, or .xlsx. Cells that somebody else changed since the export
    and rows that look like another role are left; on the page they can be chosen.
    """
    from matching.services import staff
    from matching.services.shared.operators import actor_by_email
    from matching.services.shared.problem_groups import grouped
    from matching.store import open_database

    output.check_file(file)
    with open_database(url) as database:
        actor = actor_by_email(database, by)
        found = staff.import_roles(
            database,
            actor,
            org,
            file.name,
            file.read_bytes(),
            dry_run=not take,
            now=dt.datetime.now(dt.UTC),
        )
    for line in _lines(found, taken=take):
        typer.echo(line)
    groups = grouped(found.problems)
    for group in groups[:MOST_LINES]:
        output.note(str(group))
    if len(groups) > MOST_LINES:
        output.note(f"and {len(groups) - MOST_LINES:,} more kinds of faults")
    if found.problems:
        raise typer.Exit(output.LEFT_OUT)


def undo(
    import_id: Annotated[str, typer.Argument(metavar="IMPORT", show_default=False)],
    by: By,
    url: Url = None,
) -> None:
    """Put back what a file changed, and take out the roles that it added."""
    from matching.services import staff
    from matching.services.shared.operators import actor_by_email
    from matching.store import open_database

    with open_database(url) as database:
        actor = actor_by_email(database, by)
        done = staff.undo_import(
            database, actor, import_id, dry_run=False, now=dt.datetime.now(dt.UTC)
        )
    typer.echo(f"{done.restored} as before, {done.removed} taken out.")
    for left in done.left:
        typer.echo(f"  {left.role_id} stays: {left.why}")


def _lines(found: RoleImport, *, taken: bool) -> Iterator[str]:
    yield from found.notes
    did = "Added" if taken else "Would add"
    yield (
        f"{did} {len(found.added):,}, changed {len(found.changed):,}, "
        f"unchanged {len(found.unchanged):,}."
    )
    for change in found.changes[:MOST_LINES]:
        for cell in change.cells:
            yield f"  {change.role_id}, {cell.column}: {cell.old or 'nothing'} -> {cell.new}"
    for one in found.edited:
        yield f"  {one.role_id}, {one.column} was changed since the export, and stays: {one.here}"
    for like in found.alike:
        other = f"row {like.like_row}" if like.like_row else "a role that stands already"
        yield f"  row {like.row} looks like {other}, and is left out: {like.title}"
    if found.drafts:
        yield f"{len(found.drafts):,} begin closed, since the file does not say a status."
    if found.held:
        yield f"{len(found.held):,} stay closed until staff have looked, since so many would open."
    if found.import_id:
        yield f"To undo it: missionmatch roles undo {found.import_id} --by …"
