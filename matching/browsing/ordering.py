"""A ranked list put into another order, for reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from matching import columns
from matching.arrays import Floats
from matching.browsing.narrowing import shortest_stay
from matching.catalog.once import once, rows_of

if TYPE_CHECKING:
    from matching.catalog import Catalog

ORDERS: Final = ("best", "shortest", "cost", "soonest", "newest", "need", "organization")
"""Best fit, shortest stay, lowest cost for one person, soonest date, newest page, greatest need of
the country, name of the organization."""


def ordered(
    catalog: Catalog, role_ids: Iterable[str], order: str, today: dt.date, profession: str = ""
) -> tuple[str, ...]:
    """Return ranked roles in another order; equal ones keep the order given.

    Parameters
    ----------
    role_ids : iterable of ids
        Best first.
    order : str
        One of `ORDERS`. Roles that do not say what the order goes by come last. A role is as
        `soon` as its first day, or else its last, or else the next of its months; as `new` as the
        date of its page, or else the day on which we read it.
    today : date
        Dates before it are not soon.
    profession : str
        Whose need counts in the order `need` (dentists have their own).

    Raises
    ------
    ValueError
        If there is no such order.
    """
    if order not in ORDERS:
        raise ValueError(f"order must be one of {', '.join(ORDERS)}, got {order!r}.")
    if order == "best":
        return tuple(role_ids)
    ids = tuple(role_ids)
    need = catalog.places.need_for(profession)
    places = once(
        catalog, (order, need.name, today), lambda: _places(catalog.roles, order, today, need)
    )
    return tuple(ids[n] for n in np.argsort(places[rows_of(catalog, ids)], kind="stable"))


def _places(roles: pd.DataFrame, order: str, today: dt.date, need: pd.Series) -> Floats:
    """At which place each role stands in an order; equal ones at the same, silent ones last."""
    key = _need(roles, need) if order == "need" else _key(roles, order, today)
    falls = order in ("need", "newest")
    places = key.rank(method="dense", na_option="bottom", ascending=not falls)
    return np.asarray(places, dtype=float)


def _key(roles: pd.DataFrame, order: str, today: dt.date) -> pd.Series:
    if order == "shortest":
        return shortest_stay(roles)
    if order == "cost":
        return roles[columns.COST_USD]
    if order == "soonest":
        return _next_day(roles, pd.Timestamp(today))
    if order == "newest":
        return _age(roles)
    return roles[columns.ORG_NAME].str.casefold()


def _next_day(roles: pd.DataFrame, today: pd.Timestamp) -> pd.Series:
    """The first day, or else the last, or else the next of the months, from today on."""
    ahead = [
        roles[day].where(roles[day] >= today)
        for day in (columns.first_day(columns.START_DATE), columns.last_day(columns.END_DATE))
    ]
    is_dated = (roles[[columns.START_DATE, columns.END_DATE]] != "").any(axis=1)
    seasons = pd.to_datetime(roles[columns.MONTHS].map(lambda months: _next(months, today)))
    return ahead[0].fillna(ahead[1]).fillna(seasons.where(~is_dated))


def _next(months: Iterable[int], today: pd.Timestamp) -> pd.Timestamp | None:
    """Today, if it lies in one of the months, or else the first day of the next of them."""
    away = min(((month - today.month) % 12 for month in months), default=None)
    if away is None:
        return None
    return today if away == 0 else today.replace(day=1) + pd.DateOffset(months=away)


def _age(roles: pd.DataFrame) -> pd.Series:
    """The last day that the date of a page can mean, at most the day on which it was read."""
    read = roles[columns.last_day(columns.READ_ON)]
    dated = roles[columns.last_day(columns.SOURCE_DATE)]
    return dated.fillna(read).where(~(dated > read), read)


def _need(roles: pd.DataFrame, need: pd.Series) -> pd.Series:
    return roles[columns.WHERE].map(
        lambda countries: max(
            (value for iso2 in countries if not np.isnan(value := need[iso2])), default=np.nan
        )
    )
