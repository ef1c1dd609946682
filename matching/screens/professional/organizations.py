"""Screen: organizations to search and filter, and the page of each one."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd
import streamlit as st

from matching import Catalog, columns, phrases
from matching.authorization import NotAllowedError
from matching.browsing.browser import put_first
from matching.browsing.text_search import Found
from matching.recommending.organizations import rank_organizations
from matching.screens import look
from matching.screens.look import addresses, html, maps, sheets
from matching.screens.pieces import conversation, listing, record_cards
from matching.screens.professional import following, how_to_apply
from matching.screens.visit import resources, results, session, state
from matching.services import professional
from matching.services.professional import OrganizationStanding
from matching.store import ConstraintError
from matching.words.facts import facts_of_organization, table_row

SEARCH: Final = "org_search"
PAGE: Final = "org_page"
# Filters by their name in the address of the page: the name in the library, and a label.
FILTERS: Final = {
    "org_focus": ("focus_areas", "What they do"),
    "org_wants": ("professions", "Whom they look for"),
    "org_country": ("countries", "Country"),
    "org_region": ("regions", "Region"),
    "org_faith": ("faiths", "Faith"),
    "org_length": ("lengths", "How long"),
    "org_pays": ("fundings", "Who pays"),
    "org_kind": ("kinds", "Kind of organization"),
}


def show_list(catalog: Catalog) -> None:
    """Show search, filters, and the organizations found as cards or on a map."""
    browser = resources.browser()
    n_now = sum(bool(browser.roles_of(org_id)[0]) for org_id in catalog.organizations.index)
    look.page_header(
        "Organizations",
        f"{phrases.counted(n_now, 'organization')} with current roles, and "
        f"{len(catalog.organizations) - n_now:,} without; what their own pages say about them.",
    )
    session.show_outcome()
    following.show_mine(catalog)
    mine = following.followed()
    found = following.narrowed(with_roles_first(find()), mine)
    for_visitor = ranked_for_visitor(catalog)
    listing.show_found(found, "organization")
    if not found.ids:
        show_nothing()
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        view = st.segmented_control(
            "View",
            ["List", "Map"],
            default="List",
            required=True,
            key="org_view",
            bind="query-params",
            label_visibility="collapsed",
        )
        is_for_you = for_visitor is not None and st.toggle(
            "Those with roles for me first", value=True, key="org_for_you"
        )
        listing.show_clear(SEARCH, FILTERS)
    if view == "Map":
        show_map(catalog, found.ids)
        return
    ids, why = found.ids, {}
    if is_for_you and for_visitor is not None:
        ids, why = put_first(ids, for_visitor.index), for_visitor["why"].to_dict()
    listing.show_pages(
        ids,
        PAGE,
        lambda org_id: record_cards.organization_card(
            catalog, org_id, why.get(org_id, ""), is_followed=org_id in mine
        ),
    )


def show_nothing() -> None:
    """Say that nothing fits, and what to do."""
    look.empty(
        "No organization fits all of this",
        "Every word must occur in what the organization says of itself or in one of its roles, "
        "and every filter holds.",
        "Take out a filter, or try a broader word: a region instead of a country.",
    )
    listing.show_clear(SEARCH, FILTERS)


def ranked_for_visitor(catalog: Catalog) -> pd.DataFrame | None:
    """Return the organizations with a role for the visitor, best first; None without a profile."""
    profile = state.profile()
    if profile is None:
        return None
    matches = results.of(resources.recommender(), profile).matches
    return rank_organizations(catalog, matches).set_index(columns.ORG_ID)


def with_roles_first(found: Found) -> Found:
    """Put organizations without a current role after the others."""
    browser = resources.browser()
    ids = sorted(found.ids, key=lambda org_id: not browser.roles_of(org_id)[0])
    return replace(found, ids=tuple(ids))


def find() -> Found:
    """Show search and filters; return the organizations that they find."""
    browser = resources.browser()
    query = listing.search_box(
        "Search organizations", SEARCH, PAGE, "A name, a place or a kind of work"
    )
    chosen = listing.filter_grid(FILTERS, PAGE, browser.organization_choices)
    return browser.organizations(query, **chosen)


def show_map(catalog: Catalog, org_ids: tuple[str, ...]) -> None:
    """Show where organizations work as a map, a sentence and a table."""
    counts = maps.organizations_by_country(catalog, org_ids)
    said = maps.sentence(counts)
    html.show(html.paragraph(said))
    if counts.empty:
        return
    maps.show(maps.organizations_map(catalog, org_ids), "org_map", said)
    with st.expander("The same as a table", icon=":material/table_rows:"):
        st.table(
            counts[["country", "region", "organizations"]].rename(columns=str.capitalize),
            hide_index=True,
        )


def show_organization(catalog: Catalog, org_id: str) -> None:
    """Show the page of one organization: facts, roles, articles and a map."""
    organization = table_row(catalog.organizations, org_id)
    website = organization[columns.WEBSITE]
    standing = session.show(professional.organization_standing, org_id)
    html.show(
        record_cards.back_to_all("organization"),
        f'<header class="mm-header"><h1>{look.words(organization[columns.NAME])}</h1></header>',
        look.words(organization[columns.SUMMARY], "p", "mb-summary"),
    )
    session.show_outcome()
    conversation.draw_named("organization", org_id)
    with st.container(horizontal=True, vertical_alignment="center", key="organization_actions"):
        if html.is_web_address(website):
            st.link_button("Open its website", website, icon=":material/open_in_new:")
        following.draw_button(org_id)
    html.show(
        html.heading("The facts"),
        record_cards.fact_list(facts_of_organization(catalog, org_id)),
        record_cards.source_line(organization),
        html.paragraph(corrected(standing), "mm-quiet mm-flush"),
    )
    how_to_apply.show(catalog, organization, standing)
    show_roles(catalog, org_id)
    show_articles(catalog, org_id)
    counts = maps.organizations_by_country(catalog, [org_id])
    if len(counts):
        said = f"It works in {phrases.listed(list(counts['country']), most=len(counts))}."
        html.show(html.heading("Where it works"), html.paragraph(said))
        maps.show(maps.organizations_map(catalog, [org_id]), "org_map", said)
    conversation.draw("organization", org_id)
    claim = html.link(addresses.claim_link(org_id), "Is this your organization?")
    html.show(f'<p class="mm-quiet mm-small">{claim}</p>')


def corrected(standing: OrganizationStanding) -> str:
    """Say that the organization itself changed what stands here; `""` if it did not."""
    if standing.corrected_at is None:
        return ""
    return f"Its own people last changed this on {phrases.day_in_words(standing.corrected_at)}."


def show_taken_out() -> None:
    """Say that an organization is not here any more because it asked for that."""
    look.empty(
        "This organization asked to be taken out",
        "Its page and its roles are no longer on Missionmatch.",
        "Look through the others, or search for a role.",
    )
    html.show(record_cards.back_to_all("organization"))


def show_unknown(catalog: Catalog, org_id: str) -> None:
    """Say that there is no such organization, or, if the store knows it, that it was taken out."""
    try:
        session.ask(professional.organization_standing, org_id)
    except (NotAllowedError, ConstraintError):  # no id has what cannot be stored
        near = resources.browser().near_organizations(org_id)
        cards = [record_cards.organization_card(catalog, id_) for id_ in near]
        record_cards.show_unknown("organization", org_id, cards)
    else:
        show_taken_out()


def show_roles(catalog: Catalog, org_id: str) -> None:
    """Show the roles to serve in now, and the past ones folded."""
    now, past = resources.browser().roles_of(org_id)
    html.show('<h2 class="mb-h2 mm-list-top">Roles</h2>')
    if not now:
        html.show(
            html.paragraph(
                "We know of no role that is open now. Its website may know more; many "
                "organizations are glad to be asked.",
                "mm-quiet",
            )
        )
    listing.show_pages(
        now, "org_roles", lambda role_id: record_cards.own_role_card(catalog, role_id)
    )
    if past:
        with st.expander(f"Past roles ({len(past)})", icon=":material/history:"):
            html.show(
                html.paragraph("They show what the organization looks for.", "mm-quiet"),
                html.grid(record_cards.own_role_card(catalog, role_id) for role_id in past),
            )


def show_articles(catalog: Catalog, org_id: str) -> None:
    """Show articles about the organization, and others on its work and places."""
    related = resources.related()
    naming = related.naming(org_id)
    if naming:
        html.show(
            html.heading("Articles about it"),
            html.grid(record_cards.article_card(catalog, article_id) for article_id in naming),
        )
    others = related.to_organization(org_id, n=3)
    if len(others):
        html.show(
            html.heading("Articles on its work and places"),
            html.grid(record_cards.shared_articles(catalog, others)),
        )


sheets.put("parts")
the_catalog = resources.catalog()
wanted = st.query_params.get("org_id", "")
if not wanted:
    show_list(the_catalog)
elif wanted in the_catalog.organizations.index:
    show_organization(the_catalog, wanted)
else:
    show_unknown(the_catalog, wanted[:80])
