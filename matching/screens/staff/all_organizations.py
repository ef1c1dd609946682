"""Screen: organizations to search, and the form with which staff change one."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching import Catalog, columns
from matching.authorization import STAFF
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import follower_line, listing, organization_form
from matching.screens.visit import resources, session
from matching.services import staff
from matching.words.facts import table_row

SEARCH: Final = "staff_org_search"
PAGE: Final = "staff_org_page"


# ---- the list -------------------------------------------------------------------------------


def show_list(catalog: Catalog) -> None:
    """Show search, and the organizations found with links to their forms."""
    look.page_header("Edit organizations", "Choose the one whose facts are to be corrected.")
    query = listing.search_box(
        "Search organizations", SEARCH, PAGE, "A name, a place or a kind of work"
    )
    found = resources.browser().organizations(query)
    listing.show_found(found, "organization")
    if not found.ids:
        look.empty(
            "No organization has all of these words",
            "Every word must occur in the name, the summary or the places.",
            "Try a part of its name.",
        )
        return
    listing.show_pages(found.ids, PAGE, lambda org_id: _card(catalog, org_id))


def _card(catalog: Catalog, org_id: str) -> str:
    organization = table_row(catalog.organizations, org_id)
    edit = html.link(addresses.all_organizations_link(org_id), organization[columns.NAME])
    summary = look.words(organization[columns.SUMMARY], "p")
    return f'<article class="mb-card"><h3>{edit}</h3>{summary}</article>'


# ---- the form -------------------------------------------------------------------------------


def show_form(catalog: Catalog, org_id: str) -> None:
    """Show the form of one organization; what is typed counts when it is saved."""
    cells, version = session.show(staff.organization_form, org_id)
    links = (
        html.link(addresses.all_organizations_link(), "← All organizations"),
        html.link(addresses.organization_link(org_id), "Its page"),
        html.link(addresses.all_roles_link(cells[columns.NAME]), "Its roles"),
    )
    html.show(f'<p class="mb-back">{" · ".join(links)}</p>')
    look.page_header(cells[columns.NAME])
    session.show_outcome()
    follower_line.show(org_id)
    organization_form.draw(catalog, org_id, cells, version)


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
if wanted := st.query_params.get("org_id", ""):
    show_form(resources.catalog(), wanted)
else:
    show_list(resources.catalog())
