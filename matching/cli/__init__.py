"""The command line: rank, evaluate, check-data, serve. `missionmatch --help` explains it."""

from __future__ import annotations

import datetime as dt
import functools
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec

import typer

from matching.cli import (
    account_commands,
    learning_report,
    others_report,
    output,
    store_commands,
)
from matching.reference.shipped import DATA_FOLDER

if TYPE_CHECKING:
    import pandas as pd

    from matching.errors import Problem
    from matching.profile import Profile
    from matching.recommending.recommender import Recommender

Given = ParamSpec("Given")

N_OF_MANY, N_OF_ONE = 50, 10
ALMOST_SHOWN, ARTICLES_SHOWN = 5, 5
MOST_NAMED = 10
"""People to whom no role is open that are named."""
LEFT_OUT = 1
"""Exit code when some rows were left out; it is `output.FAILED` when nothing was done."""


app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",  # so that the text of help fills its lines
)


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
@plain_errors
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
            "--n",
            min=1,
            show_default=False,
            help=f"Most roles a person; {N_OF_MANY}, one: {N_OF_ONE}.",
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
    if out is not None:
        output.check_writable(out)
    if (profiles is None) == (profile is None):
        raise typer.BadParameter("Give either --profiles FILE or --profile FILE.")
    if profiles is not None and as_json:
        raise typer.BadParameter("--json goes with --profile; --profiles gives CSV.")
    from matching.cli import loading

    if profiles is not None:
        people = loading.people_one_by_one(profiles)
        recommender = loading.recommender(data, weights, today)
        _rank_many(recommender, people, n or N_OF_MANY, out)
    elif profile is not None:
        person = loading.person(profile)
        recommender = loading.recommender(data, weights, today)
        _rank_one(recommender, person, n or N_OF_ONE, out, as_json)


def _rank_many(
    recommender: Recommender, people: Iterable[Profile | Problem], n: int, out: Path | None
) -> None:
    """Rank people as they are read and write as they are ranked: nobody is kept."""
    from rich.progress import track

    from matching.errors import Problem
    from matching.phrases import listed

    console = output.console(stderr=True)
    progress = track(
        people, "Ranking", console=console, transient=True, disable=not console.is_terminal
    )
    faults = output.Faults()
    n_ranked = n_without = 0
    nothing_open: list[str] = []  # the first of them

    def ranked() -> Iterator[pd.DataFrame]:
        nonlocal n_ranked, n_without
        for person in progress:
            if isinstance(person, Problem):
                faults.add(person)
                continue
            n_ranked += 1
            best = _best(recommender, person, n)
            if best.empty:
                n_without += 1
                if n_without <= MOST_NAMED:
                    nothing_open.append(person.profile_id)
            yield best

    output.write_ranked(ranked(), out)
    faults.end()
    if nothing_open:
        more = [f"{n_without - MOST_NAMED:,} more"] if n_without > MOST_NAMED else []
        output.note(f"No role is open to {listed([*nothing_open, *more], most=MOST_NAMED + 1)}.")
    if faults.n:
        output.note(f"{n_ranked} ranked, {faults.n_rows} left out.")
        raise typer.Exit(LEFT_OUT)


def _rank_one(
    recommender: Recommender, person: Profile, n: int, out: Path | None, as_json: bool
) -> None:
    if out is not None and out.suffix.lower() == ".csv" and not as_json:
        output.write_ranked([_best(recommender, person, n)], out)
        return
    from matching.cli.answer import Answer

    matches = recommender.recommend(person, n=None)
    shown = [str(role_id) for role_id in matches["role_id"].head(n)]
    answer = Answer(
        catalog=recommender.catalog,
        profile=person,
        matches=matches,
        explanations=recommender.explain_many(person, shown),
        almost=recommender.almost(person, n=ALMOST_SHOWN),
        articles=recommender.articles(person, n=ARTICLES_SHOWN, role_ids=shown),
        variety=recommender.weights.variety,
    )
    if as_json or (out is not None and out.suffix.lower() == ".json"):
        output.write(answer.to_json(), out)
        return
    with output.page(out) as console:
        answer.print(console)


def _best(recommender: Recommender, person: Profile, n: int) -> pd.DataFrame:
    matches = recommender.recommend(person, n)
    return matches[["rank", "role_id", "score"]].assign(profile_id=person.profile_id)


@app.command()
@plain_errors
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
    from matching.cli import loading
    from matching.cli.evaluation_report import evaluation_json, print_evaluation
    from matching.studies.baselines import all_rankers
    from matching.studies.evaluation import evaluate as evaluate_rankers

    recommender = loading.recommender(data, weights, today)
    catalog = recommender.catalog
    folder = data / "judgments"
    people, judged, problems = loading.judged(
        catalog, profiles or folder / "profiles.csv", judgments or folder / "judgments.csv"
    )
    output.report(problems)
    rankers = all_rankers(catalog, recommender, seed)
    evaluation = evaluate_rankers(catalog, people, judged, rankers, k or [10], seed)
    if as_json:
        output.write(evaluation_json(evaluation), None)
    else:
        with output.page() as console:
            print_evaluation(evaluation, console)
    if problems:
        raise typer.Exit(LEFT_OUT)


