"""Screen: all roles of all organizations, to edit, close and open, and to begin a new one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from matching.authorization import STAFF
from matching.errors import MatchingError
from matching.screens import look
from matching.screens.look import addresses, html, pages, sheets
from matching.screens.pieces import listing, role_files, row_pages
from matching.screens.pieces.row_pages import Record
from matching.screens.staff import held_imports, organization_choice, role_actions
from matching.screens.visit import session
from matching.services import staff

SEARCH: Final = "staff_role_search"
PAGE: Final = "staff_role_page"
MOST_FOUND: Final = 10_000


def show_new() -> None:
    """Show the form of a new role, folded; it begins as a closed draft."""
    with st.expander("Begin a new role", icon=":material/add:", key="new_role"):
        org_id = organization_choice.choose_organization("Organization", "new_role_org")
        title = st.text_input("Title", key="new_role_title", max_chars=300)
        html.show(
            html.paragraph(
                "It begins as a closed draft that nobody sees; you fill it in, then open it.",
                "mm-quiet mm-small",
            )
        )
        if not st.button("Begin", type="primary", key="begin_role"):
            return
        if not org_id:
            st.error("Please choose the organization first.", icon=":material/error:")
            return
        try:
            role_id = session.ask(staff.new_role, org_id, title)
        except MatchingError as error:
            st.error(look.plain(str(error)), icon=":material/error:")
            return
    st.switch_page(pages.file("edit_role"), query_params={"role_id": role_id})


def show_files() -> None:
    """Show, once an organization is chosen, its roles as a file, out and in."""
    org_id = organization_choice.choose_organization(
        "Roles as a file, of one organization", "files_org"
    )
    if org_id:
        role_files.show_export(org_id)
        role_files.show_import(org_id, counts_people=False)


def show_list() -> None:
    """Show search and filters, and the roles found."""
    text = listing.search_box("Search roles", SEARCH, PAGE, "A title, an id or an organization")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        org_id = organization_choice.choose_organization(
            "Of one organization", "role_org", placeholder="Any"
        )
        only_open = st.toggle("Only open ones", key="role_only_open", bind="query-params")
    found = session.show(
        staff.find_roles, text=text, org_id=org_id or "", only_open=only_open, n=MOST_FOUND
    ).to_dict("records")
    if only_open:
        role_actions.show_just_closed()
    if not found:
        look.empty(
            "No role fits this",
            "Neither a title, an id nor an organization's name has this in it.",
            "Try a shorter part, or take off a filter.",
        )
        return
    most = "These are the first; search to find others" if len(found) >= MOST_FOUND else ""
    row_pages.count_line(len(found), "role", most)
    row_pages.show_rows(found, PAGE, _show_roles, n=12)


def _show_roles(found: Sequence[Record]) -> None:
    for role in found:
        confirmed = row_pages.day(role["confirmed_at"])
        with st.container(border=True, key=f"card_{role['role_id']}", gap="small"):
            html.show(
                '<article class="mm-small-card">',
                role_actions.role_title(role["role_id"], role["title"], role["org_id"]),
                look.chips([_standing(role)]),
                html.paragraph(f"Confirmed on {confirmed}" if confirmed else "", "mm-read"),
                "</article>",
            )
            role_actions.role_buttons(role)


def _standing(role: Record) -> str:
    if role["is_open"]:
        return look.chip("Open", "fits")
    return look.chip("Past" if role["status"] == "past" else "Closed", "weigh")


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
look.page_header("Roles", "All roles of all organizations, closed and past ones too.")
organizations = html.link(addresses.all_organizations_link(), "Edit organizations instead")
html.show(f'<p class="ms-line">{organizations}</p>')
session.show_outcome()
held_imports.show()
show_new()
show_files()
show_list()
