"""`missionmatch rank`: the roles that are open to one person or to many."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matching.cli import output
from matching.cli.options import AsJson, Data, Jobs, Scheduler, Today, Weights
from matching.reference.shipped import DATA_FOLDER

if TYPE_CHECKING:
    from matching.cli.many import Asked, Source
    from matching.profile import Profile
    from matching.recommending.recommender import Recommender

N_OF_MANY, N_OF_ONE = 50, 10
BLOCK = 500
"""People of a block: a few seconds of work, and about 1 MB while they wait."""
ALMOST_SHOWN, ARTICLES_SHOWN = 5, 5


def rank(
    profiles: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Many: CSV or Parquet, as profiles.csv."),
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
    jobs: Jobs = 1,
    scheduler: Scheduler = "",
    block: Annotated[
        int, typer.Option(min=1, max=100_000, help="People of a block, for --profiles.")
    ] = BLOCK,
    data: Data = DATA_FOLDER,
    weights: Weights = None,
    today: Today = None,
) -> None:
    """Rank the roles that are open to one person (readable) or to many (a table).

    --profiles gives a table with the columns profile_id, rank, role_id, score, band (1 meets all
    that was asked, 2 comes near, 3 is for who is flexible): CSV, or Parquet with --out
    FILE.parquet. A faulty row of the file is named with line, column, value and what was expected;
    the others are ranked and written, and the exit code is 1. With --out, finished blocks are kept
    beside the file until all are there: the same command goes on after a kill. --profile gives the
    list by band, without the third, with reasons (+), what is not as wished (~), what to weigh (!),
    questions to ask (?), changes that would open more roles, and articles. With --json it is JSON;
    with --out FILE.csv the table, with FILE.json JSON.
    """
    if (profiles is None) == (profile is None):
        raise typer.BadParameter("Give either --profiles FILE or --profile FILE.")
    _check(profile is not None, out, as_json, bool(jobs != 1 or scheduler))
    from matching.cli import loading

    if profiles is not None:
        from matching.cli import many

        asked = many.Asked(
            data, profiles, n or N_OF_MANY, out, block, many.workers_of(jobs, scheduler)
        )
        source = many.Source(loading.people_one_by_one(profiles), block)
        _rank_many(loading.recommender(data, weights, today), source, asked)
    elif profile is not None:
        person = loading.person(profile)
        recommender = loading.recommender(data, weights, today)
        _rank_one(recommender, person, n or N_OF_ONE, out, as_json)


def _check(is_one: bool, out: Path | None, as_json: bool, by_workers: bool) -> None:
    """End the program if options do not go together, or the file cannot be written."""
    if out is not None:
        output.check_writable(out)
    if as_json and not is_one:
        raise typer.BadParameter("--json goes with --profile; --profiles gives a table.")
    is_parquet = out is not None and out.suffix.lower() == ".parquet"
    if is_one and (by_workers or is_parquet):
        raise typer.BadParameter("--jobs, --scheduler and Parquet go with --profiles.")


def _rank_many(recommender: Recommender, source: Source[Profile], asked: Asked) -> None:
    """Rank people as they are read, and write as they are ranked: nobody is kept."""
    from matching.bulk.origin import rows_about
    from matching.bulk.work import RolesForPeople
    from matching.cli.many import Run

    run = Run(
        asked,
        RolesForPeople.of(recommender, asked.n, asked.form),
        asked.made_from("rank", recommender),
        "people",
        rows_about(asked.profiles),
    )
    run.over(source, "No role is open to {}.")


def _rank_one(
    recommender: Recommender, person: Profile, n: int, out: Path | None, as_json: bool
) -> None:
    if out is not None and out.suffix.lower() == ".csv" and not as_json:
        from matching.bulk.tables import ROLES_COLUMNS, header
        from matching.bulk.work import Block, RolesForPeople

        best = RolesForPeople.of(recommender, n, "csv").piece(Block(0, (person,))).content
        output.write((header(ROLES_COLUMNS) + best).decode(), out)
        return
    from matching.cli.answer import Answer, by_band

    is_json = as_json or (out is not None and out.suffix.lower() == ".json")
    matches = recommender.recommend(person, n=None)
    wanted = matches if is_json else by_band(matches)
    shown = [str(role_id) for role_id in wanted["role_id"].head(n)]
    answer = Answer(
        catalog=recommender.catalog,
        profile=person,
        matches=matches,
        explanations=recommender.explain_many(person, shown),
        almost=recommender.almost(person, n=ALMOST_SHOWN),
        wishes=recommender.wishes(person, [str(role_id) for role_id in matches["role_id"]]),
        articles=recommender.articles(person, n=ARTICLES_SHOWN, role_ids=shown),
        variety=recommender.weights.variety,
    )
    if is_json:
        output.write(answer.to_json(), out)
        return
    with output.page(out) as console:
        answer.print(console)
