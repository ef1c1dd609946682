"""A ranked list made smaller by filters and put into another order, for reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from matching import columns
from matching.catalog.role_index import OWN_POCKET
from matching.reference.vocabulary import CHRISTIAN_FAITHS

if TYPE_CHECKING:
    from matching.catalog import Catalog

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

ORDERS: Final = ("best", "shortest", "need", "organization")
"""Best fit, shortest stay, greatest need of the country, name of the organization."""


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
    hide_own_cost : bool
        Leave out roles that the source says one pays or raises support for. A role that pays in
        part, or of which the source does not say, stays.
    """

    settings: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    lengths: tuple[str, ...] = ()
    hide_own_cost: bool = False

    @property
    def count(self) -> int:
        """How many filters are on."""
        lists = (self.settings, self.countries, self.characters, self.lengths)
        return sum(bool(values) for values in lists) + self.hide_own_cost


def narrowed(catalog: Catalog, role_ids: Iterable[str], filters: Filters) -> tuple[str, ...]:
    """Return the roles that pass the filters, in the order given."""
    roles = catalog.roles.loc[list(role_ids)]
    keep = pd.Series(True, index=roles.index)
    if filters.settings:
        keep &= roles[columns.SETTING].map(set(filters.settings).intersection).map(bool)
    if filters.countries:
        keep &= roles[columns.WHERE].map(set(filters.countries).intersection).map(bool)
    if filters.characters:
        faiths = frozenset().union(*(CHARACTERS[name] for name in filters.characters))
        keep &= roles[columns.FAITH].isin(faiths)
    if filters.lengths:
        keep &= _is_of_length(roles, filters.lengths)
    if filters.hide_own_cost:
        own = set(OWN_POCKET)
        keep &= ~roles[columns.FUNDING].map(lambda kinds: bool(kinds) and set(kinds) <= own)
    return tuple(roles.index[keep])


def ordered(
    catalog: Catalog, role_ids: Iterable[str], order: str, profession: str = ""
) -> tuple[str, ...]:
    """Return ranked roles in another order; equal ones keep the order given.

    Parameters
    ----------
    role_ids : iterable of ids
        Best first.
    order : str
        One of `ORDERS`. Roles that do not say what the order goes by come last.
    profession : str
        Whose need counts in the order `need` (dentists have their own).

    Raises
    ------
    ValueError
        If there is no such order.
    """
    if order not in ORDERS:
        raise ValueError(f"order must be one of {', '.join(ORDERS)}, got {order!r}.")
    roles = catalog.roles.loc[list(role_ids)]
    if order == "shortest":
        key = _shortest(roles)
    elif order == "need":
        key = -_need(catalog, roles, profession)
    elif order == "organization":
        key = roles[columns.ORG_NAME].str.casefold()
    else:
        return tuple(roles.index)
    return tuple(key.sort_values(kind="stable", na_position="last").index)


def counts(catalog: Catalog, role_ids: Iterable[str]) -> dict[str, Counter[str]]:
    """Count the roles that each choice of a filter would show by itself.

    Returns
    -------
    dict
        `settings`, `countries`, `characters`, `lengths`: choice to number of roles.
    """
    roles = catalog.roles.loc[list(role_ids)]
    return {
        "settings": _tally(roles[columns.SETTING]),
        "countries": _tally(roles[columns.WHERE]),
        "characters": Counter(
            {
                name: int(roles[columns.FAITH].isin(faiths).sum())
                for name, faiths in CHARACTERS.items()
            }
        ),
        "lengths": Counter({name: int(_is_of_length(roles, [name]).sum()) for name in LENGTHS}),
    }


def _tally(lists: pd.Series) -> Counter[str]:
    return Counter(value for values in lists for value in set(values))


def countries_of(catalog: Catalog, role_ids: Iterable[str]) -> dict[str, str]:
    """Return the countries in which roles are, ISO2 to name, by name."""
    where = catalog.roles.loc[list(role_ids), columns.WHERE]
    names = catalog.places.names
    found = {iso2 for countries in where for iso2 in countries}
    return {iso2: names[iso2] for iso2 in sorted(found, key=lambda iso2: names[iso2])}


def _shortest(roles: pd.DataFrame) -> pd.Series:
    return roles[columns.MIN_WEEKS].fillna(roles[columns.MAX_WEEKS])


def _is_of_length(roles: pd.DataFrame, lengths: Iterable[str]) -> pd.Series:
    weeks = _shortest(roles)
    fits = pd.Series(False, index=roles.index)
    for name in lengths:
        above, up_to = LENGTHS[name]
        fits |= (weeks > above) & (weeks <= up_to)
    return fits


def _need(catalog: Catalog, roles: pd.DataFrame, profession: str) -> pd.Series:
    need = catalog.places.need_for(profession)
    return roles[columns.WHERE].map(
        lambda countries: max(
            (value for iso2 in countries if not np.isnan(value := need[iso2])), default=np.nan
        )
    )
