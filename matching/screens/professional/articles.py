"""Screen: articles to search, filter and sort, and what each one is about."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from matching import Catalog, columns
from matching.articles.reasons import HELP
from matching.articles.tags import match_in_words
from matching.authorization import STAFF
from matching.browsing.browser import newest_first, put_first
from matching.browsing.text_search import Found
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import (
    article_cards,
    conversation,
    listing,
    record_cards,
    sharing,
    tag_chips,
)
from matching.screens.professional import article_tags
from matching.screens.visit import reading_list, resources, results, session, state, tagged
from matching.words.facts import facts_of_article, table_row

SEARCH: Final = "article_search"
PAGE: Final = "article_page"
# Filters by their name in the address of the page: the name in the library, and a label.
FILTERS: Final = {
    "article_kind": ("kinds", "Kind"),
    "article_stage": ("stages", "Where you are on the way"),
    "article_for": ("professions", "Profession"),
    "article_focus": ("focus_areas", "Work"),
    "article_country": ("countries", "Country"),
    "article_by": ("publishers", "Publisher"),
}

BY_WORDS, FOR_YOU, NEWEST = "Best match", "For you", "Newest"


def show_list(catalog: Catalog) -> None:
    """Show search, filters, order, and the articles found as cards."""
    look.page_header(
        "Articles",
        "Stories, guides and research by people who have gone, to read before you decide, while "
        "you pack and when you are back.",
    )
    tags, events = (
        html.link(addresses.tag_link(), "All tags"),
        html.link(addresses.event_link(), "Events"),
    )
    html.show(f'<p class="mm-flush">{tags} · {events}</p>')
    query, found = find()
    listing.show_found(found, "article")
    if not found.ids:
        look.empty(
            "No article fits all of this",
            "Every word must occur in the article's record, and every filter holds.",
            "Take out a filter, or try a broader word.",
        )
        listing.show_clear(SEARCH, FILTERS)
        return
    relevance = relevance_for_visitor(catalog)
    with st.container(horizontal=True, vertical_alignment="center"):
        order = chosen_order(bool(query), relevance is not None)
        listing.show_clear(SEARCH, FILTERS)
    ids, why = found.ids, {}
    if order == FOR_YOU and relevance is not None:
        ids, why = put_first(ids, relevance.index), relevance["why"].to_dict()
    elif order == NEWEST:
        ids = newest_first(catalog.articles.loc[list(ids)])
    listing.draw_pages(
        ids,
        PAGE,
        lambda shown: article_cards.draw(
            catalog, [(id_, why.get(id_, "")) for id_ in shown], can_dismiss=False
        ),
    )


def find() -> tuple[str, Found]:
    """Show search and filters; return the words and the articles found."""
    browser = resources.browser()
    query = listing.search_box(
        "Search articles", SEARCH, PAGE, "A word of the title, summary, author or publisher"
    )
    chosen = listing.filter_grid(FILTERS, PAGE, browser.article_choices)
    return query, browser.articles(query, **chosen)


def relevance_for_visitor(catalog: Catalog) -> pd.DataFrame | None:
    """Return all articles as ranked for the visitor; None before they say who they are."""
    profile = state.profile()
    if profile is None:
        return None
    ranked = resources.recommender().articles(profile, n=len(catalog.articles))
    return ranked.set_index("article_id")


def chosen_order(has_words: bool, has_profile: bool) -> str:
    """Show the choice of an order, where there is one, and return it."""
    orders = [BY_WORDS] * has_words + [FOR_YOU] * has_profile + [NEWEST]
    if len(orders) == 1:
        return orders[0]
    return st.segmented_control(
        "Order",
        orders,
        default=orders[0],
        required=True,
        key="article_order",
        bind="query-params",
        label_visibility="collapsed",
    )


def show_article(catalog: Catalog, article_id: str) -> None:
    """Show what one article is about, what it has to do with the visitor, and related ones."""
    article = table_row(catalog.articles, article_id)
    every = tagged.tags(catalog)
    tags = every.of(article_id)
    matching = every.matching(tags)
    html.show(
        record_cards.back_to_all("article"),
        f'<header class="mm-header"><h1>{look.words(article[columns.TITLE])}</h1>',
        f"{html.paragraph(record_cards.published(article), 'mm-org')}</header>",
        look.words(article[columns.SUMMARY], "p", "mb-summary"),
        tag_chips.chips(tags, matching),
    )
    conversation.draw_named("article", article_id)
    if html.is_web_address(article[columns.URL]):
        st.link_button(
            "Read the original", article[columns.URL], icon=":material/open_in_new:", type="primary"
        )
    hint = "Opens in a new tab, on the publisher's own site."
    html.show(html.paragraph(hint, "mm-quiet mm-small"), for_staff(article_id))
    article_cards.actions(
        catalog, article_id, reading_list.marks(), reading_list.counts(), can_be_read=True
    )
    sharing.listen()
    html.show(
        what_it_shares(catalog, article_id, match_in_words(tags, matching)),
        html.heading("What it is about"),
        record_cards.fact_list(facts_of_article(catalog, article_id)),
    )
    article_tags.draw(article_id)
    show_neighbours(catalog, article_id)
    conversation.draw("article", article_id)


def for_staff(article_id: str) -> str:
    """Return the link with which staff edit an article; nothing for others."""
    if session.actor().kind != STAFF:
        return ""
    return f"<p>{html.link(addresses.edit_articles_link(article_id), 'Edit this article')}</p>"


def what_it_shares(catalog: Catalog, article_id: str, tags: str) -> str:
    """Return what an article shares with the visitor's profile, in words and tags."""
    relevance = relevance_for_visitor(catalog)
    if relevance is None:
        return ""
    if article_id not in relevance.index:
        return html.paragraph("This event is over.", "mm-quiet")
    row = relevance.loc[article_id]
    helps = [f"help with {HELP[name]}" for name in row["helps"]]
    shared = html.bullets([*row["shared"], *helps]) + html.paragraph(tags)
    nothing = html.paragraph("It shares nothing with what you have told us so far.", "mm-quiet")
    return html.heading("What it shares with you") + (shared or nothing)


def show_neighbours(catalog: Catalog, article_id: str) -> None:
    """Show the roles that an article leads to, who is named in it, and related articles."""
    related, profile = resources.related(), state.profile()
    bands = results.of(resources.recommender(), profile).bands if profile else None
    roles = related.roles_for(article_id, among=bands)
    if roles:
        title = "Roles for you that it leads to" if profile else "Roles that it leads to"
        cards = (record_cards.role_card(catalog, id_, bands=bands) for id_ in roles)
        html.show(html.heading(title), html.grid(cards))
    organizations = related.organizations_in(article_id)
    if organizations:
        shown = (record_cards.organization_card(catalog, id_) for id_ in organizations)
        html.show(html.heading("Who it is by or about"), html.grid(shown))
    others = related.to_article(article_id, n=3)
    if len(others):
        html.show(
            html.heading("Related articles"),
            html.grid(record_cards.shared_articles(catalog, others)),
        )


sheets.put("parts")
the_catalog = resources.catalog()
wanted = st.query_params.get("article_id", "")
if not wanted:
    show_list(the_catalog)
elif wanted in the_catalog.articles.index:
    show_article(the_catalog, wanted)
else:
    wanted = wanted[:120]
    near = resources.browser().near_articles(wanted)
    record_cards.show_unknown(
        "article", wanted, [record_cards.article_card(the_catalog, id_) for id_ in near]
    )
