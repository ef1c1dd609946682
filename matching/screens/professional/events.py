"""Screen: events to come, and the page of one with the sessions that suit the visitor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from matching import Catalog, phrases
from matching.authorization import NotAllowedError
from matching.browsing.browser import put_first
from matching.gatherings.gathering import Gathering, at_in
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import event_parts, listing, record_cards
from matching.screens.visit import coming, resources, session
from matching.services import professional
from matching.store import ConstraintError
from matching.store.words import GATHERING_FORMS

PAGE: Final = "event_page"
# Filters by their name in the address of the page: what they narrow, and a label.
FILTERS: Final = {
    "event_form": ("forms", "On site or online"),
    "event_country": ("countries", "Country"),
    "event_month": ("months", "Month"),
}
FOR_YOU, SOONEST = "For you", "Soonest"
MOST_FOR_YOU: Final = 5
"""Sessions that are put before all others."""


# ---- the list -------------------------------------------------------------------------------


def show_list(catalog: Catalog) -> None:
    """Show what is to come, and what is over, folded."""
    look.page_header("Events", "Conferences and meetings to learn, to meet others and to be sent.")
    events = session.show(professional.coming_events)
    if events:
        show_coming(catalog, events)
    else:
        look.empty(
            "No event to come is known",
            "When we hear of a conference or a meeting, it stands here with its sessions, and you "
            "see which of them suit you.",
            "If you know of one, its organizers may send us their calendar.",
        )
        reading = html.link(addresses.page_link("articles"), "Articles")
        html.show(f"<p>Meanwhile: {reading} to read before you go.</p>")
    show_past(session.show(professional.past_events))


def show_coming(catalog: Catalog, events: Sequence[Gathering]) -> None:
    """Show events as cards, in the visitor's order where they said who they are."""
    shown = {one.gathering_id: one for one in narrowed(catalog, events)}
    ranked = coming.for_visitor(shown)
    html.show(html.count_line(phrases.counted(len(shown), "event")))
    if not shown:
        look.empty(
            "No event fits all of this", "Every filter holds.", "Take out a filter, or all of them."
        )
        listing.show_clear("", FILTERS)
        return
    ids, why = tuple(shown), {}
    with st.container(horizontal=True, vertical_alignment="center"):
        if ranked is not None:
            why = ranked["why"].to_dict()
            if len(ids) > 1 and chosen_order() == FOR_YOU:
                ids = put_first(ids, ranked.index)
        listing.show_clear("", FILTERS)
    listing.show_pages(
        ids,
        PAGE,
        lambda id_: event_parts.card(
            catalog, shown[id_], why.get(id_, ""), len(for_visitor(shown[id_]))
        ),
    )


def narrowed(catalog: Catalog, events: Sequence[Gathering]) -> list[Gathering]:
    """Show filters where there are several events, and return those that all of them leave."""
    if len(events) < 2:
        return list(events)
    chosen = listing.filter_grid(FILTERS, PAGE, choices(catalog, events))
    kept = []
    for one in events:
        has = {"forms": forms_of(one), "countries": {one.country}, "months": set(months_of(one))}
        if all(has[name] & set(wanted) for name, wanted in chosen.items() if wanted):
            kept.append(one)
    return kept


def choices(catalog: Catalog, events: Sequence[Gathering]) -> dict[str, dict[str, str]]:
    """Return what each filter can be set to, id to label."""
    forms = {form for one in events for form in forms_of(one)}
    countries = {one.country: catalog.places.name(one.country) for one in events if one.country}
    months = sorted({month for one in events for month in months_of(one)})
    return {
        "forms": {form: label for form, label in GATHERING_FORMS.items() if form in forms},
        "countries": dict(sorted(countries.items(), key=lambda pair: pair[1])),
        "months": {month: phrases.date_in_words(month) for month in months},
    }


def forms_of(one: Gathering) -> set[str]:
    """Return how one can come: to what is on site and online, in both ways."""
    return {"on-site", "online"} if one.form == "mixed" else {one.form}


