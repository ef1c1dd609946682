"""All pairs: the first ten roles of each of very many people, on two cores."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from matching.catalog import Catalog
from matching.profile import Profile
from matching.studies.benchmark.drawn import drawn_roles
from matching.studies.benchmark.lists import SEED, handed_over
from matching.studies.benchmark.turns import FROM_PROFILE, OURS, Process, Task, resident
from matching.studies.benchmark.work import Ours

OF_EACH: Final = 10
CORES: Final = 2
TABLES_BYTES: Final = 900_000_000
"""What the tables of people may take in each of our processes: so many people share many."""
PREPARED: Final = 400
"""People for whom peers are handed what the rules say; those whose lists are checked."""
SECONDS: Final = 20.0
"""A peer goes on for so long in each of its ways, and its people a second are counted."""


def pairs(
    catalog: Catalog, size: int, people: Sequence[Profile], today: dt.date,
    ways: Mapping[tuple[str, int], str], told: Callable[[str], None],
) -> dict[str, Any]:  # fmt: skip
    """Measure ours over everybody, and each peer over as many as it does in a while.

    Parameters
    ----------
    ways : mapping of (peer, threads) to way
        The fastest of each, as found for one person.
    """
    ours = Ours(drawn_roles(catalog, size, np.random.default_rng(SEED)), catalog, today)
    some = people[:PREPARED]
    start = time.perf_counter()
    for profile in some:
        ours.said(profile)
    rules = len(some) / (time.perf_counter() - start)
    task = Task(
        size, SEED, today, ours.coded(), people, [ours.said(profile) for profile in some],
        [ours.found(profile, OF_EACH) for profile in some], OF_EACH, TABLES_BYTES,
    )  # fmt: skip
    del ours
    rows = [_everybody(task, told), _for_a_while(task, OURS, 1, "", told)]
    for (who, threads), way in ways.items():
        rows.append(_for_a_while(task, who, threads, way, told))
    return {
        "size": size,
        "people": len(people),
        "of each": OF_EACH,
        "rules, people a second, one core": rules,
        "rows": rows,
    }


def _everybody(task: Task, told: Callable[[str], None]) -> dict[str, Any]:
    """Ours: two processes, which run the rules of each person too."""
    numbers = range(len(task.profiles))
    shares = [list(numbers[core::CORES]) for core in range(CORES)]
    with handed_over(task) as path, contextlib.ExitStack() as stack:
        processes = [stack.enter_context(Process(FROM_PROFILE, 1, path)) for _ in shares]
        for process, share in zip(processes, shares, strict=True):
            process.ask("build")
            process.ask("prepare", "", share)
        start = time.perf_counter()
        for process, share in zip(processes, shares, strict=True):
            process.begin("many", share, float("inf"))
        for process in processes:
            process.answer()
        seconds = time.perf_counter() - start
        megabytes = resident() + sum(process.ask("peak") for process in processes)
    told(f"  {FROM_PROFILE}: {len(task.profiles):,} people in {seconds:.1f} s")
    return {
        "who": FROM_PROFILE, "processes": CORES, "threads": 1, "way": "",
        "people": len(task.profiles), "seconds": seconds,
        "people a second": len(task.profiles) / seconds, "peak megabytes": megabytes,
    }  # fmt: skip


def _for_a_while(
    task: Task, who: str, threads: int, way: str, told: Callable[[str], None]
) -> dict[str, Any]:
    """A peer, or ours handed the same: two processes of one thread each, or one of two."""
    numbers = list(range(len(task.said)))
    with handed_over(task) as path, contextlib.ExitStack() as stack:
        processes = [
            stack.enter_context(Process(who, threads, path)) for _ in range(CORES // threads)
        ]
        for process in processes:
            process.ask("build")
            process.ask("prepare", way, numbers)
        for process in processes:
            process.begin("many", numbers, SECONDS)
        done = [process.answer() for process in processes]
        megabytes = resident() + sum(process.ask("peak") for process in processes)
    rate = sum(people / seconds for people, seconds in done)
    told(f"  {who}, {len(processes)} x {threads} thread(s): {rate:.0f} people a second")
    return {
        "who": who, "processes": len(processes), "threads": threads, "way": way,
        "people": sum(people for people, _ in done), "seconds": max(s for _, s in done),
        "people a second": rate, "peak megabytes": megabytes,
    }  # fmt: skip
