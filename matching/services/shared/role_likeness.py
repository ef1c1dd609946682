"""Roles that look like each other: the same post written twice in other words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, Generic, TypeVar

from rapidfuzz import fuzz, process

from matching import columns as c
from matching.folding import words_of

Where = TypeVar("Where")
CLOSE: Final = 92
"""Of 100: from which on two titles are near equal."""
MOST_COMPARED: Final = 5
_TELLS_APART: Final = (
    c.SPECIALTIES, c.SITE, c.SETTING, c.MIN_WEEKS, c.MAX_WEEKS, c.MONTHS, c.START_DATE, c.END_DATE,
    c.LANGUAGES, c.PARTY, c.COMMITMENT, c.HOURS_PER_WEEK, c.STUDENTS_OF, c.ONLY_FOR, c.KIND,
)  # fmt: skip
"""Columns in which two that both say something have to say the same."""
_DIGITS: Final = re.compile(r"\d+")

_Key = tuple[frozenset[str], frozenset[str], frozenset[str], tuple[str, ...]]
_Values = Mapping[str, Any]


class Likeness(Generic[Where]):
    """Roles of one organization, found by others that look like them.

    Alike are roles of the same professions, countries and regions with near equal titles and equal
    numbers in them, of which no other cell says that they are two.
    """

    def __init__(self) -> None:
        self._groups: dict[_Key, dict[str, list[tuple[_Values, Where]]]] = {}

    def add(self, values: _Values, where: Where) -> None:
        """Add a role, with what is given back where another looks like it."""
        group = self._groups.setdefault(_key(values), {})
        group.setdefault(_title(values), []).append((values, where))

    def find(self, values: _Values) -> Where | None:
        """Give the first role that this one looks like, None if none does."""
        group = self._groups.get(_key(values), {})
        title = _title(values)
        titles = [title] if title in group else []
        near = process.extract(
            title, group.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE, limit=MOST_COMPARED
        )
        titles += [found for found, *_ in near if found != title]
        for one in titles:
            for other, where in group[one]:
                if not _are_two(values, other):
                    return where
        return None


def _key(values: _Values) -> _Key:
    sets = (frozenset(values[name]) for name in (c.PROFESSIONS, c.COUNTRIES, c.REGIONS))
    return *sets, tuple(_DIGITS.findall(values[c.TITLE]))  # type: ignore[return-value]


def _title(values: _Values) -> str:
    return " ".join(words_of(values[c.TITLE]))


def _are_two(one: _Values, other: _Values) -> bool:
    return any(one[name] and other[name] and one[name] != other[name] for name in _TELLS_APART)
