"""Many people beside one role: encoded by what each aspect reads of them.

As roles are by code (`RoleCodes`), so are people: a thousand of them have few distinct values of
what one rule reads, such as languages. A rule runs once for each distinct value of people that it
comes to, on the distinct values of some roles; what it says is kept and looked up by both codes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from matching.arrays import Bools, Floats, Ints, SmallInts, Texts, first_of_each
from matching.aspects import MUST_HAVES, TERMS
from matching.aspects.aspect import MISSING, Aspect, MustHave, Weighed
from matching.aspects.beside import Beside
from matching.aspects.tables import TABLED, CodedBeside, Named, PersonTables, RoleTables
from matching.catalog.role_codes import Codes, joint_codes, smallest
from matching.comparison.bands import band_of
from matching.comparison.points import most_points
from matching.comparison.weight_set import WeightSet
from matching.profile import Profile

FEW_ROLES: Final = 64
"""Up to so many distinct values of roles all that was worked out of them is kept for sentences."""
MANY_VALUES: Final = 20_000
"""Beyond so many distinct values of people it would take too much memory."""


class Crowd:
    """People by code, whose own words are not read.

    Parameters
    ----------
    profiles : sequence of Profile
        Without statements.
    """

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.profiles = tuple(profiles)
        self.profile_ids: Texts = np.array([one.profile_id for one in profiles], dtype=str)
        self._fields: dict[Hashable, tuple[Ints, int]] = {}
        self._values: dict[Hashable, tuple[Ints, Codes]] = {}

    def __len__(self) -> int:
        return len(self.profiles)

    def values(self, aspect: Aspect) -> tuple[Ints, Codes]:
        """The distinct values of what an aspect reads: somebody for each, and everybody's code."""
        key = aspect.profile_read
        if key not in self._values:
            fields = [self._field(aspect, name) for name in aspect.profile_fields]
            codes = joint_codes(fields, len(self))
            first = first_of_each(codes)
            self._values[key] = first, smallest(codes, len(first))
        return self._values[key]

    def _field(self, aspect: Aspect, name: str) -> tuple[Ints, int]:
        key = name, aspect.profile_flags.get(name)
        if key not in self._fields:
            numbers: dict[Hashable, int] = {}
            read = (aspect.read_of(profile, name) for profile in self.profiles)
            codes = np.fromiter(
                (numbers.setdefault(value, len(numbers)) for value in read),
                dtype=np.int64,
                count=len(self),
            )
            self._fields[key] = codes, len(numbers)
        return self._fields[key]


@dataclasses.dataclass(frozen=True, eq=False)
class PeopleOfRole:
    """People beside one role.

    Attributes
    ----------
    rows : array of int (people,)
        Positions in the crowd.
    fits : array of bool (people,)
        Whether no must-have is missing.
    points : array of int (people, terms)
        Hundredths of a point, on the one scale by which people are compared.
    n_known : array of int (people,)
        For how many of `n_terms` terms both sides said enough.
    bands : array of int8 (people,)
        The band of the role in each person's own list.
    """

    rows: Ints
    fits: Bools
    points: Ints
    n_known: Ints
    n_terms: int
    bands: SmallInts


class CrowdTables:
    """What the aspects say of people and some roles, each pair of distinct values once.

    Parameters
    ----------
    roles : RoleTables
        Of the roles that are looked at.
    """

    def __init__(self, crowd: Crowd, roles: RoleTables) -> None:
        self.crowd, self.roles = crowd, roles
        shared: dict[Hashable, _Besides] = {}
        self._grids: dict[str, _Grid] = {}
        for aspect in TABLED:
            key = aspect.profile_read, roles.read(aspect)
            if key not in shared:
                shared[key] = _Besides(crowd, roles, aspect)
            self._grids[aspect.name] = _Grid(aspect, shared[key])

    def one(self, person: int, role: int) -> CodedBeside:
        """One person beside one role, by their positions: what was worked out is read again."""
        return CodedBeside(_OneOfCrowd(self, person), np.array([role]))

    def table(self, aspect: str, person: int) -> Beside:
        """A person beside the distinct values of what an aspect reads of the roles."""
        return self._grids[aspect].besides.of_person(person)

    def open_to(self, role: int) -> Ints:
        """Positions of the people to whom a role is open.

        Parameters
        ----------
        role : int
            Position among the roles.
        """
        rows = np.arange(len(self.crowd))
        for must_have in MUST_HAVES:
            rows = rows[self._grids[must_have.name].status(rows, role) != MISSING]
        return rows

    def beside(self, role: int, rows: Ints, fits: Bools, weights: WeightSet) -> PeopleOfRole:
        """Compare a role with some people, as a recruiter is shown them."""
        shape = (len(rows), len(TERMS))
        own: Floats = np.zeros(shape)
        values: Floats = np.zeros(shape)
        facts, asked = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
        broken, left_open = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
        for column, term in enumerate(TERMS):
            if term.name not in self._grids:
                continue  # it reads their own words
            grid, unknown = self._grids[term.name], weights.unknown[term.term]
            at = grid.look_up(rows, role, weights)
            own[:, column] = at.values
            values[:, column] = np.where(at.said, at.values, np.minimum(at.values, unknown))
            facts[:, column], asked[:, column] = at.known & at.said, at.asked
            broken[:, column], left_open[:, column] = at.broken, at.left_open
        counted = np.array([not term.is_of_statement for term in TERMS])
        most = most_points(weights, counted)
        points = np.rint(values * most).astype(np.int64)
        return PeopleOfRole(
            rows=rows,
            fits=fits,
            points=points,
            n_known=(facts & counted).sum(axis=1),
            n_terms=int(counted.sum()),
            bands=band_of(
                _own_scores(own, asked, weights),
                broken.sum(axis=1),
                left_open.sum(axis=1),
                weights.bands,
            ),
        )


