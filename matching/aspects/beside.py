"""One person beside many roles: what every rule reads, each thing worked out once."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Collection

import numpy as np

from matching.arrays import Bools, Ints
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.work_fit import PROFILE_FIELDS, WorkFit, work_fit
from matching.catalog.role_index import RoleIndex


@dataclasses.dataclass(frozen=True)
class Beside:
    """A person beside the roles of an index, on a day.

    Attributes
    ----------
    today : datetime64
        The day from which the age of sources is counted.
    """

    person: EncodedProfile
    roles: RoleIndex
    today: np.datetime64

    def __len__(self) -> int:
        return len(self.roles)

    @functools.cached_property
    def work(self) -> WorkFit:
        """How close profession and specialty are to what each role needs."""
        return work_fit(self.person, self.roles)

    def take(self, rows: Ints | Bools) -> Beside:
        """The same person beside some of the roles; how the work fits is not worked out again."""
        taken = Beside(self.person, self.roles.take(rows), self.today)
        if "work" in vars(self):
            vars(taken)["work"] = self.work.take(rows)
        return taken

    def with_person(self, person: EncodedProfile, changed: Collection[str]) -> Beside:
        """The same roles beside a person of whom only some fields are other ones."""
        other = Beside(person, self.roles, self.today)
        if "work" in vars(self) and not set(changed) & set(PROFILE_FIELDS):
            vars(other)["work"] = self.work
        return other
