"""Above the list and the map: the order, the filters folded away, and what is on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from matching import Catalog
from matching.browsing import narrowing
from matching.screens import look
from matching.screens.pieces import named_box
from matching.screens.professional import filters
from matching.screens.professional.filters import ONE, ORDER_LABELS, SEVERAL, YES, Chosen
from matching.screens.visit import session, state
from matching.screens.visit.results import Results

Counts = Mapping[str, Mapping[str, int]]

NAMED: Final = {"countries": ("country",), "languages": ("language",), "settings": ("setting",)}
"""Filters whose choices have other names too, with what these name."""


def draw(catalog: Catalog, found: Results, shown: Chosen, *, with_order: bool = True) -> None:
    """Draw the order and the filters, and each choice that is on with a cross that takes it off."""
    count = shown.filters.count
    labels = filters.labels(catalog, found)
    with st.container(horizontal=True, vertical_alignment="bottom", key="list_tools"):
        if with_order:
            _order()
        with st.popover(
            f"Filters: {count} on" if count else "Filters",
            icon=":material/filter_list:",
            key="filters",
        ):
            _fields(catalog, found, labels)
        if count:
            st.button(
                "Take the filters off", type="tertiary", key="filters_off", on_click=filters.clear
            )
    if count:
        _what_is_on(shown, labels)


def show_nothing_left() -> None:
    """Say that no role passes the filters, with the way back."""
    look.empty(
        "Nothing is left after filtering",
        "There are roles for you, but none of them passes all the filters.",
        "Take one filter off above, or all of them here.",
    )
    st.button("Take the filters off", key="filters_off_too", on_click=filters.clear)


def _order() -> None:
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


def _what_is_on(shown: Chosen, labels: Mapping[str, Mapping[str, str]]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="filters_on", gap="xsmall"):
        for name, choice in filters.on(shown):
            text = labels[name][choice] if choice else YES[name]
            st.button(
                look.plain(f"{_before(name, choice)}{text}"),
                icon=":material/close:",
                icon_position="right",
                key=f"filter_off_{name}_{choice}",
                help="Take this filter off",
                on_click=filters.take_off,
                args=(name, choice),
            )


def _before(name: str, choice: str) -> str:
    """What a choice of few words needs before it to be understood by itself."""
    is_unclear = name == "lengths" or choice == narrowing.UNSAID
    return f"{SEVERAL[name]}: " if is_unclear and name != "months" else ""


def _fields(catalog: Catalog, found: Results, labels: Mapping[str, Mapping[str, str]]) -> None:
    counts = narrowing.counts(catalog, found.scores, session.today())
    if (where_asked := found.where_asked) is not None:
        _yes("where_asked", len(where_asked))
    for name in ("families", "hide_own_cost"):
        alone = narrowing.Filters(families=name == "families", hide_own_cost=name != "families")
        _yes(name, len(narrowing.narrowed(catalog, found.scores, alone, session.today())))
    for name in ("settings", "countries", "lengths", "months"):
        _several(name, labels[name], counts)
    _one("costs", labels["costs"], counts)
    _several("characters", labels["characters"], counts)
    with st.expander("More filters", key="more_filters"):
        _one("languages", labels["languages"], counts)
        _several("faiths_asked", labels["faiths_asked"], counts)
    if state.hidden():
        st.checkbox(
            f"Show what I set aside ({len(state.hidden())})",
            key="filter_with_hidden",
            on_change=state.start_list_anew,
        )


def _yes(name: str, number: int) -> None:
    """Offer a filter that is on or off, with how many roles it would show."""
    st.checkbox(
        f"{YES[name]} ({number})",
        key=f"filter_{name}",
        persist_state="session",
        on_change=state.start_list_anew,
    )


def _one(name: str, options: Mapping[str, str], counts: Counts) -> None:
    """Offer choices of which one can be on, each with how many roles it would show."""
    number = counts[name]
    st.selectbox(
        ONE[name],
        list(options),
        index=None,
        format_func=lambda option: f"{options[option]} ({number.get(option, 0)})",
        placeholder="All",
        filter_mode=None,
        key=f"filter_{name}",
        persist_state="session",
        on_change=state.start_list_anew,
    )


def _several(name: str, options: Mapping[str, str], counts: Counts) -> None:
    """Offer choices, each with how many roles it would show."""
    number = counts[name]
    named_box.several(
        SEVERAL[name],
        {id_: f"{label} ({number.get(id_, 0)})" for id_, label in options.items()},
        NAMED.get(name, ()),
        f"filter_{name}",
        then=state.start_list_anew,
        default=[id_ for id_ in st.session_state.get(f"filter_{name}", ()) if id_ in options],
        placeholder="All",
        persist_state="session",
    )
