"""What the aspects say to a person of each distinct value of roles, kept by what is read of both.

A table has one row for each distinct value that an aspect reads of roles (`RoleCodes`), and is
looked up by the code of a role. People who say the same of what an aspect reads share its table.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Collection, Hashable, Mapping
from typing import Final, Protocol, cast

import numpy as np

from matching.arrays import Bools, Ints, SmallInts
from matching.aspects import ASPECTS, TERMS
from matching.aspects.aspect import Aspect, MustHave, Term, Wish
from matching.aspects.beside import Beside, StatusRule, TermRule
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.specialty import SPECIALTY
from matching.aspects.work_fit import WorkFit
from matching.catalog import Catalog
from matching.catalog.role_codes import ANY, Distinct, Read, RoleCodes
from matching.catalog.role_index import RoleIndex
from matching.catalog.word_weights import WordWeights
from matching.columns import ROLES_TABLE
from matching.profile import Profile

MOST_BYTES: Final = 128_000_000
"""Of tables that are kept; the least lately read go first."""
BYTES_A_VALUE, BYTES_A_TABLE = 40, 6_000
"""About what a table takes for each distinct value, and by itself."""
TABLED: Final = tuple(aspect for aspect in ASPECTS if "text" not in aspect.role_columns)
"""Aspects that are looked up; the words of a role are its own."""
_TABLED_NAMES: Final = frozenset(aspect.name for aspect in TABLED)
TABLED_TERMS: Final = tuple(aspect for aspect in TERMS if aspect in TABLED)


class Named(Protocol):
    """An aspect, or what stands for one: its name says which it is."""

    @property
    def name(self) -> str:
        """The aspect."""


def read_by(aspect: Aspect, catalog: Catalog) -> Read:
    """What an aspect reads of roles."""
    axes = {
        "focus_areas": catalog.focus_ids,
        "settings": catalog.setting_ids,
        "professions": catalog.profession_ids,
        "elsewhere": list(ROLES_TABLE),
    }
    flags = dict(aspect.role_flags)
    if isinstance(aspect, MustHave) and "elsewhere" in aspect.role_columns:
        flags["elsewhere"] = aspect.cells
    only = tuple(
        (column, tuple(axes[column].index(name) for name in names if name != ANY), ANY in names)
        for column, names in flags.items()
    )
    return Read(aspect.role_columns, only)


class RoleTables:
    """Tables of many people over the same roles, on a day; safe to share among threads.

    Parameters
    ----------
    codes : RoleCodes
    catalog : Catalog
        Whose vocabulary and figures the rules read.
    today : date
    without : collection of str
        Rules that are switched off.
    most_bytes : int
        About how much memory the kept tables may take.

    Attributes
    ----------
    kept_bytes : int
        About how much they take.
    """

    def __init__(
        self,
        codes: RoleCodes,
        catalog: Catalog,
        today: dt.date,
        without: Collection[str] = (),
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self.codes, self.catalog = codes, catalog
        self.today, self.without = today, frozenset(without)
        self.day = np.datetime64(today, "D")
        self._reads = {aspect.name: read_by(aspect, catalog) for aspect in TABLED}
        self._kept: OrderedDict[Hashable, Beside] = OrderedDict()
        self._lock = threading.Lock()
        self.kept_bytes, self._most_bytes = 0, most_bytes

    def read(self, aspect: Named) -> Read:
        """What an aspect reads of roles."""
        return self._reads[aspect.name]

    def person(self, profile: Profile) -> EncodedProfile:
        """A profile beside the catalog, on this day."""
        return EncodedProfile(profile, self.catalog, self.today, self.without)

    def some(self, rows: Ints) -> RoleTables:
        """Tables, none kept yet, over some of the roles."""
        return RoleTables(self.codes.some(rows), self.catalog, self.today, self.without)

    def fingerprint(self, rows: Ints) -> Hashable:
        """What the rules read of some roles and of the catalog: alike for two, they say the same.

        Another catalog in which other roles were changed has the same.
        """
        digest = hashlib.sha256(self.catalog.focus_rarity.tobytes())
        for name in sorted({column for aspect in TABLED for column in aspect.role_columns}):
            digest.update(np.ascontiguousarray(self.codes.column(name, rows)).tobytes())
        axes = tuple(self.catalog.language_ids)
        return self.today, self.without, len(rows), axes, digest.hexdigest()

    def distinct(self, aspect: Named) -> Distinct:
        """The distinct values of what an aspect reads of roles."""
        return self.codes.distinct(self.read(aspect))

    def beside(self, profile: Profile) -> CodedBeside:
        """A person beside all roles, by code."""
        return CodedBeside(PersonTables(self, self.person(profile)), None)

    def table(self, key: Hashable, distinct: Distinct, person: EncodedProfile) -> Beside:
        """Give the kept table of a key, or begin one."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
            begun = self._kept[key] = Beside(person, distinct.roles, self.day)
            self.kept_bytes += _bytes_of(begun)
            while self.kept_bytes > self._most_bytes and len(self._kept) > 1:
                self.kept_bytes -= _bytes_of(self._kept.popitem(last=False)[1])
            return begun


