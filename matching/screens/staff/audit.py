"""Screen: who did what and when, to search and to take along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any, Final

import streamlit as st

from matching import phrases
from matching.authorization import STAFF
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import listing, row_pages
from matching.screens.pieces.row_pages import Record
from matching.screens.visit import downloads, session
from matching.services import staff
from matching.services.staff.audit_log import MOST_ENTRIES, audit_csv

PAGE: Final = "audit_page"
PER_PAGE: Final = 50
NOT_SHOWN: Final = '<span class="mm-quiet">Not shown to staff</span>'
IN_WORDS: Final = {
    "account.delete": "Deleted their account",
    "account.export": "Downloaded their data",
    "account.made": "Made an account",
    "accounts.manage": "Changed an account",
    "accounts.secure": "Secured an account",
    "article.change": "Changed an article",
    "candidate.grade": "Sorted a candidate to teach the ranking",
    "candidate.move": "Moved a candidate",
    "candidate.undo": "Undid a step of a candidate",
    "candidates.export": "Took candidates along",
    "event.change": "Changed an event",
    "experiment.start": "Started an experiment",
    "experiment.stop": "Stopped an experiment",
    "filters.mine": "Changed the filters they keep",
    "floor.set": "Set the floor of exposure, or took it off",
    "golden.add": "Added a golden profile",
    "golden.change": "Changed a golden profile",
    "golden.remove": "Removed a golden profile",
    "gradings.export": "Took sorted cards along",
    "hiding.change": "Changed from whom they hide",
    "imports.settle": "Looked at many roles of one file",
    "interest.show": "Showed interest in a role",
    "interest.withdraw": "Withdrew their interest",
    "introduction.answer": "Answered an introduction",
    "introduction.ask": "Asked for an introduction",
    "introduction.take-back": "Took back that they asked for an introduction",
    "links.settle": "Opened a page by hand and found it fine",
    "match.grade": "Sorted a role to teach the ranking",
    "measurement.change": "Changed whether their use is written down",
    "memberships.manage": "Changed for whom a recruiter works",
    "message.report": "Reported a message",
    "messages.settle": "Decided about a reported message",
    "note.write": "Wrote a note about a candidate",
    "organization.block": "Changed of whom they take messages",
    "organization.change": "Changed an organization",
    "joining.decide": "Decided about an organization that asks to join",
    "organization.join": "Asked to join as an organization",
    "organization.make": "Made an organization",
    "password.changed": "Chose a password",
    "password.link-made": "Made a link for a password",
    "profile.change": "Changed their profile",
    "reports.resolve": "Settled a report",
    "role.change": "Changed a role",
    "role.confirm": "Confirmed a role as open",
    "role.export": "Took roles along",
    "role.import": "Brought roles in",
    "role.report": "Reported a role",
    "session.all-ended": "Signed out everywhere",
    "session.ended": "Signed out",
    "session.started": "Signed in",
    "path.change": "Ticked off a step of the path",
    "reading.change": "Changed their reading list",
    "shortlist.change": "Changed their shortlist",
    "tags.agree": "Agreed with a tag, or took that back",
    "tags.manage": "Decided about a tag",
    "tags.propose": "Proposed a tag",
    "templates.change": "Changed a template",
    "thread.write": "Wrote to a candidate",
    "weights.publish": "Published weights",
    "weights.save": "Saved weights",
    "words.write": "Wrote to an organization",
}


def search() -> dict[str, Any]:
    """Show what to search by; return it as `audit_entries` takes it."""
    first, second, third = st.columns(3)
    with first:
        who = listing.search_box("Who", "audit_who", PAGE, "An e-mail or a whole id")
    with second:
        action = listing.search_box("What", "audit_action", PAGE, "role. or candidate.move")
    with third:
        target_id = listing.search_box("On what", "audit_target", PAGE, "A whole id")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        days = [
            st.date_input(
                label, None, key=key, format="DD/MM/YYYY", width=170, on_change=_to_first_page
            )
            for label, key in (("From", "audit_from"), ("Until", "audit_until"))
        ]
    since, until = (
        datetime.combine(day, at, UTC) if day else None
        for day, at in zip(days, (time.min, time.max), strict=True)
    )
    words = {"who": who.strip(), "action": action.strip(), "target_id": target_id.strip()}
    return words | {"since": since, "until": until}


def _to_first_page() -> None:
    st.session_state[PAGE] = 1


def show_entries(entries: Sequence[Record]) -> None:
    """Show entries as a table."""
    table = html.table(
        ["When", "Who", "What", "On what", "Details"],
        [
            [
                look.escape(phrases.moment_in_words(entry["at"])),
                _who(entry),
                f"{look.escape(IN_WORDS.get(entry['action'], entry['action']))} "
                f'<span class="mm-quiet mm-small">{look.escape(entry["action"])}</span>',
                _target(entry),
                look.escape("; ".join(f"{name}: {_text(entry['details'][name])}"
                                      for name in entry["details"])) or "–",
            ]
            for entry in entries
        ],
    )  # fmt: skip
    html.show(f'<div class="ms-log">{table}</div>')


def _who(entry: Record) -> str:
    if entry["actor_email"]:
        return html.link(addresses.account_link(entry["actor"]), entry["actor_email"])
    return look.escape(entry["actor"]) or NOT_SHOWN


def _target(entry: Record) -> str:
    kind, target_id = entry["target_kind"], entry["target_id"]
    if not target_id:
        return NOT_SHOWN if not entry["actor"] else "–"
    if entry["target_email"]:
        return html.link(addresses.account_link(target_id), entry["target_email"])
    links = {
        "role": addresses.role_link,
        "organization": addresses.organization_link,
        "article": addresses.article_link,
    }
    if kind in links:
        return html.link(links[kind](target_id), target_id)
    return look.escape(f"{kind} {target_id}")


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
look.page_header(
    "Audit log",
    "Who did what, the newest first. Times are in UTC. Who keeps, reports or is interested in "
    "which role, and where they stand with it, is theirs and not shown here.",
)
session.show_outcome()
found = session.show(staff.audit_entries, n=MOST_ENTRIES, **search())
if found.empty:
    look.empty(
        "Nothing was written down that fits this",
        "Who and on what need the whole e-mail or id; what is the beginning of an action.",
        "Empty a box, or choose other days.",
    )
else:
    most = (
        "Choose an earlier day in “Until” to see older ones" if len(found) >= MOST_ENTRIES else ""
    )
    row_pages.count_line(len(found), "entry", most, many="entries")
    downloads.button(
        "Take these along (CSV)",
        audit_csv(found),
        file_name="audit-log.csv",
        mime="text/csv",
        icon=":material/table_view:",
        on_click="ignore",
        key="audit_csv",
    )
    row_pages.show_rows(found.to_dict("records"), PAGE, show_entries, n=PER_PAGE)
