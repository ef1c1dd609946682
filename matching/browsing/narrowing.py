"""A ranked list made smaller by filters, for reading."""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from matching import columns
from matching.arrays import Bools, Ints
from matching.catalog.once import once, rows_of
from matching.catalog.role_index import OWN_POCKET
from matching.reference.cells import by_language
from matching.reference.vocabulary import CHRISTIAN_FAITHS

if TYPE_CHECKING:
    from matching.catalog import Catalog

UNSAID: Final = "unsaid"
"""The choice of roles that say nothing of what is filtered."""

CHARACTERS: Final[Mapping[str, frozenset[str]]] = {
    "christian": CHRISTIAN_FAITHS,
    "other-faith": frozenset({"jewish", "muslim", "interfaith"}),
    "secular": frozenset({"secular"}),
}
"""Character of an organization for people, and the faiths that it takes in."""

LENGTHS: Final[Mapping[str, tuple[float, float]]] = {
    "short": (0, 4),
    "middle": (4, 26),
    "long": (26, float("inf")),
}
"""Length of stay in weeks: above the first number, up to the second."""

LENGTH_LABELS: Final[Mapping[str, str]] = {
    "short": "Up to 4 weeks",
    "middle": "1 to 6 months",
    "long": "Longer",
}
MONTHS: Final = (*(str(month) for month in range(1, 13)), UNSAID)
"""Months of the year; `UNSAID` of a role whose source names neither months nor dates."""

COSTS: Final[Mapping[str, float]] = {
    "500": 500,
    "1000": 1_000,
    "1500": 1_500,
    "2500": 2_500,
    "stated": float("inf"),
}
"""Most dollars for one person; only a role that states a price has one."""

LANGUAGES: Final = ("english", "no-other")
"""English is named and no other language asked; none but English is asked, if any is named."""

FAITHS_ASKED: Final = ("none", "respect", "christian", "statement-of-faith", UNSAID)
"""What a role, or else its organization, asks of the faith of those who serve."""


@dataclass(frozen=True)
class Filters:
    """What a role must be like to be shown; a filter without values shows everything.

    Parameters
    ----------
    settings : tuple of ids
        One of the role's settings is among them.
    countries : tuple of ISO2
        The role, or else its organization, is in one of them.
    characters : tuple of keys of `CHARACTERS`
        The organization's character; unknown is in none.
    lengths : tuple of keys of `LENGTHS`
        The shortest stay, or else the longest, lies in one of them; a role that states neither
        is in none.
    months : tuple of items of `MONTHS`
        The role can be served in one of them, by its dates from today on, or else its months.
    costs : tuple of keys of `COSTS`
        The role states a price that is within one of them.
    languages : tuple of items of `LANGUAGES`
        One of them holds.
    faiths_asked : tuple of items of `FAITHS_ASKED`
        What is asked is among them.
    families : bool
        Only roles that say that families can come.
    hide_own_cost : bool
        Leave out roles that the source says one pays or raises support for. A role that pays in
        part, or of which the source does not say, stays.
    among : frozenset of role ids or None
        Only these roles, such as those that meet a wish; None: any.
    """

    settings: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    lengths: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    faiths_asked: tuple[str, ...] = ()
    families: bool = False
    hide_own_cost: bool = False
    among: frozenset[str] | None = None

    @property
    def count(self) -> int:
        """How many filters are on."""
        values = (getattr(self, field.name) for field in fields(self) if field.name != "among")
        return sum(map(bool, values)) + (self.among is not None)


def narrowed(
    catalog: Catalog, role_ids: Iterable[str], filters: Filters, today: dt.date
) -> tuple[str, ...]:
    """Return the roles that pass the filters on a day, in the order given."""
    ids = tuple(role_ids)
    if not filters.count:
        return ids
    rows = rows_of(catalog, ids)
    keep = np.ones(len(ids), dtype=bool)
    for name in _FILTERS:
        if chosen := getattr(filters, name):
            wanted = ("yes",) if chosen is True else chosen
            keep &= _choices(catalog, name, today).passed(rows, wanted)
    if filters.among is not None:
        keep &= np.fromiter((id_ in filters.among for id_ in ids), dtype=bool, count=len(ids))
    return tuple(id_ for id_, is_left in zip(ids, keep.tolist(), strict=True) if is_left)


def counts(catalog: Catalog, role_ids: Iterable[str], today: dt.date) -> dict[str, Counter[str]]:
    """Count the roles that each choice of a filter would show by itself.

    Returns
    -------
    dict
        Name of each filter of `Filters` that has choices: choice to number of roles.
    """
    rows = rows_of(catalog, role_ids)
    return {
        name: _choices(catalog, name, today).counted(rows)
        for name in _FILTERS
        if name not in _ON_OR_OFF
    }


def countries_of(catalog: Catalog, role_ids: Iterable[str]) -> dict[str, str]:
    """Return the countries in which roles are, ISO2 to name, by name."""
    where = catalog.roles[columns.WHERE].to_numpy()[rows_of(catalog, role_ids)]
    names = catalog.places.names
    found = {iso2 for countries in where for iso2 in countries}
    return {iso2: names[iso2] for iso2 in sorted(found, key=lambda iso2: names[iso2])}


