"""`missionmatch serve`: the app in the browser, on a store that is made ready first."""

from __future__ import annotations

from typing import Annotated

import typer

from matching.cli import output, serving
from matching.cli.options import Data
from matching.reference.shipped import DATA_FOLDER


def serve(
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Port of this machine.")] = 8501,
    host: Annotated[
        str, typer.Option(help="Address to listen on; 0.0.0.0 lets other machines in.")
    ] = "127.0.0.1",
    data: Data = DATA_FOLDER,
    demo: Annotated[
        bool, typer.Option("--demo", help="On a store of its own, with fictional people.")
    ] = False,
) -> None:
    """Run the app in the browser until Ctrl-C; makes the store and refreshes its data first."""
    output.check_folder(data)
    output.note_unknown_settings()
    serving.check_settings(host)
    serving.check(host, port)
    serving.make_ready(data, demo=demo)
    raise typer.Exit(serving.run(host, port))
