"""Writes what a run found into docs/performance.md: `python -m matching.studies.benchmark.report`.

Tables and plot come from `var/benchmark.json`; nothing is typed by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from matching.studies.benchmark.pairs import CORES
from matching.studies.benchmark.turns import FROM_PROFILE, OUR_WAYS, OURS

FOUND: Final = Path("var/benchmark.json")
PAGE: Final = Path("docs/performance.md")
PLOT: Final = Path("docs/images/performance.svg")
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
PEERS: Final = ("Polars", "pandas", "DuckDB")
MILLION: Final = 1e6


def figures(found: Mapping[str, Any]) -> str:
    """All tables of a run, as Markdown."""
    machine = found["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    parts = [
        f"Measured on {found['date']}: {machine['cores']} cores, {machine['processor']}, "
        f"{machine['memory GB']:.0f} GB; {versions}."
        + (" A quick run with few people, to develop by." if found["quick"] else ""),
        "### The first fifty roles of a person", *_lists(found["lists"]),
        "### Build and memory", _build(found["lists"]),
        "### Distinct values", _distinct(found["lists"]),
        "### The share of the limit", _limit(found),
        "### A slider's move", _slider(found["lists"][-1]),
        "### The shipped catalog, own words read", _shipped(found["shipped"]),
        "### One role against very many people", *_crowds(found["crowds"]),
        "### All pairs", *_pairs(found["pairs"]),
    ]  # fmt: skip
    return "\n\n".join(parts)


def fastest(rows: Iterable[Mapping[str, Any]], who: str) -> Mapping[str, Any]:
    """The row of the fastest way and number of threads."""
    return min((row for row in rows if row["who"] == who), key=lambda row: row["median ms"])


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def percent(share: float) -> str:
    """A share as people write it.

    Examples
    --------
    >>> percent(0.0512)
    '5.1 %'
    """
    return f"{100 * share:.1f} %"


def _lists(sizes: Sequence[Mapping[str, Any]]) -> list[str]:
    names = (*OUR_WAYS, *PEERS)
    rows: list[list[str]] = []
    for who in names:
        cells = [who]
        for size in sizes:
            row, ours = fastest(size["rows"], who), fastest(size["rows"], OURS)
            times = row["median ms"] / ours["median ms"]
            cells.append(f"{row['median ms']:.2f} / {row['p95 ms']:.2f} ({times:.1f})")
        rows.append(cells)
    last = sizes[-1]
    least, most = map(percent, last["open shares"])
    about = (
        f"Median / 95th percentile in ms over {last['people']} people, and in brackets how many "
        f"times ours. A median of {percent(last['open share'])} of the roles is open to a person "
        f"(from {least} to {most}); {last['gates']:.1f} columns close something and "
        f"{last['terms']:.1f} terms give points. Every list of every "
        "peer was equal to ours: the same roles, order and points."
    )
    every = [
        [
            f"{size['size']:,}", row["who"], row["way"], row["threads"],
            f"{row['median ms']:.2f}", f"{row['p95 ms']:.2f}", f"{row['calibration ms']:.1f}",
        ]
        for size in sizes
        for row in size["rows"]
    ]  # fmt: skip
    return [
        f"![Time of a list by number of roles]({PLOT.relative_to(PAGE.parent).as_posix()})",
        table(["first fifty, ms", *(f"{size['size']:,} roles" for size in sizes)], rows),
        about,
        "Each way and number of threads, with the calibration loop beside it:",
        table(["roles", "who", "way", "threads", "median ms", "p95 ms", "calibration ms"], every),
    ]


def _build(sizes: Sequence[Mapping[str, Any]]) -> str:
    def cell(size: Mapping[str, Any], who: str) -> str:
        row = fastest(size["rows"], who)
        return f"{row['build s']:.2f} s, {row['megabytes']:.0f} MB"

    rows = [[who, *(cell(size, who) for size in sizes)] for who in (OURS, *PEERS)]
    return table(["", *(f"{size['size']:,} roles" for size in sizes)], rows)


def _distinct(sizes: Sequence[Mapping[str, Any]]) -> str:
    names = list(sizes[0]["distinct"])
    rows = [[name, *(f"{size['distinct'][name]:,}" for size in sizes)] for name in names]
    return table(["aspect", *(f"{size['size']:,} roles" for size in sizes)], rows)


def _limit(found: Mapping[str, Any]) -> str:
    rows = []
    for size in found["lists"]:
        milliseconds = size["limit bytes"] / found["bandwidth"] * 1000
        ours = fastest(size["rows"], OURS)["median ms"]
        rows.append(
            [
                f"{size['size']:,}", f"{size['limit bytes'] / MILLION:.2f} MB",
                f"{milliseconds:.3f} ms", f"{ours:.2f} ms", percent(milliseconds / ours),
            ]
        )  # fmt: skip
    head = ["roles", "must be read", f"at {found['bandwidth'] / 1e9:.1f} GB/s", "ours", "share"]
    return table(head, rows)


def _slider(size: Mapping[str, Any]) -> str:
    rows = [
        [percent(one["open share"]), f"{one['median ms']:.2f}", f"{one['p95 ms']:.2f}"]
        for one in size["slider"]
    ]
    return table([f"open, of {size['size']:,} roles", "median ms", "p95 ms"], rows)


def _shipped(found: Mapping[str, Any]) -> str:
    return (
        f"`Recommender.recommend`, {found['roles']:,} roles, {found['people']} judged people with "
        f"their own words: {found['median ms']:.2f} ms (95th percentile {found['p95 ms']:.2f})."
    )


def _crowds(crowds: Sequence[Mapping[str, Any]]) -> list[str]:
    lines = {
        "ours, encode all once": "encode ms",
        "ours, first role ever": "first role ever ms",
        "ours, first role of another organization": "first of an organization ms",
        "ours, once encoded": "once encoded ms",
    }
    rows = [[line, *(f"{one[key]:,.1f} ms" for one in crowds)] for line, key in lines.items()]
    for who in PEERS:
        rows.append([who, *(f"{fastest(one['rows'], who)['median ms']:,.1f} ms" for one in crowds)])
    open_to = ", ".join(percent(one["open share"]) for one in crowds)
    return [
        table(["", *(f"{one['people']:,} people" for one in crowds)], rows),
        f"Everybody to whom a role is open is listed ({open_to} in the median).",
    ]


def _pairs(found: Mapping[str, Any]) -> list[str]:
    rules = found["rules, people a second, one core"]
    rows = []
    for row in found["rows"]:
        rate = row["people a second"]
        with_rules = rate if row["who"] == FROM_PROFILE else 1 / (1 / rate + 1 / (CORES * rules))
        rows.append(
            [
                row["who"], f"{row['processes']} x {row['threads']}", row["way"],
                f"{row['people']:,}", f"{rate:,.0f}", f"{with_rules:,.0f}",
                f"{row['peak megabytes']:,.0f}",
            ]
        )  # fmt: skip
    head = [
        "", "processes x threads", "way", "people", "people a second", "with the rules",
        "peak MB of all",
    ]  # fmt: skip
    return [
        table(head, rows),
        f"{found['size']:,} roles, the first {found['of each']} of each person with points. "
        f"*{FROM_PROFILE}* runs the rules of each person too; the others are handed them. By "
        f"themselves, person after person, one core does them for {rules:,.0f} people a second, "
        "and `with the rules` adds "
        "that time.",
    ]


def plot(found: Mapping[str, Any], path: Path) -> None:
    """Draw the time of a list by number of roles."""
    import vl_convert

    names = (*OUR_WAYS, *PEERS)
    points = [
        {"roles": size["size"], "ms": fastest(size["rows"], who)["median ms"], "who": who}
        for size in found["lists"]
        for who in names
    ]

    def logarithmic(field: str, title: str) -> dict[str, Any]:
        kind = {"field": field, "type": "quantitative", "title": title}
        return kind | {"scale": {"type": "log"}, "axis": {"format": ",~r", "tickCount": 4}}

    who = {"field": "who", "type": "nominal", "title": None, "sort": names}
    specification = {
        "width": 420,
        "height": 260,
        "background": "white",
        "data": {"values": points},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": logarithmic("roles", "roles"),
            "y": logarithmic("ms", "milliseconds, median"),
            "color": who,
            "strokeDash": who | {"legend": None},
        },
    }
    path.write_text(vl_convert.vegalite_to_svg(specification), encoding="utf-8")


def write(found: Mapping[str, Any], page: Path = PAGE, image: Path = PLOT) -> None:
    """Put tables and plot in place of those that the page has."""
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    page.write_text(f"{before}{BEGIN}\n\n{figures(found)}\n\n{END}{after}", encoding="utf-8")
    plot(found, image)


if __name__ == "__main__":
    write(json.loads(FOUND.read_text(encoding="utf-8")))
