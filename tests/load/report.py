"""What was measured, as tables."""

import numpy as np
from rich import box
from rich.console import Console
from rich.table import Table


def of(rows, part, kind, code, what):
    """Give median and 95th percentile in milliseconds, or a dash where nothing was measured."""
    seconds = [
        row[what]
        for row in rows
        if (row["part"], row["kind"], row["code"]) == (part, kind, code) and row.get(what)
    ]
    if not seconds:
        return "–"
    return " / ".join(f"{np.percentile(seconds, share) * 1000:,.0f}" for share in (50, 95))


def line(rows, part, kind):
    """Say in one line what a kind of page took, and what went wrong."""
    mine = [row for row in rows if (row["part"], row["kind"]) == (part, kind)]
    codes = dict.fromkeys(row["code"] for row in mine)
    said = [
        f"{what}, {code}: {of(mine, part, kind, code, what)}"
        for code in codes
        for what in ("load", "press")
    ]
    errors = {row["error"] for row in mine if "error" in row}
    return f"{part}, {kind}: {'; '.join([*said, *errors])}"


def show(measured):
    """Print all of it."""
    console = Console(width=None if Console().is_terminal else 140)
    about = measured["about"]
    console.print(
        f"{about['date']}, Python {about['python']}, Streamlit {about['versions']['streamlit']}, "
        f"{about['machine']}; {about['people']:,} people, {about['comments']:,} comments."
    )
    console.print(
        f"A loop that is always the same took {about['calibration_before_ms']} ms before and "
        f"{about['calibration_after_ms']} ms after."
    )
    for part in dict.fromkeys(row["part"] for row in measured["pages"]):
        console.print(_pages(measured["pages"], part))
    for row in measured["crowd"]:
        p50, p95 = np.percentile(row["change"], [50, 95])
        console.print(
            f"{row['people']} people at once, {row['rest']:g} s of rest, {row['code']}: "
            f"median {p50:.2f} s, p95 {p95:.2f} s of {len(row['change'])} changes"
        )
    for row in measured["memory"]:
        before, first, *_, last = row["megabytes"]
        console.print(
            f"Memory, {row['code']}: {', '.join(f'{held:,.0f}' for held in row['megabytes'])} MB; "
            f"{before:,.0f} before, the last round against the first {last / first - 1:+.1%}"
        )


def _pages(rows, part):
    codes = dict.fromkeys(row["code"] for row in rows)
    table = Table(title=f"Pages, {part}: milliseconds, median / p95", box=box.SIMPLE)
    table.add_column("page")
    for what in ("load", "press"):
        for code in codes:
            table.add_column(f"{what}, {code}", justify="right")
    for kind in dict.fromkeys(row["kind"] for row in rows if row["part"] == part):
        cells = [of(rows, part, kind, code, what) for what in ("load", "press") for code in codes]
        table.add_row(kind, *cells)
    return table
