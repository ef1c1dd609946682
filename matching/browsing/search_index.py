"""What organizations, roles and articles are found by: their words, and what they carry."""

from __future__ import annotations

import calendar
import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from matching import columns
from matching.browsing.query import What
from matching.reference.shipped import shipped_names, shipped_places
from matching.words.facts import TableRow, table_rows

if TYPE_CHECKING:
    import pandas as pd

    from matching.catalog import Catalog

PLACE_COLUMNS: Final = [
    columns.NAME, columns.REGION, columns.SUBREGION_GROUP, columns.SUBREGION,
]  # fmt: skip
"""Columns of the countries that name a place, from the country to the continent."""

KIND_OF: Final[Mapping[str, str]] = {
    columns.PROFESSIONS: "profession",
    columns.SPECIALTIES: "specialty",
    columns.FOCUS_AREAS: "focus_area",
    columns.SETTING: "setting",
}
"""Columns of ids that have names, and the kind of each."""


Said: TypeAlias = tuple[dict[str, tuple[str, str]], dict[str, Iterable[What]]]
"""The texts of records, and what they carry, as `TextIndex` takes them."""


def said_of_organizations(
    catalog: Catalog, organizations: pd.DataFrame, countries_of: Mapping[str, Iterable[str]]
) -> Said:
    """Give name, summary, kind, work, places and the sites of their roles.

    Parameters
    ----------
    organizations : DataFrame
        Of the catalog, all or some.
    countries_of : mapping of org_id to ISO2 codes
        Where each organization is.
    """
    of_them = catalog.roles[catalog.roles[columns.ORG_ID].isin(organizations.index)]
    sites = of_them.groupby(columns.ORG_ID)[columns.SITE].agg(" ".join)
    places = _places(catalog)
    texts: dict[str, tuple[str, str]] = {}
    carried: dict[str, Iterable[What]] = {}
    for org_id, organization in table_rows(organizations).items():
        kind = catalog.vocabulary.label("organization_kind", organization[columns.KIND])
        said = [organization[columns.SUMMARY], sites.get(org_id, ""), kind]
        said += [*_labels(catalog, organization), *(places[iso2] for iso2 in countries_of[org_id])]
        texts[org_id] = (organization[columns.NAME], " ".join(said))
        carried[org_id] = _carried(organization, countries_of[org_id])
    return texts, carried


def said_of_roles(catalog: Catalog, roles: pd.DataFrame) -> Said:
    """Give title, organization, site, dates, places, professions, work and summary."""
    places = _places(catalog)
    texts: dict[str, tuple[str, str]] = {}
    carried: dict[str, Iterable[What]] = {}
    for role_id, role in table_rows(roles).items():
        said = [role[name] for name in (columns.ORG_NAME, columns.SITE, columns.SUMMARY)]
        said += [_month(role[columns.START_DATE]), _month(role[columns.END_DATE])]
        said += [*_labels(catalog, role), *role[columns.REGIONS]]
        said += [places[iso2] for iso2 in role[columns.WHERE]]
        texts[role_id] = (role[columns.TITLE], " ".join(said))
        carried[role_id] = _carried(role, role[columns.WHERE])
    return texts, carried


def said_of_articles(catalog: Catalog, articles: pd.DataFrame) -> Said:
    """Give title, summary, publisher, author, date, places, professions and work."""
    places = _places(catalog)
    texts: dict[str, tuple[str, str]] = {}
    carried: dict[str, Iterable[What]] = {}
    for article_id, article in table_rows(articles).items():
        said = [article[name] for name in (columns.SUMMARY, columns.PUBLISHER, columns.AUTHOR)]
        said += [_month(article[columns.PUBLISHED])]
        said += _labels(catalog, article)
        said += [places[iso2] for iso2 in article[columns.COUNTRIES]]
        texts[article_id] = (article[columns.TITLE], " ".join(said))
        carried[article_id] = _carried(article, article[columns.COUNTRIES])
    return texts, carried


def _month(date: str) -> str:
    """Return month and year of a date of the data, without the day.

    Examples
    --------
    >>> _month("2027-02-05"), _month("2018"), _month("")
    ('February 2027', '2018', '')
    """
    year, *rest = date.split("-")
    return f"{calendar.month_name[int(rest[0])]} {year}" if rest else year


def _places(catalog: Catalog) -> dict[str, str]:
    """Return the names of each country and of its regions."""
    rows = catalog.countries[PLACE_COLUMNS].itertuples()
    return {iso2: " ".join(dict.fromkeys(names)) for iso2, *names in rows}


def _labels(catalog: Catalog, row: TableRow) -> list[str]:
    """Return the labels of the work and of the people of a row."""
    label = catalog.vocabulary.label
    return [
        label(kind, one)
        for column, kind in KIND_OF.items()
        if column != columns.SETTING
        for one in row.get(column, ())
    ]


def _carried(row: TableRow, countries: Iterable[str]) -> Iterator[What]:
    """Give what a row is about, as names know it."""
    for column, kind in KIND_OF.items():
        for one in row.get(column, ()):
            yield kind, one
    for language in row.get(columns.LANGUAGES, ()):
        yield "language", language.partition(":")[0]
    for iso2 in countries:
        yield "country", iso2
        for region in _regions_of()[iso2]:
            yield "region", region
    for named in row.get(columns.REGIONS, ()):
        for region in _regions_around(named):
            yield "region", region


@functools.cache
def _regions() -> Mapping[str, frozenset[str]]:
    """Return the countries of every region that has names, also of everyday ones."""
    names = {name.id for name in shipped_names().all if name.kind == "region"}
    return {name: shipped_places().countries_in(name) for name in sorted(names)}


@functools.cache
def _regions_of() -> Mapping[str, tuple[str, ...]]:
    """Return the regions of each country."""
    regions = _regions()
    return {
        iso2: tuple(name for name, inside in regions.items() if iso2 in inside)
        for iso2 in shipped_places().names
    }


@functools.cache
def _regions_around(region: str) -> tuple[str, ...]:
    """Return a region and those that hold all of it."""
    inside = shipped_places().countries_in(region)
    return tuple(name for name, other in _regions().items() if inside <= other)
