"""One person beside many roles: what every rule reads, each thing worked out once."""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping
from typing import Any, Final, Protocol

import numpy as np

from matching.arrays import Bools, Floats, Ints, SmallInts, any_column
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.found import Term, Wish
from matching.aspects.statuses import MISSING, NOT_STATED
from matching.aspects.work_fit import PROFILE_FIELDS, WorkFit, work_fit
from matching.catalog.role_index import RoleIndex
from matching.catalog.word_weights import WordWeights
from matching.columns import ROLES_TABLE

MOST_CURVES: Final = 40
"""Terms that are kept, under this or other numbers of weight sets."""


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


class TermRule(Protocol):
    """What a weighed aspect is to a person beside roles."""

    @property
    def name(self) -> str:
        """The aspect."""

    @property
    def term(self) -> str:
        """Its name in weight sets."""

    @property
    def curves(self) -> Mapping[str, str]:
        """The numbers of a weight set that are read."""

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """Work out the term of each role."""

    def wish(self, beside: Beside, values: Floats, known: Bools) -> Wish:
        """Say what becomes of a wish in each role."""


class Beside:
    """A person beside the roles of an index, on a day: every rule is run on every role.

    Parameters
    ----------
    today : datetime64
        The day from which the age of sources is counted.
    """

    def __init__(self, person: EncodedProfile, roles: RoleIndex, today: np.datetime64) -> None:
        self.person = person
        self.today = today
        self._roles = roles
        self._statuses: dict[str, SmallInts] = {}
        self._terms: dict[tuple[Any, ...], Term] = {}
        self._wishes: dict[tuple[Any, ...], Wish] = {}

    def __len__(self) -> int:
        return len(self.roles)

    @property
    def roles(self) -> RoleIndex:
        """The roles, one row each."""
        return self._roles

    @property
    def text(self) -> WordWeights:
        """The word weights of the roles."""
        return self.roles.text

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

    def term(self, aspect: TermRule, curves: Mapping[str, float]) -> Term:
        """The term of each role by an aspect, which is asked for it once; only its curves count."""
        key = (aspect.term, *(curves[name] for name in aspect.curves))
        if key not in self._terms:
            if len(self._terms) >= MOST_CURVES:
                self._terms.clear()
            self._terms[key] = aspect.value(self, curves)
        return self._terms[key]

    def wish(self, aspect: TermRule, curves: Mapping[str, float], unknown: float) -> Wish:
        """What becomes in each role of what the person asked.

        Parameters
        ----------
        unknown : float
            What the aspect's term counts where it is not known.
        """
        key = (aspect.term, unknown, *(curves[name] for name in aspect.curves))
        if key not in self._wishes:
            if len(self._wishes) >= MOST_CURVES:
                self._wishes.clear()
            term = self.term(aspect, curves)
            known = term.known & term.asked
            self._wishes[key] = aspect.wish(self, term.filled(unknown), known)
        return self._wishes[key]

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
