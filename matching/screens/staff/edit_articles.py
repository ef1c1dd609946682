"""Screen: articles to search and filter for staff, and the form of one or of a new one."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching import Catalog, columns, phrases
from matching.authorization import STAFF
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import listing, record_cards
from matching.screens.staff import article_form
from matching.screens.visit import resources, session
from matching.services import staff
from matching.words.facts import table_row

SEARCH: Final = "edit_article_search"
PAGE: Final = "edit_article_page"
FILTERS: Final = {
    "edit_article_helps": ("obstacles", "Helps with"),
    "edit_article_for": ("professions", "Profession"),
    "edit_article_kind": ("kinds", "Kind"),
    "edit_article_stage": ("stages", "Whom it helps"),
    "edit_article_country": ("countries", "Country"),
    "edit_article_by": ("publishers", "Publisher"),
}


def show_list(catalog: Catalog) -> None:
    """Show search and filters, and the articles found with links to their forms."""
    look.page_header("Edit articles", "Choose the one to correct, or add one.")
    links = [
        (addresses.edit_articles_link(new="1"), "Add an article"),
        (addresses.page_link("gaps"), "What too few articles help with"),
        (addresses.page_link("links"), "Links that lead nowhere"),
    ]
    html.show(f'<p class="ms-line">{" · ".join(html.link(*link) for link in links)}</p>')
    session.show_outcome()
    browser = resources.browser()
    query = listing.search_box(
        "Search articles", SEARCH, PAGE, "A word of the title, summary, author or publisher"
    )
    chosen = listing.filter_grid(FILTERS, PAGE, browser.article_choices)
    found = browser.articles(query, **chosen)
    listing.show_found(found, "article")
    if not found.ids:
        look.empty(
            "No article fits all of this",
            "Every word must occur in the article's record, and every filter holds.",
            "Take out a filter, or add the article that is missing.",
        )
    listing.show_clear(SEARCH, FILTERS)
    listing.show_pages(found.ids, PAGE, lambda article_id: _card(catalog, article_id))
    show_taken_off()


def _card(catalog: Catalog, article_id: str) -> str:
    article = table_row(catalog.articles, article_id)
    edit = html.link(addresses.edit_articles_link(article_id), article[columns.TITLE])
    label = catalog.vocabulary.label
    chips = [
        look.chip(label("article_kind", article[columns.KIND])),
        *(look.chip(label("obstacle", name)) for name in article[columns.OBSTACLES]),
    ]
    return (
        f'<article class="mb-card"><h3>{edit}</h3>'
        f"{html.paragraph(record_cards.published(article), 'mm-org')}"
        f"{look.words(article[columns.SUMMARY], 'p')}{look.chips(chips)}</article>"
    )


def show_taken_off() -> None:
    """Show the articles that were taken off, folded."""
    gone = session.show(staff.taken_off_articles).to_dict("records")
    if not gone:
        return
    with st.expander(f"Taken off ({len(gone)})", icon=":material/visibility_off:", key="gone"):
        items = (
            f"<li>{html.link(addresses.edit_articles_link(row['article_id']), row['title'])}, "
            f"{look.escape(phrases.day_in_words(row['taken_off_at']))}</li>"
            for row in gone
        )
        html.show(f'<ul class="mb-list">{"".join(items)}</ul>')


def known(catalog: Catalog, kind: str, name: str) -> str:
    """Return what the address names, if the vocabulary has it."""
    said = st.query_params.get(name, "")
    return said if said in catalog.vocabulary.labels(kind) else ""


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
the_catalog = resources.catalog()
if wanted := st.query_params.get("article_id", ""):
    article_form.show_form(the_catalog, wanted)
elif "new" in st.query_params:
    of, against = known(the_catalog, "profession", "of"), known(the_catalog, "obstacle", "against")
    article_form.show_new(the_catalog, of, against)
else:
    show_list(the_catalog)
