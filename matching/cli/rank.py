"""`missionmatch rank`: the roles that are open to one person or to many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matching.cli import output
from matching.cli.options import AsJson, Data, Today, Weights
from matching.reference.shipped import DATA_FOLDER

if TYPE_CHECKING:
    import pandas as pd

    from matching.errors import Problem
    from matching.profile import Profile
    from matching.recommending.recommender import Recommender

N_OF_MANY, N_OF_ONE = 50, 10
ALMOST_SHOWN, ARTICLES_SHOWN = 5, 5
MOST_NAMED = 10
"""People to whom no role is open that are named."""


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

    --profiles gives a table with the columns profile_id, rank, role_id, score, band (1 meets all
    that was asked, 2 comes near, 3 is for who is flexible). A faulty row of the file is named with
    line, column, value and what was expected; the others are ranked and written, and the exit code
    is 1. --profile gives the list by band, without the third, with reasons (+), what is not as
    wished (~), what to weigh (!), questions to ask (?), changes that would open more roles, and
    articles. With --json it is JSON; with --out FILE.csv the table, with FILE.json JSON.
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
        raise typer.Exit(output.LEFT_OUT)


def _rank_one(
    recommender: Recommender, person: Profile, n: int, out: Path | None, as_json: bool
) -> None:
    if out is not None and out.suffix.lower() == ".csv" and not as_json:
        output.write_ranked([_best(recommender, person, n)], out)
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


def _best(recommender: Recommender, person: Profile, n: int) -> pd.DataFrame:
    matches = recommender.recommend(person, n)
    return matches[["rank", "role_id", "score", "band"]].assign(profile_id=person.profile_id)
