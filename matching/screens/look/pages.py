"""The list of all pages: where each is, what it is called, and in whose menu it stands.

Every page can be opened by its address; each asks for itself who may see what.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from matching import columns
from matching.authorization import PROFESSIONAL, RECRUITER, STAFF

SCREENS: Final = Path(__file__).parent.parent


class Entry(NamedTuple):
    """A page: where its file is, its title, and the kinds of account in whose menu it stands."""

    folder: str
    name: str
    title: str
    kinds: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        """Its file, as Streamlit takes it."""
        return SCREENS / self.folder / f"{self.name}.py"

    @property
    def path(self) -> str:
        """Its address, below that of the app."""
        return "/" if self.name == "find" else f"/{self.name.replace('_', '-')}"


VISITOR: Final = ""
EVERYBODY: Final = (VISITOR, PROFESSIONAL, RECRUITER, STAFF)
PAGES: Final = (
    Entry("professional", "find", "Find", EVERYBODY),
    Entry("professional", "get_started", "Get started", (VISITOR, PROFESSIONAL)),
    Entry("professional", "search", "Search", EVERYBODY),
    Entry("professional", "role", "Role"),
    Entry("professional", "organizations", "Organizations", EVERYBODY),
    Entry("professional", "articles", "Articles", EVERYBODY),
    Entry("professional", "shortlist", "Shortlist", (VISITOR, PROFESSIONAL)),
    Entry("professional", "sign_in", "Sign in"),
    Entry("professional", "interests", "My interests", (PROFESSIONAL,)),
    Entry("professional", "me", "My profile", (PROFESSIONAL,)),
    Entry("recruiter", "my_roles", "My roles", (RECRUITER,)),
    Entry("recruiter", "edit_role", "Edit a role"),
    Entry("recruiter", "candidates", "Candidates"),
    Entry("recruiter", "candidate", "Candidate"),
    Entry("staff", "reports", "Reports", (STAFF,)),
    Entry("staff", "verify", "To verify", (STAFF,)),
    Entry("weights", "tuning", "Tuning", (STAFF,)),
    Entry("weights", "sorting", "Teach by sorting", (RECRUITER, STAFF)),
    Entry("weights", "experiments", "Experiments", (STAFF,)),
    Entry("weights", "exposure", "Exposure", (STAFF,)),
    Entry("staff", "all_roles", "Roles", (STAFF,)),
    Entry("staff", "all_organizations", "Edit organizations", (STAFF,)),
    Entry("staff", "accounts", "Accounts", (STAFF,)),
    Entry("staff", "audit", "Audit log", (STAFF,)),
)
INDEXED: Final = {
    "/": frozenset[str](),
    "/get-started": frozenset[str](),
    "/role": frozenset({columns.ROLE_ID}),
    "/organizations": frozenset({columns.ORG_ID}),
    "/articles": frozenset({columns.ARTICLE_ID}),
}
"""What search engines may list: plain pages, and what may stand in their address."""


def page(name: str) -> Entry:
    """Return a page by its name."""
    return next(entry for entry in PAGES if entry.name == name)


def file(name: str) -> Path:
    """Return the file of a page, to which `st.page_link` and `st.switch_page` lead."""
    return page(name).file
