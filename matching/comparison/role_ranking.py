"""The roles that are open to a person, and the best of them, among very many.

Roles are kept sorted by whom they ask for, so that a person's list starts from the few ranges that
can fit. It is narrowed gate by gate, the most selective first. What a role earns is looked up by
code, for those that are left.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import math
from collections.abc import Collection, Hashable, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from matching import aspects
from matching.arrays import Bools, Floats, Ints, ranges, ranks
from matching.aspects.aspect import MISSING, Term
from matching.aspects.specialty import SPECIALTY
from matching.aspects.tables import TABLED_TERMS, CodedBeside, RoleTables
from matching.catalog import Catalog
from matching.catalog.once import once
from matching.catalog.role_codes import Codes, smallest
from matching.comparison.points import most_points
from matching.comparison.weight_set import WeightSet
from matching.kept import Kept

BLOCK: Final = 16_384
"""Roles whose codes are looked up at once: they fit into the cache of a core."""
MOST_TOGETHER: Final = 8_192
"""Values of several terms that are looked up as one; the points of each fit there too."""
ROLES_A_VALUE: Final = 64
"""So many roles at least for each such value: to add up what they give is work as well."""
MOST_RANKINGS: Final = 4
"""Kept with a catalog: other days, or with rules switched off."""
FIRST_GATE: Final = SPECIALTY
"""The aspect by which roles are sorted."""


class RoleRanking:
    """Roles sorted to be ranked for many people.

    Parameters
    ----------
    tables : RoleTables
        Which gives the roles by code.

    Attributes
    ----------
    order : array of int (roles,)
        Position in the catalog of the role at each place.
    org_codes, id_ranks : arrays of int (roles,)
        By place: a number of the organization, and the place of the id in the order of ids.
    gate_codes, term_codes : mapping of must-have, or term, to array of int (roles,)
        By place.
    terms_together : tuple of Together
        The terms in groups.
    """

    def __init__(self, tables: RoleTables) -> None:
        self.tables = tables
        codes = tables.codes
        first = tables.distinct(FIRST_GATE)
        # Values that ask for the same professions stand together.
        by_profession = np.argsort(
            codes.code_of("professions")[first.first].astype(np.int64), kind="stable"
        )
        place = np.empty(len(first), dtype=np.int64)
        place[by_profession] = np.arange(len(first))
        self._values = by_profession
        past = codes.column("past")
        key = place[first.codes] + past * len(first)
        self.order = np.argsort(key, kind="stable")
        bounds = np.searchsorted(key[self.order], np.arange(2 * len(first) + 1))
        self._starts, self._counts = bounds[:-1], np.diff(bounds)
        self._shares: dict[str, Floats] = {}
        self.gate_codes: dict[str, Codes] = {}
        for must_have in aspects.MUST_HAVES:
            found = tables.distinct(must_have)
            self._shares[must_have.name] = found.counts / max(1, len(codes))
            self.gate_codes[must_have.name] = found.codes[self.order]
        self.term_codes = {
            term.term: tables.distinct(term).codes[self.order] for term in TABLED_TERMS
        }
        self._term_sizes = [len(tables.distinct(term)) for term in TABLED_TERMS]
        self._term_ends = np.cumsum(self._term_sizes)
        self.terms_together = self._together()
        self.id_ranks = ranks(codes.column("role_ids"))[self.order]
        self.org_codes = codes.column("org_codes", self.order)

    def _together(self) -> tuple[Together, ...]:
        """Put terms together whose values, all combined, are few: first-fit decreasing."""
        most = min(MOST_TOGETHER, len(self.order) // ROLES_A_VALUE)
        sizes = dict(zip(self.term_codes, self._term_sizes, strict=True))
        groups: list[dict[str, int]] = []
        for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
            for group in groups:
                if math.prod(group.values()) * sizes[name] <= most:
                    group[name] = sizes[name]
                    break
            else:
                groups.append({name: sizes[name]})
        return tuple(Together.of(group, self.term_codes) for group in groups)

    def look_up(self, beside: CodedBeside, weights: WeightSet) -> Lookup:
        """What a person's tables say of each distinct value, ready to be looked up by code."""
        fits = np.ones(len(self._values), dtype=bool)
        gates: dict[str, tuple[float, Bools]] = {}
        for must_have in aspects.MUST_HAVES:
            is_open = beside.tables.status(must_have) != MISSING
            if self.tables.distinct(must_have) is self.tables.distinct(FIRST_GATE):
                fits &= is_open
            elif not is_open.all():
                gates[must_have.name] = float(self._shares[must_have.name] @ is_open), is_open
        ordered = sorted(gates, key=lambda name: (gates[name][0], name))
        terms = {
            term.term: beside.tables.of(term).term(term, weights.curves) for term in TABLED_TERMS
        }
        nowhere = beside.take(np.zeros(0, dtype=np.int64))
        asked = [
            terms[term.term].asked
            if term.term in terms
            else term.value(nowhere, weights.curves).asked
            for term in aspects.TERMS
        ]
        most = dict(zip(weights.terms, most_points(weights, np.array(asked)), strict=True))
        return Lookup(
            ranking=self,
            beside=beside,
            weights=weights,
            most=most,
            fits=fits,
            gates={name: gates[name][1] for name in ordered},
            points=self._points(terms, weights, most),
        )

    def places_of(self, fits: Bools, *, with_past: bool) -> Ints:
        """Places of the roles that have some of the distinct values of the first gate."""
        values = np.flatnonzero(fits[self._values])
        if with_past:
            values = np.concatenate([values, values + len(self._values)])
        return ranges(self._starts[values], self._counts[values])

    def _points(
        self, terms: Mapping[str, Term], weights: WeightSet, most: Mapping[str, int]
    ) -> dict[str, npt.NDArray[np.int16]]:
        """Hundredths that each distinct value earns, of the terms that count: all at once."""
        values = np.concatenate([term.values for term in terms.values()])
        known = np.concatenate([term.known for term in terms.values()])
        unknown, each = (
            np.repeat([of_term[name] for name in terms], self._term_sizes)
            for of_term in (weights.unknown, most)
        )
        filled = np.clip(np.where(known, values, unknown), 0.0, 1.0)
        points = np.split(np.rint(filled * each).astype(np.int16), self._term_ends[:-1])
        return {name: found for name, found in zip(terms, points, strict=True) if most[name]}


