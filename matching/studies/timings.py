"""Timings of the verbs and of tuning on the shipped catalog: `python -m matching.studies.timings`.

`make bench` runs it before the benchmark beside peers. Absolute times depend on the machine and on
what else it does. Each is therefore also given as a multiple of a yardstick measured in the same
run: counting shared tags row by row in pandas, which is what a simple tool would do.
"""

from __future__ import annotations

import dataclasses
import itertools
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from rich import box
from rich.console import Console
from rich.table import Table

from matching import columns as c
from matching.catalog import Catalog
from matching.comparison.weight_set import WeightSet
from matching.environment import today
from matching.evidence.judgments import shipped_judgments
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.reference.shipped import DATA_FOLDER
from matching.studies.baselines import profile_tags, role_tags
from matching.weights.tuning import (
    Workspace,
    compare_figures,
    compare_lists,
    exposure_changes,
    moved_weights,
    rank_ranges,
)

PEOPLE = 1_000
SHORTLIST = 10
SHOWN = 6
"""Profiles whose lists a tuning dashboard shows."""
LEAST_REPEATS, MOST_REPEATS = 5, 100
SECONDS = 2.0
"""A measurement ends after its repeats took this long, but not before `LEAST_REPEATS`."""


@dataclasses.dataclass(frozen=True)
class Timing:
    """Seconds that a piece of work took, each time it was done."""

    work: str
    seconds: list[float]

    @property
    def median(self) -> float:
        """Median of the repeats, in milliseconds."""
        return float(np.median(self.seconds)) * 1000

    @property
    def p95(self) -> float:
        """95th percentile of the repeats, in milliseconds."""
        return float(np.percentile(self.seconds, 95)) * 1000


def timed(work: str, do: Callable[[], object]) -> Timing:
    """Do a piece of work once to warm up and then again and again, with the clock running."""
    do()
    seconds: list[float] = []
    while len(seconds) < LEAST_REPEATS or (sum(seconds) < SECONDS and len(seconds) < MOST_REPEATS):
        start = time.perf_counter()
        do()
        seconds.append(time.perf_counter() - start)
    return Timing(work, seconds)


def tag_count(catalog: Catalog, profile: Profile) -> list[str]:
    """The yardstick: shared tags of every active role, row by row in pandas, best 50."""
    active = catalog.roles[catalog.roles[c.STATUS] != "past"]
    wanted = profile_tags(profile)
    counts = active.apply(lambda role: len(role_tags(role) & wanted), axis=1)
    return [
        str(role_id) for role_id in counts.sort_values(ascending=False, kind="stable").index[:50]
    ]


def timings(catalog: Catalog, profiles: list[Profile]) -> Iterator[Timing]:
    """Time the verbs on a catalog, the yardstick first; people take turns."""
    recommender = Recommender(catalog)
    next_one = itertools.cycle(profiles).__next__
    shortlists = {
        profile.profile_id: recommender.recommend(profile, SHORTLIST)[c.ROLE_ID].tolist()
        for profile in profiles[:SHORTLIST]
    }

    def explain() -> object:
        profile = next(explained)
        return recommender.explain_many(profile, shortlists[profile.profile_id])

    explained = itertools.cycle(profiles[:SHORTLIST])
    yield timed("tag count, pandas", lambda: tag_count(catalog, next_one()))
    yield timed("recommend", lambda: recommender.recommend(next_one()))
    yield timed(f"explain_many of {SHORTLIST}", explain)
    yield timed("almost", lambda: recommender.almost(next_one()))


def timings_of_others(catalog: Catalog, profiles: list[Profile]) -> Iterator[Timing]:
    """Time articles, candidates and reading."""
    recommender = Recommender(catalog)
    next_one = itertools.cycle(profiles).__next__
    crowd = [
        profile.changed(profile_id=f"person-{number}")
        for number, profile in zip(range(PEOPLE), itertools.cycle(profiles), strict=False)
    ]
    active = catalog.roles.index[catalog.roles[c.STATUS] != "past"]
    next_role = itertools.cycle(map(str, active)).__next__
    yield timed("articles", lambda: recommender.articles(next_one()))
    yield timed(f"candidates of {PEOPLE:,}", lambda: recommender.candidates(next_role(), crowd))
    yield timed("catalog from files", lambda: Catalog.from_folder(DATA_FOLDER).index)


def timings_of_tuning(catalog: Catalog, profiles: list[Profile]) -> Iterator[Timing]:
    """Time what a tuning dashboard asks for; each move is one that was not made before."""
    _, judgments = shipped_judgments()
    start = time.perf_counter()
    workspace = Workspace(catalog, profiles, judgments, today())
    yield Timing("workspace, once", [time.perf_counter() - start])
    base = WeightSet.default()
    shown = [profile.profile_id for profile in profiles[:SHOWN]]
    workspace.standing(base)
    number = itertools.count(1).__next__

    def show(draft: WeightSet) -> object:
        return (
            compare_lists(workspace, draft, base, shown),
            compare_figures(workspace, draft, base),
        )

    def with_curves(**curves: float) -> WeightSet:
        return base.model_copy(update={"curves": {**base.curves, **curves}})

    yield timed("weight moved", lambda: show(base.changed(place=18 + number() / 50)))
    yield timed("curve of place moved", lambda: show(with_curves(place_hint=0.5 / number())))
    yield timed("curve of focus moved", lambda: show(with_curves(focus_best=0.9 / number())))
    draft = base.changed(place=25)
    yield timed("exposure", lambda: exposure_changes(workspace, draft, base))
    yield timed("30 small moves", lambda: moved_weights(workspace, base))
    yield timed("ranges of one list", lambda: rank_ranges(workspace, base, shown[0]))


def main() -> None:
    """Measure and print."""
    console = Console(highlight=False, markup=False)
    catalog = Catalog.from_folder(DATA_FOLDER)
    profiles, _ = shipped_judgments()
    table, tuning = _table(), _table()
    found = [*timings(catalog, profiles), *timings_of_others(catalog, profiles)]
    for timing in found:
        table.add_row(*_cells(timing, found[0]))
    for timing in timings_of_tuning(catalog, profiles):
        tuning.add_row(*_cells(timing, found[0]))
    console.print(table)
    console.print(f"\nTuning: lists of {SHOWN} and figures of {len(profiles)} people\n")
    console.print(tuning)
    console.print(
        "\nyardstick ratio: how many times as long the row-by-row tag count takes; more is faster."
    )


def _table() -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="none")
    table.add_column("work")
    for name in ("median ms", "p95 ms", "repeats", "yardstick ratio"):
        table.add_column(name, justify="right")
    return table


def _cells(timing: Timing, yardstick: Timing) -> tuple[Any, ...]:
    return (
        timing.work,
        f"{timing.median:,.1f}",
        f"{timing.p95:,.1f}",
        f"{len(timing.seconds)}",
        f"{yardstick.median / timing.median:,.1f}",
    )


if __name__ == "__main__":
    main()