def shortest_stay(roles: pd.DataFrame) -> pd.Series:
    """Weeks of the shortest stay of each role, or else of the longest; NaN if neither is said."""
    return roles[columns.MIN_WEEKS].fillna(roles[columns.MAX_WEEKS])


class _Choices:
    """Which roles of a catalog each choice of one filter shows, by the few values that they say.

    Parameters
    ----------
    said : Series
        What each role says.
    choices_of : callable
        Gives the choices that show a role, from what it says and the day.
    """

    def __init__(self, said: pd.Series, choices_of: _ChoicesOf, today: dt.date) -> None:
        codes, values = pd.factorize(said.to_numpy(dtype=object), use_na_sentinel=False)
        shown = [frozenset(choices_of(value, today)) for value in values]
        choices = sorted(frozenset().union(*shown))
        table = np.array([[choice in one for one in shown] for choice in choices], dtype=bool)
        self._row = {choice: row for row, choice in enumerate(choices)}
        self._shows = table.reshape(len(choices), len(shown))[:, codes]

    def passed(self, rows: Ints, chosen: Iterable[str]) -> Bools:
        """Tell of each role whether one of the choices shows it."""
        which = [self._row[choice] for choice in chosen if choice in self._row]
        return np.asarray(self._shows[which][:, rows].any(axis=0), dtype=bool)

    def counted(self, rows: Ints) -> Counter[str]:
        """Count the roles that each choice shows."""
        return Counter(dict(zip(self._row, self._shows[:, rows].sum(axis=1).tolist(), strict=True)))


def _choices(catalog: Catalog, name: str, today: dt.date) -> _Choices:
    said, choices_of = _FILTERS[name]
    return once(
        catalog,
        (name, today),
        lambda: _Choices(
            said(catalog.roles) if callable(said) else catalog.roles[said], choices_of, today
        ),
    )


def _as_said(values: Iterable[str], _: dt.date) -> Iterable[str]:
    return values


def _characters(faith: str, _: dt.date) -> list[str]:
    return [name for name, faiths in CHARACTERS.items() if faith in faiths]


def _lengths(weeks: float, _: dt.date) -> list[str]:
    return [name for name, (above, up_to) in LENGTHS.items() if above < weeks <= up_to]


def _dates(roles: pd.DataFrame) -> pd.Series:
    """What a role says of when it can be served: its first day, its last, its months."""
    first, last = columns.first_day(columns.START_DATE), columns.last_day(columns.END_DATE)
    said = zip(roles[first], roles[last], roles[columns.MONTHS], strict=True)
    return pd.Series(list(said), index=roles.index, dtype=object)


def _months(
    dates: tuple[pd.Timestamp | None, pd.Timestamp | None, tuple[int, ...]], today: dt.date
) -> Set[str]:
    """The items of `MONTHS` that hold for what a role says of dates and months."""
    first, last, months = dates
    return _months_between(first, last, today) or {str(month) for month in months} or {UNSAID}


@functools.lru_cache(4096)
def _months_between(
    first: pd.Timestamp | None, last: pd.Timestamp | None, today: dt.date
) -> frozenset[str]:
    """Months from today on that lie within dates of which one may be missing; none without both."""
    if pd.isna(first) and pd.isna(last):
        return frozenset()
    now = pd.Timestamp(today)
    begin = now if pd.isna(first) else max(first, now)
    a_year_on = begin + pd.DateOffset(months=11)
    end = a_year_on if pd.isna(last) else min(last, a_year_on)
    months = pd.period_range(begin, end, freq="M").month
    return frozenset(str(month) for month in months)


def _costs(dollars: float, _: dt.date) -> list[str]:
    return [name for name, most in COSTS.items() if dollars <= most]


def _languages(texts: Iterable[str], _: dt.date) -> set[str]:
    """The items of `LANGUAGES` that hold for what a role says of languages."""
    needs = by_language(texts)
    enough = {"helpful", "either"} if needs.get("en") == "either" else {"helpful"}
    if any(need not in enough for code, need in needs.items() if code != "en"):
        return set()
    return set(LANGUAGES) if "en" in needs else {"no-other"}


def _faiths_asked(asked: str, _: dt.date) -> tuple[str, ...]:
    return (asked or UNSAID,)


def _families(said: str, _: dt.date) -> tuple[str, ...]:
    return (said,) if said == "yes" else ()


def _not_own_cost(kinds: tuple[str, ...], _: dt.date) -> tuple[str, ...]:
    return () if kinds and set(kinds) <= set(OWN_POCKET) else ("yes",)


_ChoicesOf = Callable[[Any, dt.date], Iterable[str]]
_FILTERS: Final[Mapping[str, tuple[str | Callable[[pd.DataFrame], pd.Series], _ChoicesOf]]] = {
    "settings": (columns.SETTING, _as_said),
    "countries": (columns.WHERE, _as_said),
    "characters": (columns.FAITH, _characters),
    "lengths": (shortest_stay, _lengths),
    "months": (_dates, _months),
    "costs": (columns.COST_USD, _costs),
    "languages": (columns.LANGUAGES, _languages),
    "faiths_asked": (columns.FAITH_REQUIRED, _faiths_asked),
    "families": (columns.FAMILY, _families),
    "hide_own_cost": (columns.FUNDING, _not_own_cost),
}
"""Of each filter: what it reads of a role, and the choices that show a role which says that."""
_ON_OR_OFF: Final = frozenset({"families", "hide_own_cost"})
