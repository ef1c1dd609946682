"""One person beside many roles: what every rule reads, each thing worked out once."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Collection
from typing import Protocol

import numpy as np

from matching.arrays import Bools, Ints, SmallInts, any_column
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.statuses import MISSING, NOT_STATED
from matching.aspects.work_fit import PROFILE_FIELDS, WorkFit, work_fit
from matching.catalog.role_index import RoleIndex
from matching.columns import ROLES_TABLE


class StatusRule(Protocol):
    """What a must-have is to a person beside roles: a name, and a rule for the status of each."""

    @property
    def name(self) -> str:
        """Under which its status is kept."""

    @property
    def cells(self) -> tuple[str, ...]:
        """Columns of roles.csv that close nothing where they were read on another page."""

    def status(self, beside: Beside) -> SmallInts:
        """Work out the status of each role."""


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

    def is_about(self, focus_area: str) -> Bools:
        """Which roles name a focus area, by its id."""
        column = self.person.catalog.focus_ids.index(focus_area)
        return np.asarray(self.roles.focus_areas[:, column])

    def is_in(self, setting: str) -> Bools:
        """Which roles name a setting, by its id."""
        column = self.person.catalog.setting_ids.index(setting)
        return np.asarray(self.roles.settings[:, column])

    def status(self, must_have: StatusRule) -> SmallInts:
        """The status of each role by a must-have, which is asked for it once."""
        if must_have.name not in self._statuses:
            self._statuses[must_have.name] = self._weakened(must_have)
        return self._statuses[must_have.name]

    def _weakened(self, must_have: StatusRule) -> SmallInts:
        """What another page of the organization says is a question, and closes nothing."""
        found = must_have.status(self)
        if not must_have.cells or not self.person.follows("other-pages"):
            return found
        columns = [ROLES_TABLE.index(name) for name in must_have.cells]
        weak = any_column(self.roles.elsewhere[:, columns])
        return np.where(weak & (found == MISSING), NOT_STATED, found).astype(np.int8)

    @functools.cached_property
    def _statuses(self) -> dict[str, SmallInts]:
        return {}

    def take(self, rows: Ints | Bools) -> Beside:
        """The same person beside some of the roles; nothing is worked out again."""
        taken = Beside(self.person, self.roles.take(rows), self.today)
        if "work" in vars(self):
            vars(taken)["work"] = self.work.take(rows)
        taken._statuses.update({name: found[rows] for name, found in self._statuses.items()})
        return taken

    def with_person(self, person: EncodedProfile, changed: Collection[str]) -> Beside:
        """The same roles beside a person of whom only some fields are other ones."""
        other = Beside(person, self.roles, self.today)
        if "work" in vars(self) and not set(changed) & set(PROFILE_FIELDS):
            vars(other)["work"] = self.work
        return other
