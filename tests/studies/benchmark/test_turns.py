"""A process of its own for a peer: what it says of its queries, and a list that is another one."""

import numpy as np
import pytest

from matching.studies.benchmark.lists import handed_over, rounds
from matching.studies.benchmark.turns import Process, Task, UnequalError
from matching.studies.benchmark.work import TERM_NAMES, Coded, Found, Said
from tests.builders import TODAY

TERM = TERM_NAMES[0]


@pytest.fixture
def task():
    """Three roles, of which the second is closed; asked twice, and awaited in two orders."""
    coded = Coded(
        {"stay": np.array([0, 1, 0], dtype=np.uint8)}, np.array([2, 1, 0], dtype=np.uint32)
    )
    passes, earned = np.array([True, False]), np.array([700, 900])
    points = np.zeros((2, len(TERM_NAMES)), dtype=np.int64)
    points[:, 0] = 700
    said = Said({"stay": passes}, {TERM: ("stay", earned)})
    found = Found(np.array([0, 2]), points)
    return Task(3, 0, TODAY, coded, (), [said, said], [found, Found(found.ids[::-1], points)])


def test_a_process_tells_what_each_way_took_and_refuses_another_list(task):
    with handed_over(task) as path, Process("pandas", 1, path) as process:
        rows = rounds([process], 1, lambda line: None)
        assert [(row["who"], row["way"]) for row in rows] == [
            ("pandas", "frame"), ("pandas", "columns"),
        ]  # fmt: skip
        assert all(row["median ms"] > 0 for row in rows)
        with pytest.raises(UnequalError, match="Query 1 of pandas"):
            process.ask("turn", "frame", [1])
