"""`missionmatch learn`: weights from judgments, with figures on profiles that were held out."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matching.cli import output
from matching.reference.shipped import DATA_FOLDER

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from matching.comparison.weight_set import WeightSet
    from matching.studies.learning_study import LearningStudy

MOST_FAILING = 12
LEFT_OUT = 1
"""Exit code when some rows were left out."""
FRAMES = ("gaps", "bounds", "chosen", "ablation", "curve", "failing")


def learn(
    profiles: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Default: judgments/profiles.csv of the data folder."),
    ] = None,
    judgments: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Default: judgments/judgments.csv of the data folder."),
    ] = None,
    folds: Annotated[
        int | None,
        typer.Option(
            min=2,
            show_default=False,
            help="Parts of the profiles that are held out in turn; default: one profile at a time.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Of folds, draws and resampling.")] = 0,
    text: Annotated[
        bool, typer.Option("--text", help="Compare ways to read the person's own words as well.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the weights learned from all profiles (JSON)."),
    ] = None,
    blank: Annotated[
        bool, typer.Option("--blank", help="With --out: those learned without the current ones.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of text.")] = False,
    data: Annotated[
        Path,
        typer.Option("--data", metavar="FOLDER", help="Folder with the data.", show_default=False),
    ] = DATA_FOLDER,
    weights: Annotated[
        Path | None,
        typer.Option(
            "--weights", metavar="FILE", help="Weight set to start from instead of the shipped one."
        ),
    ] = None,
    today: Annotated[
        dt.datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATE", help="Day from which age of sources is counted."
        ),
    ] = None,
) -> None:
    """Learn weights from graded matches, and say what they are worth on people never seen.

    Every figure is of profiles that were held out, with settings chosen within the others. The
    weights in use change only if somebody publishes those that --out writes.
    """
    if out is not None:
        output.check_writable(out)
    from matching.cli import loading
    from matching.studies.learning_study import study
    from matching.studies.text_terms import compare_text_terms

    recommender = loading.recommender(data, weights, today)
    folder = data / "judgments"
    people, judged, problems = loading.judged(
        recommender.catalog,
        profiles or folder / "profiles.csv",
        judgments or folder / "judgments.csv",
    )
    output.report(problems)
    with telling_progress() as progress:
        found = study(recommender, people, judged, folds, seed, progress)
        texts = compare_text_terms(recommender, people, judged, seed, progress) if text else None
    if out is not None:
        learned = found.from_blank if blank else found.candidate
        output.write(_rounded(learned, recommender.today.item()).to_json(), out)
    if as_json:
        output.write(study_json(found, texts), None)
    else:
        with output.page() as console:
            print_study(found, texts, console)
    if problems:
        raise typer.Exit(LEFT_OUT)


def study_json(found: LearningStudy, texts: pd.DataFrame | None) -> str:
    """All that a study found as JSON text; what is not defined is null."""
    from matching.cli.answer import to_json_text
    from matching.cli.evaluation_report import evaluation_json

    content = {
        "evaluation": json.loads(evaluation_json(found.evaluation)),
        **{name: _records(getattr(found, name)) for name in FRAMES},
        "text": None if texts is None else _records(texts),
        "candidate": found.candidate.model_dump(),
        "from_blank": found.from_blank.model_dump(),
    }
    return to_json_text(content)


def print_study(found: LearningStudy, texts: pd.DataFrame | None, console: Console) -> None:
    """Print what a study found for a busy reader, the verdict first."""
    from matching.cli.evaluation_report import plain_table, print_groups, print_rows, spread
    from matching.evidence import metrics as m
    from matching.studies import learning_study as names

    console.print(
        "Every figure is of profiles that were held out; settings were chosen within the others."
        "\nIn brackets: 95 % bootstrap intervals over profiles.\n"
    )
    console.print(f"{verdict(found)}\n")
    figures = found.evaluation.summary.set_index([m.RANKER, m.METRIC]).to_dict("index")
    table = plain_table("ranker", "NDCG@10", "unjudged as 0", "good", "grade 0")
    for ranker in dict.fromkeys(found.evaluation.summary[m.RANKER]):
        cells = [spread(figures[ranker, name], "{:.3f}") for name in (m.NDCG, m.NDCG_ALL)]
        cells += [spread(figures[ranker, name], "{:.0%}") for name in (m.GOOD, m.BAD)]
        table.add_row(str(ranker), *cells)
    for bound in found.bounds.to_dict("records"):
        table.add_row(f"({bound[m.RANKER]})", spread(bound, "{:.3f}"))
    _print("How good (in parentheses: not held out, what limits the others)", table, console)

    table = plain_table("difference of NDCG@10", "mean", "better", "equal", "worse")
    for gap in found.gaps.to_dict("records"):
        counts = [str(gap[name]) for name in (m.BETTER, m.EQUAL, m.WORSE)]
        label = f"{gap[m.RANKER]} - {gap[names.OTHER]}"
        table.add_row(label, spread(gap, "{:+.3f}"), *counts)
    _print("On the same profiles", table, console)

    table = plain_table("ranker", "setting", "folds")
    for row in found.chosen.to_dict("records"):
        table.add_row(row[m.RANKER], row["setting"], str(row[names.COUNT]))
    _print("Settings that were chosen", table, console)

    table = plain_table("profiles", *dict.fromkeys(found.curve[m.RANKER]))
    for size, rows in found.curve.groupby("profiles"):
        table.add_row(str(size), *(spread(row, "{:.3f}") for row in rows.to_dict("records")))
    _print("NDCG@10 when learned from so many profiles", table, console)

    table = plain_table("without", *dict.fromkeys(found.ablation[m.RANKER]))
    for term, rows in found.ablation.groupby(names.WITHOUT, sort=False):
        table.add_row(str(term), *(spread(row, "{:+.3f}") for row in rows.to_dict("records")))
    _print("NDCG@10 that a term brings", table, console)

    reasons = found.failing.groupby("reason").agg(
        roles=("cost", "size"), profiles=("profile_id", "nunique"), cost=("cost", "sum")
    )
    reasons = reasons.sort_values("cost", ascending=False).reset_index()
    failing = found.failing.head(MOST_FAILING)
    print_rows(
        "Roles of the first ten above a better one, by what keeps their grade down "
        "(cost: what swaps would give, summed)",
        reasons.assign(cost=reasons["cost"].map("{:.2f}".format)),
        ["reason", "roles", "profiles", "cost"],
        console,
    )
    print_rows(
        "The costliest of them",
        failing.assign(cost=failing["cost"].map("{:.2f}".format)),
        ["profile_id", "rank", "role_id", "grade", "reason", "cost"],
        console,
    )
    print_groups(found.evaluation, [names.CURRENT, names.LEARNED, names.BLANK], 10, console)
    if texts is not None:
        _print_texts(texts, console)


def verdict(found: LearningStudy) -> str:
    """Say in a sentence or two whether learned weights are better than the current ones."""
    from matching.cli.evaluation_report import spread
    from matching.evidence import metrics as m
    from matching.studies import learning_study as names

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
    from matching.cli.evaluation_report import plain_table, spread
    from matching.evidence import metrics as m

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
    from rich.padding import Padding
    from rich.text import Text

    console.print(Text(title, "bold"))
    console.print(Padding(table, (0, 0, 1, 0)))


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    records: list[dict[str, object]] = json.loads(
        frame.to_json(orient="records", double_precision=6)
    )
    return records


def _rounded(weights: WeightSet, day: dt.date) -> WeightSet:
    """Numbers to hundredths, as people read them, and when they were learned."""
    fields = weights.model_dump()
    for part in ("weights", "unknown", "curves"):
        fields[part] = {name: round(number, 2) for name, number in fields[part].items()}
    note = "Learned from judgments by `missionmatch learn`; see docs/learning.md."
    return type(weights)(
        **{**fields, "version": 1, "author": "Missionmatch", "date": str(day), "note": note}
    )


@contextlib.contextmanager
def telling_progress() -> Iterator[Callable[[str], None]]:
    """Say on standard error what is going on: in one line of a terminal, or one line a stage."""
    console = output.console(stderr=True)
    if console.is_terminal:
        with console.status("learning") as status:
            yield status.update
        return
    seen: set[str] = set()

    def told(text: str) -> None:
        stage = text.partition(":")[0]
        if stage not in seen:
            seen.add(stage)
            output.note(stage)

    yield told
