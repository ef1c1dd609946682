"""A profile in the terms of a catalog's arrays: the person's side of every comparison."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools

import numpy as np
from scipy.sparse import csr_matrix

from matching.arrays import Bools, Floats, Ints, flags_of
from matching.catalog import Catalog
from matching.profile import Profile
from matching.role_index import FUNDINGS
from matching.role_words import fields_of_study

SHARED_STATEMENT = frozenset(("evangelical", "protestant", "christian"))
"""Faiths whose statements of faith are close enough for one to sign another's."""
OWN_COMMUNION = frozenset(("catholic", "adventist", "lds", "orthodox"))
"""Faiths whose organizations, where they ask for a Christian, ask for one of their own."""
NEAR_COUNTRY = (0.3, 0.4, 0.6)
"""What a country counts that shares the continent, the group or the region of a wished one."""
LEVEL_NUMBER = {"": -1, "basic": 1, "good": 2, "native": 3}
NEEDED_LEVEL = 2
"""A required language is met from the level `good`."""


@dataclasses.dataclass(frozen=True)
class Person:
    """A profile beside the catalog it is compared with.

    Attributes
    ----------
    today : date or None
        No stay begins before it; None leaves the past open.
    """

    profile: Profile
    catalog: Catalog
    today: dt.date | None = None

    @functools.cached_property
    def profession(self) -> int:
        """Column of the person's profession."""
        return self.catalog.profession_ids.index(self.profile.profession)

    @functools.cached_property
    def is_trainee(self) -> bool:
        """A student of any kind, or a resident."""
        return self.profile.trainee == "yes" or self.profile.profession == "student"

    @functools.cached_property
    def study(self) -> Bools:
        """Fields a student may study, all False when they cannot be told."""
        if self.profile.profession != "student":
            fields = frozenset([self.profile.profession])
        else:
            fields = fields_of_study(self.profile.statement, self.catalog.adjacency.fields_of_study)
        return np.array([name in fields for name in self.catalog.profession_ids], dtype=bool)

    @functools.cached_property
    def specialties(self) -> Bools:
        """Flags over `catalog.specialty_ids`."""
        return flags_of(self.profile.specialties, self.catalog.specialty_ids)

    @functools.cached_property
    def focus_areas(self) -> Bools:
        """Flags over `catalog.focus_ids`."""
        return flags_of(self.profile.focus_areas, self.catalog.focus_ids)

    @functools.cached_property
    def settings(self) -> Bools:
        """Flags over `catalog.setting_ids`."""
        return flags_of(self.profile.settings, self.catalog.setting_ids)

    @functools.cached_property
    def remote_only(self) -> bool:
        """The person named remote work and nothing else: they cannot travel."""
        return self.profile.settings == ("remote",)

    @functools.cached_property
    def wishes_home(self) -> bool:
        """The person asks to serve in their own country."""
        return "domestic" in self.profile.focus_areas

    @functools.cached_property
    def places(self) -> Floats:
        """How well each country answers the wish for places, 0 to 1; all 1 without a wish.

        A named country counts 1; one in a named region 0.9, or 1 when no country was named; one
        in the subregion of a named country 0.6, on its continent 0.3; any other 0.
        """
        profile, catalog = self.profile, self.catalog
        value = np.zeros(len(catalog.country_ids))
        if not profile.countries and not profile.regions:
            return np.ones(len(value))
        own = flags_of(profile.countries, catalog.country_ids)
        for regions, near in zip(catalog.country_regions, NEAR_COUNTRY, strict=True):
            value[np.isin(regions, regions[own]) & (regions != "")] = near
        for region in profile.regions:
            codes = catalog.places.countries_in(region)
            inside = np.array([code in codes for code in catalog.country_ids])
            value[inside] = 0.9 if profile.countries else 1.0
        value[own] = 1.0
        return value

    @functools.cached_property
    def avoided(self) -> Bools:
        """Countries the person avoids."""
        codes: set[str] = set()
        for place in self.profile.avoid:
            if len(place) == 2:
                codes.add(place)
            else:
                codes |= self.catalog.places.countries_in(place)
        return np.array([code in codes for code in self.catalog.country_ids], dtype=bool)

    @functools.cached_property
    def levels(self) -> Ints:
        """Level per language: 0 not spoken, 1 basic, 2 good, 3 native, -1 not said."""
        spoken = self.profile.spoken
        return np.array(
            [
                LEVEL_NUMBER[spoken[code]] if code in spoken else (0 if spoken else -1)
                for code in self.catalog.language_ids
            ]
        )

    @functools.cached_property
    def statement(self) -> csr_matrix:
        """Word weights of the statement, shape (1, words)."""
        return self.catalog.vectorizer.transform([self.profile.statement])

    @functools.cached_property
    def window(self) -> tuple[dt.date | None, dt.date | None]:
        """First day on which a stay can begin, and last day of availability; None is open."""
        first = self.profile.available_from
        if self.today is not None and (first is None or first < self.today):
            first = self.today
        return first, self.profile.available_to

    @functools.cached_property
    def funding(self) -> int:
        """Least funding the person can live with, a position in `FUNDINGS`; -1 unknown."""
        return FUNDINGS.index(self.profile.funding) if self.profile.funding else -1

    @functools.cached_property
    def most_weeks(self) -> float:
        """Longest stay in weeks, infinite when open-ended."""
        return np.inf if self.profile.max_weeks is None else self.profile.max_weeks

    @functools.cached_property
    def least_weeks(self) -> float:
        """Shortest stay in weeks that the person wants, 0 when not said."""
        return self.profile.min_weeks or 0.0
