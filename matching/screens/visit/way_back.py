"""The page to go back to after signing in through another provider, which leads to the first page.

The tab of the browser remembers it meanwhile (see browser_storage.py).
"""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from matching.screens.look import addresses, pages
from matching.web.redirects import HOME, safe_next

_KEY: Final = "way_back"


def remember(address: str) -> None:
    """Remember the page that was left to sign in; `""` or a strange address is none."""
    st.session_state[_KEY] = safe_next(address)


def remembered() -> str:
    """Return the address of the page to go back to; the first page where none was left."""
    return str(st.session_state.get(_KEY, HOME))


def go(address: object) -> None:
    """Go to a page of ours, which ends the run; to no other address, and not to the first page."""
    wanted = safe_next(address) if isinstance(address, str) else HOME
    if wanted == HOME:
        return
    parts = urlsplit(wanted)
    for entry in pages.PAGES:
        if urlsplit(addresses.page_link(entry.name)).path == parts.path:
            st.switch_page(entry.file, query_params=parse_qsl(parts.query))
