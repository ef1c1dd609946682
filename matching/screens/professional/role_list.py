"""The list of results: what meets all that was asked, what comes near, and the rest folded away."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching import Catalog, phrases
from matching.comparison.bands import BANDS, FOLDED, MEETS, NEAR
from matching.screens.look import html
from matching.screens.pieces import cards
from matching.screens.professional import almost, filter_bar, filters
from matching.screens.visit import results, state

PER_PAGE = 10
SHARED = (
    "You help to improve the ranking: two ways of ranking choose in turn what comes next here. The "
    "points are those of the usual one, so they need not fall from card to card."
)
LEADS: Final = {
    MEETS: "",
    NEAR: "One of your wishes is not met, or one thing is not known.",
    FOLDED: "More of your wishes are not met or not known, or little else speaks for them.",
}
"""What stands below the heading of each band."""
ONLY_FOLDED: Final = (
    "What the filters leave neither meets all you asked nor comes near. It is folded away below; "
    "or take a filter off above."
)

_IS_UNFOLDED: Final = "folded_roles_shown"


def show(
    catalog: Catalog, found: results.Results, shown: filters.Chosen, *, asks_why: bool
) -> tuple[int, tuple[str, ...]]:
    """Show filters, cards and page numbers.

    Parameters
    ----------
    asks_why : bool
        Whether to ask why a role was set aside.

    Returns
    -------
    int, tuple of str
        How many roles stand on the pages before, and those on the page.
    """
    if not found.scores:
        almost.show_nothing_fits(catalog, found)
        return 0, ()
    filter_bar.draw(catalog, found, shown)
    passing = filters.apply(catalog, found, shown)
    if not passing:
        filter_bar.show_nothing_left()
        return 0, ()
    if MEETS not in found.counts:
        almost.show_gap(found)
    first, on_page = _page(catalog, found, shown, passing, asks_why=asks_why)
    shown_at_once = found.counts.get(MEETS, 0) + found.counts.get(NEAR, 0)
    if shown_at_once <= PER_PAGE and MEETS in found.counts:
        almost.teaser(found)
    return first, on_page


def listed(found: results.Results, passing: tuple[str, ...]) -> tuple[str, ...]:
    """Return the roles on the pages of the list, of those that pass the filters."""
    if st.session_state.get(_IS_UNFOLDED):
        return passing
    return tuple(role_id for role_id in passing if found.bands[role_id] != FOLDED)


def _page(
    catalog: Catalog,
    found: results.Results,
    shown: filters.Chosen,
    passing: tuple[str, ...],
    *,
    asks_why: bool,
) -> tuple[int, tuple[str, ...]]:
    role_ids = listed(found, passing)
    n_above = sum(found.bands[role_id] != FOLDED for role_id in passing)
    n_pages = max(1, -(-len(role_ids) // PER_PAGE))
    page = min(st.session_state.setdefault("results_page", 1), n_pages)
    first = (page - 1) * PER_PAGE
    on_page = role_ids[first : first + PER_PAGE]
    if on_page:
        of_all = phrases.counted(len(role_ids), "role")
        st.html(html.count_line(f"{first + 1} to {first + len(on_page)} of {of_all}"))
    elif shown.filters.count:
        st.html(f'<p class="mm-flush">{ONLY_FOLDED}</p>')
    is_by_match = shown.order == "best"
    if found.shared is not None and is_by_match:
        st.html(f'<p class="mm-quiet mm-small mm-flush">{SHARED}</p>')
    band = 0
    for role_id, explanation in zip(on_page, found.explanations(on_page), strict=True):
        if found.bands[role_id] != band:
            band = found.bands[role_id]
            _heading(band, sum(found.bands[other] == band for other in role_ids))
        if role_id in state.hidden():
            cards.draw_hidden(catalog, role_id, asks_why=asks_why)
        else:
            lifted = found.lifted.get(role_id) if is_by_match and first == 0 else None
            standing = cards.Standing(band, found.in_the_way(role_id), lifted)
            cards.draw(catalog, role_id, explanation, standing)
    if n_pages > 1:
        st.session_state["results_page"] = page
        st.pagination(n_pages, default=page, key="results_page", on_change=state.show_top)
    _fold(len(passing) - n_above, n_above)
    return first, on_page


def _heading(band: int, count: int) -> None:
    lead = f'<p class="mm-quiet mm-flush">{LEADS[band]}</p>' if LEADS[band] else ""
    st.html(f'<h2 class="mm-section-title">{BANDS[band]}: {count:,}</h2>{lead}')


def _fold(n_folded: int, n_above: int) -> None:
    """Draw the button that shows the third band, or folds it away again."""
    if not n_folded:
        return
    is_unfolded = bool(st.session_state.get(_IS_UNFOLDED))
    roles = phrases.counted(n_folded, "more role")
    st.button(
        f"Fold the {roles} away" if is_unfolded else f"Show {roles}, if you are flexible",
        icon=":material/unfold_less:" if is_unfolded else ":material/unfold_more:",
        key="unfold",
        on_click=_unfold,
        args=(not is_unfolded, n_above // PER_PAGE + 1),
    )


def _unfold(is_unfolded: bool, page: int) -> None:
    """Show the third band from its first page on, or fold it away."""
    st.session_state[_IS_UNFOLDED] = is_unfolded
    st.session_state["results_page"] = page if is_unfolded else 1
    state.show_top()
