"""Many people beside one role: encoded by what each aspect reads of them.

As roles are by code (`RoleCodes`), so are people: a thousand of them have few distinct values of
what one rule reads, such as languages. A rule runs once for each distinct value of people that it
comes to, on the distinct values of some roles; what it says is kept and looked up by both codes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.arrays import Bools, Floats, Ints, SmallInts, Texts
from matching.aspects import MUST_HAVES, TERMS
from matching.aspects.aspect import MISSING, Aspect, MustHave, Weighed
from matching.aspects.beside import Beside
from matching.aspects.tables import TABLED, RoleTables
from matching.catalog.role_codes import Codes, joint_codes, smallest
from matching.comparison.bands import band_of
from matching.comparison.points import most_points
from matching.comparison.weight_set import WeightSet
from matching.profile import Profile


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
        self.id_ranks = np.empty(len(profiles), dtype=np.int64)
        self.id_ranks[np.argsort(self.profile_ids, kind="stable")] = np.arange(len(profiles))
        self._fields: dict[str, tuple[Ints, int]] = {}
        self._values: dict[tuple[str, ...], tuple[Ints, Codes]] = {}

    def __len__(self) -> int:
        return len(self.profiles)

    def values(self, fields: tuple[str, ...]) -> tuple[Ints, Codes]:
        """The distinct values of some fields together: somebody for each, and everybody's code."""
        if fields not in self._values:
            codes = joint_codes([self._field(name) for name in fields], len(self))
            first = np.zeros(int(codes.max(initial=-1)) + 1, dtype=np.int64)
            first[codes[::-1]] = np.arange(len(self))[::-1]
            self._values[fields] = first, smallest(codes, len(first))
        return self._values[fields]

    def _field(self, name: str) -> tuple[Ints, int]:
        if name not in self._fields:
            numbers: dict[Any, int] = {}
            codes = np.fromiter(
                (
                    numbers.setdefault(getattr(profile, name), len(numbers))
                    for profile in self.profiles
                ),
                dtype=np.int64,
                count=len(self),
            )
            self._fields[name] = codes, len(numbers)
        return self._fields[name]


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
        self._grids = {aspect.name: _Grid(aspect, crowd, roles) for aspect in TABLED}

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
            own[:, column] = np.clip(np.where(at.known, at.values, unknown), 0.0, 1.0)
            silent = np.minimum(own[:, column], unknown)
            values[:, column] = np.where(at.said, own[:, column], silent)
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


class _Grid:
    """What one aspect says of each distinct value of people and of roles, as far as asked."""

    def __init__(self, aspect: Aspect, crowd: Crowd, roles: RoleTables) -> None:
        self._aspect, self._crowd, self._roles = aspect, crowd, roles
        self._distinct = roles.distinct(aspect)
        self._first, self._codes = crowd.values(aspect.profile_fields)
        self._status: SmallInts = self._empty(np.int8)
        self._has_status = np.zeros(len(self._first), dtype=bool)
        self._has_term = np.zeros(len(self._first), dtype=bool)
        self._numbers: tuple[float, ...] = ()
        self._values: Floats = self._empty(np.float64)
        self._flags = {
            name: self._empty(np.bool_) for name in ("known", "said", "broken", "left_open")
        }
        self._asked = np.zeros(len(self._first), dtype=bool)

    def _empty(self, kind: npt.DTypeLike) -> Any:  # noqa: ANN401 - arrays of any type
        return np.zeros((len(self._first), len(self._distinct)), dtype=kind)

    def _beside(self, value: int) -> Beside:
        profile = self._crowd.profiles[self._first[value]]
        return Beside(self._roles.person(profile), self._distinct.roles, self._roles.day)

    def status(self, rows: Ints, role: int) -> SmallInts:
        """The status of some people in one role."""
        must_have = self._aspect
        assert isinstance(must_have, MustHave)
        mine = self._codes[rows]
        for value in _lacking(mine, self._has_status):
            self._status[value] = self._beside(value).status(must_have)
            self._has_status[value] = True
        found: SmallInts = self._status[mine, self._distinct.codes[role]]
        return found

    def look_up(self, rows: Ints, role: int, weights: WeightSet) -> _Found:
        """The term of some people in one role, and what becomes of their wishes."""
        term = self._aspect
        assert isinstance(term, Weighed)
        unknown = weights.unknown[term.term]
        numbers = (unknown, *(weights.curves[name] for name in term.curves))
        if numbers != self._numbers:
            self._numbers, self._has_term[:] = numbers, False
        mine = self._codes[rows]
        for value in _lacking(mine, self._has_term):
            beside = self._beside(value)
            found = beside.term(term, weights.curves)
            wish = beside.wish(term, weights.curves, unknown)
            self._values[value], self._asked[value] = found.values, found.asked
            row = {
                "known": found.known, "said": found.said,
                "broken": wish.broken, "left_open": wish.left_open,
            }  # fmt: skip
            for name, flags in row.items():
                self._flags[name][value] = flags
            self._has_term[value] = True
        at = mine, self._distinct.codes[role]
        of_role = {name: of_all[at] for name, of_all in self._flags.items()}
        return _Found(self._values[at], asked=self._asked[mine], **of_role)


def _lacking(mine: Codes, has: Bools) -> list[int]:
    """Values that somebody has and nothing was worked out for."""
    wanted = np.zeros(len(has), dtype=bool)
    wanted[mine] = True
    return np.flatnonzero(wanted & ~has).tolist()
