"""The map of results: where the roles are, and a click on a country that leaves only its roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from matching import Catalog, phrases
from matching.comparison.bands import FOLDED
from matching.screens import look
from matching.screens.look import maps
from matching.screens.professional import almost, filter_bar, filters
from matching.screens.visit import state
from matching.screens.visit.results import Results

_CLICKS: Final = "map_clicks"
"""How often a country was clicked: each time the map is a new one, with nothing selected."""


def show(catalog: Catalog, found: Results, shown: filters.Chosen) -> None:
    """Show filters, a map, and a sentence and a table that say the same.

    The map shows the countries beside those of the filter too, so that another can be clicked.
    """
    if not found.scores:
        almost.show_nothing_fits(catalog, found)
        return
    filter_bar.draw(catalog, found, shown, with_order=False)
    passing = filters.apply(catalog, found, shown)
    if not passing:
        filter_bar.show_nothing_left()
        return
    chosen = shown.filters.countries
    if chosen:
        _to_the_list(catalog, chosen, [found.bands[role_id] for role_id in passing])
    role_ids = filters.apply(catalog, found, shown.anywhere)
    counts = maps.counts_by_country(catalog, role_ids)
    said = maps.sentence(counts)
    hint = "" if counts.empty else " Press a circle, or choose under Filters, to keep one country."
    st.html(f'<p class="mm-flush">{look.escape(said + hint)}</p>')
    if counts.empty:
        return
    profile = found.profile
    wished = frozenset(profile.countries).union(
        *(catalog.places.countries_in(region) for region in profile.regions)
    )
    whole = not wished or st.toggle("Show the whole world", key="whole_world")
    world = maps.results_map(catalog, role_ids, frozenset() if whole else wished, chosen)
    key = f"results_map_{st.session_state.get(_CLICKS, 0)}"
    maps.show(world, "results_map", said, key, lambda: _choose(key))
    with st.expander("The same as a table", icon=":material/table_rows:"):
        st.table(counts[["country", "region", "roles"]], hide_index=True, border="horizontal")


def _to_the_list(catalog: Catalog, countries: tuple[str, ...], bands: Sequence[int]) -> None:
    names = phrases.listed([catalog.places.name(iso2) for iso2 in countries], last_word="or")
    said = f"{phrases.counted(len(bands), 'role')} in {names}"
    if n_folded := bands.count(FOLDED):
        said += f", {n_folded} of them if you are flexible"
    with st.container(horizontal=True, vertical_alignment="center", key="map_chosen"):
        st.html(
            f'<p class="mm-flush" role="status">{look.escape(said)}.</p>',
            width="content",
        )
        st.button(
            "Show them in the list",
            icon=":material/list:",
            key="map_to_list",
            on_click=_open_list,
        )


def _open_list() -> None:
    st.session_state["find_tab"] = "Roles"


def _choose(key: str) -> None:
    """Filter by the country that was clicked; a click on the one that is on takes it off."""
    event: Any = st.session_state[key]
    clicked = [point["iso2"] for point in event["selection"][maps.CLICKED] if "iso2" in point]
    if not clicked:
        return
    before = st.session_state.get("filter_countries") or []
    st.session_state["filter_countries"] = [] if before == clicked else clicked
    st.session_state[_CLICKS] = st.session_state.get(_CLICKS, 0) + 1
    state.start_list_anew()
