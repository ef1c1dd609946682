"""What is asked, of us and of the peers: the first roles of a person, with the points of each term.

Must-haves and terms are those of the library, all but the person's own words. The peers get what
the rules say of each distinct value of roles, and look it up by the codes that our index has.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Final

import numpy as np

from matching.arrays import Bools, Ints, ranks
from matching.aspects import TERMS
from matching.aspects.aspect import Aspect
from matching.aspects.profession import PROFESSION
from matching.aspects.tables import TABLED, TABLED_TERMS, RoleTables
from matching.catalog import Catalog
from matching.catalog.role_codes import Codes, RoleCodes
from matching.comparison.points import highest
from matching.comparison.role_ranking import Lookup, RoleRanking
from matching.comparison.weight_set import WeightSet
from matching.profile import Profile

FIRST: Final = 50
FIRST_COLUMN: Final = PROFESSION.name
"""What profession and specialty read, by which our index is sorted."""
TERM_NAMES: Final = tuple(term.term for term in TABLED_TERMS)
_POINTS_COLUMNS: Final = [TERMS.index(term) for term in TABLED_TERMS]


@dataclasses.dataclass(frozen=True, eq=False)
class Found:
    """The first roles of a list.

    Attributes
    ----------
    ids : array of int
        Each role's place in the order of ids.
    points : array of int (roles, terms)
        Hundredths of a point, in the order of `TERM_NAMES`.
    """

    ids: Ints
    points: Ints

    def equals(self, other: Found) -> bool:
        """Whether it is the same roles in the same order, with the same points."""
        return np.array_equal(self.ids, other.ids) and np.array_equal(self.points, other.points)


@dataclasses.dataclass(frozen=True, eq=False)
class Coded:
    """What a peer holds of roles, or of people: a code for each column, and the order of ids."""

    columns: Mapping[str, Codes]
    ids: Codes

    def __len__(self) -> int:
        return len(self.ids)


@dataclasses.dataclass(frozen=True, eq=False)
class Said:
    """What the rules say of each distinct value, for one person or for one role.

    Attributes
    ----------
    gates : mapping of column to array of bool
        Whether a value is open; only of columns that close anything, those first of which the
        fewest rows are open.
    points : mapping of term to (column, array of int)
        Hundredths of a point of each value; only of terms that can give any.
    """

    gates: Mapping[str, Bools]
    points: Mapping[str, tuple[str, Ints]]

    @property
    def columns(self) -> list[str]:
        """All columns that are looked up."""
        return list(dict.fromkeys([*self.gates, *(column for column, _ in self.points.values())]))


class Ours:
    """Our index over roles by code.

    Parameters
    ----------
    most_bytes : int, optional
        How much memory the tables of people may take; as the app's when not given. With 0, every
        person is one who was never seen.
    """

    def __init__(
        self, codes: RoleCodes, catalog: Catalog, today: dt.date, most_bytes: int | None = None
    ) -> None:
        self.tables = RoleTables(codes, catalog, today)
        self.asked = self.tables
        if most_bytes is not None:
            self.asked = RoleTables(codes, catalog, today, most_bytes=most_bytes)
        self.ranking = RoleRanking(self.tables)
        self.weights = WeightSet.default()
        self._id_ranks = ranks(codes.column("role_ids"))

    def look_up(self, profile: Profile) -> Lookup:
        """What the rules say to a person: what a peer is given."""
        return self.ranking.look_up(self.asked.beside(profile), self.weights)

    def best(self, lookup: Lookup, places: Ints, n: int = FIRST) -> tuple[Ints, Ints]:
        """The same of roles that are known to be open."""
        found = lookup.scored(places)
        best = highest(found.keys, n)
        return found.rows[best], found.points(best)

    def found(self, profile: Profile, n: int = FIRST) -> Found:
        """What a peer has to give for a person."""
        return self.found_by(self.look_up(profile), n)

    def found_by(self, lookup: Lookup, n: int = FIRST) -> Found:
        """The same where it is known what the rules say."""
        rows, points = self.best(lookup, lookup.open_places(), n)
        return Found(self._id_ranks[rows], points[:, _POINTS_COLUMNS])

    def coded(self) -> Coded:
        """What a peer holds: rows in the order in which our index keeps them."""
        order = self.ranking.order
        columns = {
            name: self.tables.distinct(aspect).codes[order]
            for name, aspect in self._columns().items()
        }
        return Coded(columns, self._id_ranks[order].astype(np.uint32))

    def _columns(self) -> dict[str, Aspect]:
        """Aspects by the name of their column; those that read the same share one."""
        found = {id(self.tables.distinct(aspect)): aspect for aspect in reversed(TABLED)}
        return {aspect.name: aspect for aspect in reversed(found.values())}

    def said(self, profile: Profile) -> Said:
        """What the rules say to a person of each distinct value."""
        lookup = self.ranking.look_up(self.tables.beside(profile), self.weights)
        names = {id(self.tables.distinct(one)): name for name, one in self._columns().items()}
        column_of = {one.name: names[id(self.tables.distinct(one))] for one in TABLED}
        is_open: dict[str, Bools] = {FIRST_COLUMN: lookup.fits}
        for must_have, passes in lookup.gates.items():
            name = column_of[must_have]
            is_open[name] = is_open.get(name, True) & passes
        columns = {term.term: column_of[term.name] for term in TABLED_TERMS}
        points = {
            name: (columns[name], found.astype(np.int64)) for name, found in lookup.points.items()
        }
        return Said(self._most_selective_first(is_open), points)

    def _most_selective_first(self, is_open: Mapping[str, Bools]) -> dict[str, Bools]:
        of_name = self._columns()
        shares = {
            name: float(self.tables.distinct(of_name[name]).counts @ flags)
            for name, flags in is_open.items()
            if not flags.all()
        }
        return {name: is_open[name] for name in sorted(shares, key=lambda name: shares[name])}


def bytes_to_read(coded: Coded, said: Said) -> int:
    """How many bytes of codes must be read to find the first roles of a person.

    Rows that profession and specialty open stand together and are found without reading; each gate
    reads a code for the rows that are left, and each term one for those that are open.
    """
    first = said.gates.get(FIRST_COLUMN)
    rows = np.arange(len(coded))
    if first is not None:
        rows = rows[first[coded.columns[FIRST_COLUMN]]]
    read = 0
    for column, is_open in said.gates.items():
        if column != FIRST_COLUMN:
            codes = coded.columns[column]
            read += len(rows) * codes.itemsize
            rows = rows[is_open[codes[rows]]]
    for column, _ in said.points.values():
        read += len(rows) * coded.columns[column].itemsize
    return read
