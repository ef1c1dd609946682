"""Must-haves: each requirement of a role is met, missing, not stated or not asked.

A role with a missing must-have is no match. What is not stated is never held against a role or a
person: it becomes a question to ask.
"""

from __future__ import annotations

import dataclasses

import numpy as np

from matching import aspects
from matching.arrays import Bools, Ints, SmallInts, any_column
from matching.aspects.aspect import MISSING
from matching.aspects.beside import Beside

MUST_HAVES = {must_have.name: must_have.label for must_have in aspects.MUST_HAVES}


@dataclasses.dataclass(frozen=True)
class MustHaves:
    """Status of every must-have of every role.

    Attributes
    ----------
    status : array of int8 (roles, must-haves)
        `MISSING`, `NOT_STATED`, `MET` or `NOT_ASKED`; columns in the order of `MUST_HAVES`.
    """

    status: SmallInts

    @property
    def is_open(self) -> Bools:
        """Roles of which nothing is missing, shape (roles,)."""
        return ~any_column(self.status == MISSING)

    def column(self, name: str) -> SmallInts:
        """Status of one must-have for every role."""
        return self.status[:, list(MUST_HAVES).index(name)]

    def take(self, rows: Ints | Bools) -> MustHaves:
        """The same for some roles only."""
        return MustHaves(self.status[rows])


def must_haves(beside: Beside) -> MustHaves:
    """Compare a person with what every role of an index demands."""
    return MustHaves(
        np.column_stack([beside.status(must_have) for must_have in aspects.MUST_HAVES])
    )


def changed_must_haves(before: MustHaves, beside: Beside, fields: set[str]) -> MustHaves:
    """Look again only at what reads the fields of the profile that were changed.

    Parameters
    ----------
    before : MustHaves
        Of the same roles, before the change.
    beside : Beside
        The changed person.
    """
    status = before.status.copy()
    for column, must_have in enumerate(aspects.MUST_HAVES):
        if fields & set(must_have.profile_fields):
            status[:, column] = beside.status(must_have)
    return MustHaves(status)
