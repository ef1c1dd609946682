"""One role and one person: what sentences about them are made from, with labels."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from matching.aspects.beside import Beside
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.voice import Voice
from matching.aspects.work_fit import WorkFit
from matching.catalog import Catalog
from matching.catalog.role_index import RoleIndex
from matching.phrases import inside, listed
from matching.profile import Profile


@dataclasses.dataclass(frozen=True)
class Pair:
    """One role and one person, with what was worked out about them.

    Attributes
    ----------
    row : int
        Position of the role in `beside.roles`.
    voice : Voice
        What sentences call the person and the role.
    statuses : mapping of must-have to int
    values, knowns : mapping of term to float, to bool
    """

    beside: Beside
    row: int
    voice: Voice
    statuses: Mapping[str, int]
    values: Mapping[str, float]
    knowns: Mapping[str, bool]

    @property
    def person(self) -> EncodedProfile:
        """The person beside the catalog."""
        return self.beside.person

    @property
    def profile(self) -> Profile:
        """What the person says."""
        return self.beside.person.profile

    @property
    def catalog(self) -> Catalog:
        """The catalog that both are compared in."""
        return self.beside.person.catalog

    @property
    def roles(self) -> RoleIndex:
        """The arrays in which the role has its row."""
        return self.beside.roles

    @property
    def work(self) -> WorkFit:
        """How close the work is, in the same rows."""
        return self.beside.work

    @property
    def role(self) -> Mapping[str, Any]:
        """The columns of the role."""
        return self.catalog.record(str(self.roles.role_ids[self.row]))

    def value(self, term: str) -> float:
        """Value of a term in [0, 1]."""
        return self.values[term]

    def known(self, term: str) -> bool:
        """Whether the source said enough for a term."""
        return self.knowns[term]

    def status(self, must_have: str) -> int:
        """Whether a must-have is met, missing, not stated or not asked."""
        return self.statuses[must_have]

    def labels(self, kind: str, ids: Iterable[str], most: int = 3, word: str = "and") -> str:
        """Ids as a list inside a sentence."""
        labels = self.catalog.vocabulary.labels(kind)
        names = [inside(labels[name]) for name in ids]
        if len(names) > 1 and any(" and " in name for name in names):
            more = [f"{len(names) - most} more"] if len(names) > most else []
            return "; ".join([*names[:most], *more])
        return listed(names, most, word)

    def countries(self, codes: Iterable[str], most: int = 3) -> str:
        """Country codes as a list of names."""
        return listed([self.catalog.places.phrase(code) for code in codes], most)

    @property
    def profession(self) -> str:
        """The profession by which the person fits the role best, inside a sentence."""
        acting = self.catalog.profession_ids[self.work.acting[self.row]]
        return inside(self.catalog.vocabulary.professions[acting])
