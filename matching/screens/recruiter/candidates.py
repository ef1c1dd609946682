"""Screen: the people who fit a role or showed interest, as a list, a table and a board."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from matching import Catalog, columns, phrases
from matching.authorization import RECRUITER
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import candidate_cards, listing
from matching.screens.pieces.candidate_cards import Row
from matching.screens.recruiter import (
    candidate_board,
    candidate_compare,
    candidate_moves,
    candidate_paging,
    candidate_table,
    candidate_trail,
)
from matching.screens.recruiter.candidate_paging import PAGE, to_first_page
from matching.screens.visit import downloads, resources, session
from matching.services import recruiter
from matching.services.recruiter.candidate_tables import languages_of, narrowed
from matching.words.facts import table_row

VIEWS: Final = ("List", "Table", "Board")
LEVELS: Final = {"": "Any level", "good": "Good", "native": "Native"}
SEARCH: Final = "candidate_search"
FILTERS: Final[dict[str, Any]] = {
    "at_stage": [], "speaks": [], "speaks_level": "",
    "stays_weeks": 0, "interested": False, "matches": False,
}  # fmt: skip
"""Key of each filter, which also stands in the address, and its value when it is not set."""


def show_head(catalog: Catalog, role_id: str, candidates: pd.DataFrame) -> None:
    """Show the role, the ways to its pages, and how the organization does with its answers."""
    role = table_row(catalog.roles, role_id)
    links = (
        html.link(addresses.my_roles_link(), "← My roles"),
        html.link(addresses.role_link(role_id), "The role as people see it"),
        html.link(addresses.edit_role_link(role_id), "Edit the role"),
        html.link(addresses.sorting_link(role_id), "Sort cards"),
    )
    html.show(f'<p class="mb-back">{" · ".join(links)}</p>')
    look.page_header(str(role[columns.TITLE]), f"Candidates of {role[columns.ORG_NAME]}")
    session.show_outcome()
    html.show(
        html.paragraph(_in_numbers(candidates), "mm-flush"),
        html.paragraph(_answers(role[columns.ORG_ID]), "mm-quiet mm-flush"),
        look.chips([look.chip("This role is closed or past", "weigh")])
        if role[columns.STATUS] == "past"
        else "",
    )


def _in_numbers(candidates: pd.DataFrame) -> str:
    n_waiting = int(candidates["needs_reminder"].sum())
    waiting = f", {n_waiting:,} of them a week ago or longer and without an answer"
    n_matches = int(candidates["is_match"].sum())
    return (
        f"{phrases.counted(len(candidates), 'person', 'people')}: "
        f"{n_matches:,} {'fits' if n_matches == 1 else 'fit'} the role, "
        f"{int(candidates['is_interested'].sum()):,} showed interest{waiting if n_waiting else ''}."
    )


def _answers(org_id: str) -> str:
    took = session.show(recruiter.response_time, org_id)
    if took.median_days is None:
        return "Your organization has not answered anybody yet."
    days = f"{took.median_days:g} {'day' if took.median_days == 1 else 'days'}"
    return f"Half of your organization's answers come within {days}; people see that on the role."


def choose_view() -> str:
    """Show the control of the three views."""
    return st.segmented_control(
        "View",
        VIEWS,
        default="List",
        required=True,
        key="view",
        bind="query-params",
        on_change=to_first_page,
        label_visibility="collapsed",
    )


def show_export(role_id: str) -> None:
    """Show the button that makes the CSV file when it is pressed."""
    downloads.button(
        "All as CSV",
        session.later(recruiter.export_candidates_csv, role_id, resources.candidate_recommender()),
        file_name="candidates.csv",
        mime="text/csv",
        icon=":material/download:",
        help="That you took it along is noted in the audit log.",
        on_click="ignore",
        key="export_csv",
    )


def choose_filters(catalog: Catalog, candidates: pd.DataFrame) -> dict[str, Any]:
    """Show search and filters; return what is chosen by the names of `narrowed`."""
    text = listing.search_box(
        "Search profession and specialty", SEARCH, PAGE, "For example: nurse, cardiology"
    )
    n_set = sum(bool(st.session_state.get(key, st.query_params.get(key))) for key in FILTERS)
    label = f"Filters ({n_set} set)" if n_set else "Filters"
    with st.expander(label, icon=":material/tune:", key="candidate_filters"):
        first, second, third = st.columns(3)
        with first:
            stages = listing.choose("Stage", "at_stage", PAGE, candidate_board.STAGE_LABELS)
        with second:
            spoken = languages_of(catalog, candidates)
            languages = listing.choose("Speaks", "speaks", PAGE, spoken, ("language",))
            level = st.selectbox(
                "At least",
                list(LEVELS),
                format_func=LEVELS.__getitem__,
                key="speaks_level",
                bind="query-params",
                on_change=to_first_page,
            )
        with third:
            min_weeks = st.number_input(
                "Can stay at least (weeks)",
                min_value=0,
                max_value=520,
                key="stays_weeks",
                bind="query-params",
                on_change=to_first_page,
            )
        return {
            "text": text,
            "stages": stages,
            "languages": languages,
            "least_level": level,
            "min_weeks": min_weeks,
            "only_interested": _check("Showed interest", "interested"),
            "only_matches": _check("Nothing is missing", "matches"),
        }


def _check(label: str, key: str) -> bool:
    return st.checkbox(label, key=key, bind="query-params", on_change=to_first_page)


def show_count(n_shown: int, n_all: int) -> None:
    """Say how many are left by the filters, with the button that clears them."""
    of_all = "" if n_shown == n_all else f" of {n_all:,}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(html.count_line(f"{n_shown:,}{of_all} shown"), width="content")
        if any(st.session_state.get(key) for key in (SEARCH, *FILTERS)):
            st.button(
                "Clear search and filters",
                key="clear_candidates",
                icon=":material/filter_alt_off:",
                type="tertiary",
                on_click=_clear,
            )


def _clear() -> None:
    st.session_state[SEARCH] = ""
    st.session_state.update(FILTERS)
    to_first_page()


def show_list(catalog: Catalog, role_id: str, shown: pd.DataFrame) -> None:
    """Show candidates as cards, and below them the page numbers."""
    place = st.container(gap="small")
    of_page = candidate_paging.told(role_id, candidate_paging.of_page(shown, listing.PER_PAGE))
    with place:
        for row in of_page.itertuples(index=False):
            _show_card(catalog, role_id, row)


def _show_card(catalog: Catalog, role_id: str, row: Row) -> None:
    with st.container(border=True, key=f"card_{row.account_id}", gap="xsmall"):
        candidate_cards.top(row, role_id)
        html.show(candidate_cards.card(catalog, row))
        with st.container(horizontal=True, gap="small"):
            called = candidate_cards.called(row)
            candidate_moves.menu(row, role_id, called, f"move_{row.account_id}")
            candidate_compare.button(role_id, row.account_id)


def show_candidates(catalog: Catalog, role_id: str) -> None:
    """Show the page of a role."""
    candidates = session.show(recruiter.candidates, role_id, resources.candidate_recommender())
    show_head(catalog, role_id, candidates)
    if candidates.empty:
        look.empty(
            "Nobody is visible for this role yet",
            "People stand here when they show interest, or when they let organizations find them "
            "and nothing that the role requires is missing.",
            "Fewer requirements and a fuller description let more people fit.",
        )
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", key="candidates_bar"):
        view = choose_view()
        show_export(role_id)
    chosen = choose_filters(catalog, candidates)
    shown = narrowed(catalog, candidates, **chosen)
    show_count(len(shown), len(candidates))
    candidate_trail.remember(role_id, list(shown["account_id"]))
    if shown.empty:
        look.empty("Nothing left after filters", "No candidate is all of this at once.")
    elif view == "Table":
        candidate_table.draw(catalog, role_id, shown)
    elif view == "Board":
        candidate_board.draw(catalog, role_id, shown, chosen["stages"])
    else:
        show_list(catalog, role_id, shown)
    marked = candidates[candidates["account_id"].isin(candidate_compare.chosen(role_id))]
    called = [candidate_cards.called(row) for row in marked.itertuples(index=False)]
    names = dict(zip(marked["account_id"], called, strict=True))
    candidate_compare.bar(role_id, names)
    candidate_compare.dialog_if_open(catalog, role_id, names)
    candidate_moves.dialog_if_declining()


session.need(RECRUITER)
sheets.put("parts")
sheets.put("candidates")
if wanted_role := st.query_params.get("role_id", ""):
    show_candidates(resources.catalog(), wanted_role)
else:
    look.empty("Candidates for which role?", "Please choose one of your roles first.")
    html.show(f"<p>{html.link(addresses.my_roles_link(), 'My roles')}</p>")
