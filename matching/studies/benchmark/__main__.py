"""Measures and prints: `python -m matching.studies.benchmark [--quick]`, `make bench`."""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np
from threadpoolctl import threadpool_limits

from matching.catalog import Catalog
from matching.environment import today
from matching.evidence.judgments import shipped_judgments
from matching.recommending.recommender import Recommender
from matching.reference.shipped import DATA_FOLDER
from matching.studies.benchmark import report
from matching.studies.benchmark.crowds import crowd
from matching.studies.benchmark.drawn import drawn_people
from matching.studies.benchmark.lists import (
    PEOPLE,
    QUICK_PEOPLE,
    SEED,
    bandwidth,
    lists,
    measured_people,
)
from matching.studies.benchmark.pairs import pairs
from matching.studies.timings import timed

SIZES: Final = (10_000, 100_000, 1_000_000)
CROWDS: Final = (10_000, 100_000)
PAIRS: Final = (100_000, 10_000)
QUICK_SIZES: Final = (10_000, 100_000)
QUICK_CROWDS: Final = (1_000, 5_000)
QUICK_PAIRS: Final = (10_000, 500)
DRAWN_FROM: Final = 1_000
"""People of whom others are drawn."""
LIBRARIES: Final = ("numpy", "pandas", "polars", "duckdb")


def measured(quick: bool, told: Callable[[str], None]) -> dict[str, Any]:
    """Do everything once, and give what was found."""
    day = today()
    catalog = Catalog.from_folder(DATA_FOLDER, day)
    people = measured_people(QUICK_PEOPLE if quick else PEOPLE, day)
    base = measured_people(DRAWN_FROM, day)
    roles, count = QUICK_PAIRS if quick else PAIRS
    found: dict[str, Any] = {
        "date": day.isoformat(),
        "quick": quick,
        "machine": machine(),
        "versions": {"Python": platform.python_version(), **{n: version(n) for n in LIBRARIES}},
        "bandwidth": bandwidth(),
        "shipped": shipped(catalog),
        "lists": [],
        "crowds": [],
    }
    for size in QUICK_SIZES if quick else SIZES:
        told(f"{size:,} roles")
        found["lists"].append(lists(catalog, size, people, day, told))
    for size in QUICK_CROWDS if quick else CROWDS:
        told(f"{size:,} people")
        drawn = drawn_people(base, size, np.random.default_rng(SEED))
        found["crowds"].append(crowd(catalog, drawn, day, told))
    told(f"all pairs of {roles:,} roles and {count:,} people")
    drawn = drawn_people(base, count, np.random.default_rng(SEED + 1))
    ways = fastest_ways(found["lists"], roles)
    found["pairs"] = pairs(catalog, roles, drawn, day, ways, told)
    return found


def fastest_ways(sizes: list[dict[str, Any]], roles: int) -> Mapping[tuple[str, int], str]:
    """The fastest way of each peer with each number of threads, on a catalog of some size."""
    [rows] = [size["rows"] for size in sizes if size["size"] == roles]
    found = {}
    for who in report.PEERS:
        for threads, of_threads in itertools.groupby(
            (row for row in rows if row["who"] == who), key=lambda row: int(row["threads"])
        ):
            found[who, threads] = str(report.fastest(of_threads, who)["way"])
    return found


def shipped(catalog: Catalog) -> dict[str, Any]:
    """The app's own lists: shipped roles, everything read, by turns."""
    profiles, _ = shipped_judgments()
    recommender = Recommender(catalog)
    for profile in profiles:
        recommender.recommend(profile)
    people = itertools.cycle(profiles)
    timing = timed("recommend", lambda: recommender.recommend(next(people)))
    return {
        "roles": int((~catalog.index.past).sum()),
        "people": len(profiles),
        "median ms": timing.median,
        "p95 ms": timing.p95,
    }


def machine() -> dict[str, Any]:
    """What the system tells of the machine."""
    names = Path("/proc/cpuinfo")
    lines = names.read_text(encoding="utf-8").splitlines() if names.is_file() else []
    found = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "cores": os.cpu_count(),
        "processor": found[0] if found else platform.processor(),
        "memory GB": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9,
    }


def main() -> None:
    """Measure, print and keep what was found."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="smaller, while one develops")
    options = arguments.parse_args()
    with threadpool_limits(1):
        found = measured(options.quick, print)
    report.FOUND.parent.mkdir(exist_ok=True)
    report.FOUND.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(
        f"\n{report.figures(found)}\n\nKept in {report.FOUND}. To write docs/performance.md anew:"
    )
    print(".venv/bin/python -m matching.studies.benchmark.report")


if __name__ == "__main__":
    main()
