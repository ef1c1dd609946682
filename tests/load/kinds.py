"""The kinds of pages that are measured: where each is, who looks, and what is pressed on it."""

import dataclasses
import re
from collections.abc import Callable

from matching.authorization import PROFESSIONAL, RECRUITER, STAFF
from matching.screens.look.pages import PAGES, VISITOR

PROFILE = "profession=physician&specialties=general-surgery&max_weeks=8&languages=en:native"
ROLE = "mercy-ships--general-surgeon"
ORG = ROLE.partition("--")[0]


@dataclasses.dataclass(frozen=True)
class Kind:
    """A kind of page; `press` does one thing on it that the server answers."""

    name: str
    who: str
    path: str
    press: Callable | None = None


def button(name):
    """Press the first button whose name begins so."""
    begun = re.compile(f"^{name}")
    return lambda page: page.get_by_role("button", name=begun).first.click()


def tick(name, fold=None):
    """Tick a box, which may be folded away under a button or a summary."""

    def press(page):
        if fold:
            page.get_by_test_id("stMain").get_by_text(fold, exact=True).first.click()
        page.get_by_test_id("stCheckbox").filter(has_text=name).first.click()

    return press


def choice(name):
    """Choose something of a row of choices: a tab, a view."""
    return lambda page: page.get_by_test_id("stMain").get_by_text(name, exact=True).first.click()


def search(words):
    """Search with the search box of the page."""

    def press(page):
        box = page.get_by_test_id("stMain").locator("input[type=search]").first
        box.fill(words)
        box.press("Enter")

    return press


def next_page(page):
    """Go to the second page of a list, the last one of the page."""
    page.get_by_role("button", name="Page 2", exact=True).last.click()


def slide(page):
    """Move the first slider by one step."""
    page.get_by_test_id("stMain").get_by_role("slider").first.press("ArrowRight")


def kinds(found):
    """List the kinds; `found` says where things are in the store, as `filling.py` gives it."""
    role, person = f"role_id={found['role']}", found["person"]
    listed = f"/candidates?{role}"
    return (
        Kind("First page", VISITOR, "/", button("Try as this")),
        Kind("Roles for you", VISITOR, f"/?{PROFILE}", tick("Families welcome", "Filters")),
        Kind("Roles for you, next page", VISITOR, f"/?{PROFILE}", next_page),
        Kind("One change away", VISITOR, f"/?{PROFILE}", choice("One change away")),
        Kind("Map", VISITOR, f"/?{PROFILE}", choice("Map")),
        Kind("Worth reading", VISITOR, f"/?{PROFILE}", choice("Worth reading")),
        Kind("Role", VISITOR, f"/role?role_id={ROLE}", button("Save to shortlist")),
        Kind("Role with many comments", VISITOR, f"/role?{role}", next_page),
        Kind("Organizations", VISITOR, "/organizations", search("surgery")),
        Kind("Organization", VISITOR, f"/organizations?org_id={ORG}"),
        Kind("Articles", VISITOR, "/articles", search("malaria")),
        Kind("Article", VISITOR, f"/articles?article_id={found['article']}"),
        Kind("Get started", VISITOR, "/get-started"),
        Kind("Search", VISITOR, "/search?q=dentist", search("midwife")),
        Kind("Tags", VISITOR, "/tag"),
        Kind("Tag", VISITOR, "/tag?tag=work-surgery"),
        Kind("Events", VISITOR, "/events"),
        Kind("Event", VISITOR, f"/events?event={found['event']}"),
        Kind("Shortlist", VISITOR, "/shortlist"),
        Kind("Claim", VISITOR, f"/claim?org_id={ORG}&kind=correct"),
        Kind("My interests", PROFESSIONAL, "/interests"),
        Kind("My profile", PROFESSIONAL, "/me"),
        Kind("Roles for you, signed in", PROFESSIONAL, "/", tick("Families welcome", "Filters")),
        Kind("What I wrote", PROFESSIONAL, "/my-comments"),
        Kind("To do", RECRUITER, "/to-do"),
        Kind("My people", RECRUITER, "/my-people"),
        Kind("My roles", RECRUITER, "/my-roles"),
        Kind("Questions", RECRUITER, "/questions"),
        Kind("My organization", RECRUITER, "/my-organization"),
        Kind("Edit a role", RECRUITER, f"/edit-role?{role}"),
        Kind("Candidates, list", RECRUITER, listed, tick("Nothing is missing", "Filters")),
        Kind("Candidates, table", RECRUITER, listed, choice("Table")),
        Kind("Candidates, board", RECRUITER, listed, choice("Board")),
        Kind("Candidate", RECRUITER, f"/candidate?{role}&person={person}"),
        Kind("Teach by sorting", RECRUITER, f"/sorting?{role}"),
        *(
            Kind(f"Staff: {entry.title}", STAFF, entry.path, OF_STAFF.get(entry.name))
            for entry in PAGES
            if (STAFF in entry.kinds or entry.right) and VISITOR not in entry.kinds
        ),
    )


OF_STAFF = {
    "tuning": slide,
    "all_roles": search("dentist"),
    "accounts": search("fictional"),
    "audit": search("role"),
}
