"""What `missionmatch learn-others` found, printed or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from matching.cli.answer import to_json_text
from matching.cli.evaluation_report import plain_table, spread
from matching.evidence import metrics as m
from matching.studies import other_learners as others

if TYPE_CHECKING:
    from rich.console import Console

    from matching.studies.other_learners import LearnerComparison

FRAMES = ("figures", "gaps", "settings")


def comparison_json(found: LearnerComparison) -> str:
    """All that was found as JSON text."""
    frames = {
        name: json.loads(getattr(found, name).to_json(orient="records", double_precision=6))
        for name in FRAMES
    }
    return to_json_text({"ours": found.ours, **frames})


def print_comparison(found: LearnerComparison, console: Console) -> None:
    """Print NDCG of each ranker, and how far ours is from it."""
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
