"""Screen: the roles to look at first, those that touch most people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from matching import phrases
from matching.authorization import STAFF
from matching.screens import look
from matching.screens.look import html, sheets
from matching.screens.pieces import row_pages
from matching.screens.pieces.row_pages import Record
from matching.screens.staff import role_actions
from matching.screens.visit import resources, session
from matching.services import staff

LISTED: Final = 100
KEPT: Final = "10m"


@st.cache_data(ttl=KEPT, max_entries=4, show_spinner="Counting whose first ten each role is in …")
def _reach(place: str) -> staff.Reach:
    """Count, for ten minutes: not anew for each role that is confirmed meanwhile."""
    return session.ask(staff.people_reached, resources.recommender())


def show_counted(reach: staff.Reach) -> None:
    """Say how many people were counted and when, and offer to count again."""
    people = phrases.counted(reach.counted, "saved profile")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            f'<p class="mm-quiet mm-flush">Counted over {people} on '
            f"{phrases.moment_in_words(reach.at)}.</p>",
            width="content",
        )
        st.button(
            "Count again",
            icon=":material/refresh:",
            type="tertiary",
            key="count_again",
            on_click=_reach.clear,
        )


def show_queue(reach: staff.Reach) -> None:
    """Show the roles that wait to be looked at."""
    queue = session.show(staff.verification_queue, reach, n=LISTED).to_dict("records")
    role_actions.show_just_closed()
    if not queue:
        look.empty(
            "Nothing to verify",
            f"Every open role was confirmed within the last {staff.GOOD_FOR.days} days, and "
            "nobody reported one.",
        )
        return
    more = ", and more wait behind them" if len(queue) == LISTED else ""
    row_pages.count_line(len(queue), "role", f"Those that touch most people come first{more}")
    row_pages.show_rows(queue, "verify_page", show_roles, n=10)


def show_roles(roles: Sequence[Record]) -> None:
    """Show some roles of the queue."""
    for role in roles:
        show_role(role)


def show_role(role: Record) -> None:
    """Show one role of the queue and what can be done with it."""
    n_reports = role["open_reports"]
    with st.container(border=True, key=f"card_{role['role_id']}", gap="small"):
        html.show(
            '<article class="mm-small-card"><div class="mm-top"><div>',
            role_actions.role_title(role["role_id"], role["title"], role["org_id"]),
            "</div>",
            f'<div class="ms-people"><strong>{role["people"]:,}</strong>'
            f"{'person' if role['people'] == 1 else 'people'}</div></div>",
            look.chips(
                [look.chip(phrases.counted(n_reports, "open report"), "weigh")] if n_reports else []
            ),
            f'<p class="mm-read">{html.outward(role["source_url"], "Open the source")}. '
            f"{look.escape(' '.join(_ages(role)))}</p></article>",
        )
        role_actions.role_buttons({**role, "is_open": True})


def _ages(role: Record) -> Sequence[str]:
    read_on = phrases.date_in_words(role["read_on"])
    confirmed = row_pages.day(role["confirmed_at"])
    return (
        f"Read on {read_on}." if read_on else "It is not known when it was read.",
        f"Last confirmed on {confirmed}." if confirmed else "Never confirmed.",
    )


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
look.page_header(
    "To verify",
    "Open roles, ordered by how many people have them among their first ten. Open the source; if "
    "the role is still offered, say so, and it leaves this list for "
    f"{staff.GOOD_FOR.days} days.",
)
session.show_outcome()
the_reach = _reach(resources.database().place)
show_counted(the_reach)
show_queue(the_reach)