def _own_scores(values: Floats, asked: Bools, weights: WeightSet) -> Ints:
    """Scores on each person's own scale, in hundredths."""
    kinds, kind = np.unique(asked, axis=0, return_inverse=True)
    most = np.array([most_points(weights, of_kind) for of_kind in kinds], dtype=np.int64)
    if not len(values):
        return np.zeros(0, dtype=np.int64)
    scores: Ints = np.rint(values * most[kind.reshape(-1)]).astype(np.int64).sum(axis=1)
    return scores


@dataclasses.dataclass(frozen=True, eq=False)
class _Found:
    values: Floats
    known: Bools
    said: Bools
    asked: Bools
    broken: Bools
    left_open: Bools


class _Besides:
    """Each distinct value that some aspects read of people, beside those they read of roles."""

    def __init__(self, crowd: Crowd, roles: RoleTables, aspect: Aspect) -> None:
        self._crowd, self._roles = crowd, roles
        self.distinct = roles.distinct(aspect)
        self._first, self.codes = crowd.values(aspect)
        self._kept: dict[int, Beside] = {}

    def __len__(self) -> int:
        return len(self._first)

    def of(self, value: int) -> Beside:
        """The people of a value; kept where the roles are few."""
        found = self._kept.get(value)
        if found is None:
            person = self._roles.person(self._crowd.profiles[self._first[value]])
            found = Beside(person, self.distinct.roles, self._roles.day)
            if len(self.distinct) <= FEW_ROLES and len(self) <= MANY_VALUES:
                self._kept[value] = found
        return found

    def of_person(self, person: int) -> Beside:
        """Somebody's, by their position."""
        return self.of(int(self.codes[person]))


class _OneOfCrowd(PersonTables):
    """The tables of somebody in a crowd."""

    def __init__(self, crowd: CrowdTables, person: int) -> None:
        super().__init__(crowd.roles, crowd.roles.person(crowd.crowd.profiles[person]))
        self._crowd, self._at = crowd, person

    def of(self, aspect: Named) -> Beside:
        return self._crowd.table(aspect.name, self._at)


class _Grid:
    """What one aspect says of each distinct value of people and of roles, as far as asked."""

    def __init__(self, aspect: Aspect, besides: _Besides) -> None:
        self._aspect, self.besides = aspect, besides
        self._status: SmallInts = self._empty(np.int8)
        self._has_status = np.zeros(len(besides), dtype=bool)
        self._has_term = np.zeros(len(besides), dtype=bool)
        self._numbers: tuple[float, ...] = ()
        self._values: Floats = self._empty(np.float64)
        self._flags = {
            name: self._empty(np.bool_) for name in ("known", "said", "broken", "left_open")
        }
        self._asked = np.zeros(len(besides), dtype=bool)

    def _empty(self, kind: npt.DTypeLike) -> Any:  # noqa: ANN401 - arrays of any type
        return np.zeros((len(self.besides), len(self.besides.distinct)), dtype=kind)

    def status(self, rows: Ints, role: int) -> SmallInts:
        """The status of some people in one role."""
        must_have = self._aspect
        assert isinstance(must_have, MustHave)
        mine = self.besides.codes[rows]
        for value in _lacking(mine, self._has_status):
            self._status[value] = self.besides.of(value).status(must_have)
            self._has_status[value] = True
        found: SmallInts = self._status[mine, self.besides.distinct.codes[role]]
        return found

    def look_up(self, rows: Ints, role: int, weights: WeightSet) -> _Found:
        """The term of some people in one role, and what becomes of their wishes."""
        term = self._aspect
        assert isinstance(term, Weighed)
        unknown = weights.unknown[term.term]
        numbers = (unknown, *(weights.curves[name] for name in term.curves))
        if numbers != self._numbers:
            self._numbers, self._has_term[:] = numbers, False
        mine = self.besides.codes[rows]
        for value in _lacking(mine, self._has_term):
            beside = self.besides.of(value)
            found = beside.term(term, weights.curves)
            wish = beside.wish(term, weights.curves, unknown)
            self._values[value], self._asked[value] = found.filled(unknown), found.asked
            row = {
                "known": found.known, "said": found.said,
                "broken": wish.broken, "left_open": wish.left_open,
            }  # fmt: skip
            for name, flags in row.items():
                self._flags[name][value] = flags
            self._has_term[value] = True
        at = mine, self.besides.distinct.codes[role]
        of_role = {name: of_all[at] for name, of_all in self._flags.items()}
        return _Found(self._values[at], asked=self._asked[mine], **of_role)


def _lacking(mine: Codes, has: Bools) -> list[int]:
    """Values that somebody has and nothing was worked out for."""
    wanted = np.zeros(len(has), dtype=bool)
    wanted[mine] = True
    return np.flatnonzero(wanted & ~has).tolist()
