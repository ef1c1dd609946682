"""Many roles of one file that wait for staff: what they are, and whether they open."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching import phrases
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.visit import session
from matching.services import staff
from matching.services.staff import HeldImport

MOST_NAMED: Final = 30


def show() -> None:
    """Show each file whose roles wait, with the buttons to open them or leave them closed."""
    for waiting in session.show(staff.held_imports):
        _show_one(waiting)


def _show_one(waiting: HeldImport) -> None:
    number = len(waiting.roles)
    roles = phrases.counted(number, "role waits", "roles wait")
    titles = "".join(
        f"<li>{html.link(addresses.edit_role_link(role_id), title)}</li>"
        for role_id, title in waiting.roles[:MOST_NAMED]
    )
    more = html.paragraph(f"And {number - MOST_NAMED:,} more." if number > MOST_NAMED else "")
    organization = html.link(addresses.organization_link(waiting.org_id), waiting.organization)
    with st.container(border=True, key=f"held_{waiting.import_id}", gap="small"):
        html.show(
            html.heading(f"{roles} for you to open", 2, 3),
            f"<p>{organization} brought them in on "
            f"{look.escape(phrases.moment_in_words(waiting.made_at))}. So many at once stay closed "
            "until you have looked.</p>",
            f"<details><summary>Which they are</summary><ul>{titles}</ul>{more}</details>",
        )
        with st.container(horizontal=True):
            st.button(
                f"Open all {number:,}",
                type="primary",
                key=f"open_held_{waiting.import_id}",
                on_click=_settle,
                args=(waiting.import_id,),
                kwargs={"opens": True},
            )
            st.button(
                "Leave them closed",
                key=f"leave_held_{waiting.import_id}",
                on_click=_settle,
                args=(waiting.import_id,),
                kwargs={"opens": False},
            )


def _settle(import_id: str, *, opens: bool) -> None:
    done = "They are open." if opens else "They stay closed."
    session.attempt(staff.settle_import, import_id, opens=opens, done=done)
