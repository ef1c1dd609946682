"""Cards of articles with what can be done with each: keep it, put it aside, pass it on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import streamlit as st

from matching import Catalog, columns, phrases
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces import cards, sharing, tag_chips
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.visit import reading_list, tagged
from matching.screens.visit.reading_list import DISMISSED, READ, SAVED
from matching.words.facts import table_row

TIMES: Final = {1: "once", 2: "twice"}


def draw(catalog: Catalog, articles: Iterable[tuple[str, str]], *, can_dismiss: bool) -> None:
    """Draw cards, each with the reason why it is worth reading.

    Parameters
    ----------
    articles : iterable of (article id, reason)
    can_dismiss : bool
        Whether each has a button to put it aside.
    """
    marks, counts = reading_list.marks(), reading_list.counts()
    every = tagged.tags(catalog)
    for article_id, why in articles:
        key = re.sub(r"[^A-Za-z0-9_-]", "-", article_id)
        with st.container(border=True, key=f"article_{key}", gap="xsmall"):
            card = cards.article(catalog, article_id, why, tag_chips.on_card(every, article_id))
            st.html(f'<ul class="mm-bare">{card}</ul>')
            actions(catalog, article_id, marks, counts, can_dismiss=can_dismiss)
    sharing.listen()


def actions(
    catalog: Catalog,
    article_id: str,
    marks: reading_list.Marks,
    counts: reading_list.Counts,
    *,
    can_dismiss: bool = False,
    can_be_read: bool = False,
) -> None:
    """Draw what can be done with an article, and how often that was done."""
    article = table_row(catalog.articles, article_id)
    title = article[columns.TITLE]
    is_saved = article_id in marks[SAVED]
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        quiet_button(
            "Saved" if is_saved else "Save",
            ":material/bookmark_added:" if is_saved else ":material/bookmark_add:",
            f"save_article_{article_id}",
            reading_list.toggle,
            article_id,
            SAVED,
            hint="Take it off your reading list" if is_saved else "Put it on your reading list",
        )
        if can_be_read:
            has_read = article_id in marks[READ]
            quiet_button(
                "Read" if has_read else "I have read it",
                ":material/done_all:" if has_read else ":material/done:",
                f"read_article_{article_id}",
                reading_list.toggle,
                article_id,
                READ,
            )
        if can_dismiss:
            quiet_button(
                "Not for me",
                ":material/close:",
                f"dismiss_article_{article_id}",
                reading_list.toggle,
                article_id,
                DISMISSED,
            )
        # The page of one article has a button for it.
        original = "" if can_be_read else html.outward(article[columns.URL], "Read the original")
        passing_on = sharing.links(article_id, title, original)
        st.html(passing_on + _counted(article_id, counts), width="content")


def _counted(article_id: str, counts: reading_list.Counts) -> str:
    """Say how often an article was kept and passed on; nothing where it never was."""
    if article_id not in counts:
        return ""
    saved, shared = (counts[article_id][name] for name in ("saved", "shared"))
    said = [f"saved by {phrases.counted(saved, 'person', 'people')}"] if saved else []
    said += [f"passed on {TIMES.get(shared, f'{shared:,} times')}"] if shared else []
    words = look.escape(", ".join(said).capitalize())
    return f'<p class="mm-quiet mm-small mm-flush">{words}</p>'
