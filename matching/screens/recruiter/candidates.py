"""Screen: the people who fit a role or showed interest, as a list, rows, a table and a board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

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
    candidate_filters,
    candidate_keys,
    candidate_moves,
    candidate_paging,
    candidate_rows,
    candidate_table,
    candidate_trail,
    candidate_triage,
    candidate_undo,
)
from matching.screens.recruiter.candidate_paging import to_first_page
from matching.screens.visit import downloads, resources, session
from matching.services import recruiter
from matching.services.recruiter.candidate_tables import narrowed, ordered
from matching.words.facts import table_row

VIEWS: Final = ("List", "Rows", "Table", "Board")


def show_head(catalog: Catalog, role_id: str, candidates: pd.DataFrame) -> None:
    """Show the role, the ways to its pages, and how the organization does with its answers."""
    role = table_row(catalog.roles, role_id)
    links = (
        html.link(addresses.my_roles_link(), "← My roles"),
        html.link(addresses.role_link(role_id), "The role as people see it"),
        html.link(addresses.edit_role_link(role_id), "Edit the role"),
        html.link(addresses.clinic_link(role_id), "What would bring more people"),
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
    """Show the control of the views."""
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


def show_list(catalog: Catalog, role_id: str, shown: pd.DataFrame, here: str) -> None:
    """Show candidates as cards, and below them the page numbers.

    Parameters
    ----------
    here : str
        On whom keys act.
    """
    place = st.container(gap="small")
    of_page = candidate_paging.told(role_id, candidate_paging.of_page(shown, listing.PER_PAGE))
    of_page, unsaid = candidate_paging.unsaid(of_page)
    with place:
        if unsaid:
            with st.container(key="unsaid"):
                html.show(html.heading("To ask everybody", 2, 3), html.bullets(unsaid))
        for row in of_page.itertuples(index=False):
            _show_card(catalog, role_id, row, is_here=str(row.account_id) == here)


def _show_card(catalog: Catalog, role_id: str, row: Row, *, is_here: bool) -> None:
    with st.container(border=True, key=f"card_{row.account_id}", gap="xsmall"):
        candidate_cards.top(row, role_id)
        html.show(candidate_cards.here(is_here=is_here) + candidate_cards.card(catalog, row))
        with st.container(horizontal=True, gap="small"):
            called = candidate_cards.called(row)
            candidate_moves.menu(row, role_id, called, f"move_{row.account_id}")
            candidate_compare.button(role_id, row.account_id)


def show_candidates(catalog: Catalog, role_id: str) -> None:
    """Show the page of a role."""
    candidates = session.show(recruiter.candidates, role_id, resources.candidate_recommender())
    show_head(catalog, role_id, candidates)
    candidate_undo.line(role_id)
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
    chosen = candidate_filters.choose(catalog, candidates)
    chosen["with_settled"] |= view == "Board"  # it has a column for them
    narrow = narrowed(catalog, candidates, **chosen)
    with st.container(horizontal=True, vertical_alignment="center", key="count_bar"):
        candidate_filters.count(narrow, candidates, with_settled=chosen["with_settled"])
        shown = ordered(narrow, candidate_filters.order())
        candidate_triage.choose_all(role_id, shown)
        candidate_triage.choose_lacking(role_id, candidates)
        candidate_keys.switch()
    candidate_trail.remember(role_id, list(shown["account_id"]))
    if shown.empty:
        show_nobody(narrowed(catalog, candidates, **chosen | {"with_settled": True}))
    else:
        show_view(catalog, role_id, view, shown, chosen["stages"])
    names = candidate_triage.bar(role_id, candidates)
    candidate_compare.dialog_if_open(catalog, role_id, names)
    candidate_triage.dialog_if_asked()
    candidate_moves.dialog_if_begun()


def show_nobody(with_settled: pd.DataFrame) -> None:
    """Say that the filters leave nobody, or only people about whom nothing is to be done."""
    n = len(with_settled)
    if n:
        look.empty(
            "Nobody is left to look at",
            f"{phrases.counted(n, 'person is', 'people are')} settled: declined, refused or went.",
            "The filters can show them, too.",
        )
    else:
        look.empty("Nothing left after filters", "No candidate is all of this at once.")


def show_view(
    catalog: Catalog, role_id: str, view: str, shown: pd.DataFrame, stages: Sequence[str]
) -> None:
    """Show candidates as the recruiter wants to see them."""
    if view == "Table":
        candidate_table.draw(catalog, role_id, shown)
        return
    by_stage = candidate_board.in_order(shown) if view == "Board" else shown
    per_page = {"Rows": candidate_rows.ROWS, "Board": len(shown)}.get(view, listing.PER_PAGE)
    here = candidate_keys.of_list(role_id, by_stage, per_page)
    if view == "Board":
        candidate_board.draw(catalog, role_id, shown, here, stages)
    elif view == "Rows":
        candidate_rows.draw(catalog, role_id, shown, here)
    else:
        show_list(catalog, role_id, shown, here)


session.need(RECRUITER)
sheets.put("parts")
sheets.put("candidates")
if wanted_role := st.query_params.get("role_id", ""):
    show_candidates(resources.catalog(), wanted_role)
else:
    look.empty("Candidates for which role?", "Please choose one of your roles first.")
    html.show(f"<p>{html.link(addresses.my_roles_link(), 'My roles')}</p>")