def months_of(one: Gathering) -> list[str]:
    """Return the months in which it begins and ends, as `2027-05`."""
    return [f"{at_in(at, one.time_zone):%Y-%m}" for at in (one.starts_at, one.ends_at)]


def chosen_order() -> str:
    """Show the choice of an order and return it."""
    return st.segmented_control(
        "Order",
        [FOR_YOU, SOONEST],
        default=FOR_YOU,
        required=True,
        key="event_order",
        bind="query-params",
        label_visibility="collapsed",
    )


def show_past(events: Sequence[Gathering]) -> None:
    """Show what is over, folded."""
    if not events:
        return
    with st.expander(f"Past events ({len(events)})", icon=":material/history:", key="past_events"):
        catalog = resources.catalog()
        html.show(html.grid(event_parts.card(catalog, one) for one in events))


# ---- one event ------------------------------------------------------------------------------


def for_visitor(event: Gathering) -> pd.DataFrame:
    """Return the sessions that have to do with the visitor, best first.

    Those that are cancelled are left out, and while the event goes on, those that are over.
    """
    now = session.now()
    since = event.starts_at if event.is_over(now) else now
    own = {
        one.session_id: one
        for one in event.sessions
        if not one.cancelled_at and one.ends_at >= since
    }
    ranked = coming.for_visitor(own)
    if ranked is None:
        return pd.DataFrame({"why": []})
    return ranked[ranked["why"] != ""]


def show_event(catalog: Catalog, event: Gathering) -> None:
    """Show one event: when, where, by whom, its sessions for the visitor, and all of them."""
    html.show(
        record_cards.back_to_all("event"),
        f'<header class="mm-header"><h1>{look.words(event.title)}</h1></header>',
        event_parts.notices(event, session.now()),
        look.words(event.summary, "p", "mb-summary"),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        if html.is_web_address(event.url):
            st.link_button(
                "Open its site", event.url, icon=":material/open_in_new:", type="primary"
            )
        html.show(f'<p class="mm-flush">{event_parts.calendar_link(event)}</p>')
    html.show(
        html.heading("The facts"),
        record_cards.fact_list(event_parts.facts(catalog, event)),
    )
    if event.org_id in catalog.organizations.index:
        organization = record_cards.organization_card(catalog, str(event.org_id))
        html.show(html.heading("Who organizes it"), html.grid([organization]))
    if event.sessions:
        show_for_you(event)
        html.show(
            html.heading("All sessions"),
            html.paragraph(event_parts.clocks(event), "mm-quiet"),
            event_parts.by_day(event),
        )
    else:
        html.show(html.heading("Sessions"), html.paragraph("No session is known yet.", "mm-quiet"))


def show_for_you(event: Gathering) -> None:
    """Show the sessions that suit the visitor, each with why; or ask who they are."""
    html.show(html.heading("Sessions for you"))
    if coming.for_visitor({one.session_id: one for one in event.sessions}) is None:
        who = html.link(addresses.home_link(), "Say who you are")
        html.show(f"<p>{who}, and the sessions that suit you stand here.</p>")
        return
    ranked = for_visitor(event).head(MOST_FOR_YOU)
    if ranked.empty:
        html.show(
            html.paragraph("No session shares something with what you have told us.", "mm-quiet")
        )
        return
    own = {one.session_id: one for one in event.sessions}
    html.show(
        html.grid(
            event_parts.session_card(event, own[str(id_)], why)
            for id_, why in ranked["why"].items()
        )
    )


sheets.put("parts", "recruiter")
the_catalog = resources.catalog()
wanted = st.query_params.get("event", "")
if not wanted:
    show_list(the_catalog)
else:
    try:
        found = session.ask(professional.event, wanted)
    except (NotAllowedError, ConstraintError):
        events = session.show(professional.coming_events)
        record_cards.show_unknown(
            "event", wanted[:80], [event_parts.card(the_catalog, one) for one in events[:3]]
        )
    else:
        show_event(the_catalog, found)
