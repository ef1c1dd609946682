"""The words under which organizations, roles and articles are found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from matching import columns
from matching.browsing.text_search import TextIndex
from matching.words.facts import table_rows

if TYPE_CHECKING:
    import pandas as pd

    from matching.catalog import Catalog

ALSO_CALLED: Final[Mapping[str, str]] = {
    "BO": "Bolivia",
    "CD": "DRC DR Congo Kinshasa Zaire",
    "CI": "Ivory Coast",
    "CV": "Cape Verde",
    "CZ": "Czech Republic",
    "GB": "UK Britain England Scotland Wales",
    "KP": "North Korea",
    "KR": "South Korea",
    "LA": "Laos",
    "MM": "Burma",
    "PS": "Gaza West Bank",
    "SZ": "Swaziland",
    "TL": "East Timor",
    "US": "USA United States America",
    "VN": "Vietnam",
}
"""Names of countries that people type and the table does not have."""

PLACE_COLUMNS: Final = [
    columns.NAME, columns.REGION, columns.SUBREGION_GROUP, columns.SUBREGION,
]  # fmt: skip
"""Columns of the countries that name a place, from the country to the continent."""


def index_of_organizations(
    catalog: Catalog, countries_of: Mapping[str, Iterable[str]]
) -> TextIndex:
    """Index organizations by name, summary, kind, work, places and the sites of their roles.

    Parameters
    ----------
    catalog : Catalog
    countries_of : mapping of org_id to ISO2 codes
        Where each organization is.
    """
    sites = catalog.roles.groupby(columns.ORG_ID)[columns.SITE].agg(" ".join)
    return TextIndex(
        {
            org_id: (
                organization[columns.NAME],
                _text(
                    catalog,
                    [organization[columns.SUMMARY], sites.get(org_id, "")],
                    countries=countries_of[org_id],
                    focus_area=organization[columns.FOCUS_AREAS],
                    organization_kind=[organization[columns.KIND]],
                ),
            )
            for org_id, organization in table_rows(catalog.organizations).items()
        }
    )


def index_of_roles(catalog: Catalog) -> TextIndex:
    """Index roles by title, organization, site, places, professions, work and summary."""
    texts = (columns.ORG_NAME, columns.SITE, columns.SUMMARY)
    return _index_of_work(catalog, catalog.roles, texts, columns.WHERE)


def index_of_articles(catalog: Catalog) -> TextIndex:
    """Index articles by title, summary, publisher, author, places, professions and work."""
    texts = (columns.SUMMARY, columns.PUBLISHER, columns.AUTHOR)
    return _index_of_work(catalog, catalog.articles, texts, columns.COUNTRIES)


def _index_of_work(
    catalog: Catalog, table: pd.DataFrame, texts: Iterable[str], countries: str
) -> TextIndex:
    """Index what has a title and says for whom and which work it is, by columns of its table."""
    return TextIndex(
        {
            row_id: (
                row[columns.TITLE],
                _text(
                    catalog,
                    [row[name] for name in texts],
                    countries=row[countries],
                    focus_area=row[columns.FOCUS_AREAS],
                    profession=row[columns.PROFESSIONS],
                    specialty=row[columns.SPECIALTIES],
                ),
            )
            for row_id, row in table_rows(table).items()
        }
    )


def _text(
    catalog: Catalog, texts: Iterable[str], countries: Iterable[str], **ids: Iterable[str]
) -> str:
    """Join texts, the labels of ids, and the names of countries and of their regions."""
    labels = [catalog.vocabulary.label(kind, one) for kind, many in ids.items() for one in many]
    places = [
        word
        for iso2 in countries
        for word in (*catalog.countries.loc[iso2, PLACE_COLUMNS], ALSO_CALLED.get(iso2, ""))
    ]
    return " ".join([*texts, *labels, *places])
