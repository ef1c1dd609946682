"""The list of all pages: where each is, what it is called, and in whose menu it stands.

Every page can be opened by its address; each asks for itself who may see what.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from matching import columns
from matching.authorization import MODERATE, PROFESSIONAL, RECRUITER, STAFF

SCREENS: Final = Path(__file__).parent.parent


class Entry(NamedTuple):
    """A page: where its file is, its title, and in whose menu it stands.

    Parameters
    ----------
    kinds : tuple of str
        Kinds of account.
    right : str
        A right of an account of any kind, `""` for none.
    group : str
        Under which word it stands in the menu of staff, `""` for itself.
    """

    folder: str
    name: str
    title: str
    kinds: tuple[str, ...] = ()
    right: str = ""
    group: str = ""

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
    Entry("professional", "tag", "Tag"),
    Entry("professional", "events", "Events", EVERYBODY),
    Entry("professional", "shortlist", "Shortlist", (VISITOR, PROFESSIONAL)),
    Entry("professional", "claim", "Is this your organization?"),
    Entry("professional", "sign_in", "Sign in"),
    Entry("professional", "interests", "My interests", (PROFESSIONAL,)),
    Entry("professional", "me", "My profile", (PROFESSIONAL,)),
    Entry("recruiter", "to_do", "To do", (RECRUITER,)),
    Entry("recruiter", "my_people", "My people", (RECRUITER,)),
    Entry("recruiter", "my_roles", "My roles", (RECRUITER,)),
    Entry("recruiter", "questions", "Questions", (RECRUITER,)),
    Entry("recruiter", "my_organization", "My organization", (RECRUITER,)),
    Entry("recruiter", "edit_role", "Edit a role"),
    Entry("recruiter", "clinic", "Role clinic"),
    Entry("recruiter", "candidates", "Candidates"),
    Entry("recruiter", "candidate", "Candidate"),
    Entry("conversation", "my_comments", "What I wrote"),
    Entry("conversation", "moderation", "Comments", right=MODERATE),
    Entry("staff", "start", "Start", (STAFF,)),
    Entry("staff", "reports", "Reports", (STAFF,), group="People"),
    Entry("staff", "facts", "Answers", (STAFF,), group="People"),
    Entry("staff", "claims", "Claims", (STAFF,), group="People"),
    Entry("staff", "verify", "To verify", (STAFF,), group="Catalog"),
    Entry("staff", "tags", "Tags", (STAFF,), group="Catalog"),
    Entry("weights", "tuning", "Tuning", (STAFF,), group="Ranking"),
    Entry("weights", "sorting", "Teach by sorting", (RECRUITER, STAFF), group="Ranking"),
    Entry("weights", "experiments", "Experiments", (STAFF,), group="Ranking"),
    Entry("weights", "exposure", "Exposure", (STAFF,), group="Ranking"),
    Entry("staff", "all_roles", "Roles", (STAFF,), group="Catalog"),
    Entry("staff", "all_organizations", "Edit organizations", (STAFF,), group="Catalog"),
    Entry("staff", "edit_articles", "Edit articles", (STAFF,), group="Catalog"),
    Entry("staff", "gaps", "Gaps", (STAFF,), group="Catalog"),
    Entry("staff", "links", "Links", (STAFF,), group="Catalog"),
    Entry("staff", "edit_events", "Edit events", (STAFF,), group="Catalog"),
    Entry("staff", "partners", "Partners", (STAFF,), group="People"),
    Entry("staff", "accounts", "Accounts", (STAFF,), group="People"),
    Entry("staff", "audit", "Audit log", (STAFF,), group="People"),
)
INDEXED: Final = {
    "/": frozenset[str](),
    "/get-started": frozenset[str](),
    "/role": frozenset({columns.ROLE_ID}),
    "/organizations": frozenset({columns.ORG_ID}),
    "/articles": frozenset({columns.ARTICLE_ID}),
    "/events": frozenset({"event"}),
    "/tag": frozenset({"tag"}),
}
"""What search engines may list: plain pages, and what may stand in their address."""


def page(name: str) -> Entry:
    """Return a page by its name."""
    return next(entry for entry in PAGES if entry.name == name)


def file(name: str) -> Path:
    """Return the file of a page, to which `st.page_link` and `st.switch_page` lead."""
    return page(name).file
