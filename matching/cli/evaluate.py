"""`missionmatch evaluate`: the ranking beside graded matches and simpler rankings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matching import columns as c
from matching import phrases
from matching.cli import output
from matching.cli.options import AsJson, Data, JudgmentsFile, ProfilesFile, Today, Weights
from matching.reference.shipped import DATA_FOLDER

if TYPE_CHECKING:
    import pandas as pd

    from matching.catalog import Catalog
    from matching.evidence.judgments import JudgedSet
    from matching.recommending.recommender import Recommender
    from matching.studies.evaluation import Evaluation

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
    bool,
    typer.Option(
        "--rules", help="Measure each rule that can be switched off (about two seconds a rule)."
    ),
]
ReadUntil = Annotated[
    dt.datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="Leave out roles that were read after this day, and judgments about them.",
    ),
]
ToJudge = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Write the roles of our first ten that nobody judged, to be graded."
    ),
]
Worst = Annotated[int, typer.Option(min=0, metavar="N", help="Print N lists with the lowest NDCG.")]


Articles = Annotated[
    bool, typer.Option("--articles", help="Figures of articles for people, in place of roles.")
]


def evaluate(
    profiles: ProfilesFile = None,
    judgments: JudgmentsFile = None,
    sets: JudgedSets = None,
    read_until: ReadUntil = None,
    k: FirstK = None,
    rules: Rules = False,
    worst: Worst = 0,
    to_judge: ToJudge = None,
    articles: Articles = False,
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
    if sets and (profiles or judgments):
        output.fail("--set chooses judged sets of the data folder; give it without files.")
    if to_judge is not None:
        output.check_new(to_judge)
    if articles:
        _articles(data, weights, today, seed, as_json=as_json)
        return
    from matching.cli import loading
    from matching.cli.evaluation_report import evaluation_json, print_evaluation
    from matching.cli.list_report import print_list_figures
    from matching.studies.our_lists import our_lists

    recommender = loading.recommender(data, weights, today)
    read, problems = loading.judged_sets(recommender.catalog, data, profiles, judgments, sets or ())
    output.report(problems)
    if read_until is not None:
        recommender, read = _as_read(recommender, read, read_until.date())
    listed = our_lists(recommender, read)
    if to_judge is not None:
        _write_to_judge(listed, recommender.catalog, to_judge)
    evaluation = _evaluation(listed, recommender, read, k or [10], seed)
    figures = _list_figures(listed, recommender, read, rules=rules, worst=worst, seed=seed)
    if as_json:
        day = None if read_until is None else str(read_until.date())
        output.write(evaluation_json(evaluation, read_until=day, **figures), None)
    else:
        with output.page() as console:
            print_evaluation(evaluation, console)
            print_list_figures(figures, console)
    if problems:
        raise typer.Exit(output.LEFT_OUT)


def _articles(
    data: Path, weights: Path | None, today: dt.datetime | None, seed: int, *, as_json: bool
) -> None:
    """Print what judgments say about articles for people."""
    from matching.cli import loading
    from matching.cli.article_report import article_json, print_articles, print_related
    from matching.evidence.judgments import all_judged
    from matching.studies.article_evaluation import evaluate_articles, judged_articles
    from matching.studies.related_evaluation import evaluate_related, has_related, judged_related

    recommender = loading.recommender(data, weights, today)
    read, problems = loading.judged_sets(recommender.catalog, data, None, None)
    people, _ = all_judged(read)
    sets, faults = judged_articles(data, recommender.catalog, people)
    related = None
    if has_related(data):
        readers, more = judged_related(data, recommender.catalog)
        faults += more
        related = evaluate_related(recommender, readers, seed)
    output.report([*problems, *faults])
    found = evaluate_articles(recommender, people, sets, seed)
    if as_json:
        output.write(article_json(found, related), None)
    else:
        with output.page() as console:
            print_articles(found, console)
            if related is not None:
                print_related(related, console)
    if problems or faults:
        raise typer.Exit(output.LEFT_OUT)


def _as_read(
    recommender: Recommender, sets: Sequence[JudgedSet], day: dt.date
) -> tuple[Recommender, list[JudgedSet]]:
    """The recommender and the sets without roles that were read later, and say how many."""
    from matching.studies.earlier import about, with_roles_read_until

    earlier = with_roles_read_until(recommender, day)
    kept = about(earlier.catalog, sets)
    roles = len(recommender.catalog.roles) - len(earlier.catalog.roles)
    graded = sum(len(each.judgments) for each in sets) - sum(len(each.judgments) for each in kept)
    counts = phrases.counted(roles, "role"), phrases.counted(graded, "judgment")
    output.note(f"Read after {day} and left out: {counts[0]}, {counts[1]} about them.")
    return earlier, kept


def _write_to_judge(listed: pd.DataFrame, catalog: Catalog, out: Path) -> None:
    from matching.studies.our_lists import to_judge

    rows = to_judge(listed, catalog)
    output.write(rows.to_csv(index=False, lineterminator="\n", float_format="%.2f"), out)
    output.note(f"Roles to be graded: {len(rows):,}, in {out}.")


def _evaluation(
    listed: pd.DataFrame,
    recommender: Recommender,
    sets: Sequence[JudgedSet],
    ks: Sequence[int],
    seed: int,
) -> Evaluation:
    from matching.evidence.judgments import all_judged, set_of
    from matching.studies.baselines import OURS, all_rankers
    from matching.studies.evaluation import evaluate as evaluate_rankers
    from matching.studies.our_lists import Listed

    people, judged = all_judged(sets)
    rankers = all_rankers(recommender.catalog, recommender, seed) | {OURS: Listed(listed)}
    return evaluate_rankers(recommender.catalog, people, judged, rankers, ks, seed, set_of(sets))


def _list_figures(
    listed: pd.DataFrame,
    recommender: Recommender,
    sets: Sequence[JudgedSet],
    *,
    rules: bool,
    worst: int,
    seed: int,
) -> dict[str, pd.DataFrame]:
    """What is known of our lists role by role, by its name in JSON."""
    from matching.studies.bands import as_shown, bands
    from matching.studies.calibration import calibration
    from matching.studies.our_lists import worst_lists
    from matching.studies.rules_study import rules_study

    found = {"calibration": calibration(listed, seed)}
    if c.BAND in listed:
        found["bands"] = bands(listed, sets, seed)
        found["as_shown"] = as_shown(listed, sets, seed)
    if rules:
        with output.telling_progress() as progress:
            found["rules"] = rules_study(recommender, sets, seed, progress)
    if worst:
        found["worst"] = worst_lists(listed, sets, worst)
    return found
