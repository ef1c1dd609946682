"""The figures of an evaluation, printed for a busy reader, or as JSON."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from matching import columns as c
from matching import phrases
from matching.cli.answer import marked_rows, to_json_text
from matching.evidence import metrics as m

if TYPE_CHECKING:
    from matching.studies.evaluation import Evaluation

MOST_LISTED = 20
SHARES = (m.GOOD, m.BAD, m.BAD_JUDGED, m.UNJUDGED, m.KEPT)


def evaluation_json(evaluation: Evaluation, **more: pd.DataFrame | str | None) -> str:
    """All frames of an evaluation, and more by their names, as JSON text; undefined is null."""
    own = {
        field.name: records(value)
        if isinstance(value := getattr(evaluation, field.name), pd.DataFrame)
        else list(value)
        for field in dataclasses.fields(evaluation)
    }
    others = {
        name: records(value) if isinstance(value, pd.DataFrame) else value
        for name, value in more.items()
    }
    return to_json_text(own | others)


def records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Rows of a frame for JSON; what is not defined is null."""
    found: list[dict[str, object]] = json.loads(frame.to_json(orient="records", double_precision=6))
    return found


def print_evaluation(evaluation: Evaluation, console: Console) -> None:
    """Print the figures of an evaluation for a busy reader, with what each of them says."""
    rankers = list(dict.fromkeys(evaluation.summary[m.RANKER]))
    ks = list(dict.fromkeys(evaluation.summary[m.K]))
    judged = evaluation.per_profile.drop_duplicates(c.PROFILE_ID)[m.JUDGED]
    console.print(
        f"{phrases.counted(len(judged), 'profile')}, "
        f"{phrases.counted(int(judged.sum()), 'judged match', 'judged matches')}. "
        f"In brackets: 95 % bootstrap intervals over profiles.\n"
    )
    _print_sets(evaluation, rankers[0], ks[0], console)
    for k in ks:
        _print_figures(evaluation, rankers, k, console)
    print_groups(evaluation, rankers[:2], ks[0], console)
    lowest = evaluation.lowest
    shown = lowest.assign(
        **{
            "NDCG": lowest[m.NDCG].map("{:.2f}".format),
            "in list": lowest[m.MATCHES].map("{:.0f}".format),
            "unjudged": lowest[m.UNJUDGED].map(_percent),
            "good kept": lowest[m.KEPT].map(_percent),
        }
    )
    columns = [c.PROFILE_ID, c.PROFESSION, "NDCG", m.JUDGED, "in list", "unjudged", "good kept"]
    print_rows(f"Profiles with our lowest NDCG@{ks[0]}", shown, columns, console)
    print_rows(
        f"Grade 0, yet among our first {ks[0]} (reason: what the judge wrote)",
        evaluation.misplaced,
        [c.PROFILE_ID, c.RANK, c.ROLE_ID, c.REASON],
        console,
    )
    print_rows(
        "Grade 2 or 3, yet not in our list at all (a must-have is missing)",
        evaluation.missed,
        [c.PROFILE_ID, c.GRADE, c.ROLE_ID, c.REASON],
        console,
    )
    if evaluation.unjudged_profiles:
        names = phrases.listed(evaluation.unjudged_profiles, most=MOST_LISTED)
        console.print(f"No judgment is about {names}: left out.")
    if evaluation.undefined:
        names = phrases.listed(evaluation.undefined, most=MOST_LISTED)
        console.print(
            f"No judged role above grade 0, so no NDCG and left out of its means: {names}.\n"
        )


def _print_sets(evaluation: Evaluation, ranker: str, k: int, console: Console) -> None:
    """Our figures on each judged set by itself; nothing if there is one set only."""
    chosen = (evaluation.by_set[m.RANKER] == ranker) & (evaluation.by_set[m.K] == k)
    figures = evaluation.by_set[chosen].set_index([c.JUDGED_SET, m.METRIC]).to_dict("index")
    names = list(dict.fromkeys(evaluation.by_set[c.JUDGED_SET]))
    if len(names) < 2:
        return
    people = evaluation.per_profile.drop_duplicates(c.PROFILE_ID).groupby(c.JUDGED_SET)
    sizes, judged = people.size(), people[m.JUDGED].sum()
    order = plain_table("set", "people", "judged", f"NDCG@{k}", "unjudged as 0")
    head = plain_table("set", "grade 0", "unjudged", "good kept")
    for name in names:
        means = [figure(figures[name, metric], metric) for metric in (m.NDCG, m.NDCG_ALL)]
        order.add_row(name, f"{sizes[name]}", f"{judged[name]:,}", *means)
        shares = (figure(figures[name, metric], metric) for metric in (m.BAD, m.UNJUDGED, m.KEPT))
        head.add_row(name, *shares)
    console.print(Text(f"{ranker} on each judged set", "bold"), order, "", sep="\n")
    note = f"Grade 0 and unjudged: of the first {k}. Below: all sets together."
    console.print(head, Text(note, "dim"), "", sep="\n")


