"""The first fifty roles of a person, on catalogs of several sizes: ours beside the peers."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import pickle
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from matching.aspects.tables import TABLED
from matching.catalog import Catalog
from matching.evidence.judgments import shipped_judgments
from matching.fictional import fictional_profiles
from matching.profile import Profile
from matching.profile.profile import without_statement
from matching.studies.benchmark.drawn import drawn_roles
from matching.studies.benchmark.turns import FROM_PROFILE, NEVER_SEEN, OURS, TURN, Process, Task
from matching.studies.benchmark.work import Ours, bytes_to_read

SEED: Final = 12
PEOPLE: Final = 200
QUICK_PEOPLE: Final = 20
PROCESSES: Final = (
    (OURS, 1), (FROM_PROFILE, 1), (NEVER_SEEN, 1), ("pandas", 1), ("Polars", 1), ("Polars", 2),
    ("DuckDB", 1), ("DuckDB", 2),
)  # fmt: skip
"""Who takes turns, with how many threads. pandas has no more than one."""
MOVES: Final = 30
BANDWIDTH_BYTES: Final = 512_000_000
OPEN: Final = 0.05
"""Share of roles that are open to the person whose slider is moved."""


def measured_people(count: int, today: dt.date) -> list[Profile]:
    """Fictional and judged people by turns, without words of their own."""
    made_up = [person.profile for person in fictional_profiles(count, SEED, today=today)]
    judged, _ = shipped_judgments()
    mixed = itertools.chain.from_iterable(zip(made_up, itertools.cycle(judged), strict=False))
    return [without_statement(profile) for profile in itertools.islice(mixed, count)]


def lists(
    catalog: Catalog, size: int, people: Sequence[Profile], today: dt.date,
    told: Callable[[str], None],
) -> dict[str, Any]:  # fmt: skip
    """Measure one size: build, first roles, limit; and a slider's move."""
    ours = Ours(drawn_roles(catalog, size, np.random.default_rng(SEED)), catalog, today)
    coded, said = ours.coded(), [ours.said(person) for person in people]
    shares = [len(ours.look_up(person).open_places()) / size for person in people]
    task = Task(size, SEED, today, coded, people, said, [ours.found(person) for person in people])
    limit = statistics.median(bytes_to_read(coded, of_person) for of_person in said)
    found: dict[str, Any] = {
        "size": size,
        "distinct": {aspect.name: len(ours.tables.distinct(aspect)) for aspect in TABLED},
        "open share": statistics.median(shares),
        "open shares": [min(shares), max(shares)],
        "people": len(people),
        "gates": statistics.mean(len(one.gates) for one in said),
        "terms": statistics.mean(len(one.points) for one in said),
        "limit bytes": limit,
        "slider": slider(ours, people, shares),
    }
    del ours
    with handed_over(task) as path, contextlib.ExitStack() as stack:
        processes = [stack.enter_context(Process(*one, path)) for one in PROCESSES]
        found["rows"] = rounds(processes, len(people), told)
    return found


@contextlib.contextmanager
def handed_over(task: Task) -> Iterator[Path]:
    """Put a task into a file that is there for a while."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "task"
        path.write_bytes(pickle.dumps(task))
        yield path


def rounds(
    processes: Sequence[Process], count: int, told: Callable[[str], None]
) -> list[dict[str, Any]]:
    """Let processes take turns until each did every query, in each of its ways."""
    rows = []
    for process in processes:
        built = process.ask("build")
        told(f"  {process.who}, {process.threads} thread(s): built in {built['seconds']:.2f} s")
        rows += [
            {"process": process, "way": way, "built": built, "seconds": [], "calibrated": []}
            for way in process.ask("names_of_ways")
        ]
    for start in range(0, count, TURN):
        numbers = list(range(start, min(start + TURN, count)))
        for row in rows:
            seconds, calibrated = row["process"].ask("turn", row["way"], numbers)
            row["seconds"] += seconds
            row["calibrated"].append(calibrated)
    return [summary(row) for row in rows]


def summary(row: dict[str, Any]) -> dict[str, Any]:
    """Figures of one process and way, in milliseconds."""
    of_query = np.array(row["seconds"]) * 1000
    return {
        "who": row["process"].who,
        "threads": row["process"].threads,
        "way": row["way"],
        "median ms": float(np.median(of_query)),
        "mean ms": float(np.mean(of_query)),
        "p95 ms": float(np.quantile(of_query, 0.95)),
        "calibration ms": float(np.median(row["calibrated"])) * 1000,
        "build s": row["built"]["seconds"],
        "megabytes": row["built"]["megabytes"],
    }


def slider(ours: Ours, people: Sequence[Profile], shares: Sequence[float]) -> list[dict[str, Any]]:
    """Move a weight again and again while the open roles are kept: milliseconds of a move.

    One person is the one to whom the share nearest to `OPEN` is open; of the same person every role
    is then taken as open.
    """
    nearest = int(np.argmin(np.abs(np.array(shares) - OPEN)))
    person = ours.look_up(people[nearest])
    found = []
    size = len(ours.tables.codes)
    for places in (person.open_places(), np.arange(size)):
        seconds = []
        for move in range(MOVES + 1):
            weights = ours.weights.changed(place=10 + move / 10)
            start = time.perf_counter()
            ours.best(ours.ranking.look_up(person.beside, weights), places)
            seconds.append(time.perf_counter() - start)
        of_move = np.array(seconds[1:]) * 1000
        found.append(
            {
                "open share": len(places) / size,
                "median ms": float(np.median(of_move)),
                "p95 ms": float(np.quantile(of_move, 0.95)),
            }
        )
    return found


def bandwidth() -> float:
    """Bytes a second that one core reads: the best of several sums over memory."""
    numbers = np.ones(BANDWIDTH_BYTES // 8, dtype=np.int64)
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        numbers.sum()
        seconds.append(time.perf_counter() - start)
    return numbers.nbytes / min(seconds)
