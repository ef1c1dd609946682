"""Lists that others graded: rows of anonymous columns, and NDCG of each list."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.datasets import load_svmlight_file
from sklearn.metrics import ndcg_score

from matching.arrays import Floats, Ints
from matching.errors import DataError

COLUMNS = 300
"""Of the shipped lists; a file does not name columns that are 0 throughout."""
DIGITS = 12
"""To which NDCG is rounded, so that equal orders are equal."""


@dataclasses.dataclass(frozen=True, eq=False)
class GradedLists:
    """Rows that were graded within lists.

    Attributes
    ----------
    X : array of float (rows, columns)
        0 also where the file says nothing of a column.
    y : array of int (rows,)
        Grades.
    groups : array of int (rows,)
        The list of each row; rows of a list stand together.
    """

    X: Floats
    y: Ints
    groups: Ints

    def of(self, rows: npt.NDArray[Any]) -> GradedLists:
        """Only some rows, by position or flag."""
        return GradedLists(self.X[rows], self.y[rows], self.groups[rows])


def read_lists(folder: Path, part: str) -> GradedLists:
    """Read `rank.<part>.gz` (LibSVM) and `rank.<part>.query` (rows of each list).

    Raises
    ------
    DataError
        The two files do not fit together.
    OSError
        One of them cannot be read.
    """
    table, grades = load_svmlight_file(
        str(folder / f"rank.{part}.gz"), n_features=COLUMNS, zero_based=False
    )
    sizes = np.loadtxt(folder / f"rank.{part}.query", dtype=np.int64)
    if sizes.sum() != len(grades):
        raise DataError(
            f"{folder}: rank.{part}.query counts {sizes.sum()} rows, the table has {len(grades)}."
        )
    return GradedLists(
        table.toarray(), grades.astype(np.int64), np.repeat(np.arange(len(sizes)), sizes)
    )


def ndcg_by_list(lists: GradedLists, scores: npt.ArrayLike, k: int) -> Floats:
    """NDCG of each list, gain `2^grade - 1`, equal scores averaged over all their orders.

    NaN for a list whose rows all have the same grade: any order of it is as good.
    """
    gains, found = gains_of(lists.y), np.asarray(scores, dtype=float)
    each = [lists.groups == code for code in np.unique(lists.groups)]
    return np.array(
        [
            ndcg_score([gains[rows]], [found[rows]], k=k) if np.ptp(gains[rows]) > 0 else np.nan
            for rows in each
        ]
    ).round(DIGITS)


def gains_of(grades: Ints) -> Floats:
    """What each grade is worth in NDCG."""
    return np.asarray(np.exp2(grades) - 1, dtype=float)
