"""`missionmatch learn-others`: the ranker beside other learners, on data that others made."""

from __future__ import annotations

from typing import Annotated

import typer

from matching.cli import output
from matching.cli.options import AsJson, Data
from matching.reference.shipped import DATA_FOLDER


def learn_others(
    seed: Annotated[int, typer.Option(min=0, help="Of folds, trees and resampling.")] = 0,
    as_json: AsJson = False,
    data: Data = DATA_FOLDER,
) -> None:
    """Measure our ranker on graded lists that others made (about a minute).

    Beside it stand LightGBM's LambdaRank, if it is installed, and regressors, all fitted in the
    same run; settings are chosen by cross-validation on the training part.
    """
    from matching.cli.others_report import comparison_json, print_comparison
    from matching.studies.contenders import contenders
    from matching.studies.graded_lists import read_lists
    from matching.studies.other_learners import compare_with_others

    train, test = (read_lists(data / "ranking", part) for part in ("train", "test"))
    with output.telling_progress() as progress:
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
