"""`missionmatch evaluate`: the ranking beside graded matches and simpler rankings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from matching.cli import output
from matching.cli.options import AsJson, Data, JudgmentsFile, ProfilesFile, Today, Weights
from matching.reference.shipped import DATA_FOLDER

if TYPE_CHECKING:
    import pandas as pd

    from matching.evidence.judgments import JudgedSet
    from matching.recommending.recommender import Recommender

JudgedSets = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="NAME", help="Only this judged set, such as first; may be repeated."
    ),
]
FirstK = Annotated[
    list[int] | None,
    typer.Option("--k", min=1, help="How many of the first count; may be given repeatedly."),
]
Rules = Annotated[
    bool, typer.Option("--rules", help="Measure each rule that can be switched off as well.")
]
Worst = Annotated[int, typer.Option(min=0, metavar="N", help="Print N lists with the lowest NDCG.")]


def evaluate(
    profiles: ProfilesFile = None,
    judgments: JudgmentsFile = None,
    sets: JudgedSets = None,
    k: FirstK = None,
    rules: Rules = False,
    worst: Worst = 0,
    seed: Annotated[int, typer.Option(min=0, help="Of resampling and of the random order.")] = 0,
    as_json: AsJson = False,
    data: Data = DATA_FOLDER,
    weights: Weights = None,
    today: Today = None,
) -> None:
    """Compare the ranking with graded matches and with simpler rankings.

    The data folder has several judged sets: figures are of each and of all together. Judgments
    are a CSV with profile_id, role_id, grade (0 to 3) and reason. Faulty rows are named and left
    out; the exit code is 1 then.
    """
    from matching.cli import loading
    from matching.cli.evaluation_report import evaluation_json, print_evaluation
    from matching.cli.list_report import print_list_figures
    from matching.evidence.judgments import set_of
    from matching.studies.baselines import all_rankers
    from matching.studies.evaluation import evaluate as evaluate_rankers

    if sets and (profiles or judgments):
        output.fail("--set chooses judged sets of the data folder; give it without files.")
    recommender = loading.recommender(data, weights, today)
    catalog = recommender.catalog
    read, problems = loading.judged_sets(catalog, data, profiles, judgments, sets or ())
    people, judged = loading.all_judged(read)
    output.report(problems)
    rankers = all_rankers(catalog, recommender, seed)
    evaluation = evaluate_rankers(catalog, people, judged, rankers, k or [10], seed, set_of(read))
    figures = _list_figures(recommender, read, rules=rules, worst=worst, seed=seed)
    if as_json:
        output.write(evaluation_json(evaluation, **figures), None)
    else:
        with output.page() as console:
            print_evaluation(evaluation, console)
            print_list_figures(figures, console)
    if problems:
        raise typer.Exit(output.LEFT_OUT)


def _list_figures(
    recommender: Recommender, sets: Sequence[JudgedSet], *, rules: bool, worst: int, seed: int
) -> dict[str, pd.DataFrame]:
    """What is known of our lists role by role, by its name in JSON."""
    from matching.studies.calibration import calibration
    from matching.studies.our_lists import our_lists, worst_lists
    from matching.studies.rules_study import rules_study

    listed = our_lists(recommender, sets)
    found = {"calibration": calibration(listed, seed)}
    if rules:
        with output.telling_progress() as progress:
            found["rules"] = rules_study(recommender, sets, seed, progress)
    if worst:
        found["worst"] = worst_lists(listed, sets, worst)
    return found
