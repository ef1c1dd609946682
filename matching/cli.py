"""The command line: rank, evaluate, check-data, serve. `missionmatch --help` explains it."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    import click
    from rich.console import Console

    from matching.catalog import Catalog
    from matching.errors import Problem
    from matching.profile import Profile
    from matching.recommender import Recommender

ROOT = Path(__file__).resolve().parents[1]
DATA_FOLDER = ROOT / "data"
APP_FILE = ROOT / "app.py"
DATA_FOLDER_VARIABLE = "MISSIONMATCH_DATA"
"""Where the app looks for its data folder (see matching/screens/resources.py)."""

N_OF_MANY, N_OF_ONE = 50, 10
ALMOST_SHOWN, ARTICLES_SHOWN = 5, 5
LEFT_OUT, FAILED = 1, 2
"""Exit codes: some rows were left out; nothing was done."""


class Commands(TyperGroup):
    """Turns what the project reports into one message and an exit code, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        from matching.errors import MatchingError

        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # the reader of the output has gone, as with `| head`
            raise
        except MatchingError as error:
            fail(str(error))
        except OSError as error:
            name = f"{error.filename}: " if error.filename else ""
            fail(f"{name}{error.strerror or error}")


app = typer.Typer(
    cls=Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)

Data = Annotated[
    Path, typer.Option("--data", metavar="FOLDER", help="Folder with the data.", show_default=False)
]
Weights = Annotated[
    Path | None,
    typer.Option("--weights", metavar="FILE", help="Weight set (JSON) instead of the shipped one."),
]
Today = Annotated[
    dt.datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"], metavar="DATE", help="Day from which the age of sources is counted."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of text.")]


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


@app.command()
def rank(
    profiles: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Many people: CSV, columns of profiles.csv.")
    ] = None,
    profile: Annotated[
        Path | None, typer.Option(metavar="FILE", help="One person: YAML or JSON, same names.")
    ] = None,
    n: Annotated[
        int | None,
        typer.Option(
            "--n", min=1, show_default=False, help=f"Most roles a person; {N_OF_MANY}, one: {N_OF_ONE}."
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write there instead of to the terminal.")
    ] = None,
    as_json: AsJson = False,
    data: Data = DATA_FOLDER,
    weights: Weights = None,
    today: Today = None,
) -> None:
    """Rank the roles that are open to one person (readable) or to many (CSV).

    --profiles gives a table with the columns profile_id, rank, role_id, score. A faulty row of
    the file is named with line, column, value and what was expected; the others are ranked and
    written, and the exit code is 1. --profile gives the list with reasons (+), what to weigh (!),
    questions to ask (?), changes that would open more roles, and articles. With --json it is JSON;
    with --out FILE.csv the table, with FILE.json JSON.
    """
    if (profiles is None) == (profile is None):
        raise typer.BadParameter("Give either --profiles FILE or --profile FILE.")
    if profiles is not None:
        if as_json:
            raise typer.BadParameter("--json goes with --profile; --profiles gives CSV.")
        _rank_many(profiles, n or N_OF_MANY, out, _recommender(data, weights, today))
    elif profile is not None:
        person = _read_person(profile)
        _rank_one(person, n or N_OF_ONE, out, as_json, _recommender(data, weights, today))


def _rank_many(path: Path, n: int, out: Path | None, recommender: Recommender) -> None:
    from rich.progress import track

    from matching.profile_files import read_profiles

    people, problems = read_profiles(path)
    _report(problems)
    console = _console(stderr=True)
    lines: list[str] = []
    nothing_open = []
    for person in track(
        people, "Ranking", console=console, transient=True, disable=not console.is_terminal
    ):
        rows = _csv_rows(recommender, person, n)
        lines += rows
        if not rows:
            nothing_open.append(person.profile_id)
    _write(_csv_text(lines), out)
    if nothing_open:
        from matching.wording import listed

        typer.echo(f"No role is open to {listed(nothing_open, most=10)}.", err=True)
    if problems:
        rows_left_out = len({problem.row for problem in problems})
        typer.echo(f"{len(people)} ranked, {rows_left_out} left out.", err=True)
        raise typer.Exit(LEFT_OUT)


def _rank_one(
    person: Profile, n: int, out: Path | None, as_json: bool, recommender: Recommender
) -> None:
    if out is not None and out.suffix.lower() == ".csv" and not as_json:
        _write(_csv_text(_csv_rows(recommender, person, n)), out)
        return
    from matching.reports import Answer

    matches = recommender.recommend(person, n=None)
    shown = [str(role_id) for role_id in matches["role_id"].head(n)]
    answer = Answer(
        catalog=recommender.catalog,
        profile=person,
        matches=matches,
        explanations=recommender.explain_many(person, shown),
        almost=recommender.almost(person, n=ALMOST_SHOWN),
        articles=recommender.articles(person, n=ARTICLES_SHOWN, role_ids=shown),
    )
    if as_json or (out is not None and out.suffix.lower() == ".json"):
        _write(answer.to_json(), out)
        return
    with _page(out) as console:
        answer.print(console)


@app.command()
def evaluate(
    profiles: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Default: judgments/profiles.csv of the data folder."),
    ] = None,
    judgments: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Default: judgments/judgments.csv of the data folder."),
    ] = None,
    k: Annotated[
        list[int] | None,
        typer.Option("--k", min=1, help="How many of the first count; may be given repeatedly."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Of resampling and of the random order.")] = 0,
    as_json: AsJson = False,
    data: Data = DATA_FOLDER,
    weights: Weights = None,
    today: Today = None,
) -> None:
    """Compare the ranking with graded matches and with simpler rankings.

    Judgments are a CSV with profile_id, role_id, grade (0 to 3) and reason. Faulty rows are named
    and left out; the exit code is 1 then.
    """
    from matching.baselines import all_rankers
    from matching.evaluation import evaluate as evaluate_rankers
    from matching.evaluation_report import evaluation_json, print_evaluation
    from matching.judgments import read_judgments
    from matching.profile_files import read_profiles

    recommender = _recommender(data, weights, today)
    catalog = recommender.catalog
    folder = data / "judgments"
    people, problems = read_profiles(profiles or folder / "profiles.csv")
    judged, more = read_judgments(
        judgments or folder / "judgments.csv",
        profile_ids={person.profile_id for person in people},
        role_ids=set(catalog.roles.index),
    )
    _report([*problems, *more])
    rankers = all_rankers(catalog, recommender, seed)
    evaluation = evaluate_rankers(catalog, people, judged, rankers, k or [10], seed)
    if as_json:
        _write(evaluation_json(evaluation), None)
    else:
        print_evaluation(evaluation, _console())
    if problems or more:
        raise typer.Exit(LEFT_OUT)


@app.command("check-data")
def check_data(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", show_default=False)] = DATA_FOLDER,
) -> None:
    """Check the data folder and name each faulty row; the exit code is 1 if there is any."""
    from matching.reference import check

    catalog = _catalog(folder)
    typer.echo(check(folder))
    found = list(catalog.problems)
    if (folder / "weights.json").exists():
        _weights(folder / "weights.json")
    judged = folder / "judgments"
    if judged.is_dir():
        from matching.judgments import read_judgments
        from matching.profile_files import read_profiles

        people, problems = read_profiles(judged / "profiles.csv")
        _, more = read_judgments(
            judged / "judgments.csv",
            profile_ids={person.profile_id for person in people},
            role_ids=set(catalog.roles.index),
        )
        _report([*problems, *more])
        found += [*problems, *more]
    if found:
        raise typer.Exit(LEFT_OUT)


