"""`missionmatch learn`: weights from judgments, with figures on profiles that were held out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matching.cli import output
from matching.cli.options import AsJson, Data, JudgmentsFile, ProfilesFile, Today
from matching.reference.shipped import DATA_FOLDER

if TYPE_CHECKING:
    from matching.comparison.weight_set import WeightSet
    from matching.evidence.judgments import JudgedSet
    from matching.recommending.recommender import Recommender
    from matching.studies.held_out_sets import HeldOutSets
    from matching.studies.learning_study import LearningStudy

Folds = Annotated[
    int | None,
    typer.Option(
        min=2,
        show_default=False,
        help="Parts of the profiles that are held out in turn, 5 take minutes; default: one "
        "profile at a time, which takes long.",
    ),
]
HeldOutSet = Annotated[
    bool,
    typer.Option(
        "--held-out-set",
        help="Learn from all judged sets but one and measure on that one, each in turn, beside "
        "challengers that are not served (a minute).",
    ),
]
Text = Annotated[
    bool, typer.Option("--text", help="Compare ways to read the person's own words as well.")
]
Out = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write the weights learned from all profiles (JSON)."),
]
Blank = Annotated[
    bool, typer.Option("--blank", help="With --out: those learned without the current ones.")
]
StartWeights = Annotated[
    Path | None,
    typer.Option(
        "--weights", metavar="FILE", help="Weight set to start from instead of the shipped one."
    ),
]


def learn(
    profiles: ProfilesFile = None,
    judgments: JudgmentsFile = None,
    folds: Folds = None,
    held_out_set: HeldOutSet = False,
    seed: Annotated[int, typer.Option(min=0, help="Of folds, draws and resampling.")] = 0,
    text: Text = False,
    out: Out = None,
    blank: Blank = False,
    as_json: AsJson = False,
    data: Data = DATA_FOLDER,
    weights: StartWeights = None,
    today: Today = None,
) -> None:
    """Learn weights from graded matches, and say what they are worth on people never seen.

    Every figure is of profiles that were held out, with settings chosen within the others. The
    weights in use change only if somebody publishes those that --out writes.
    """
    if held_out_set and (profiles or judgments or folds or text):
        output.fail("--held-out-set takes the judged sets of the data folder as they are.")
    if out is not None:
        output.check_writable(out)
    from matching.cli import loading

    recommender = loading.recommender(data, weights, today)
    sets, problems = loading.judged_sets(recommender.catalog, data, profiles, judgments)
    output.report(problems)
    found: HeldOutSets | LearningStudy
    if held_out_set:
        found = _hold_out_sets(recommender, sets, seed, as_json=as_json)
    else:
        found = _study(recommender, sets, folds, seed, text=text, as_json=as_json)
    if out is not None:
        learned = found.from_blank if blank else found.candidate
        output.write(_rounded(learned, recommender.today.item()).to_json(), out)
    if problems:
        raise typer.Exit(output.LEFT_OUT)


def _study(
    recommender: Recommender,
    sets: Sequence[JudgedSet],
    folds: int | None,
    seed: int,
    *,
    text: bool,
    as_json: bool,
) -> LearningStudy:
    from matching.cli.learning_report import print_study, study_json
    from matching.evidence.judgments import all_judged
    from matching.studies.learning_study import study
    from matching.studies.text_terms import compare_text_terms

    people, judged = all_judged(sets)
    with output.telling_progress() as progress:
        found = study(recommender, people, judged, folds, seed, progress)
        texts = compare_text_terms(recommender, people, judged, seed, progress) if text else None
    if as_json:
        output.write(study_json(found, texts), None)
    else:
        with output.page() as console:
            print_study(found, texts, console)
    return found


def _hold_out_sets(
    recommender: Recommender, sets: Sequence[JudgedSet], seed: int, *, as_json: bool
) -> HeldOutSets:
    from matching.cli.held_out_report import held_out_json, print_held_out
    from matching.studies.held_out_sets import hold_out_sets

    with output.telling_progress() as progress:
        found = hold_out_sets(recommender, sets, seed, progress)
    if as_json:
        output.write(held_out_json(found), None)
    else:
        with output.page() as console:
            print_held_out(found, console)
    return found


def _rounded(weights: WeightSet, day: dt.date) -> WeightSet:
    """Numbers to hundredths, as people read them, and when they were learned."""
    fields = weights.model_dump()
    for part in ("weights", "unknown", "curves"):
        fields[part] = {name: round(number, 2) for name, number in fields[part].items()}
    note = "Learned from judgments by `missionmatch learn`; see docs/learning.md."
    return type(weights)(
        **{**fields, "version": 1, "author": "Missionmatch", "date": str(day), "note": note}
    )
