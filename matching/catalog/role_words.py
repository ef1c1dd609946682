"""The words of the texts of roles: how often each stands where, and the weights that follow."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from matching.arrays import Ints, Texts

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    _Made = tuple[TfidfVectorizer, Callable[[], csr_matrix]]

_TAKEN: Final[Mapping[str, Any]] = {"stop_words": "english", "ngram_range": (1, 2)}


class RoleWords:
    """Word weights of texts that can be changed text by text; made when they are first read.

    A changed one gives bit for bit what one over the same texts gives.

    Parameters
    ----------
    make : callable
        Gives the fitted vectorizer, and how often each of its words stands in each text.
    """

    def __init__(self, make: Callable[[], _Made]) -> None:
        self._make: Callable[[], _Made] | None = make

    @classmethod
    def of(cls, texts: Sequence[str]) -> RoleWords:
        """Read all texts."""
        return cls(functools.partial(_read, texts))

    @property
    def _made(self) -> _Made:
        make = self._make
        if make:
            self._found = make()
            self._make = None  # which may hold the words before
        return self._found

    @property
    def vectorizer(self) -> TfidfVectorizer:
        """What gives other texts their word weights."""
        return self._made[0]

    @functools.cached_property
    def counts(self) -> csr_matrix:
        """How often each word stands in each text, shape (texts, words)."""
        return self._made[1]()

    @functools.cached_property
    def words(self) -> Texts:
        """Column names of `counts`, in order."""
        return np.asarray(self.vectorizer.get_feature_names_out(), dtype=str)

    @functools.cached_property
    def weights(self) -> csr_matrix:
        """The weight of each word in each text, rows of length 1 or 0."""
        from sklearn.feature_extraction.text import TfidfTransformer

        if not self.counts.shape[0]:
            return self.counts.astype(float)
        return TfidfTransformer(sublinear_tf=True).fit_transform(self.counts)

    def changed(self, texts: Sequence[str], places: Ints) -> RoleWords:
        """Give the words when some texts are others; only those are read.

        Parameters
        ----------
        texts : sequence of str
            New and changed ones.
        places : array of int
            Where each row then is: by its number before, and after those by its number in `texts`.
        """
        self.counts  # noqa: B018 - so that changes that nobody read do not queue up
        return RoleWords(functools.partial(_changed, self, texts, places))


def _read(texts: Sequence[str]) -> _Made:
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

    vectorizer = TfidfVectorizer(sublinear_tf=True, min_df=1, **_TAKEN)
    try:
        vectorizer.fit(texts)
    except ValueError:
        # No text has a word that says anything; any word will do for an empty comparison.
        vectorizer.fit([*texts, "wordless"])
    return vectorizer, functools.partial(_counted, CountVectorizer, vectorizer, texts)


def _counted(counting: Any, vectorizer: TfidfVectorizer, texts: Sequence[str]) -> csr_matrix:  # noqa: ANN401
    from scipy.sparse import csr_matrix

    if not texts:
        return csr_matrix((0, len(vectorizer.vocabulary_)), dtype=np.int64)
    return counting.transform(vectorizer, texts)


def _changed(before: RoleWords, texts: Sequence[str], places: Ints) -> _Made:
    from scipy.sparse import vstack
    from sklearn.feature_extraction.text import TfidfTransformer, TfidfVectorizer

    found, found_words = _words_of(texts)
    stay = before.counts[places[places < before.counts.shape[0]]]
    is_used = np.bincount(stay.indices, minlength=len(before.words)) > 0
    words = sorted({*before.words[is_used].tolist(), *found_words})
    if not words:
        return _read([""] * len(places))
    column = {word: at for at, word in enumerate(words)}
    both = _moved(before.counts, before.words, column), _moved(found, found_words, column)
    counts = vstack(both, format="csr")[places]
    counts.sort_indices()
    vectorizer = TfidfVectorizer(sublinear_tf=True, vocabulary=column, **_TAKEN)
    vectorizer.idf_ = TfidfTransformer(sublinear_tf=True).fit(counts).idf_
    return vectorizer, lambda: counts


def _words_of(texts: Sequence[str]) -> tuple[csr_matrix, Sequence[str]]:
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import CountVectorizer

    counting = CountVectorizer(**_TAKEN)
    try:
        return counting.fit_transform(texts), counting.get_feature_names_out().tolist()
    except ValueError:  # no text has a word that says anything
        return csr_matrix((len(texts), 0), dtype=np.int64), []


def _moved(
    counts: csr_matrix, words: Sequence[str] | Texts, column: Mapping[str, int]
) -> csr_matrix:
    """Give the counts in the columns of other words.

    Rows that hold a word which is none of these come out wrong, and are not to be read.
    """
    from scipy.sparse import csr_matrix

    to = np.array([column.get(str(word), 0) for word in words], dtype=counts.indices.dtype)
    parts = (counts.data, to[counts.indices], counts.indptr)
    return csr_matrix(parts, shape=(counts.shape[0], len(column)))
