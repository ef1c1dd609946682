"""Word weights of the texts of roles, worked out when they are first read."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from matching.arrays import Bools, Floats, Ints

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


class WordWeights:
    """Word weights of roles, one row a role, that nobody pays for who does not read them.

    Parameters
    ----------
    work_out : callable
        Gives the matrix, shape (roles, words), its columns in the order of `Axes.words`.
    """

    def __init__(self, work_out: Callable[[], csr_matrix]) -> None:
        self._work_out = work_out

    @functools.cached_property
    def matrix(self) -> csr_matrix:
        """The weights, each row of length 1 or 0."""
        return self._work_out()

    def likeness(self, words: csr_matrix) -> Floats:
        """Cosine of each role's text and another's words, shape (1, words)."""
        return np.asarray((self.matrix @ words.T).toarray().ravel(), dtype=float)

    def __getitem__(self, rows: Ints | Bools) -> WordWeights:
        """Those of some roles only."""
        return WordWeights(lambda: self.matrix[rows])
