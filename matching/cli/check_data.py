"""`missionmatch check-data`: every faulty row of the data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matching.cli import output
from matching.reference.shipped import DATA_FOLDER


def check_data(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", show_default=False)] = DATA_FOLDER,
) -> None:
    """Check the data folder and name each faulty row; the exit code is 1 if there is any."""
    from matching.cli import loading
    from matching.reference.reading import check

    catalog = loading.catalog(folder)
    typer.echo(check(folder))
    problems = list(catalog.problems)
    if (folder / "weights.json").exists():
        loading.weight_set(folder / "weights.json")
    if (folder / "judgments").is_dir():
        sets, found = loading.judged_sets(catalog, folder, None, None)
        for name, people, grades in sets:
            read = f"{len(people):,} profiles and {len(grades):,} judgments read"
            typer.echo(f"judgments/{name}: {read}")
        for problem in found:
            typer.echo(f"  {problem}")
        problems += found
    if problems:
        raise typer.Exit(output.LEFT_OUT)
