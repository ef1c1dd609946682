"""The place in the list, beside the profile in the address: page, tab, order and filters.

So going back from a role, loading the page anew and signing in lead to the same place. A link that
is shared holds none of it. What is not understood is passed over.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching import Catalog
from matching.screens.professional import filters
from matching.screens.professional.filters import ONE, ORDER_LABELS, SEVERAL, YES
from matching.screens.visit import profile_link, state

TABS: Final = {
    "roles": "Roles",
    "almost": "One change away",
    "map": "Map",
    "reading": "Worth reading",
}
"""The tabs beside each other, by their name in the address."""
PAGE, TAB, ORDER, FOLDED = "page", "tab", "order", "flexible"
FILTERS: Final = {
    "settings": "setting",
    "countries": "country",
    "characters": "character",
    "lengths": "length",
    "months": "month",
    "faiths_asked": "faith_asked",
    "costs": "cost",
    "languages": "language",
    "where_asked": "where_asked",
    "families": "families",
    "hide_own_cost": "hide_own_cost",
}
"""What each filter is called in the address, where the fields of a profile stand as well."""
NAMES: Final = frozenset({PAGE, TAB, ORDER, FOLDED, *FILTERS.values()})

ON: Final = "1"
MOST_DIGITS: Final = 4
_UNDRAWN: Final = "list_place_undrawn"
_NOT_KEPT: Final = {"results_page": 1, "find_tab": TABS["roles"]}
"""Keys of widgets that forget what they show while another page or tab is open."""


def take(catalog: Catalog) -> None:
    """Go to the place that the address names; what it does not name is as at first."""
    said, known, here = profile_link.query(), filters.known(catalog), st.session_state
    page = said.get(PAGE, "")
    is_number = page.isascii() and page.isdigit() and len(page) <= MOST_DIGITS
    here["results_page"] = max(1, int(page)) if is_number else 1
    here["find_tab"] = TABS.get(said.get(TAB, ""), TABS["roles"])
    order = said.get(ORDER, "")
    here["order"] = order if order in ORDER_LABELS else next(iter(ORDER_LABELS))
    here["folded_roles_shown"] = said.get(FOLDED) == ON
    for name in SEVERAL:
        chosen = ",".join(st.query_params.get_all(FILTERS[name])).split(",")
        here[f"filter_{name}"] = [one for one in dict.fromkeys(chosen) if one in known[name]]
    for name in ONE:
        choice = said.get(FILTERS[name], "")
        here[f"filter_{name}"] = choice if choice in known[name] else None
    for name in YES:
        here[f"filter_{name}"] = said.get(FILTERS[name]) == ON


def stay() -> None:
    """Go back to the page and the tab where the visitor was before another page was open."""
    before = st.session_state.get(_UNDRAWN, _NOT_KEPT)
    for key, value in before.items():
        st.session_state.setdefault(key, value)


def to_query() -> dict[str, str]:
    """Return the place as the address names it: only what is not as at first."""
    here = st.session_state
    if state.profile() is None:
        here.pop(_UNDRAWN, None)
        return {}
    here[_UNDRAWN] = {key: here.get(key) or first for key, first in _NOT_KEPT.items()}
    page, tab = here[_UNDRAWN]["results_page"], here[_UNDRAWN]["find_tab"]
    order = here.get("order") or next(iter(ORDER_LABELS))
    said = {
        PAGE: str(page) if page > 1 else "",
        TAB: next((name for name, label in TABS.items() if label == tab and name != "roles"), ""),
        ORDER: order if order != next(iter(ORDER_LABELS)) else "",
        FOLDED: ON if here.get("folded_roles_shown") else "",
    }
    for name in SEVERAL:
        said[FILTERS[name]] = ",".join(here.get(f"filter_{name}") or ())
    for name in ONE:
        said[FILTERS[name]] = here.get(f"filter_{name}") or ""
    for name in YES:
        said[FILTERS[name]] = ON if here.get(f"filter_{name}") else ""
    return {name: value for name, value in said.items() if value}
