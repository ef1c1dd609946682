"""What pages draw of events: cards, times, what is to be known at once."""

from __future__ import annotations

import datetime as dt
from typing import Final

import streamlit as st

from matching import Catalog, phrases
from matching.gatherings.gathering import (
    Gathering,
    GatheringSession,
    days_in_words,
    hours_in_words,
    is_whole_days,
    offset_in_words,
    when_in_words,
    zone_in_words,
    zone_names,
)
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.pieces import record_cards
from matching.store.words import GATHERING_FORMS
from matching.web import IS_CANCELLED, IS_FICTIONAL, IS_OVER, calendar_address
from matching.words.facts import Fact, stated

FORM_ICONS: Final = {
    "on-site": ":material/location_on:",
    "online": ":material/videocam:",
    "mixed": ":material/diversity_3:",
}


def card(catalog: Catalog, gathering: Gathering, why: str = "", for_you: int = 0) -> str:
    """Return the card of an event, which links to its page.

    Parameters
    ----------
    for_you : int
        How many of its sessions have to do with the visitor.
    """
    when = days_in_words(gathering.starts_at, gathering.ends_at, gathering.time_zone)
    number = phrases.counted(len(gathering.sessions), "session") if gathering.sessions else ""
    chips = [
        look.chip("Cancelled", "missing") if gathering.cancelled_at else "",
        look.chip("Fictional", "weigh") if gathering.is_fictional else "",
        look.chip(GATHERING_FORMS[gathering.form], icon=FORM_ICONS[gathering.form]),
        look.chip(number) if number else "",
        look.chip(f"{for_you} for you", "fits") if for_you else "",
    ]
    below = ", ".join(part for part in (when, place(catalog, gathering)) if part)
    return record_cards.card_of(
        record_cards.titled(addresses.event_link(gathering.gathering_id), gathering.title, below),
        look.words(gathering.summary, "p") + look.chips(chips),
        why,
    )


def place(catalog: Catalog, gathering: Gathering) -> str:
    """Return where it takes place, with its country, as far as is known."""
    country = catalog.places.name(gathering.country) if gathering.country else ""
    said = country if country and country not in gathering.place else ""
    return ", ".join(part for part in (gathering.place, said) if part)


def notices(gathering: Gathering, now: dt.datetime) -> str:
    """Return what is to be known before all else: fictional, cancelled, over."""
    said = [
        (IS_FICTIONAL, gathering.is_fictional),
        (IS_CANCELLED, gathering.cancelled_at is not None),
        (IS_OVER, gathering.is_over(now)),
    ]
    return "".join(
        f'<section class="mb-note mb-note-weigh"><p>{look.escape(text)}</p></section>'
        for text, holds in said
        if holds
    )


def facts(catalog: Catalog, gathering: Gathering) -> list[Fact]:
    """Return when, where and by whom."""
    zone, span = gathering.time_zone, (gathering.starts_at, gathering.ends_at)
    when = when_in_words(*span, zone)
    has_hours = not is_whole_days(*span, zone)
    here = own_zone()
    is_elsewhere = has_hours and here and offset_in_words(zone, here, span[0])
    said = [
        Fact("when", "When", f"{when} ({zone_in_words(zone)})" if has_hours else when),
        Fact("here", "Where you are", when_in_words(*span, here) if is_elsewhere else ""),
        Fact("where", "Where", place(catalog, gathering)),
        Fact("form", "On site or online", GATHERING_FORMS[gathering.form]),
        Fact("organizer", "Organized by", gathering.organizer),
    ]
    return list(stated(said))


def clocks(gathering: Gathering) -> str:
    """Return in which zone the times of sessions are told, and how the visitor's clock differs."""
    said = f"Times are {zone_in_words(gathering.time_zone)}."
    here = own_zone()
    other = offset_in_words(gathering.time_zone, here, gathering.starts_at) if here else ""
    return f"{said} Where you are, clocks show {other}." if other else said


def own_zone() -> str:
    """Return the zone of the visitor as their browser says; `""` if it says none that is known."""
    zone = st.context.timezone or ""
    return zone if zone in zone_names() else ""


def session_row(gathering: Gathering, one: GatheringSession) -> list[str]:
    """Return the cells of a session in a table: hours, title with what it is, calendar."""
    cancelled = look.chips([look.chip("Cancelled", "missing")]) if one.cancelled_at else ""
    details = ", ".join(part for part in (one.speakers, one.room) if part)
    summary = (
        f"<details><summary>What it is about</summary>{look.words(one.summary, 'p')}</details>"
        if one.summary
        else ""
    )
    return [
        look.escape(hours_in_words(one.starts_at, one.ends_at, gathering.time_zone)),
        f"<strong>{look.words(one.title)}</strong>{cancelled}"
        + (f'<br><span class="mm-quiet">{look.words(details)}</span>' if details else "")
        + summary,
        calendar_link(gathering, one),
    ]


def session_card(gathering: Gathering, one: GatheringSession, why: str) -> str:
    """Return the card of a session, with why it suits the visitor."""
    when = when_in_words(one.starts_at, one.ends_at, gathering.time_zone)
    below = ", ".join(part for part in (when, one.room) if part)
    title = f"<h3>{look.words(one.title)}</h3>"
    return record_cards.card_of(
        title + html.paragraph(below, "mm-org"),
        html.paragraph(one.speakers, "mm-quiet") + look.words(one.summary, "p"),
        why,
        f'<p class="mb-read">{calendar_link(gathering, one)}</p>',
    )


def calendar_link(gathering: Gathering, one: GatheringSession | None = None) -> str:
    """Return the link to the calendar of an event or a session; readers hear of which."""
    address = calendar_address(gathering.gathering_id, one.session_id if one else "")
    of_which = f'<span class="mm-hidden">: {look.escape((one or gathering).title)}</span>'
    icon = look.symbol(":material/calendar_add_on:")
    return f'<a href="{look.address(address)}" download>{icon} Add to calendar{of_which}</a>'


def by_day(gathering: Gathering) -> str:
    """Return all sessions, a table a day."""
    said: dict[str, list[list[str]]] = {}
    for one in gathering.sessions:
        day = days_in_words(one.starts_at, one.starts_at, gathering.time_zone)
        said.setdefault(day, []).append(session_row(gathering, one))
    tables = "".join(
        html.heading(day, 3) + html.table(["When", "Session", "Take it along"], rows)
        for day, rows in said.items()
    )
    return f'<div class="mb-days">{tables}</div>'
