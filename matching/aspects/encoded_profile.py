"""A profile in the terms of a catalog's arrays: the person's side of every comparison."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Hashable
from typing import TypeVar

import numpy as np

from matching.arrays import Bools, flags_of
from matching.aspects.own_words import signs
from matching.catalog import Catalog
from matching.catalog.hints import fields_of_study
from matching.profile import Profile

Encoded = TypeVar("Encoded")


@dataclasses.dataclass(frozen=True)
class EncodedProfile:
    """A profile beside the catalog it is compared with.

    Attributes
    ----------
    today : date or None
        No stay begins before it; None leaves the past open.
    without : frozenset of str
        Rules that are switched off, of `matching.aspects.rules.RULES`.
    """

    profile: Profile
    catalog: Catalog
    today: dt.date | None = None
    without: frozenset[str] = frozenset()

    def follows(self, rule: str) -> bool:
        """Whether a rule is switched on."""
        return rule not in self.without

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
            words = self.catalog.adjacency.fields_of_study
            told = self.profile.field_of_study
            fields = frozenset([told]) if told else fields_of_study(self.profile.statement, words)
        return np.array([name in fields for name in self.catalog.profession_ids], dtype=bool)

    @functools.cached_property
    def signs(self) -> Hashable:
        """All that rules read of the statement, but for the text term, which reads its words."""
        return signs(self.profile.statement), self.study.tobytes()

    @functools.cached_property
    def specialties(self) -> Bools:
        """Flags over `catalog.specialty_ids`."""
        return flags_of(self.profile.specialties, self.catalog.specialty_ids)

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


def once_a_person(
    encode: Callable[[EncodedProfile], Encoded],
) -> Callable[[EncodedProfile], Encoded]:
    """Work out what an aspect needs of a person once, and keep it with the person."""
    key = f"{encode.__module__}.{encode.__qualname__}"

    @functools.wraps(encode)
    def kept(person: EncodedProfile) -> Encoded:
        if key not in vars(person):
            vars(person)[key] = encode(person)
        found: Encoded = vars(person)[key]
        return found

    return kept
