"""A ranked list made smaller by filters, for reading."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

import pandas as pd

from matching import columns
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
    roles = catalog.roles.loc[list(ids)]
    keep = pd.Series(True, index=roles.index)
    for name, passes in _PASSES.items():
        if chosen := getattr(filters, name):
            keep &= passes(roles, chosen, today)
    if filters.families:
        keep &= roles[columns.FAMILY] == "yes"
    if filters.hide_own_cost:
        own = set(OWN_POCKET)
        keep &= ~roles[columns.FUNDING].map(lambda kinds: bool(kinds) and set(kinds) <= own)
    if filters.among is not None:
        keep &= roles.index.isin(filters.among)
    return tuple(roles.index[keep])


def counts(catalog: Catalog, role_ids: Iterable[str], today: dt.date) -> dict[str, Counter[str]]:
    """Count the roles that each choice of a filter would show by itself.

    Returns
    -------
    dict
        Name of each filter of `Filters` that has choices: choice to number of roles.
    """
    roles = catalog.roles.loc[list(role_ids)]
    tallies = {
        "settings": _tally(roles[columns.SETTING]),
        "countries": _tally(roles[columns.WHERE]),
        "months": _tally(_months(roles, today)),
    }
    for name, choices in _CHOICES.items():
        passes = _PASSES[name]
        tallies[name] = Counter({one: int(passes(roles, [one], today).sum()) for one in choices})
    return tallies


def countries_of(catalog: Catalog, role_ids: Iterable[str]) -> dict[str, str]:
    """Return the countries in which roles are, ISO2 to name, by name."""
    where = catalog.roles.loc[list(role_ids), columns.WHERE]
    names = catalog.places.names
    found = {iso2 for countries in where for iso2 in countries}
    return {iso2: names[iso2] for iso2 in sorted(found, key=lambda iso2: names[iso2])}


def shortest_stay(roles: pd.DataFrame) -> pd.Series:
    """Weeks of the shortest stay of each role, or else of the longest; NaN if neither is said."""
    return roles[columns.MIN_WEEKS].fillna(roles[columns.MAX_WEEKS])


def _tally(lists: Iterable[Iterable[str]]) -> Counter[str]:
    return Counter(value for values in lists for value in set(values))


def _shares(lists: pd.Series, chosen: Iterable[str]) -> pd.Series:
    """Whether each list has something in common with what is chosen."""
    return lists.map(set(chosen).intersection).map(bool).astype(bool)


def _is_of_setting(roles: pd.DataFrame, settings: Collection[str], _: dt.date) -> pd.Series:
    return _shares(roles[columns.SETTING], settings)


def _is_in(roles: pd.DataFrame, countries: Collection[str], _: dt.date) -> pd.Series:
    return _shares(roles[columns.WHERE], countries)


def _is_of_character(roles: pd.DataFrame, characters: Collection[str], _: dt.date) -> pd.Series:
    faiths = frozenset().union(*(CHARACTERS[name] for name in characters))
    return roles[columns.FAITH].isin(faiths)


def _is_of_length(roles: pd.DataFrame, lengths: Collection[str], _: dt.date) -> pd.Series:
    weeks = shortest_stay(roles)
    fits = pd.Series(False, index=roles.index)
    for name in lengths:
        above, up_to = LENGTHS[name]
        fits |= (weeks > above) & (weeks <= up_to)
    return fits


def _is_in_month(roles: pd.DataFrame, months: Collection[str], today: dt.date) -> pd.Series:
    return _shares(_months(roles, today), months)


def _months(roles: pd.DataFrame, today: dt.date) -> pd.Series:
    """The items of `MONTHS` that hold for each role."""
    firsts, lasts = (
        roles[columns.first_day(columns.START_DATE)],
        roles[columns.last_day(columns.END_DATE)],
    )
    served = [
        _months_between(first, last, today) or {str(month) for month in months} or {UNSAID}
        for first, last, months in zip(firsts, lasts, roles[columns.MONTHS], strict=True)
    ]
    return pd.Series(served, index=roles.index, dtype=object)


def _months_between(
    first: pd.Timestamp | None, last: pd.Timestamp | None, today: dt.date
) -> set[str]:
    """Months from today on that lie within dates of which one may be missing; none without both."""
    if pd.isna(first) and pd.isna(last):
        return set()
    now = pd.Timestamp(today)
    begin = now if pd.isna(first) else max(first, now)
    a_year_on = begin + pd.DateOffset(months=11)
    end = a_year_on if pd.isna(last) else min(last, a_year_on)
    return {str(month) for month in pd.period_range(begin, end, freq="M").month}


def _costs_at_most(roles: pd.DataFrame, costs: Collection[str], _: dt.date) -> pd.Series:
    return roles[columns.COST_USD] <= max(COSTS[name] for name in costs)


def _is_of_language(roles: pd.DataFrame, chosen: Collection[str], _: dt.date) -> pd.Series:
    return _shares(roles[columns.LANGUAGES].map(_languages), chosen)


def _languages(texts: Iterable[str]) -> set[str]:
    """The items of `LANGUAGES` that hold for what a role says of languages."""
    needs = by_language(texts)
    enough = {"helpful", "either"} if needs.get("en") == "either" else {"helpful"}
    if any(need not in enough for code, need in needs.items() if code != "en"):
        return set()
    return set(LANGUAGES) if "en" in needs else {"no-other"}


def _asks_faith(roles: pd.DataFrame, asked: Collection[str], _: dt.date) -> pd.Series:
    return roles[columns.FAITH_REQUIRED].replace("", UNSAID).isin(list(asked))


_PASSES: Final[Mapping[str, Callable[[pd.DataFrame, Collection[str], dt.date], pd.Series]]] = {
    "settings": _is_of_setting,
    "countries": _is_in,
    "characters": _is_of_character,
    "lengths": _is_of_length,
    "months": _is_in_month,
    "costs": _costs_at_most,
    "languages": _is_of_language,
    "faiths_asked": _asks_faith,
}
_CHOICES: Final[Mapping[str, Iterable[str]]] = {
    "characters": CHARACTERS,
    "lengths": LENGTHS,
    "costs": COSTS,
    "languages": LANGUAGES,
    "faiths_asked": FAITHS_ASKED,
}
