"""Equal faults of a file as one, with the rows that have it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from matching.errors import Problem

MOST_RANGES = 6


class ProblemGroup(NamedTuple):
    """The first of equal faults, and all rows that have it, such as `2 to 5, 9`."""

    problem: Problem
    n_rows: int
    rows: str

    def __str__(self) -> str:
        """Give the faults as one readable line."""
        column = f", {self.problem.column}" if self.problem.column else ""
        counted = "row" if self.n_rows == 1 else f"{self.n_rows:,} rows:"
        return f"{self.problem.file}, {counted} {self.rows}{column}: {self.problem.finding}"


def grouped(problems: Iterable[Problem]) -> list[ProblemGroup]:
    """Gather problems that say the same of the same column, in the order of their first rows.

    Examples
    --------
    >>> faults = [Problem("a.csv", row, "status", "", "a value") for row in (2, 3, 4, 9)]
    >>> print(grouped(faults)[0])
    a.csv, 4 rows: 2 to 4, 9, status: found nothing, expected a value
    """
    found: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        said = problem.column, problem.value, problem.expected
        found.setdefault(said, []).append(problem)
    groups = []
    for same in found.values():
        rows = sorted({problem.row or 0 for problem in same})
        groups.append(ProblemGroup(same[0], len(rows), ranges(rows)))
    return groups


def ranges(rows: Sequence[int]) -> str:
    """Write row numbers, ascending, with those that follow each other as one.

    Examples
    --------
    >>> ranges([2, 3, 4, 7, 9, 10])
    '2 to 4, 7, 9 to 10'
    """
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    parts = [str(first) if first == last else f"{first:,} to {last:,}" for first, last in runs]
    rest = len(parts) - MOST_RANGES
    return ", ".join(parts[:MOST_RANGES]) + (f" and {rest:,} more places" if rest > 0 else "")
