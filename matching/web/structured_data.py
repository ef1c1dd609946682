"""Structured data of the plain pages, in the words of schema.org; nothing that is not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matching import columns as c
from matching.articles.article_text import AHEAD
from matching.catalog import Catalog
from matching.words.facts import TableRow, table_row, whole

CONTEXT = "https://schema.org"
ORGANIZATION_TYPES = {"hospital": "Hospital", "ngo": "NGO", "government": "GovernmentOrganization"}
ARTICLE_TYPES = {
    "video": "VideoObject",
    "podcast": "PodcastEpisode",
    "research": "ScholarlyArticle",
}
Data = dict[str, Any]


def article_data(row: TableRow, address: str) -> Data:
    """An article of somebody else, with the address of its original."""
    return _known(
        {
            "@context": CONTEXT,
            "@type": ARTICLE_TYPES.get(row[c.KIND], "Article"),
            "name": row[c.TITLE],
            "headline": row[c.TITLE],
            "description": row[c.SUMMARY],
            "datePublished": row[c.PUBLISHED],
            "author": _named("Person", row[c.AUTHOR]),
            "publisher": _named("Organization", row[c.PUBLISHER]),
            "url": row[c.URL],
            "mainEntityOfPage": address,
        }
    )


def event_data(row: TableRow, address: str, standing: str) -> Data:
    """An event that is still to come; of others nothing is said."""
    if standing != AHEAD or not row[c.PUBLISHED]:
        return {}
    return _known(
        {
            "@context": CONTEXT,
            "@type": "Event",
            "name": row[c.TITLE],
            "description": row[c.SUMMARY],
            "startDate": row[c.PUBLISHED],
            "organizer": _named("Organization", row[c.PUBLISHER]),
            "url": row[c.URL],
            "mainEntityOfPage": address,
        }
    )


def organization_data(catalog: Catalog, org_id: str, address: str) -> Data:
    """An organization, with the places where it works."""
    row = table_row(catalog.organizations, org_id)
    return _known(
        {
            "@context": CONTEXT,
            "@type": ORGANIZATION_TYPES.get(row[c.KIND], "Organization"),
            "name": row[c.NAME],
            "description": row[c.SUMMARY],
            "url": row[c.WEBSITE],
            "foundingDate": whole(row[c.FOUNDED]),
            "areaServed": [_country(catalog, iso2) for iso2 in row[c.COUNTRIES]],
            "mainEntityOfPage": address,
        }
    )


def role_data(catalog: Catalog, role_id: str, address: str) -> Data:
    """An opening as a posting of voluntary work; of a past role nothing is said.

    `validThrough` stands where the role has a last day: after that it is over for certain.
    """
    row = table_row(catalog.roles, role_id)
    if row[c.STATUS] == "past":
        return {}
    organization = table_row(catalog.organizations, row[c.ORG_ID])
    professions = catalog.vocabulary.labels("profession")
    return _known(
        {
            "@context": CONTEXT,
            "@type": "JobPosting",
            "title": row[c.TITLE],
            "description": row[c.SUMMARY],
            "identifier": role_id,
            "datePosted": row[c.SOURCE_DATE] or row[c.READ_ON],
            "validThrough": row[c.END_DATE],
            "employmentType": "OTHER" if "salaried" in row[c.FUNDING] else "VOLUNTEER",
            "occupationalCategory": [professions[id_] for id_ in row[c.PROFESSIONS]],
            "hiringOrganization": _known(
                {
                    "@type": "Organization",
                    "name": organization[c.NAME],
                    "sameAs": organization[c.WEBSITE],
                }
            ),
            "jobLocation": [
                {"@type": "Place", "address": {"@type": "PostalAddress", "addressCountry": iso2}}
                for iso2 in row[c.COUNTRIES]
            ],
            "jobLocationType": "TELECOMMUTE" if "remote" in row[c.SETTING] else "",
            "directApply": False,
            "url": row[c.SOURCE_URL],
            "mainEntityOfPage": address,
        }
    )


def _named(kind: str, name: str) -> Data:
    return {"@type": kind, "name": name} if name else {}


def _country(catalog: Catalog, iso2: str) -> Data:
    return {"@type": "Country", "name": catalog.places.name(iso2)}


def _known(data: Mapping[str, Any]) -> Data:
    return {name: value for name, value in data.items() if value not in ("", {}, [], None)}
