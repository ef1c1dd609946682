"""Screen: a recruiter corrects the page of their organization, and keeps templates of messages."""

from __future__ import annotations

import streamlit as st

from matching import columns
from matching.authorization import RECRUITER
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import follower_line, organization_form
from matching.screens.pieces.organization_fields import ITS_OWN
from matching.screens.recruiter import message_templates, taken_out
from matching.screens.visit import resources, session
from matching.services import recruiter


def choose(names: dict[str, str]) -> str:
    """Let one who works for several organizations choose; return the id of one."""
    if len(names) == 1:
        return next(iter(names))
    return str(
        st.selectbox(
            "Organization",
            list(names),
            format_func=lambda org_id: names[org_id],
            key="my_organization",
            persist_state="session",
        )
    )


def show_form(org_id: str) -> None:
    """Show the form, who follows, and the ways to its page and out."""
    cells, version = session.show(recruiter.organization_form, org_id)
    links = (
        html.link(addresses.organization_link(org_id), "Its page as people see it"),
        html.link(addresses.my_roles_link(), "Its roles"),
        html.link(addresses.claim_link(org_id, kind="take-out"), "Ask to be taken out"),
    )
    html.show(
        html.heading(cells[columns.NAME]),
        f'<p class="mb-back">{" · ".join(links)}</p>',
    )
    session.show_outcome()
    follower_line.show(org_id)
    organization_form.draw(resources.catalog(), org_id, cells, version, ITS_OWN)
    message_templates.draw(org_id)


session.need(RECRUITER)
sheets.put("parts", "recruiter", "staff")
look.page_header(
    "My organization", "What people read about it here. What you save stands on its page at once."
)
mine = session.show(recruiter.my_organizations)
if mine.empty:
    look.empty(
        "You do not work for an organization here yet",
        "Ask the staff to make you a member of your organization.",
        "Its page then stands here, to be corrected.",
    )
else:
    the_names = dict(zip(mine["org_id"], mine["name"], strict=True))
    chosen = choose(the_names)
    if chosen in set(mine.loc[mine["is_taken_out"], "org_id"]):
        taken_out.show(the_names[chosen], chosen)
    else:
        show_form(chosen)
