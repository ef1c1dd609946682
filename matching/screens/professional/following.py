"""Following an organization: the button on its page, and what is new at those one follows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Final

import streamlit as st

from matching import Catalog, columns, phrases
from matching.browsing.text_search import Found
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.visit import resources, session
from matching.services import professional
from matching.services.professional import Follow, RoleNews
from matching.words.facts import table_row

MOST_NEWS: Final = 5
"""News of one organization that are named."""
WHAT: Final = {
    "new": "New role",
    "changed": "Changed",
    "confirmed": "Confirmed to be open",
    "closed": "No longer open",
}


def followed() -> frozenset[str]:
    """Return the organizations that the visitor follows."""
    if not session.is_professional():
        return frozenset()
    return session.show(professional.followed)


def draw_button(org_id: str) -> None:
    """Draw the button to follow an organization; a visitor gets the link to sign in."""
    who = session.actor()
    if not who.account_id:
        sign_in = look.address(session.account_link("sign-in"))
        st.html(
            f'<p class="mm-flush"><a href="{sign_in}">Sign in to follow it</a></p>', width="content"
        )
        return
    if not session.is_professional():
        return
    follows = org_id in followed()
    st.button(
        "You follow it" if follows else "Follow",
        key="follow",
        icon=":material/notifications_active:" if follows else ":material/notification_add:",
        help="Press again to follow it no more"
        if follows
        else "What is new there then stands on the page of organizations",
        on_click=_toggle,
        args=(org_id, follows),
    )


def _toggle(org_id: str, follows: bool) -> None:
    verb = professional.unfollow if follows else professional.follow
    done = "You follow it no more." if follows else "You follow it now."
    session.attempt(verb, org_id, done=done)


def narrowed(found: Found, mine: Collection[str]) -> Found:
    """Offer to see only those one follows, and leave out the others if that is wanted."""
    if not mine or not st.toggle("Only those I follow", key="org_followed"):
        return found
    return replace(found, ids=tuple(org_id for org_id in found.ids if org_id in mine))


def show_mine(catalog: Catalog) -> None:
    """Show the organizations that one follows, those with news first; nothing if there are none."""
    if not session.is_professional():
        return
    mine = session.show(professional.my_follows)
    if not mine:
        return
    lines = {one.org_id: _lines(catalog, one) for one in mine}
    n_news = sum(bool(lines[one.org_id]) for one in mine)
    news = f"news of {n_news}" if n_news else "no news"
    label = f"You follow {phrases.counted(len(mine), 'organization')}: {news}"
    with st.expander(label, icon=":material/notifications:", expanded=n_news > 0, key="followed"):
        for one in mine:
            _draw_one(one, lines[one.org_id])


def _draw_one(one: Follow, lines: list[str]) -> None:
    name = look.words(one.name)
    if not one.is_taken_out:
        name = html.link(addresses.organization_link(one.org_id), one.name)
    with st.container(border=True, key=f"card_follow_{one.org_id}", gap="small"):
        html.show(
            f'<div class="mm-small-card"><h3>{name}</h3>',
            _body(one, lines),
            "</div>",
        )
        with st.container(horizontal=True, gap="small"):
            if lines:
                quiet_button(
                    "I have seen this",
                    ":material/done_all:",
                    f"seen_{one.org_id}",
                    session.attempt,
                    professional.see_news,
                    one.org_id,
                )
            quiet_button(
                "Follow no more",
                ":material/notifications_off:",
                f"leave_{one.org_id}",
                session.attempt,
                professional.unfollow,
                one.org_id,
                done=f"You follow {one.name} no more.",
            )


def _body(one: Follow, lines: list[str]) -> str:
    if one.is_taken_out:
        return html.paragraph("It asked to be taken out of Missionmatch.", "mm-flush")
    since = phrases.day_in_words(one.seen_at)
    if not lines:
        return html.paragraph(f"Nothing new since {since}.", "mm-quiet mm-flush")
    shown = [f"<li>{line}</li>" for line in lines[:MOST_NEWS]]
    if rest := len(lines) - MOST_NEWS:
        shown += [f"<li>and {rest} more on its page</li>"] if rest > 0 else []
    said = html.paragraph(f"New since {since}:", "mm-flush")
    return f'{said}<ul class="mb-list">{"".join(shown)}</ul>'


def _lines(catalog: Catalog, one: Follow) -> list[str]:
    """Return what is new at an organization, each line as HTML: its roles, and articles on it."""
    if one.is_taken_out:
        return []
    return [*(_role_line(catalog, news) for news in one.news), *_articles(catalog, one)]


def _role_line(catalog: Catalog, news: RoleNews) -> str:
    title = look.words(news.title)
    if news.role_id in catalog.roles.index:
        title = html.link(addresses.role_link(news.role_id), news.title)
    return f"{look.escape(_what(news.what, news.at))}: {title}"


def _what(what: str, at: datetime | None) -> str:
    """Say what became of a role.

    Examples
    --------
    >>> _what("closed", datetime(2026, 11, 23)), _what("new", None)
    ('No longer open since 23 November 2026', 'New role')
    """
    if at is None or what == "new":
        return WHAT[what]
    word = "since" if what == "closed" else "on"
    return f"{WHAT[what]} {word} {phrases.day_in_words(at)}"


def _articles(catalog: Catalog, one: Follow) -> list[str]:
    """Return the articles about it that were read by us on a later day."""
    since = one.seen_at.date().isoformat()
    if not (catalog.articles[columns.READ_ON] > since).any():
        return []
    naming = (table_row(catalog.articles, id_) for id_ in resources.related().naming(one.org_id))
    new = [row for row in naming if row[columns.READ_ON] > since]
    links = (
        html.link(addresses.article_link(row[columns.ARTICLE_ID]), row[columns.TITLE])
        for row in new
    )
    return [f"Article about it: {link}" for link in links]