@dataclasses.dataclass(frozen=True, eq=False)
class Together:
    """Terms whose values are looked up as one: every combination of them has a code.

    Attributes
    ----------
    sizes : mapping of term to int
        How many distinct values each has.
    codes : array of int (roles,)
        By place.
    """

    sizes: Mapping[str, int]
    codes: Codes

    @classmethod
    def of(cls, sizes: Mapping[str, int], codes_of: Mapping[str, Codes]) -> Together:
        """Number every combination of the distinct values of some terms."""
        if len(sizes) == 1:
            return cls(sizes, codes_of[next(iter(sizes))])
        codes: Ints = np.zeros(len(next(iter(codes_of.values()))), dtype=np.int64)
        for name, size in sizes.items():
            codes = codes * size + codes_of[name]
        return cls(sizes, smallest(codes, math.prod(sizes.values())))

    def sum_of(self, points: Mapping[str, npt.NDArray[np.int16]]) -> npt.NDArray[np.int16]:
        """The sum of all points, by combination; a term without any gives none."""
        every = [
            points[name] if name in points else np.zeros(size, dtype=np.int16)
            for name, size in self.sizes.items()
        ]
        found: npt.NDArray[np.int16] = functools.reduce(np.add.outer, every).ravel()
        return found


@dataclasses.dataclass(frozen=True, eq=False)
class Lookup:
    """What a person's tables say under a weight set, for each distinct value of roles.

    Attributes
    ----------
    most : mapping of term to int
        Most hundredths of a point that each could give.
    fits : array of bool
        Which distinct values of the first gate are open.
    gates : mapping of must-have to array of bool
        Which values of the others are open, of those that close anything: the most selective first.
    points : mapping of term to array of int16 by code
        Hundredths of a point; of terms that are looked up and can give any.
    """

    ranking: RoleRanking
    beside: CodedBeside
    weights: WeightSet
    most: Mapping[str, int]
    fits: Bools
    gates: Mapping[str, Bools]
    points: Mapping[str, npt.NDArray[np.int16]]

    def open_places(self, *, with_past: bool = False) -> Ints:
        """Places, in the sorted order, of the roles of which nothing is missing."""
        places = self.ranking.places_of(self.fits, with_past=with_past)
        gates = list(self.gates.items())
        # Two gates at a time: making the list of what is left costs as much as a gate.
        for first in range(0, len(gates), 2):
            passes = [
                is_open.take(self.ranking.gate_codes[name].take(places))
                for name, is_open in gates[first : first + 2]
            ]
            places = places.take(np.flatnonzero(functools.reduce(np.logical_and, passes)))
        return places

    def scored(self, places: Ints) -> Scored:
        """Look up what the roles at some places earn."""
        total = np.zeros(len(places), dtype=np.int16)
        earned = [
            (together.codes, together.sum_of(self.points))
            for together in self.ranking.terms_together
            if not self.points.keys().isdisjoint(together.sizes)
        ]
        for start in range(0, len(places), BLOCK):
            block = places[start : start + BLOCK]
            into = total[start : start + BLOCK]
            for codes, of_value in earned:
                into += of_value.take(codes.take(block))
        scores = total.astype(np.int64)
        words: dict[str, Ints] = {}
        for term in aspects.TERMS:
            name = term.term
            if term not in TABLED_TERMS and self.most[name]:
                rows = self.ranking.order[places]
                found = term.value(self.beside.take(rows), self.weights.curves)
                exact = np.rint(found.filled(self.weights.unknown[name]) * self.most[name])
                words[name] = exact.astype(np.int64)
                scores += words[name]
        return Scored(self, places, scores, words)