app.command()(plain_errors(learning_report.learn))
app.command("learn-others")(plain_errors(others_report.learn_others))

simulate = typer.Typer(
    help="What the methods are worth where the truth is known.", no_args_is_help=True
)
app.add_typer(simulate, name="simulate")
Seed = Annotated[int, typer.Option(min=0, help="Of the random numbers.")]


@simulate.command("experiments")
@plain_errors
def simulate_experiments(
    n: Annotated[int, typer.Option("--n", min=10, help="Simulated experiments a row.")] = 1000,
    planned: Annotated[int, typer.Option(min=10, help="Votes after which one ends.")] = 200,
    seed: Seed = 0,
) -> None:
    """Say how often an experiment errs, and how often it finds a difference (about a minute)."""
    from matching.cli import experiment_report

    experiment_report.simulate_experiments(output.console(), n, planned, seed)


@simulate.command("use")
@plain_errors
def simulate_use(seed: Seed = 0) -> None:
    """Say what learning from use recovers of known weights, with and without correction."""
    from matching.cli import experiment_report

    experiment_report.simulate_learning(output.console(), seed=seed)


@simulate.command("sorting")
@plain_errors
def simulate_sorting(
    n: Annotated[int, typer.Option("--n", min=1, help="Made-up people a row.")] = 20,
    seed: Seed = 0,
) -> None:
    """Say how well sorted cards give the weights of who sorted them (some minutes)."""
    from matching.cli import experiment_report

    experiment_report.simulate_sorting(output.console(), n, seed)


@app.command("check-data")
@plain_errors
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
    judged = folder / "judgments"
    if judged.is_dir():
        people, grades, found = loading.judged(
            catalog, judged / "profiles.csv", judged / "judgments.csv"
        )
        typer.echo(f"judgments: {len(people):,} profiles and {len(grades):,} judgments read")
        for problem in found:
            typer.echo(f"  {problem}")
        problems += found
    if problems:
        raise typer.Exit(LEFT_OUT)


def _name_unknown_settings() -> None:
    from matching.environment import unknown_variables

    for sentence in unknown_variables(os.environ):
        output.note(sentence)


store = typer.Typer(
    help="The database for accounts, profiles and roles.",
    no_args_is_help=True,
    callback=_name_unknown_settings,
)
app.add_typer(store, name="store")
Url = store_commands.Url
store.command("upgrade")(plain_errors(store_commands.upgrade))
store.command("backup")(plain_errors(store_commands.backup))
store.command("restore")(plain_errors(store_commands.restore))
store.command("check")(plain_errors(store_commands.check))


@store.command("load")
@plain_errors
def load_store(data: Data = DATA_FOLDER, url: Url = None) -> None:
    """Load or refresh the reference data; rows that were changed by hand are kept and named."""
    from matching.reference.reading import read_reference
    from matching.store import open_database
    from matching.store.reference_rows import load_reference

    output.check_folder(data)
    with open_database(url) as database:
        typer.echo(str(load_reference(database, read_reference(data))))


staff = typer.Typer(
    help="Accounts of staff.", no_args_is_help=True, callback=_name_unknown_settings
)
app.add_typer(staff, name="staff")


@staff.command("create")
@plain_errors
def create_staff(
    email: Annotated[str, typer.Option(help="E-mail to sign in with.")],
    name: Annotated[str, typer.Option(help="Name that others of staff see.")] = "",
    base: Annotated[
        str,
        typer.Option(
            metavar="URL", envvar="MISSIONMATCH_PUBLIC_URL", help="Where people reach the app."
        ),
    ] = "http://127.0.0.1:8501",
    url: Url = None,
) -> None:
    """Make an account of staff and print the link with which its password is chosen."""
    from matching import accounts
    from matching.store import open_database

    with open_database(url) as database:
        now = dt.datetime.now(dt.UTC)
        token = accounts.create_staff(database, email=email, name=name, now=now)
    typer.echo(
        f"Open this link within an hour to choose a password; it works once:\n"
        f"  {accounts.reset_link(base, token)}"
    )


staff.command("secure")(plain_errors(account_commands.secure))


@app.command()
@plain_errors
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
    from matching.cli import serving

    output.check_folder(data)
    _name_unknown_settings()
    serving.check_settings(host)
    serving.check(host, port)
    serving.make_ready(data, demo=demo)
    raise typer.Exit(serving.run(host, port))
