"""`missionmatch candidates`: the people who fit a role, or each role."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matching.cli import output
from matching.cli.options import Data, Jobs, Scheduler, Today, Weights
from matching.reference.shipped import DATA_FOLDER

BLOCK = 20
"""Roles of a block: a few seconds of work."""


def candidates(
    profiles: Annotated[
        Path, typer.Option(metavar="FILE", help="People: CSV or Parquet, columns of profiles.csv.")
    ],
    role: Annotated[str, typer.Option(metavar="ID", help="The id of one role.")] = "",
    all_roles: Annotated[
        bool, typer.Option("--all", help="Each role that is not past, in the order of their ids.")
    ] = False,
    n: Annotated[int, typer.Option("--n", min=1, help="Most people a role.")] = 50,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write there instead of to the terminal.")
    ] = None,
    jobs: Jobs = 1,
    scheduler: Scheduler = "",
    block: Annotated[int, typer.Option(min=1, max=100_000, help="Roles of a block.")] = BLOCK,
    data: Data = DATA_FOLDER,
    weights: Weights = None,
    today: Today = None,
) -> None:
    """Rank people for one role, or for each, as a recruiter's list does.

    It gives a table with the columns role_id, rank, profile_id, score, band, n_known (how many
    terms both sides said enough for): CSV, or Parquet with --out FILE.parquet. What people say in
    their own words is not read. Faulty rows, exit code, and going on after a kill are as with
    `rank --profiles`.
    """
    if out is not None:
        output.check_writable(out)
    if bool(role) == all_roles:
        raise typer.BadParameter("Give either --role ID or --all.")
    from matching.bulk.work import PeopleForRoles
    from matching.cli import loading, many

    asked = many.Asked(data, profiles, n, out, block, many.workers_of(jobs, scheduler))
    people, problems = loading.people(profiles)
    recommender = loading.recommender(data, weights, today)
    if role:
        recommender.catalog.role(role)
    role_ids = many.active_roles(recommender) if all_roles else [role]
    setting = PeopleForRoles.of(recommender, n, asked.form, tuple(people))
    command = "candidates --all" if all_roles else f"candidates --role {role}"
    run = many.Run(asked, setting, asked.made_from(command, recommender), "roles", len(role_ids))
    source = many.Source[str]([*problems, *role_ids], block)
    run.over(source, "Nobody fits {}.")
