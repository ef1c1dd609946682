"""What ranking reads of every article, as arrays with one row an article."""

from __future__ import annotations

import copy
import datetime as dt
import re
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matching import columns as c
from matching.arrays import Bools, Floats, Texts, flags_of
from matching.articles import article_text as text
from matching.catalog import Catalog
from matching.catalog.hints import fields_of_study
from matching.folding import fold
from matching.reference.vocabulary import OBSTACLES
from matching.words.facts import TableRow, table_rows

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

MANY = 50
"""Articles from which on a word must stand in two of them."""


class ArticleIndex:
    """Arrays over the articles of a catalog on a day, each made when it is first asked for.

    Flags have the shape (articles,), or (articles, ids) with the columns of the catalog.
    """

    def __init__(self, catalog: Catalog, today: dt.date) -> None:
        self.catalog = catalog
        self.today = today
        self.rows: list[TableRow] = list(table_rows(catalog.articles).values())

    def within(self, catalog: Catalog) -> ArticleIndex:
        """Give the same arrays in a catalog in which the same articles stand."""
        other = copy.copy(self)
        other.catalog = catalog
        return other

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def ids(self) -> Texts:
        """Ids of the articles."""
        return self.catalog.articles.index.to_numpy(dtype=str)

    @cached_property
    def kinds(self) -> list[str]:
        """The kind of each."""
        return [row[c.KIND] for row in self.rows]

    @cached_property
    def stages(self) -> list[str]:
        """The stage of each."""
        return [row[c.STAGE] for row in self.rows]

    @cached_property
    def publishers(self) -> list[str]:
        """The publisher of each."""
        return [row[c.PUBLISHER] for row in self.rows]

    @cached_property
    def professions(self) -> Bools:
        """Professions named; of those for students also the fields that the title names."""
        named = self._flags(c.PROFESSIONS, self.catalog.profession_ids)
        fields = self.catalog.adjacency.fields_of_study
        for at, row in enumerate(self.rows):
            if "student" in row[c.PROFESSIONS]:
                studied = tuple(fields_of_study(row[c.TITLE], fields))
                named[at] |= flags_of(studied, self.catalog.profession_ids)
        return named

    @cached_property
    def specialties(self) -> Bools:
        """Specialties named."""
        return self._flags(c.SPECIALTIES, self.catalog.specialty_ids)

    @cached_property
    def focus_areas(self) -> Bools:
        """Focus areas named."""
        return self._flags(c.FOCUS_AREAS, self.catalog.focus_ids)

    @cached_property
    def countries(self) -> Bools:
        """Countries named."""
        return self._flags(c.COUNTRIES, self.catalog.country_ids)

    @cached_property
    def obstacles(self) -> Bools:
        """Obstacles that each helps with, in the order of `OBSTACLES`."""
        return self._flags(c.OBSTACLES, list(OBSTACLES))

    @cached_property
    def helps(self) -> dict[str, tuple[str, ...]]:
        """The obstacles that each helps with, by the id of the article."""
        return {row[c.ARTICLE_ID]: tuple(row[c.OBSTACLES]) for row in self.rows}

    @cached_property
    def rarity(self) -> Floats:
        """What sharing a focus area is worth, (focus areas,): more when few articles have it."""
        rarity: Floats = np.log((len(self) + 1) / (self.focus_areas.sum(axis=0) + 1))
        return rarity

    @cached_property
    def christian(self) -> Bools:
        """Those of Christian content."""
        columns = [self.catalog.focus_ids.index(name) for name in text.OF_FAITH]
        return self._found(text.CHRISTIAN) | self.focus_areas[:, columns].any(axis=1)

    @cached_property
    def long(self) -> Bools:
        """Those that speak of a stay of years."""
        return self._found(text.LONG)

    @cached_property
    def short(self) -> Bools:
        """Those that speak of a stay of days or weeks."""
        return self._found(text.SHORT)

    @cached_property
    def retiring(self) -> Bools:
        """Those that speak of retirement."""
        return self._found(text.RETIRING)

    @cached_property
    def of_students(self) -> Bools:
        """Those of students, or for them before others."""
        return np.array([text.is_of_students(row) for row in self.rows], dtype=np.bool_)

    @cached_property
    def over(self) -> Bools:
        """Events that are over."""
        return self._standing(text.OVER)

    @cached_property
    def undated(self) -> Bools:
        """Events that name no day."""
        return self._standing(text.UNDATED)

    @cached_property
    def helpful(self) -> Floats:
        """How far the kind of each says how something is done, 0 to 1."""
        return np.array([text.HELPFUL_KINDS.get(kind, text.TELLS) for kind in self.kinds])

    @cached_property
    def vectorizer(self) -> TfidfVectorizer:
        """Word weights of their titles, summaries and labels."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectorizer = TfidfVectorizer(
            preprocessor=fold, stop_words="english", sublinear_tf=True,
            min_df=2 if len(self) > MANY else 1,
        )  # fmt: skip
        return vectorizer.fit(self._worded or ["wordless"])

    @cached_property
    def words(self) -> csr_matrix:
        """Their words, (articles, words); rows have length 1."""
        return self.vectorizer.transform(self._worded or [""])[: len(self)]

    @cached_property
    def _worded(self) -> list[str]:
        return [text.worded(self.catalog, row) for row in self.rows]

    @cached_property
    def _texts(self) -> list[str]:
        names = (c.TITLE, c.SUMMARY, c.PUBLISHER, c.URL)
        return [fold(" ".join(row[name] for name in names)) for row in self.rows]

    @cached_property
    def _standings(self) -> list[str]:
        return [text.standing_of_event(row, self.today) for row in self.rows]

    def _standing(self, standing: str) -> Bools:
        return np.array([one == standing for one in self._standings], dtype=np.bool_)

    def _flags(self, column: str, ids: list[str]) -> Bools:
        place = {id_: at for at, id_ in enumerate(ids)}
        flags = np.zeros((len(self), len(ids)), dtype=np.bool_)
        for at, row in enumerate(self.rows):
            flags[at, [place[id_] for id_ in row[column]]] = True
        return flags

    def _found(self, pattern: re.Pattern[str]) -> Bools:
        return np.array([bool(pattern.search(one)) for one in self._texts], dtype=np.bool_)
