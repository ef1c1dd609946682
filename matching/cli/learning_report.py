"""What a learning study found: printed for a busy reader, the verdict first, or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from matching.cli.answer import to_json_text
from matching.cli.evaluation_report import (
    evaluation_json,
    plain_table,
    print_groups,
    print_rows,
    records,
    spread,
)
from matching.evidence import metrics as m
from matching.studies import learning_study as names

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from matching.studies.learning_study import LearningStudy

MOST_FAILING = 12
FRAMES = ("gaps", "bounds", "chosen", "ablation", "curve", "failing")


def study_json(found: LearningStudy, texts: pd.DataFrame | None) -> str:
    """All that a study found as JSON text; what is not defined is null."""
    content = {
        "evaluation": json.loads(evaluation_json(found.evaluation)),
        **{name: records(getattr(found, name)) for name in FRAMES},
        "text": None if texts is None else records(texts),
        "candidate": found.candidate.model_dump(),
        "from_blank": found.from_blank.model_dump(),
    }
    return to_json_text(content)


def print_study(found: LearningStudy, texts: pd.DataFrame | None, console: Console) -> None:
    """Print what a study found for a busy reader, the verdict first."""
    console.print(
        "Every figure is of profiles that were held out; settings were chosen within the others."
        "\nIn brackets: 95 % bootstrap intervals over profiles.\n"
    )
    console.print(f"{verdict(found)}\n")
    _print_figures(found, console)
    _print_gaps(found.gaps, console)
    _print_settings(found.chosen, console)
    _print_curve(found.curve, console)
    _print_ablation(found.ablation, console)
    _print_failing(found.failing, console)
    print_groups(found.evaluation, [names.CURRENT, names.LEARNED, names.BLANK], 10, console)
    if texts is not None:
        _print_texts(texts, console)


def _print_figures(found: LearningStudy, console: Console) -> None:
    summary = found.evaluation.summary
    figures = summary.set_index([m.RANKER, m.METRIC]).to_dict("index")
    table = plain_table("ranker", "NDCG@10", "unjudged as 0", "good", "grade 0")
    for ranker in dict.fromkeys(summary[m.RANKER]):
        cells = [spread(figures[ranker, name], "{:.3f}") for name in (m.NDCG, m.NDCG_ALL)]
        cells += [spread(figures[ranker, name], "{:.0%}") for name in (m.GOOD, m.BAD)]
        table.add_row(str(ranker), *cells)
    for bound in found.bounds.to_dict("records"):
        table.add_row(f"({bound[m.RANKER]})", spread(bound, "{:.3f}"))
    _print("How good (in parentheses: not held out, what limits the others)", table, console)


def _print_gaps(gaps: pd.DataFrame, console: Console) -> None:
    table = plain_table("difference of NDCG@10", "mean", "better", "equal", "worse")
    for gap in gaps.to_dict("records"):
        counts = [str(gap[name]) for name in (m.BETTER, m.EQUAL, m.WORSE)]
        label = f"{gap[m.RANKER]} - {gap[names.OTHER]}"
        table.add_row(label, spread(gap, "{:+.3f}"), *counts)
    _print("On the same profiles", table, console)


def _print_settings(chosen: pd.DataFrame, console: Console) -> None:
    table = plain_table("ranker", "setting", "folds")
    for row in chosen.to_dict("records"):
        table.add_row(row[m.RANKER], row["setting"], str(row[names.COUNT]))
    _print("Settings that were chosen", table, console)


def _print_curve(curve: pd.DataFrame, console: Console) -> None:
    table = plain_table("profiles", *dict.fromkeys(curve[m.RANKER]))
    for size, rows in curve.groupby("profiles"):
        table.add_row(str(size), *(spread(row, "{:.3f}") for row in rows.to_dict("records")))
    _print("NDCG@10 when learned from so many profiles", table, console)


def _print_ablation(ablation: pd.DataFrame, console: Console) -> None:
    table = plain_table("without", *dict.fromkeys(ablation[m.RANKER]))
    for term, rows in ablation.groupby(names.WITHOUT, sort=False):
        table.add_row(str(term), *(spread(row, "{:+.3f}") for row in rows.to_dict("records")))
    _print("NDCG@10 that a term brings", table, console)


def _print_failing(failing: pd.DataFrame, console: Console) -> None:
    reasons = failing.groupby("reason").agg(
        roles=("cost", "size"), profiles=("profile_id", "nunique"), cost=("cost", "sum")
    )
    reasons = reasons.sort_values("cost", ascending=False).reset_index()
    costliest = failing.head(MOST_FAILING)
    print_rows(
        "Roles of the first ten above a better one, by what keeps their grade down "
        "(cost: what swaps would give, summed)",
        reasons.assign(cost=reasons["cost"].map("{:.2f}".format)),
        ["reason", "roles", "profiles", "cost"],
        console,
    )
    print_rows(
        "The costliest of them",
        costliest.assign(cost=costliest["cost"].map("{:.2f}".format)),
        ["profile_id", "rank", "role_id", "grade", "reason", "cost"],
        console,
    )


def verdict(found: LearningStudy) -> str:
    """Say in a sentence or two whether learned weights are better than the current ones."""
    gaps = found.gaps.set_index([m.RANKER, names.OTHER]).to_dict("index")
    towards, blank = (gaps[ranker, names.CURRENT] for ranker in (names.LEARNED, names.BLANK))
    if round(towards[m.LOW], 3) > 0:
        said = "Weights learned from the current ones are better than them"
    elif round(towards[m.HIGH], 3) < 0:
        said = "Weights learned from the current ones are worse than them"
    else:
        said = "No sign that learned weights are better, so the current ones stay"
    return (
        f"{said} ({spread(towards, '{:+.3f}')}).\n"
        f"Learned without knowing the current ones: {spread(blank, '{:+.3f}')} beside them."
    )


def _print_texts(texts: pd.DataFrame, console: Console) -> None:
    weights = list(dict.fromkeys(texts["weight"]))
    named = [f"{weight:g}" for weight in weights]
    table = plain_table("weight of the term:", *named, "best beside 0", "alone", "ms", "start, s")
    for name, rows in texts.groupby(m.RANKER, sort=False):
        best = max(rows.to_dict("records"), key=lambda row: float(row[m.MEAN]))
        gain = {**best, m.MEAN: best["gain"]}
        table.add_row(
            str(name),
            *rows[m.MEAN].map("{:.3f}".format),
            spread(gain, "{:+.3f}") if best["weight"] else "",
            f"{best['alone']:.2f}",
            f"{best['milliseconds']:.1f}",
            f"{best['seconds']:.1f}",
        )
    _print("The person's own words, read in other ways: NDCG@10", table, console)


def _print(title: str, table: Table, console: Console) -> None:
    console.print(Text(title, "bold"))
    console.print(Padding(table, (0, 0, 1, 0)))
