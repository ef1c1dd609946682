"""Lists to look through: a search box, filters, page numbers; all stand in the page's address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import streamlit as st

from matching import phrases
from matching.browsing.query import LONGEST_QUERY
from matching.browsing.text_search import Found
from matching.screens.look import html
from matching.screens.pieces import named_box
from matching.screens.visit import state

PER_PAGE: Final = 12
NAMED: Final = {
    "focus_areas": ("focus_area",),
    "professions": ("profession",),
    "countries": ("country",),
}
"""Filters by the library's names whose choices have other names too, with what these name."""


def search_box(label: str, key: str, page: str, placeholder: str) -> str:
    """Show a search box; its words stand in the address of the page.

    Of a longer text from an address the first `LONGEST_QUERY` characters are taken.

    Parameters
    ----------
    label, key, placeholder : str
    page : str
        Key of the page numbers of what is found.
    """
    return st.text_input(
        label,
        key=key,
        bind="query-params",
        type="search",
        max_chars=LONGEST_QUERY,
        placeholder=placeholder,
        on_change=_to_first_page,
        args=(page,),
    )


def choose(
    label: str, key: str, page: str, labels: Mapping[str, str], kinds: tuple[str, ...] = ()
) -> list[str]:
    """Show a filter over ids with labels; what is chosen stands in the address of the page.

    Parameters
    ----------
    kinds : tuple of str
        What the ids are, as the table of names has it.
    """
    return named_box.several(
        label,
        labels,
        kinds,
        key,
        then=lambda: _to_first_page(page),
        bind="query-params",
        placeholder="Any",
    )


def filter_grid(
    filters: Mapping[str, tuple[str, str]], page: str, choices: Mapping[str, Mapping[str, str]]
) -> dict[str, list[str]]:
    """Show filters, folded, three in a row; return what is chosen by the library's names.

    Parameters
    ----------
    filters : mapping
        Key of each filter to its name in the library and its label.
    page : str
        Key of the page numbers of what is found.
    choices : mapping
        The library's name of each filter to what it can be set to, id to label.
    """
    chosen = {}
    with st.expander(_filters_label(filters), icon=":material/tune:", key=f"{page}_filters"):
        in_row = st.columns(3)
        for place, (key, (name, label)) in enumerate(filters.items()):
            with in_row[place % 3]:
                chosen[name] = choose(label, key, page, choices[name], NAMED.get(name, ()))
    return chosen


def show_clear(search: str, filters: Iterable[str]) -> None:
    """Show the button that empties search and filters, where there is something to empty.

    Parameters
    ----------
    search : str
        Key of the search box; `""` where there is none.
    """
    if any(st.session_state.get(key) for key in (search, *filters) if key):
        st.button(
            "Clear search and filters" if search else "Clear filters",
            key=f"clear_{search}",
            icon=":material/filter_alt_off:",
            type="tertiary",
            on_click=_clear,
            args=(search, tuple(filters)),
        )


def _clear(search: str, filters: Iterable[str]) -> None:
    if search:
        st.session_state[search] = ""
    for key in filters:
        st.session_state[key] = []


def _filters_label(filters: Iterable[str]) -> str:
    """Return the label of the folded filters, which says how many are set.

    On the first run they stand in the address only, since they are not drawn yet.
    """
    n_set = sum(bool(st.session_state.get(key, st.query_params.get(key))) for key in filters)
    return f"Filters ({n_set} set)" if n_set else "Filters"


def show_found(found: Found, one: str) -> None:
    """Say how many records were found, how words were read, and what else names find."""
    said = [f"“{typed}” read as “{meant}”" for typed, meant in found.read_as]
    said += [f"“{typed}” also finds {phrases.listed(what)}" for typed, what in found.also]
    read_as = "; ".join(said)
    number = phrases.counted(len(found.ids), one)
    html.show(html.count_line(f"{number} ({read_as})" if read_as else number))


def show_pages(ids: Sequence[str], key: str, card: Callable[[str], str]) -> None:
    """Show cards, and below them the page numbers where one page does not hold all."""
    draw_pages(ids, key, lambda shown: html.show(html.grid(card(one) for one in shown)))


def draw_pages(ids: Sequence[str], key: str, draw: Callable[[Sequence[str]], None]) -> None:
    """Draw what stands on one page, and below it the page numbers where it does not hold all."""
    place = st.container()
    n_pages = max(1, -(-len(ids) // PER_PAGE))
    page = 1
    if n_pages > 1:
        page = st.pagination(n_pages, key=key, bind="query-params", on_change=_to_the_top)
    with place:
        draw(ids[(page - 1) * PER_PAGE : page * PER_PAGE])


def _to_the_top() -> None:
    """Scroll to `.mm-list-top` (see memory.py)."""
    state.show_top()


def _to_first_page(key: str) -> None:
    """Go to the first page of a list that has changed; `key` is that of its page numbers."""
    st.session_state[key] = 1
