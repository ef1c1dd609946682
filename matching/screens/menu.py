"""The menu: the pages that stand in it for who is signed in."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from matching.authorization import PROFESSIONAL, STAFF
from matching.errors import MatchingError
from matching.screens.look.pages import PAGES, Entry
from matching.screens.visit import measuring, session
from matching.services import professional


def navigation() -> st.Page:
    """Draw the menu of who is signed in, and return the page to run."""
    who = session.actor()
    kind = who.kind
    groups: dict[str, list[StreamlitPage]] = {"": []}
    for entry in PAGES:
        page = st.Page(
            entry.file,
            title=_title(entry, kind),
            url_path=entry.path.lstrip("/") or None,
            default=entry.path == "/",
            visibility="visible" if kind in entry.kinds or entry.right in who.rights else "hidden",
        )
        groups.setdefault(entry.group if kind == STAFF else "", []).append(page)
    page = st.navigation(groups, position="top")
    measuring.page_is_open(page.url_path)
    return page


def _title(entry: Entry, kind: str) -> str:
    """Return the title of a page, with how many organizations wait for an answer or wrote anew."""
    if entry.name != "interests" or kind != PROFESSIONAL:
        return entry.title
    try:
        waiting = session.ask(professional.introductions_waiting)
        waiting += session.ask(professional.new_messages)
    except MatchingError:
        waiting = 0
    return f"{entry.title} ({waiting})" if waiting else entry.title
