"""The command line: `missionmatch --help` explains it. Each command is a module of its name."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Annotated, ParamSpec

import typer

from matching.cli import (
    candidates,
    check_data,
    check_links,
    evaluate,
    learn,
    learn_others,
    output,
    rank,
    roles,
    serve,
    simulate,
    staff,
    store,
)

Given = ParamSpec("Given")

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",  # so that the text of help fills its lines
)
simulate_commands = typer.Typer(
    help="What the methods are worth where the truth is known.", no_args_is_help=True
)
store_commands = typer.Typer(
    help="The database for accounts, profiles and roles.",
    no_args_is_help=True,
    callback=output.note_unknown_settings,
)
role_commands = typer.Typer(
    help="Roles of an organization from a spreadsheet.",
    no_args_is_help=True,
    callback=output.note_unknown_settings,
)
staff_commands = typer.Typer(
    help="Accounts of staff.", no_args_is_help=True, callback=output.note_unknown_settings
)


def main() -> None:
    """Entry point of `missionmatch`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that cannot show an accent
    app(prog_name="missionmatch")


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"missionmatch {version('missionmatch')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Rank volunteer and mission roles for healthcare professionals, and say why.

    Exit codes: 0 all went well; 1 faulty rows were left out and named; 2 nothing was done.
    """


def plain_errors(command: Callable[Given, None]) -> Callable[Given, None]:
    """Turn what the project reports into one message and exit code 2, without a traceback."""

    @functools.wraps(command)
    def told(*args: Given.args, **kwargs: Given.kwargs) -> None:
        from matching.errors import MatchingError

        try:
            command(*args, **kwargs)
        except BrokenPipeError:  # the reader of the output has gone, as with `| head`
            raise
        except MatchingError as error:
            output.fail(error.detail)
        except OSError as error:
            name = f"{error.filename}: " if error.filename else ""
            output.fail(f"{name}{error.strerror or error}")

    return told


COMMANDS = {
    app: (
        rank.rank,
        candidates.candidates,
        evaluate.evaluate,
        learn.learn,
        learn_others.learn_others,
        check_data.check_data,
        check_links.check_links,
        serve.serve,
    ),
    simulate_commands: (simulate.experiments, simulate.use, simulate.sorting),
    store_commands: (store.upgrade, store.backup, store.restore, store.check, store.load),
    role_commands: (roles.template, roles.bring_in, roles.undo),
    staff_commands: (staff.create, staff.secure),
}
for group, commands in COMMANDS.items():
    for command in commands:
        group.command()(plain_errors(command))
app.add_typer(simulate_commands, name="simulate")
app.add_typer(store_commands, name="store")
app.add_typer(role_commands, name="roles")
app.add_typer(staff_commands, name="staff")
