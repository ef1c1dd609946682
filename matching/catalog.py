"""The catalog: checked frames, and the arrays that ranking needs, built once."""

from __future__ import annotations

import dataclasses
import functools
from pathlib import Path
from typing import Any, cast

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer

from matching.adjacency import Adjacency
from matching.arrays import Bools, Floats, Texts
from matching.errors import Problem, UnknownIdError
from matching.places import Places
from matching.reference import Reference, read_reference
from matching.role_index import RoleIndex, build_index, role_texts
from matching.vocabulary import Vocabulary


@dataclasses.dataclass(frozen=True)
class Catalog:
    """Organizations, roles and articles with everything needed to match, compare and explain.

    Frames are indexed by their id and described in docs/architecture.md.
    """

    organizations: pd.DataFrame
    roles: pd.DataFrame
    articles: pd.DataFrame
    vocabulary: Vocabulary
    places: Places
    languages: dict[str, str]
    adjacency: Adjacency
    problems: tuple[Problem, ...] = ()

    @classmethod
    def from_folder(cls, folder: str | Path) -> Catalog:
        """Read the CSV and YAML files of a data folder; faulty rows are in `problems`.

        Raises
        ------
        DataError
            A file is missing or its header is faulty.
        """
        reference = read_reference(Path(folder))
        adjacency = Adjacency.from_file(Path(folder) / "adjacency.yaml", reference.vocabulary)
        return cls.from_reference(reference, adjacency)

    @classmethod
    def from_database(cls, url: str | None = None) -> Catalog:
        """Read the catalog that a store holds; adjacency is that of the shipped data.

        Parameters
        ----------
        url : str, optional
            Address of the database, as for `matching.store.open_database`.

        Raises
        ------
        DatabaseError
            The database cannot be reached, or its tables are of another version.
        """
        from matching.shipped import shipped_adjacency
        from matching.store import open_database
        from matching.store.reference_rows import read_reference_from

        with open_database(url) as database:
            reference = read_reference_from(database)
        return cls.from_reference(reference, shipped_adjacency())

    @classmethod
    def from_reference(cls, reference: Reference, adjacency: Adjacency) -> Catalog:
        """Build a catalog from frames that were already read and checked."""
        return cls(
            organizations=reference.organizations,
            roles=reference.roles,
            articles=reference.articles,
            vocabulary=reference.vocabulary,
            places=reference.places,
            languages=reference.languages,
            adjacency=adjacency,
            problems=tuple(reference.problems),
        )

    @property
    def countries(self) -> pd.DataFrame:
        """Countries by ISO code, with regions and health need."""
        return self.places.countries

    def role(self, role_id: str) -> pd.Series[Any]:
        """One row of `roles`.

        Raises
        ------
        UnknownIdError
            There is no such role; the message names the closest ids.
        """
        if role_id not in self.roles.index:
            raise UnknownIdError("role", role_id, self.roles.index)
        return cast("pd.Series[Any]", self.roles.loc[role_id])

    def record(self, role_id: str) -> dict[str, Any]:
        """One role as a plain mapping of column to value, kept after the first call.

        Raises
        ------
        UnknownIdError
            There is no such role.
        """
        if role_id not in self._records:
            self._records[role_id] = {
                str(name): value for name, value in self.role(role_id).items()
            }
        return self._records[role_id]

    @functools.cached_property
    def _records(self) -> dict[str, dict[str, Any]]:
        return {}

    @functools.cached_property
    def words(self) -> Texts:
        """Column names of `index.text`."""
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
        named = {text.partition(":")[0] for texts in self.roles["languages"] for text in texts}
        return sorted({"en", *named})

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
    def focus_rarity(self) -> Floats:
        """How telling a focus area is: inverse document frequency over active roles, at most 1."""
        index = self.index
        counts = index.focus_areas[~index.past].sum(axis=0)
        active = max(1, int((~index.past).sum()))
        rarity = np.log((active + 1) / (counts + 1))
        rarity = np.asarray(rarity / max(float(rarity.max()), 1e-9), dtype=float)
        return np.asarray(np.clip(rarity, 0.05, 1.0), dtype=float)

    @functools.cached_property
    def article_counts(self) -> dict[str, int]:
        """How many articles have each focus area."""
        counts = self.articles["focus_areas"].explode().value_counts()
        return {str(name): int(count) for name, count in counts.items()}

    @functools.cached_property
    def vectorizer(self) -> TfidfVectorizer:
        """Word weights of role titles and summaries."""
        vectorizer = TfidfVectorizer(
            stop_words="english", sublinear_tf=True, ngram_range=(1, 2), min_df=1
        )
        texts = role_texts(self.roles)
        try:
            return vectorizer.fit(texts)
        except ValueError:
            # No text has a word that says anything; any word will do for an empty comparison.
            return vectorizer.fit([*texts, "wordless"])

    @functools.cached_property
    def index(self) -> RoleIndex:
        """Roles as arrays."""
        return build_index(self)