@dataclasses.dataclass(frozen=True, eq=False)
class Scored:
    """Roles with what they earn.

    Attributes
    ----------
    places : array of int (roles,)
        In the order in which `RoleRanking` keeps them.
    scores : array of int (roles,)
        Hundredths of a point.
    """

    lookup: Lookup
    places: Ints
    scores: Ints
    _words: Mapping[str, Ints]

    @functools.cached_property
    def rows(self) -> Ints:
        """Positions of the roles in the catalog."""
        return self.lookup.ranking.order[self.places]

    @property
    def keys(self) -> Ints:
        """A number for each role: higher is better, and of equal scores the first id."""
        ranking = self.lookup.ranking
        keys: Ints = self.scores * len(ranking.order) - ranking.id_ranks[self.places]
        return keys

    def points(self, at: Ints) -> Ints:
        """Hundredths of a point of some of the roles, shape (roles, terms)."""
        places, ranking = self.places[at], self.lookup.ranking
        points = np.zeros((len(at), len(aspects.TERMS)), dtype=np.int64)
        for column, term in enumerate(aspects.TERMS):
            if term.term in self._words:
                points[:, column] = self._words[term.term][at]
            elif term.term in self.lookup.points:
                codes = ranking.term_codes[term.term].take(places)
                points[:, column] = self.lookup.points[term.term].take(codes)
        return points


def role_ranking(catalog: Catalog, today: dt.date, without: Collection[str] = ()) -> RoleRanking:
    """Give the roles of a catalog to rank, on a day; made once, and kept with the catalog."""
    kept: Kept[Hashable, RoleRanking] = once(catalog, "rankings", lambda: Kept(MOST_RANKINGS))
    return kept.get(
        (today, frozenset(without)),
        lambda: RoleRanking(RoleTables(catalog.codes, catalog, today, without)),
    )
