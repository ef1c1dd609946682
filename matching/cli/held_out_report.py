"""What weights are worth on a judged set that nothing was learned from: printed, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rich.text import Text

from matching import columns as c
from matching.cli.answer import to_json_text
from matching.cli.evaluation_report import (
    evaluation_json,
    in_thousandths,
    plain_table,
    records,
    spread,
)
from matching.evidence import metrics as m
from matching.studies.held_out_sets import GAPS_OF_SETS, NOT_HELD_OUT
from matching.studies.learning_study import OTHER
from matching.studies.our_lists import ALL

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from matching.studies.held_out_sets import HeldOutSets

TABLES = {
    m.NDCG: "NDCG@10 on the set that was held out, in thousandths",
    m.NDCG_ALL: "The same with unjudged roles counted as grade 0, in thousandths",
    m.BAD: "Grade 0 among the judged of the first 10",
    m.UNJUDGED: "Nobody judged, of the first 10",
    m.KEPT: "Good roles that are kept",
}


def held_out_json(found: HeldOutSets) -> str:
    """All that was found as JSON text; what is not defined is null."""
    return to_json_text(
        {
            "evaluation": json.loads(evaluation_json(found.evaluation)),
            "gaps": records(found.gaps),
            "chosen": records(found.chosen),
            "candidate": found.candidate.model_dump(),
            "from_blank": found.from_blank.model_dump(),
        }
    )


def print_held_out(found: HeldOutSets, console: Console) -> None:
    """Print the figures for a busy reader, a table for each."""
    console.print(
        "Weights were learned from the other judged sets, settings chosen within them. In "
        "brackets: 95 % bootstrap intervals over people. Not held out, and so too good: "
        f'"{NOT_HELD_OUT}", learned from blank. Challengers, which are not served, are boosted '
        "trees that may ask about one term (curves), two (pairs) or any; they start from nothing "
        'or, as "current + ...", are added to the current points.\n'
    )
    for metric, title in TABLES.items():
        _print_figure(found, metric, title, console)
    _print_gaps(found.gaps, console)
    chosen = plain_table("ranker", "held out", "setting")
    for row in found.chosen.to_dict("records"):
        chosen.add_row(row[m.RANKER], row[c.JUDGED_SET].replace(ALL, "none"), row["setting"])
    console.print(Text("Settings that were chosen", "bold"), chosen, "", sep="\n")


def _print_figure(found: HeldOutSets, metric: str, title: str, console: Console) -> None:
    of_sets, of_all = (
        frame[frame[m.METRIC] == metric]
        for frame in (found.evaluation.by_set, found.evaluation.summary)
    )
    sets = list(dict.fromkeys(of_sets[c.JUDGED_SET]))
    cells = of_sets.set_index([m.RANKER, c.JUDGED_SET]).to_dict("index")
    whole = of_all.set_index(m.RANKER).to_dict("index")
    table = plain_table("ranker", *sets, ALL)
    for ranker, row in whole.items():
        shown = [*(cells[ranker, name] for name in sets), row]
        table.add_row(str(ranker), *(_figure(each, metric) for each in shown))
    console.print(Text(title, "bold"), table, "", sep="\n")


def _figure(row: Mapping[Any, Any], metric: str) -> str:
    is_order = metric in (m.NDCG, m.NDCG_ALL)
    return in_thousandths(row) if is_order else spread(row, "{:.0%}")


def _print_gaps(gaps: pd.DataFrame, console: Console) -> None:
    cells = gaps.set_index([m.RANKER, OTHER, c.JUDGED_SET]).to_dict("index")
    sets = list(dict.fromkeys(gaps[c.JUDGED_SET]))
    table = plain_table("difference", *sets)
    for one, other in GAPS_OF_SETS:
        table.add_row(
            f"{one} - {other}",
            *(in_thousandths(cells[one, other, name], "{:+.0f}") for name in sets),
        )
    console.print(Text("NDCG@10 on the same people, in thousandths", "bold"), table, "", sep="\n")