def _bytes_of(table: Beside) -> int:
    return BYTES_A_TABLE + BYTES_A_VALUE * len(table)


class PersonTables:
    """The tables of one person, an aspect each."""

    def __init__(self, roles: RoleTables, person: EncodedProfile) -> None:
        self.roles, self.person = roles, person
        self._tables: dict[str, Beside] = {}

    def of(self, aspect: Named) -> Beside:
        """The person beside the distinct values of what an aspect reads."""
        if aspect.name not in self._tables:
            key = self.key(aspect)
            self._tables[aspect.name] = self.roles.table(
                key, self.roles.distinct(aspect), self.person
            )
        return self._tables[aspect.name]

    def key(self, aspect: Named) -> Hashable:
        """What an aspect reads of the person, and of which values of roles."""
        person, of = self.person, cast("Aspect", aspect)
        said = tuple(of.read_of(person.profile, name) for name in of.profile_fields)
        signs = person.signs if "statement" in of.profile_fields else None
        return self.roles.read(aspect), of.profile_read, said, signs

    def status(self, must_have: StatusRule) -> SmallInts:
        """The status of each distinct value."""
        return self.of(must_have).status(must_have)


class CodedBeside(Beside):
    """A person beside roles, by code: what a rule says is looked up in the person's tables.

    Parameters
    ----------
    rows : array of int or None
        Which of the roles; None for all.
    """

    def __init__(self, tables: PersonTables, rows: Ints | None) -> None:
        self.person, self.today = tables.person, tables.roles.day
        self.tables, self.rows = tables, rows

    def __len__(self) -> int:
        return len(self.tables.roles.codes) if self.rows is None else len(self.rows)

    @property
    def roles(self) -> RoleIndex:
        """The roles, one row each."""
        return self._taken

    @functools.cached_property
    def _taken(self) -> RoleIndex:
        codes = self.tables.roles.codes
        return codes.take(np.arange(len(codes)) if self.rows is None else self.rows)

    @property
    def text(self) -> WordWeights:
        """The word weights of the roles."""
        text = self.tables.roles.codes.text
        return text if self.rows is None else text[self.rows]

    @functools.cached_property
    def work(self) -> WorkFit:
        """How close profession and specialty are to what each role needs."""
        return self.tables.of(SPECIALTY).work.take(self._codes(SPECIALTY))

    def _codes(self, aspect: Named) -> Ints:
        codes = self.tables.roles.distinct(aspect).codes
        return cast("Ints", codes if self.rows is None else codes[self.rows])

    def status(self, must_have: StatusRule) -> SmallInts:
        """The status of each role by a must-have."""
        return self.tables.of(must_have).status(must_have)[self._codes(must_have)]

    def term(self, aspect: TermRule, curves: Mapping[str, float]) -> Term:
        """The term of each role by an aspect."""
        if aspect.name not in _TABLED_NAMES:
            return aspect.value(self, curves)
        table, codes = self.tables.of(aspect).term(aspect, curves), self._codes(aspect)
        said = table.said if isinstance(table.said, bool) else table.said[codes]
        return Term(table.values[codes], table.known[codes], table.asked, said)

    def wish(self, aspect: TermRule, curves: Mapping[str, float], unknown: float) -> Wish:
        """What becomes in each role of what the person asked."""
        if aspect.name not in _TABLED_NAMES:
            none: Bools = np.zeros(len(self), dtype=bool)
            return Wish(none, none)
        table, codes = self.tables.of(aspect).wish(aspect, curves, unknown), self._codes(aspect)
        return Wish(table.broken[codes], table.left_open[codes])

    def take(self, rows: Ints | Bools) -> CodedBeside:
        """The same person beside some of the roles."""
        if self.rows is None:
            kept = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        else:
            kept = self.rows[rows]
        return CodedBeside(self.tables, cast("Ints", kept))

    def with_person(self, person: EncodedProfile, changed: Collection[str]) -> CodedBeside:  # noqa: ARG002
        """The same roles beside another person."""
        return CodedBeside(PersonTables(self.tables.roles, person), self.rows)
