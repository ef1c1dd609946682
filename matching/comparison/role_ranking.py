"""The roles that are open to a person, and the best of them, among very many.

Roles are kept sorted by whom they ask for, so that a person's list starts from the few ranges that
can fit. It is narrowed gate by gate, the most selective first. What a role earns is looked up by
code, for those that are left.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Collection, Hashable, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from matching import aspects
from matching.arrays import Floats, Ints, ranges
from matching.aspects.aspect import MISSING, Term
from matching.aspects.specialty import SPECIALTY
from matching.aspects.tables import TABLED_TERMS, CodedBeside, RoleTables
from matching.catalog import Catalog
from matching.catalog.role_codes import Codes
from matching.comparison.points import most_points
from matching.comparison.weight_set import WeightSet

BLOCK: Final = 16_384
"""Roles whose codes are looked up at once: they fit into the cache of a core."""
MOST_RANKINGS: Final = 4
"""Kept with a catalog: other days, or with rules switched off."""
FIRST_GATE: Final = SPECIALTY
"""The aspect by which roles are sorted."""

_making = threading.Lock()


class RoleRanking:
    """Roles sorted to be ranked for many people.

    Parameters
    ----------
    tables : RoleTables
        Which gives the roles by code.
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
        self.org_codes = codes.column("org_codes")
        past = codes.column("past")
        key = place[first.codes] + past * len(first)
        self.order = np.argsort(key, kind="stable")
        bounds = np.searchsorted(key[self.order], np.arange(2 * len(first) + 1))
        self._starts, self._counts = bounds[:-1], np.diff(bounds)
        self._shares: dict[str, Floats] = {}
        self._codes: dict[str, Codes] = {}
        for must_have in aspects.MUST_HAVES:
            found = tables.distinct(must_have)
            self._shares[must_have.name] = found.counts / max(1, len(codes))
            self._codes[must_have.name] = found.codes[self.order]
        self._term_codes = {
            term.term: tables.distinct(term).codes[self.order] for term in TABLED_TERMS
        }
        self._term_sizes = [len(tables.distinct(term)) for term in TABLED_TERMS]
        self._term_ends = np.cumsum(self._term_sizes)
        ids = codes.column("role_ids")
        ranks = np.empty(len(ids), dtype=np.int64)
        ranks[np.argsort(ids, kind="stable")] = np.arange(len(ids))
        self._id_ranks = ranks[self.order]
        self.org_codes = self.org_codes[self.order]

    def open_places(self, beside: CodedBeside, *, include_past: bool = False) -> Ints:
        """Places, in the sorted order, of the roles of which nothing is missing."""
        gates = [(must_have, beside.tables.status(must_have)) for must_have in aspects.MUST_HAVES]
        fits = np.ones(len(self._values), dtype=bool)
        later = []
        first = self.tables.distinct(FIRST_GATE)
        for must_have, status in gates:
            is_open = status != MISSING
            if self.tables.distinct(must_have) is first:
                fits &= is_open
            elif not is_open.all():
                share = float(self._shares[must_have.name] @ is_open)
                later.append((share, must_have.name, is_open))
        values = np.flatnonzero(fits[self._values])
        if include_past:
            values = np.concatenate([values, values + len(self._values)])
        places = ranges(self._starts[values], self._counts[values])
        for _, name, is_open in sorted(later, key=lambda gate: gate[:2]):
            places = places[is_open.take(self._codes[name].take(places))]
        return places

    def scores(self, beside: CodedBeside, places: Ints, weights: WeightSet) -> Ints:
        """Score of the roles at some places, in hundredths of a point."""
        read = {
            term.term: term.value(beside.take(self.order[places]), weights.curves)
            for term in aspects.TERMS
            if term not in TABLED_TERMS
        }
        tables = {
            term.term: beside.tables.of(term).term(term, weights.curves) for term in TABLED_TERMS
        }
        asked = [(read | tables)[name].asked for name in weights.terms]
        most = dict(zip(weights.terms, most_points(weights, np.array(asked)), strict=True))
        points = self._points(tables, weights, most)
        total = np.zeros(len(places), dtype=np.int32)
        for start in range(0, len(places), BLOCK):
            block = places[start : start + BLOCK]
            into = total[start : start + BLOCK]
            for name, of_value in points.items():
                into += of_value.take(self._term_codes[name].take(block))
        scores = total.astype(np.int64)
        for name, term in read.items():
            if most[name]:
                values = np.clip(np.where(term.known, term.values, weights.unknown[name]), 0.0, 1.0)
                scores += np.rint(values * most[name]).astype(np.int64)
        return scores

    def _points(
        self, tables: Mapping[str, Term], weights: WeightSet, most: Mapping[str, int]
    ) -> dict[str, npt.NDArray[np.int32]]:
        """Hundredths that each distinct value earns, of the terms that count: all at once."""
        values = np.concatenate([table.values for table in tables.values()])
        known = np.concatenate([table.known for table in tables.values()])
        unknown, each = (
            np.repeat([of_term[name] for name in tables], self._term_sizes)
            for of_term in (weights.unknown, most)
        )
        filled = np.clip(np.where(known, values, unknown), 0.0, 1.0)
        points = np.split(np.rint(filled * each).astype(np.int32), self._term_ends[:-1])
        return {name: found for name, found in zip(tables, points, strict=True) if most[name]}

    def keys(self, places: Ints, scores: Ints) -> Ints:
        """Give a number to each role at some places: higher is better, then the first id."""
        keys: Ints = scores * len(self.order) - self._id_ranks[places]
        return keys


def role_ranking(catalog: Catalog, today: dt.date, without: Collection[str] = ()) -> RoleRanking:
    """Give the roles of a catalog to rank, on a day; made once, and kept with the catalog."""
    kept: dict[Hashable, RoleRanking] = vars(catalog).setdefault("_rankings", {})
    key = (today, frozenset(without))
    with _making:
        if key not in kept:
            while len(kept) >= MOST_RANKINGS:
                kept.pop(next(iter(kept)))
            kept[key] = RoleRanking(RoleTables(catalog.codes, catalog, today, without))
        return kept[key]
