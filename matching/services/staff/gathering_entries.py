"""What an entry of a file of events says, as cells; what it does not say is in none of them."""

from __future__ import annotations

from datetime import UTC, datetime

from matching import columns as c
from matching.gatherings.entries import Entry, text_in
from matching.names import Names
from matching.reference.cells import web_address
from matching.reference.shipped import shipped_names
from matching.services.shared.gatherings import (
    CANCELLED,
    COUNTRY,
    ENDS,
    FORM,
    ORGANIZER,
    PLACE,
    ROOM,
    SPEAKERS,
    STARTS,
)


def event_told(entry: Entry, zone: str) -> tuple[dict[str, str], list[str]]:
    """Give the cells that an event of a file fills, and sentences on what of it is left out."""
    notes = []
    url = entry.url
    if web_address(url)[1]:
        notes.append(f"Its address “{url[:60]}” is no web address, and is left out.")
        url = ""
    country = _country(entry.country, shipped_names())
    if entry.country and not country:
        notes.append(f"Its country “{entry.country[:60]}” is not known, and is left out.")
    said = {
        **_both_told(entry, zone),
        FORM: entry.form,
        PLACE: entry.location,
        COUNTRY: country,
        ORGANIZER: entry.organizer,
        c.URL: url,
    }
    return {name: text for name, text in said.items() if text}, notes


def session_told(entry: Entry, zone: str) -> dict[str, str]:
    """Give the cells that a session of a file fills."""
    said = {
        **_both_told(entry, zone),
        ROOM: entry.location,
        SPEAKERS: entry.speakers,
        CANCELLED: "yes" if entry.cancelled else "",
    }
    return {name: text for name, text in said.items() if text}


def moments_told(entry: Entry, zone: str) -> dict[tuple[str, str], datetime]:
    """Give the moments that the texts of its times mean; of a day, or without a zone, none."""
    return {
        (name, text_in(at, zone)): at.astimezone(UTC).replace(second=0, microsecond=0)
        for name, at in ((STARTS, entry.starts), (ENDS, entry.ends))
        if isinstance(at, datetime) and at.tzinfo
    }


def _both_told(entry: Entry, zone: str) -> dict[str, str]:
    return {
        c.TITLE: entry.title,
        c.SUMMARY: entry.summary,
        STARTS: text_in(entry.starts, zone),
        ENDS: text_in(entry.ends, zone),
    }


def _country(said: str, names: Names) -> str:
    """The code of a country that is told by its code or one of its names; `""` if it is neither."""
    found = names.of(said, ("country",)) if said else ()
    code = said.strip().upper()
    if names.label("country", code) != code:
        return code
    return found[0].id if len(found) == 1 else ""
