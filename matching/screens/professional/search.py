"""Screen: one search over roles, organizations, articles and events."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st

from matching import Catalog, columns, phrases
from matching.browsing.everything import Everything, search_everything, shorter_queries
from matching.environment import today
from matching.screens import look
from matching.screens.look import html, sheets
from matching.screens.pieces import listing, record_cards
from matching.screens.visit import resources, results, state

QUERY: Final = "q"
KIND: Final = "kind"
PAGE: Final = "search_page"
ALL: Final = "All"
FIRST: Final = 3
"""How many of each kind stand below each other."""
KINDS: Final = {
    "Roles": "role",
    "Organizations": "organization",
    "Articles": "article",
    "Events": "event",
}
STARTS: Final = (
    "Try one of these",
    [(one, one) for one in ("dentist Kenya", "East Africa nurse", "Mercy Ships", "A&E", "fistula")],
)


def show_search(catalog: Catalog) -> None:
    """Show the search box, and below it what was found of each kind."""
    look.page_header(
        "Search",
        "Roles, organizations, articles and events that are still ahead, by any of their names.",
    )
    query = listing.search_box(
        "Search everything", QUERY, PAGE, "A profession, a place, a name, a kind of work"
    ).strip()
    if not query:
        _show_offers(*STARTS)
        return
    found = search_everything(resources.browser(), query, today())
    ids = dict(zip(KINDS, (found.roles, found.organizations, found.articles, found.events),
                   strict=True))  # fmt: skip
    _show_counts(catalog, ids)
    _show_reading(found)
    if not found.total:
        _show_nothing(query)
        return
    _show_ids({kind: some for kind, some in ids.items() if some}, _cards(catalog))


def _show_counts(catalog: Catalog, ids: Mapping[str, Sequence[str]]) -> None:
    """Say how many there are of each kind, and how many of the roles are past."""
    status = catalog.roles[columns.STATUS]
    past = sum(status[role_id] == "past" for role_id in ids["Roles"])
    said = [phrases.counted(len(some), KINDS[kind]) for kind, some in ids.items() if some]
    if past:
        said[0] += f" ({past:,} of them past)"
    text = ", ".join(said) or "Nothing found"
    html.show(f'<p class="mm-list-top mm-quiet mm-flush" role="status">{look.escape(text)}</p>')


def _show_reading(found: Everything) -> None:
    """Say how words that occur nowhere were read, and what else names were looked for as."""
    read = [f"We read “{typed}” as “{meant}”." for typed, meant in found.read_as]
    also = [f"“{typed}” also finds {phrases.listed(what)}." for typed, what in found.also]
    html.show(html.paragraph(" ".join([*read, *also]), "mm-quiet mm-flush"))


def _show_nothing(query: str) -> None:
    """Help on where nothing was found: what is found without one of the words."""
    browser = resources.browser()
    look.empty(
        "Nothing has all of this",
        "Every word must occur in a role, an organization or an article. Numbers are taken as "
        "they are.",
        "Take out a word, or try a broader one: a region instead of a country.",
    )
    offers = []
    for left_out, shorter in shorter_queries(browser, query):
        total = search_everything(browser, shorter, today()).total
        if total:
            offers.append((shorter, f"Without “{left_out}”: {total:,} found"))
    if offers:
        _show_offers("What is found with less", offers)
    else:
        _show_offers(*STARTS)


def _show_offers(title: str, offers: Sequence[tuple[str, str]]) -> None:
    """Offer other queries, each with what its button says."""
    html.show(html.paragraph(title, "mm-quiet mm-flush"))
    with st.container(horizontal=True, gap="small", key="search_offers"):
        for at, (query, label) in enumerate(offers):
            st.button(
                look.plain(label), key=f"search_offer_{at}", on_click=_search_for, args=(query,)
            )


def _search_for(query: str) -> None:
    st.session_state[QUERY] = query
    st.session_state[PAGE] = 1


def _show_ids(ids: Mapping[str, Sequence[str]], card: Callable[[str, str], str]) -> None:
    """Show the first of each kind, or all of the kind that was chosen."""
    kind = st.segmented_control(
        "Show",
        [ALL, *KINDS],
        default=ALL,
        required=True,
        key=KIND,
        bind="query-params",
        label_visibility="collapsed",
        on_change=_to_first_page,
    )
    if kind != ALL:
        some = ids.get(kind, ())
        if some:
            listing.show_pages(some, PAGE, lambda id_: card(kind, id_))
        else:
            look.empty(f"No {KINDS[kind]} has all of this", "Other kinds do: press All.")
        return
    for kind, some in ids.items():
        html.show(
            html.heading(f"{kind}: {len(some):,}"),
            html.grid(card(kind, id_) for id_ in some[:FIRST]),
        )
        if len(some) > FIRST:
            st.button(
                f"Show all {phrases.counted(len(some), KINDS[kind])}",
                key=f"show_all_{kind.lower()}",
                icon=":material/arrow_forward:",
                type="tertiary",
                on_click=_show_all,
                args=(kind,),
            )


def _to_first_page() -> None:
    st.session_state[PAGE] = 1


def _show_all(kind: str) -> None:
    st.session_state[KIND] = kind
    st.session_state[PAGE] = 1
    state.show_top()


def _cards(catalog: Catalog) -> Callable[[str, str], str]:
    """Return what draws the card of a record by its kind; of a role with its band."""
    profile = state.profile()
    bands = results.of(resources.recommender(), profile).bands if profile else None

    def card(kind: str, id_: str) -> str:
        if kind == "Roles":
            return record_cards.role_card(catalog, id_, bands=bands)
        if kind == "Organizations":
            return record_cards.organization_card(catalog, id_)
        return record_cards.article_card(catalog, id_)

    return card


sheets.put("parts")
show_search(resources.catalog())
