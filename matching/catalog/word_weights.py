"""Word weights of the texts of roles, worked out when they are first read."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from matching.arrays import Bools, Floats, Ints, ranges

if TYPE_CHECKING:
    from scipy.sparse import csc_matrix, csr_matrix


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

    @functools.cached_property
    def _by_word(self) -> csc_matrix:
        return self.matrix.tocsc()

    def likeness(self, words: csr_matrix) -> Floats:
        """Cosine of each role's text and another's words, shape (1, words)."""
        by_word, at = self._by_word, words.indices
        starts, counts = by_word.indptr[at], np.diff(by_word.indptr)[at]
        places = ranges(starts, counts)
        weights = by_word.data[places] * np.repeat(words.data, counts)
        rows = by_word.indices[places]
        return np.bincount(rows, weights, minlength=by_word.shape[0]).astype(float)

    def __getitem__(self, rows: Ints | Bools) -> WordWeights:
        """Those of some roles only."""
        return _Some(self, rows)


class _Some(WordWeights):
    """Rows of others."""

    def __init__(self, of: WordWeights, rows: Ints | Bools) -> None:
        super().__init__(lambda: of.matrix[rows])
        self._of, self._rows = of, rows

    def likeness(self, words: csr_matrix) -> Floats:
        if np.size(self._rows) == 0:
            return np.zeros(0)
        return self._of.likeness(words)[self._rows]
