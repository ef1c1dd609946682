"""`missionmatch learn-others`: the ranker beside other learners, on data that others made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matching.cli import output
from matching.cli.learning_report import telling_progress
from matching.reference.shipped import DATA_FOLDER

if TYPE_CHECKING:
    from rich.console import Console

    from matching.studies.other_learners import LearnerComparison

FRAMES = ("figures", "gaps", "settings")


def learn_others(
    seed: Annotated[int, typer.Option(min=0, help="Of folds, trees and resampling.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of text.")] = False,
    data: Annotated[
        Path,
        typer.Option("--data", metavar="FOLDER", help="Folder with the data.", show_default=False),
    ] = DATA_FOLDER,
) -> None:
    """Measure our ranker on graded lists that others made (about a minute).

    Beside it stand LightGBM's LambdaRank, if it is installed, and regressors, all fitted in the
    same run; settings are chosen by cross-validation on the training part.
    """
    from matching.studies.contenders import contenders
    from matching.studies.graded_lists import read_lists
    from matching.studies.other_learners import compare_with_others

    train, test = (read_lists(data / "ranking", part) for part in ("train", "test"))
    with telling_progress() as progress:
        found = compare_with_others(train, test, contenders(seed), seed, progress)
    if as_json:
        output.write(comparison_json(found), None)
    else:
        with output.page() as console:
            print_comparison(found, console)
    if found.missing:
        output.note(
            "LightGBM cannot be used here, so the rows of LambdaRank are left out. To have them: "
            f"pip install {found.missing}; it also needs the system's package libgomp1."
        )


def comparison_json(found: LearnerComparison) -> str:
    """All that was found as JSON text."""
    from matching.cli.answer import to_json_text

    frames = {
        name: json.loads(getattr(found, name).to_json(orient="records", double_precision=6))
        for name in FRAMES
    }
    return to_json_text({"ours": found.ours, **frames})


def print_comparison(found: LearnerComparison, console: Console) -> None:
    """Print NDCG of each ranker, and how far ours is from it."""
    from rich.padding import Padding
    from rich.text import Text

    from matching.cli.evaluation_report import plain_table, spread
    from matching.evidence import metrics as m
    from matching.studies import other_learners as others

    titles = {
        others.TEST: "Lists of the test file",
        others.HELD_OUT: "Lists of the training file, each scored by what the other folds taught",
    }
    console.print("In brackets: 95 % bootstrap intervals over lists.\n")
    for part, title in titles.items():
        figures, gaps = (
            frame[frame[others.PART] == part].set_index([m.RANKER, m.K]).to_dict("index")
            for frame in (found.figures, found.gaps)
        )
        table = plain_table("NDCG", *(f"@{k}" for k in others.KS))
        for ranker in dict.fromkeys(found.figures[m.RANKER]):
            table.add_row(ranker, *(spread(figures[ranker, k], "{:.3f}") for k in others.KS))
        console.print(Text(title, "bold"), Padding(table, (0, 0, 1, 0)), sep="\n")
        table = plain_table(f"{found.ours}, minus", *(f"@{k}" for k in others.KS))
        for ranker in dict.fromkeys(found.gaps[m.RANKER]):
            table.add_row(ranker, *(spread(gaps[ranker, k], "{:+.3f}") for k in others.KS))
        console.print(Padding(table, (0, 0, 1, 0)))
    table = plain_table("ranker", "setting that cross-validation chose")
    for row in found.settings.to_dict("records"):
        if row["setting"]:
            table.add_row(row[m.RANKER], row["setting"])
    console.print(table)
