"""One role against very many people: everybody to whom it is open, best first, with points."""

from __future__ import annotations

import contextlib
import datetime as dt
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from matching.arrays import Bools, Ints, ranks
from matching.aspects import MUST_HAVES, TERMS
from matching.aspects.aspect import MISSING
from matching.aspects.tables import TABLED, TABLED_TERMS
from matching.catalog import Catalog
from matching.comparison.crowd import Crowd, CrowdTables
from matching.profile import Profile
from matching.recommending.people import People
from matching.recommending.recommender import Recommender
from matching.studies.benchmark.lists import PROCESSES, handed_over, rounds
from matching.studies.benchmark.turns import OUR_WAYS, Process, Task
from matching.studies.benchmark.work import TERM_NAMES, Coded, Found, Said

ROLES: Final = 5
AGAIN: Final = 5


def crowd(
    catalog: Catalog, people: Sequence[Profile], today: dt.date, told: Callable[[str], None]
) -> dict[str, Any]:
    """Measure one role of each of some organizations against all people."""
    recommender = Recommender(catalog, today=today)
    role_ids = _roles(catalog)
    start = time.perf_counter()
    encoded = People(people)
    encoding = time.perf_counter() - start
    first, later = [], []
    for role_id in role_ids:
        seconds = []
        for _ in range(AGAIN + 1):
            start = time.perf_counter()
            recommender.ranked_people(role_id, encoded)
            seconds.append(time.perf_counter() - start)
        first.append(seconds[0])
        later += seconds[1:]
        told(f"  {len(people):,} people, {role_id}: {seconds[0]:.2f} s, then {seconds[1]:.3f} s")
    task = task_of_crowd(recommender, role_ids, people)
    with handed_over(task) as path, contextlib.ExitStack() as stack:
        peers = [one for one in PROCESSES if one[0] not in OUR_WAYS]
        rows = rounds(
            [stack.enter_context(Process(*one, path)) for one in peers], len(role_ids), told
        )
    return {
        "people": len(people),
        "open share": statistics.median(len(found.ids) / len(people) for found in task.expected),
        "encode ms": encoding * 1000,
        "first role ever ms": first[0] * 1000,
        "first of an organization ms": statistics.median(first[1:]) * 1000,
        "once encoded ms": statistics.median(later) * 1000,
        "rows": rows,
    }


def _roles(catalog: Catalog) -> list[str]:
    """The active roles that stand at equal distances, each of another organization."""
    active = catalog.roles[catalog.roles["status"] != "past"].drop_duplicates("org_id")
    rows = np.linspace(0, len(active) - 1, ROLES).round().astype(int)
    return [str(role_id) for role_id in active.index[rows]]


def task_of_crowd(
    recommender: Recommender, role_ids: Sequence[str], people: Sequence[Profile]
) -> Task:
    """What peers are handed: everybody by code, and what the rules say of each role."""
    encoded, everybody = People(people), Crowd(people)
    columns = {aspect.name: everybody.values(aspect)[1] for aspect in TABLED}
    coded = Coded(columns, ranks(everybody.profile_ids).astype(np.uint32))
    return Task(
        len(people),
        0,
        recommender.today.item(),
        coded,
        said=[_said(recommender, role_id, everybody) for role_id in role_ids],
        expected=[
            _expected(everybody, coded, recommender.ranked_people(role_id, encoded))
            for role_id in role_ids
        ],
        n=len(people),
    )


def _expected(crowd: Crowd, coded: Coded, table: pd.DataFrame) -> Found:
    rows = pd.Index(crowd.profile_ids).get_indexer(pd.Index(table["profile_id"]))
    points = np.rint(table[list(TERM_NAMES)].to_numpy() * 100).astype(np.int64)
    return Found(coded.ids[rows].astype(np.int64), points)


def _said(recommender: Recommender, role_id: str, crowd: Crowd) -> Said:
    """What the rules say of a role to each distinct value of people."""
    row = np.array([recommender.row(role_id)])
    tables = CrowdTables(crowd, recommender.tables.some(row))
    gates: dict[str, tuple[float, Bools]] = {}
    for must_have in MUST_HAVES:
        first, codes = crowd.values(must_have)
        status = [tables.one(person, 0).status(must_have)[0] for person in first.tolist()]
        is_open: Bools = np.array(status) != MISSING
        if not is_open.all():
            gates[must_have.name] = float(is_open[codes].mean()), is_open
    points: dict[str, tuple[str, Ints]] = {}
    for term in TABLED_TERMS:
        first, _ = crowd.values(term)
        fits = np.ones(len(first), dtype=bool)
        found = tables.beside(0, first, fits, recommender.weights)
        earned = found.points[:, TERMS.index(term)]
        if earned.any():
            points[term.term] = term.name, earned
    narrowest = sorted(gates, key=lambda name: gates[name][0])
    return Said({name: gates[name][1] for name in narrowest}, points)
