"""Filters and order of the list of results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from matching import Catalog
from matching.browsing import narrowing
from matching.screens.visit import state
from matching.screens.visit.results import Results

ORDER_LABELS: Final[Mapping[str, str]] = {
    "best": "Best match first",
    "shortest": "Shortest stay first",
    "need": "Greatest need first",
    "organization": "By organization",
}
CHARACTER_LABELS: Final[Mapping[str, str]] = {
    "christian": "Christian",
    "other-faith": "Another faith",
    "secular": "Non-religious",
}
LENGTH_LABELS: Final[Mapping[str, str]] = {
    "short": "Up to 4 weeks",
    "middle": "1 to 6 months",
    "long": "Longer",
}
_LISTS: Final = ("settings", "countries", "characters", "lengths")


@dataclass(frozen=True)
class Chosen:
    """What the visitor chose: the filters, the order, and whether hidden roles are shown."""

    filters: narrowing.Filters
    order: str
    with_hidden: bool


def chosen() -> Chosen:
    """Return the filters and the order that are on."""
    lists = {name: tuple(st.session_state.get(f"filter_{name}", ())) for name in _LISTS}
    return Chosen(
        narrowing.Filters(
            **lists, hide_own_cost=bool(st.session_state.get("filter_hide_own_cost"))
        ),
        order=st.session_state.get("order") or "best",
        with_hidden=bool(st.session_state.get("filter_with_hidden")),
    )


def apply(catalog: Catalog, found: Results, shown: Chosen) -> tuple[str, ...]:
    """Return the roles to list, in order, band by band. Just hidden roles keep their place."""
    gone = set(state.hidden()) - set(state.just_hidden())
    role_ids = [role_id for role_id in found.scores if shown.with_hidden or role_id not in gone]
    kept = narrowing.narrowed(catalog, role_ids, shown.filters)
    ordered = narrowing.ordered(catalog, kept, shown.order, found.profile.profession)
    return tuple(sorted(ordered, key=found.bands.__getitem__))


def clear() -> None:
    """Take all filters off."""
    for name in _LISTS:
        st.session_state[f"filter_{name}"] = []
    st.session_state["filter_hide_own_cost"] = False
    state.start_list_anew()


def draw(catalog: Catalog, found: Results) -> None:
    """Draw the order and, folded away, the filters."""
    count = chosen().filters.count
    with st.container(horizontal=True, vertical_alignment="bottom", key="list_tools"):
        st.selectbox(
            "Order",
            list(ORDER_LABELS),
            format_func=lambda order: ORDER_LABELS[order],
            label_visibility="collapsed",
            key="order",
            persist_state="session",
            on_change=state.start_list_anew,
            width=220,
        )
        with st.popover(
            f"Filters: {count} on" if count else "Filters",
            icon=":material/filter_list:",
            key="filters",
        ):
            _fields(catalog, found)
        if count:
            st.button("Take the filters off", type="tertiary", key="filters_off", on_click=clear)


def _fields(catalog: Catalog, found: Results) -> None:
    counts = narrowing.counts(catalog, found.scores)
    settings = catalog.vocabulary.labels("setting")
    chosen_too = st.session_state.get("filter_countries", ())
    countries = narrowing.countries_of(catalog, found.scores)
    countries |= {iso2: catalog.places.name(iso2) for iso2 in chosen_too}
    _several("settings", "Setting", settings, counts)
    _several("countries", "Country", countries, counts)
    _several("characters", "Christian or not", CHARACTER_LABELS, counts)
    _several("lengths", "Length of stay", LENGTH_LABELS, counts)
    st.checkbox(
        "Hide roles that I would pay for myself",
        key="filter_hide_own_cost",
        persist_state="session",
        on_change=state.start_list_anew,
    )
    if state.hidden():
        st.checkbox(
            f"Show what I set aside ({len(state.hidden())})",
            key="filter_with_hidden",
            on_change=state.start_list_anew,
        )


def _several(
    name: str, label: str, options: Mapping[str, str], counts: Mapping[str, Mapping[str, int]]
) -> None:
    """Offer choices, each with how many roles it would show."""
    number = counts[name]
    st.multiselect(
        label,
        list(options),
        format_func=lambda option: f"{options.get(option, option)} ({number.get(option, 0)})",
        default=[id_ for id_ in st.session_state.get(f"filter_{name}", ()) if id_ in options],
        placeholder="All",
        filter_mode="contains",
        select_all=False,
        key=f"filter_{name}",
        persist_state="session",
        on_change=state.start_list_anew,
    )
