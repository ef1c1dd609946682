"""What the columns of role arrays stand for: ids in a fixed order, and words with their weights."""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from matching.arrays import Bools, Floats, Texts
from matching.catalog.role_words import RoleWords
from matching.reference.adjacency import Adjacency
from matching.reference.cells import by_language
from matching.reference.places import Places
from matching.reference.vocabulary import Vocabulary

if TYPE_CHECKING:
    from sklearn.feature_extraction.text import TfidfVectorizer


@dataclasses.dataclass(frozen=True)
class Axes:
    """The vocabulary, the places and the roles that give role arrays their columns."""

    roles: pd.DataFrame
    vocabulary: Vocabulary
    places: Places
    adjacency: Adjacency

    @property
    def countries(self) -> pd.DataFrame:
        """Countries by ISO code, with regions and health need."""
        return self.places.countries

    @functools.cached_property
    def words(self) -> Texts:
        """Column names of `index.text.matrix`."""
        return np.asarray(self.vectorizer.get_feature_names_out(), dtype=str)

    @functools.cached_property
    def profession_ids(self) -> list[str]:
        """Column order of `index.professions`."""
        return list(self.vocabulary.professions)

    @functools.cached_property
    def specialty_ids(self) -> list[str]:
        """Column order of `index.specialties`."""
        return list(self.vocabulary.specialty_labels)

    @functools.cached_property
    def focus_ids(self) -> list[str]:
        """Column order of `index.focus_areas`."""
        return list(self.vocabulary.focus_areas)

    @functools.cached_property
    def country_ids(self) -> list[str]:
        """Column order of `index.where`."""
        return list(self.countries.index)

    @functools.cached_property
    def country_regions(self) -> tuple[Texts, ...]:
        """Continent, group of regions and region of each country, from wide to narrow."""
        return tuple(
            self.countries[column].to_numpy(dtype=str)
            for column in ("region", "subregion_group", "subregion")
        )

    @functools.cached_property
    def country_need(self) -> Floats:
        """Need of each country in [0, 1], NaN where unknown."""
        return self.countries["need"].to_numpy(dtype=float)

    @functools.cached_property
    def language_ids(self) -> list[str]:
        """Column order of `index.languages`: English and every language that a role names."""
        named = (by_language(texts) for texts in self.roles["languages"])
        return sorted({"en"}.union(*named))

    @functools.cached_property
    def setting_ids(self) -> list[str]:
        """Column order of `index.settings`."""
        return list(self.vocabulary.labels("setting"))

    @functools.cached_property
    def specialties_of(self) -> Bools:
        """Which specialty belongs to which profession, array (professions, specialties)."""
        belongs = np.zeros((len(self.profession_ids), len(self.specialty_ids)), dtype=bool)
        for profession, specialties in self.vocabulary.specialties.items():
            belongs[
                self.profession_ids.index(profession),
                [self.specialty_ids.index(specialty) for specialty in specialties],
            ] = True
        return belongs

    @functools.cached_property
    def role_words(self) -> RoleWords:
        """Words of role titles and summaries."""
        return RoleWords.of(role_texts(self.roles))

    @functools.cached_property
    def vectorizer(self) -> TfidfVectorizer:
        """Word weights of role titles and summaries."""
        return self.role_words.vectorizer


def role_texts(roles: pd.DataFrame) -> list[str]:
    """Title (twice, it says most) and summary of each role."""
    return [
        f"{title}. {title}. {summary}"
        for title, summary in zip(roles["title"], roles["summary"], strict=True)
    ]
