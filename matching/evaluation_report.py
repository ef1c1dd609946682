"""The figures of an evaluation, printed for a busy reader, or as JSON."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from matching import columns as c
from matching import metrics as m
from matching import wording
from matching.reports import to_json_text

if TYPE_CHECKING:
    from matching.evaluation import Evaluation

MOST_LISTED = 20
SHARES = (m.GOOD, m.BAD, m.BAD_JUDGED, m.UNJUDGED, m.KEPT)


def evaluation_json(evaluation: Evaluation) -> str:
    """All frames of an evaluation as JSON text; what is not defined is null."""
    return to_json_text(
        {
            field.name: json.loads(value.to_json(orient="records", double_precision=6))
            if isinstance(value := getattr(evaluation, field.name), pd.DataFrame)
            else list(value)
            for field in dataclasses.fields(evaluation)
        }
    )


def print_evaluation(evaluation: Evaluation, console: Console) -> None:
    """Print the figures of an evaluation for a busy reader, with what each of them says."""
    rankers = list(dict.fromkeys(evaluation.summary[m.RANKER]))
    ks = list(dict.fromkeys(evaluation.summary[m.K]))
    for k in ks:
        _print_figures(evaluation, rankers, k, console)
    _print_groups(evaluation, rankers, ks[0], console)
    _print_rows(
        f"Profiles with our lowest NDCG@{ks[0]}",
        evaluation.lowest.assign(
            **{
                "NDCG": evaluation.lowest[m.NDCG].map("{:.2f}".format),
                "in list": evaluation.lowest[m.MATCHES].map("{:.0f}".format),
                "unjudged": evaluation.lowest[m.UNJUDGED].map(_percent),
                "good kept": evaluation.lowest[m.KEPT].map(_percent),
            }
        ),
        [c.PROFILE_ID, c.PROFESSION, "NDCG", m.JUDGED, "in list", "unjudged", "good kept"],
        console,
    )
    _print_rows(
        f"Grade 0, yet among our first {ks[0]}",
        evaluation.misplaced,
        [c.PROFILE_ID, c.RANK, c.ROLE_ID, c.REASON],
        console,
    )
    _print_rows(
        "Grade 2 or 3, yet not in our list at all",
        evaluation.missed,
        [c.PROFILE_ID, c.GRADE, c.ROLE_ID, c.REASON],
        console,
    )
    if evaluation.unjudged_profiles:
        names = wording.listed(evaluation.unjudged_profiles, most=MOST_LISTED)
        console.print(f"No judgment is about {names}: left out.")
    if evaluation.undefined:
        names = wording.listed(evaluation.undefined, most=MOST_LISTED)
        console.print(f"No judged role above grade 0, so no NDCG and left out of its means: {names}.")


def _print_figures(
    evaluation: Evaluation, rankers: Sequence[str], k: int, console: Console
) -> None:
    figures = evaluation.summary[evaluation.summary[m.K] == k].set_index([m.RANKER, m.METRIC])
    gains = evaluation.differences[evaluation.differences[m.K] == k].set_index(m.RANKER)
    order = _table("ranker", f"NDCG@{k}", "unjudged as 0", "ours minus it", "wins")
    first = _table("ranker", "good", "grade 0", "grade 0 of judged")
    length = _table("ranker", "unjudged", "good kept", "roles in list")
    for ranker in rankers:
        cells = {metric: _figure(figures.loc[(ranker, metric)], metric) for metric in m.METRICS}
        gain, wins = "", ""
        if ranker in gains.index:
            gain = _spread(gains.loc[ranker], "{:+.2f}")
            wins = f"{gains.loc[ranker, m.BETTER]} of {gains.loc[ranker, m.PROFILES]}"
        order.add_row(ranker, cells[m.NDCG], cells[m.NDCG_ALL], gain, wins)
        first.add_row(ranker, cells[m.GOOD], cells[m.BAD], cells[m.BAD_JUDGED])
        length.add_row(ranker, cells[m.UNJUDGED], cells[m.KEPT], cells[m.MATCHES])
    names = {
        f"NDCG@{k}": m.NDCG, "unjudged as 0": m.NDCG_ALL, "good": m.GOOD, "grade 0": m.BAD,
        "grade 0 of judged": m.BAD_JUDGED, "unjudged": m.UNJUDGED, "good kept": m.KEPT,
    }  # fmt: skip
    said = {column: m.METRICS[metric] for column, metric in names.items()}
    said["ours minus it"] = "Mean difference of NDCG over the same profiles."
    said["wins"] = "Profiles on which ours has the higher NDCG."
    for title, table, columns in (
        ("Order of the whole list", order, [*list(names)[:2], "ours minus it", "wins"]),
        (f"The first {k}", first, list(names)[2:5]),
        ("How far to trust it", length, list(names)[5:]),
    ):
        console.print(Text(title, "bold"), table, sep="\n")
        legend = _grid()
        for column in columns:
            legend.add_row(column, said[column].replace("first k", f"first {k}"), style="dim")
        console.print(Padding(legend, (0, 0, 1, 1)))


def _print_groups(
    evaluation: Evaluation, rankers: Sequence[str], k: int, console: Console
) -> None:
    """Our NDCG by profession, beside the best of the other rankers there."""
    groups = evaluation.by_profession[evaluation.by_profession[m.K] == k]
    ours = groups[groups[m.RANKER] == rankers[0]].sort_values(
        [m.PROFILES, c.PROFESSION], ascending=[False, True]
    )
    others = groups[groups[m.RANKER] != rankers[0]].dropna(subset=m.MEAN)
    table = _table("profession", "profiles", f"ours, NDCG@{k}", "best other")
    for row in ours.to_dict("records"):
        rivals = others[others[c.PROFESSION] == row[c.PROFESSION]].to_dict("records")
        best = max(rivals, key=lambda rival: rival[m.MEAN], default=None)
        rival = f"{_spread(best, '{:.2f}')} {best[m.RANKER]}" if best else ""
        table.add_row(row[c.PROFESSION], f"{row[m.PROFILES]}", _spread(row, "{:.2f}"), rival)
    console.print(Text("By profession", "bold"), table, sep="\n")
    console.print(Padding(Text("One profile alone has no interval.", "dim"), (0, 0, 1, 1)))


def _print_rows(title: str, rows: pd.DataFrame, columns: Sequence[str], console: Console) -> None:
    console.print(Text(title, "bold"))
    if rows.empty:
        console.print(" none\n")
        return
    table = _table(*columns)
    for row in rows.head(MOST_LISTED).to_dict("records"):
        table.add_row(*(Text(str(row[name])) for name in columns))
    if len(rows) > MOST_LISTED:
        table.add_row(f"and {len(rows) - MOST_LISTED} more")
    console.print(Padding(table, (0, 0, 1, 0)))


def _table(*names: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    for name in names:
        table.add_column(name, overflow="fold")
    return table


def _figure(row: Mapping[Any, Any], metric: str) -> str:
    if metric in SHARES:
        return _spread(row, "{:.0%}")
    return _spread(row, "{:.0f}" if metric == m.MATCHES else "{:.2f}")


def _spread(row: Mapping[Any, Any], form: str) -> str:
    """A mean with its interval: `0.91 [0.87, 0.93]`."""
    if math.isnan(row[m.MEAN]):
        return "not defined"
    value = form.format(row[m.MEAN])
    if math.isnan(row[m.LOW]):
        return value
    low, high = (form.format(row[end]).removesuffix("%") for end in (m.LOW, m.HIGH))
    return f"{value} [{low}, {high}]"


def _percent(share: float) -> str:
    return "" if math.isnan(share) else f"{share:.0%}"
