"""The pages, and which of them stand in the menu of whom.

Every page can be opened by its address; each asks for itself who may see what.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

import streamlit as st

from matching import columns
from matching.authorization import PROFESSIONAL, RECRUITER, STAFF
from matching.errors import MatchingError
from matching.screens import session, use_events
from matching.services import professional

HERE: Final = Path(__file__).parent


class Entry(NamedTuple):
    """A page: its file, its title, and the kinds of account in whose menu it stands."""

    name: str
    title: str
    kinds: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Its address, below that of the app."""
        return "/" if self.name == "find" else f"/{self.name.replace('_', '-')}"


VISITOR: Final = ""
EVERYBODY: Final = (VISITOR, PROFESSIONAL, RECRUITER, STAFF)
PAGES: Final = (
    Entry("find", "Find", EVERYBODY),
    Entry("role", "Role"),
    Entry("organizations", "Organizations", EVERYBODY),
    Entry("articles", "Articles", EVERYBODY),
    Entry("shortlist", "Shortlist", (VISITOR, PROFESSIONAL)),
    Entry("sign_in", "Sign in"),
    Entry("interests", "My interests", (PROFESSIONAL,)),
    Entry("me", "My profile", (PROFESSIONAL,)),
    Entry("my_roles", "My roles", (RECRUITER,)),
    Entry("edit_role", "Edit a role"),
    Entry("candidates", "Candidates"),
    Entry("candidate", "Candidate"),
    Entry("reports", "Reports", (STAFF,)),
    Entry("verify", "To verify", (STAFF,)),
    Entry("tuning", "Tuning", (STAFF,)),
    Entry("sorting", "Teach by sorting", (RECRUITER, STAFF)),
    Entry("experiments", "Experiments", (STAFF,)),
    Entry("exposure", "Exposure", (STAFF,)),
    Entry("all_roles", "Roles", (STAFF,)),
    Entry("all_organizations", "Edit organizations", (STAFF,)),
    Entry("accounts", "Accounts", (STAFF,)),
    Entry("audit", "Audit log", (STAFF,)),
)
INDEXED: Final = {
    "/": frozenset[str](),
    "/role": frozenset({columns.ROLE_ID}),
    "/organizations": frozenset({columns.ORG_ID}),
    "/articles": frozenset({columns.ARTICLE_ID}),
}
"""What search engines may list: plain pages, and what may stand in their address."""


def navigation() -> st.Page:
    """Draw the menu of who is signed in, and return the page to run."""
    kind = session.actor().kind
    pages = [
        st.Page(
            HERE / f"{entry.name}.py",
            title=_title(entry, kind),
            url_path=entry.path.lstrip("/") or None,
            default=entry.path == "/",
            visibility="visible" if kind in entry.kinds else "hidden",
        )
        for entry in PAGES
    ]
    page = st.navigation(pages, position="top")
    use_events.page_is_open(page.url_path)
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
