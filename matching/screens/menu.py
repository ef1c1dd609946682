"""The menu: the pages that stand in it for who is signed in."""

from __future__ import annotations

import streamlit as st

from matching.authorization import PROFESSIONAL
from matching.errors import MatchingError
from matching.screens.look.pages import PAGES, Entry
from matching.screens.visit import measuring, session
from matching.services import professional


def navigation() -> st.Page:
    """Draw the menu of who is signed in, and return the page to run."""
    who = session.actor()
    kind = who.kind
    pages = [
        st.Page(
            entry.file,
            title=_title(entry, kind),
            url_path=entry.path.lstrip("/") or None,
            default=entry.path == "/",
            visibility="visible" if kind in entry.kinds or entry.right in who.rights else "hidden",
        )
        for entry in PAGES
    ]
    page = st.navigation(pages, position="top")
    measuring.page_is_open(page.url_path)
    return page


def _title(entry: Entry, kind: str) -> str:
    """Return the title of a page, with the number of organizations that wait for an answer."""
    if entry.name != "interests" or kind != PROFESSIONAL:
        return entry.title
    try:
        waiting = session.ask(professional.introductions_waiting)
    except MatchingError:
        waiting = 0
    return f"{entry.title} ({waiting})" if waiting else entry.title