def _print_figures(
    evaluation: Evaluation, rankers: Sequence[str], k: int, console: Console
) -> None:
    """Three tables, as one would be wider than a terminal, each with its legend."""
    figures = (
        evaluation.summary[evaluation.summary[m.K] == k]
        .set_index([m.RANKER, m.METRIC])
        .to_dict("index")
    )
    gains = (
        evaluation.differences[evaluation.differences[m.K] == k]
        .set_index(m.RANKER)
        .to_dict("index")
    )
    tables = {
        "Order of the list": {f"NDCG@{k}": m.NDCG, "unjudged as 0": m.NDCG_ALL},
        f"The first {k}": {"good": m.GOOD, "grade 0": m.BAD, "grade 0 of judged": m.BAD_JUDGED},
        "Coverage": {"unjudged": m.UNJUDGED, "good kept": m.KEPT, "roles in list": m.MATCHES},
    }
    for title, columns in tables.items():
        said = {name: m.METRICS[metric] for name, metric in columns.items()}
        if m.NDCG in columns.values():
            said["ours minus it"] = "Mean difference of NDCG over the same profiles."
            most = max((gain[m.PROFILES] for gain in gains.values()), default=0)
            said["wins"] = f"Number of profiles, of {most}, on which ours has the higher NDCG."
        table = plain_table("ranker", *said)
        for ranker in rankers:
            cells = [figure(figures[ranker, metric], metric) for metric in columns.values()]
            if m.NDCG in columns.values() and ranker in gains:
                gain = gains[ranker]
                cells += [spread(gain, "{:+.2f}"), f"{gain[m.BETTER]}"]
            table.add_row(ranker, *cells)
        console.print(Text(title, "bold"), table, sep="\n")
        legend = marked_rows()
        for name, text in said.items():
            legend.add_row(name, text.replace("first k", f"first {k}"), style="dim")
        console.print(Padding(legend, (1, 0, 1, 0)))


def print_groups(evaluation: Evaluation, rankers: Sequence[str], k: int, console: Console) -> None:
    """NDCG by profession of a few rankers, the largest group first."""
    groups = evaluation.by_profession[evaluation.by_profession[m.K] == k]
    cells = groups.set_index([c.PROFESSION, m.RANKER]).to_dict("index")
    sizes = groups.drop_duplicates(c.PROFESSION).sort_values(
        [m.PROFILES, c.PROFESSION], ascending=[False, True]
    )
    table = plain_table("profession", "n", *rankers)
    for profession, count in zip(sizes[c.PROFESSION], sizes[m.PROFILES], strict=True):
        spreads = [spread(cells[profession, ranker], "{:.2f}") for ranker in rankers]
        table.add_row(profession, f"{count}", *spreads)
    console.print(Text(f"NDCG@{k} by profession", "bold"), table, sep="\n")
    note = " n: number of profiles; one alone has no interval, and few have a rough one."
    console.print(Text(note, "dim"), "", sep="\n")


def print_rows(title: str, rows: pd.DataFrame, columns: Sequence[str], console: Console) -> None:
    """Print the first rows of a frame under a title, and how many more there are."""
    console.print(Text(title, "bold"))
    if rows.empty:
        console.print(" none\n")
        return
    table = plain_table(*columns)
    for row in rows.head(MOST_LISTED).to_dict("records"):
        table.add_row(*(Text(str(row[name])) for name in columns))
    if len(rows) > MOST_LISTED:
        table.add_row(f"and {len(rows) - MOST_LISTED} more")
    console.print(Padding(table, (0, 0, 1, 0)))


def plain_table(*names: str) -> Table:
    """Make a table with a line below its head and no other."""
    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0),
        header_style="none",
    )  # fmt: skip
    for name in names:
        table.add_column(name, overflow="fold")
    return table


def figure(row: Mapping[Any, Any], metric: str) -> str:
    """A figure with its interval, a share in percent."""
    if metric in SHARES:
        return spread(row, "{:4.0%}")
    return spread(row, "{:3.0f}" if metric == m.MATCHES else "{:.2f}")


def spread(row: Mapping[Any, Any], form: str) -> str:
    """A mean with its interval: `0.91 [0.87, 0.93]`."""
    if math.isnan(row[m.MEAN]):
        return "not defined"
    value = form.format(row[m.MEAN])
    if math.isnan(row[m.LOW]):
        return value
    low, high = (form.format(row[end]).removesuffix("%") for end in (m.LOW, m.HIGH))
    return f"{value} [{low}, {high}]"


def in_thousandths(row: Mapping[Any, Any], form: str = "{:.0f}") -> str:
    """A mean between 0 and 1 with its interval, in thousandths: `910 [870, 930]`."""
    whole = {name: float(np.round(1000 * row[name])) + 0.0 for name in (m.MEAN, m.LOW, m.HIGH)}
    return spread(whole, form)  # adding 0 makes +0 of -0


def _percent(share: float) -> str:
    return "" if math.isnan(share) else f"{share:.0%}"
