"""Screen: the roles of a recruiter's organizations, who waits for an answer, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from matching import Catalog, phrases
from matching.authorization import RECRUITER
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import answer_pace, listing, role_files
from matching.screens.recruiter import new_role, own_role, role_closing, taken_out
from matching.screens.visit import resources, session, state
from matching.services import recruiter

SEARCH: Final = "my_search"
PAGE: Final = "my_page"
ORGANIZATION: Final = "my_org"
FIRST_REMINDERS: Final = 5


def choose_organization(organizations: pd.DataFrame) -> str:
    """Show the heading with the organization; one who works for several chooses it."""
    names = dict(zip(organizations["org_id"], organizations["name"], strict=True))
    if len(names) == 1:
        ((org_id, name),) = names.items()
        look.page_header("My roles", name)
        return str(org_id)
    look.page_header("My roles")
    return str(
        st.selectbox(
            "Organization",
            list(names),
            format_func=lambda org_id: names[org_id],
            key=ORGANIZATION,
            persist_state="session",
            on_change=_begin_anew,
        )
    )


def _reminder(row: Mapping[Any, Any]) -> str:
    address = look.address(addresses.candidate_link(row["role_id"], row["account_id"]))
    said = f"{row['title']}: for {phrases.counted(row['days_since_interest'], 'day')}"
    return f'<li><a href="{address}">{look.escape(said)}</a></li>'


def show_reminders(org_id: str) -> None:
    """Show who waits for an answer for a week or more, each a link to the person."""
    waiting = session.show(recruiter.reminders, org_id, after_days=own_role.LONG_WAIT)
    if waiting.empty:
        return
    lines = [_reminder(row) for row in waiting.to_dict("records")]
    first, rest = lines[:FIRST_REMINDERS], lines[FIRST_REMINDERS:]
    people = phrases.counted(len(lines), "person has", "people have")
    more = f"<details><summary>And {len(rest)} more</summary><ul>{''.join(rest)}</ul></details>"
    html.show(
        f'<section class="mr-note"><h2>{people} waited for your answer for a week or more</h2>'
        f"<ul>{''.join(first)}</ul>{more if rest else ''}</section>"
    )


def show_agreed(n: int) -> None:
    """Say that people agreed to be introduced and wait to be written to."""
    if n:
        people = phrases.counted(n, "person has", "people have")
        link = html.link(addresses.to_do_link(), "To do")
        html.show(
            f'<section class="mr-note mr-done"><h2>{people} agreed to be introduced</h2>'
            f"<p>You see name and contact now: {link}.</p></section>"
        )


def show_response_time(org_id: str) -> None:
    """Show how fast the organization answers, as professionals see it."""
    found = session.show(recruiter.response_time, org_id)
    html.show(
        html.paragraph(f"{answer_pace.pace(found)} Professionals see this.", "mm-quiet mm-flush")
    )


def show_tools(org_id: str) -> None:
    """Show the buttons for a new role and the export."""
    with st.container(horizontal=True):
        st.button(
            "New role",
            type="primary",
            icon=":material/add:",
            key="new_role",
            on_click=new_role.begin,
        )
        role_files.show_export(org_id)


def show_list(catalog: Catalog, roles: pd.DataFrame) -> None:
    """Show the search and the roles, open ones first, those for which people wait before all."""
    query = listing.search_box("Search my roles", SEARCH, PAGE, "A word of the title")
    found = _ordered(roles[[_has_words(title, query) for title in roles["title"]]])
    n_open = int(found["is_open"].sum())
    html.show(html.count_line(_counted(len(found), n_open)))
    if found.empty:
        look.empty("No role has these words", "Search for a part of the title.")
        listing.show_clear(SEARCH, ())
    place = st.container()
    n_pages = -(-len(found) // listing.PER_PAGE)
    page = 1
    if n_pages > 1:
        page = st.pagination(n_pages, key=PAGE, bind="query-params", on_change=state.show_top)
    first = (page - 1) * listing.PER_PAGE
    with place:
        for role in found.iloc[first : first + listing.PER_PAGE].to_dict("records"):
            own_role.draw(catalog, role)


def _counted(n: int, n_open: int) -> str:
    """Say how many roles there are and how many of them are open.

    Examples
    --------
    >>> _counted(1, 1), _counted(1, 0), _counted(12, 12), _counted(12, 3)
    ('1 role, open', '1 role, not open', '12 roles, all open', '12 roles, 3 of them open')
    """
    one = "open" if n_open else "not open"
    many = "all open" if n == n_open else f"{n_open:,} of them open"
    return f"{phrases.counted(n, 'role')}, {one if n == 1 else many}"


def _has_words(title: str, query: str) -> bool:
    return all(word in title.casefold() for word in query.casefold().split())


def _ordered(roles: pd.DataFrame) -> pd.DataFrame:
    """Put open roles first and the longest waits before all; what was just closed stays there."""
    turned = role_closing.turned()
    was_open = [
        turned.get(role_id, is_open)
        for role_id, is_open in zip(roles["role_id"], roles["is_open"], strict=True)
    ]
    wait = pd.to_numeric(roles["longest_wait_days"]).fillna(-1)
    order = ["was_open", "wait", "title", "role_id"]
    return roles.assign(was_open=was_open, wait=wait).sort_values(
        order, ascending=[False, False, True, True]
    )


def _begin_anew() -> None:
    """Another organization is shown: from its first page, without what was done before."""
    st.session_state[SEARCH] = ""
    st.session_state[PAGE] = 1
    role_closing.forget()


def show_organization(org_id: str) -> None:
    """Show everything about the roles of one organization."""
    session.show_outcome()
    roles = session.show(recruiter.my_roles)
    roles = roles[roles["org_id"] == org_id]
    show_agreed(int(roles["agreed"].sum()))
    show_reminders(org_id)
    show_response_time(org_id)
    show_tools(org_id)
    role_files.show_import(org_id)
    if roles.empty:
        look.empty(
            "No roles yet",
            "Begin with New role, or bring several in from a CSV file.",
        )
    else:
        show_list(resources.catalog(), roles)
    new_role.dialog_if_begun(org_id)
    role_closing.dialog_if_closing()


session.need(RECRUITER)
sheets.put("parts", "recruiter")
mine = session.show(recruiter.my_organizations)
if mine.empty:
    look.page_header("My roles")
    look.empty(
        "You do not work for an organization here yet",
        "Ask the staff to make you a member of your organization.",
        "Its roles and candidates then stand here.",
    )
else:
    the_org = choose_organization(mine)
    if the_org in set(mine.loc[mine["is_taken_out"], "org_id"]):
        taken_out.show(str(mine.set_index("org_id")["name"][the_org]), the_org)
    else:
        show_organization(the_org)
