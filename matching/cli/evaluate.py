"""`missionmatch evaluate`: the ranking beside graded matches and simpler rankings."""

from __future__ import annotations

from typing import Annotated

import typer

from matching.cli import output
from matching.cli.options import AsJson, Data, JudgmentsFile, ProfilesFile, Today, Weights
from matching.reference.shipped import DATA_FOLDER


def evaluate(
    profiles: ProfilesFile = None,
    judgments: JudgmentsFile = None,
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
    sets, problems = loading.judged_sets(catalog, data, profiles, judgments)
    people, judged = loading.all_judged(sets)
    output.report(problems)
    rankers = all_rankers(catalog, recommender, seed)
    evaluation = evaluate_rankers(catalog, people, judged, rankers, k or [10], seed)
    if as_json:
        output.write(evaluation_json(evaluation), None)
    else:
        with output.page() as console:
            print_evaluation(evaluation, console)
    if problems:
        raise typer.Exit(output.LEFT_OUT)
