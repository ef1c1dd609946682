"""The catalog: checked frames, and the arrays that ranking needs, built once."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from pathlib import Path
from typing import Any, cast

import numpy as np
import pandas as pd

from matching import columns as c
from matching.arrays import Floats
from matching.catalog.axes import Axes
from matching.catalog.role_codes import RoleCodes
from matching.catalog.role_index import RoleIndex, build_index
from matching.environment import today as present_day
from matching.errors import Problem, UnknownIdError
from matching.reference.adjacency import Adjacency
from matching.reference.ended import PAST
from matching.reference.reading import Reference, read_reference


@dataclasses.dataclass(frozen=True)
class Catalog(Axes):
    """Organizations, roles and articles with everything needed to match, compare and explain.

    Frames are indexed by their id and described in docs/architecture.md.
    """

    organizations: pd.DataFrame
    articles: pd.DataFrame
    languages: dict[str, str]
    problems: tuple[Problem, ...] = ()

    @classmethod
    def from_folder(cls, folder: str | Path, today: dt.date | None = None) -> Catalog:
        """Read the CSV and YAML files of a data folder; faulty rows are in `problems`.

        `today` is as in `from_reference`.

        Raises
        ------
        DataError
            A file is missing or its header is faulty.
        """
        reference = read_reference(Path(folder))
        adjacency = Adjacency.from_file(Path(folder) / "adjacency.yaml", reference.vocabulary)
        return cls.from_reference(reference, adjacency, today)

    @classmethod
    def from_reference(
        cls, reference: Reference, adjacency: Adjacency, today: dt.date | None = None
    ) -> Catalog:
        """Build a catalog from frames that were already read and checked.

        Parameters
        ----------
        today : date, optional
            A role that ended before it is past; the present day in UTC when not given.
        """
        day = today or present_day()
        roles = reference.roles
        ended = roles[c.last_day(c.END_DATE)] < pd.Timestamp(day)
        return cls(
            organizations=reference.organizations,
            roles=roles.assign(**{c.STATUS: roles[c.STATUS].mask(ended, PAST)}),
            articles=reference.articles,
            vocabulary=reference.vocabulary,
            places=reference.places,
            languages=reference.languages,
            adjacency=adjacency,
            problems=tuple(reference.problems),
        )

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
    def index(self) -> RoleIndex:
        """Roles as arrays."""
        return build_index(self)

    @functools.cached_property
    def codes(self) -> RoleCodes:
        """The same by code: each distinct value once."""
        return RoleCodes.of(self.index)
