"""Structured data of the plain pages, in the words of schema.org; nothing that is not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from matching import columns as c
from matching.articles.article_text import AHEAD
from matching.catalog import Catalog
from matching.gatherings.gathering import Gathering, GatheringSession, days, is_whole_days
from matching.words.facts import TableRow, table_row, whole

CONTEXT = "https://schema.org"
ORGANIZATION_TYPES = {"hospital": "Hospital", "ngo": "NGO", "government": "GovernmentOrganization"}
ARTICLE_TYPES = {
    "video": "VideoObject",
    "podcast": "PodcastEpisode",
    "research": "ScholarlyArticle",
}
ATTENDANCE = {"on-site": "Offline", "online": "Online", "mixed": "Mixed"}
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


def gathering_data(gathering: Gathering, address: str) -> Data:
    """An event with its sessions."""
    return _known(
        {
            "@context": CONTEXT,
            **_time_and_title(gathering, gathering.time_zone),
            "eventStatus": _status(gathering.cancelled_at is not None),
            "eventAttendanceMode": f"{CONTEXT}/{ATTENDANCE[gathering.form]}EventAttendanceMode",
            "location": _location(gathering),
            "organizer": _named("Organization", gathering.organizer),
            "url": gathering.url,
            "mainEntityOfPage": address,
            "subEvent": [
                _known(
                    {
                        **_time_and_title(one, gathering.time_zone),
                        "eventStatus": _status(one.cancelled_at is not None),
                        "location": _named("Place", one.room),
                        "performer": _named("Person", one.speakers),
                    }
                )
                for one in gathering.sessions
            ],
        }
    )


def _time_and_title(one: Gathering | GatheringSession, zone: str) -> Data:
    first, last = days(one.starts_at, one.ends_at, zone)
    is_whole = is_whole_days(one.starts_at, one.ends_at, zone)
    in_zone = [at.astimezone(ZoneInfo(zone)).isoformat() for at in (one.starts_at, one.ends_at)]
    return {
        "@type": "Event",
        "name": one.title,
        "description": one.summary,
        "startDate": first.isoformat() if is_whole else in_zone[0],
        "endDate": last.isoformat() if is_whole else in_zone[1],
    }


def _status(is_cancelled: bool) -> str:
    return f"{CONTEXT}/{'EventCancelled' if is_cancelled else 'EventScheduled'}"


def _location(gathering: Gathering) -> list[Data]:
    """Where it takes place; of what is online, the address to ask at."""
    online = _known({"@type": "VirtualLocation", "url": gathering.url})
    address = _known({"@type": "PostalAddress", "addressCountry": gathering.country})
    there = _known(
        {
            "@type": "Place",
            "name": gathering.place,
            "address": address if gathering.country else {},
        }
    )
    found = [online] if gathering.form != "on-site" and gathering.url else []
    is_known = gathering.form != "online" and (gathering.place or gathering.country)
    return [there, *found] if is_known else found


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


def tag_data(label: str, description: str, address: str) -> Data:
    """The page of a tag: a collection of articles."""
    return _known(
        {
            "@context": CONTEXT,
            "@type": "CollectionPage",
            "name": label,
            "description": description,
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
