"""One of a recruiter's own roles in the list: where it stands, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd
import streamlit as st

from matching import Catalog, columns, phrases
from matching.screens import look
from matching.screens.look import addresses, html, pages
from matching.screens.pieces import role_opening
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.recruiter import new_role, role_draft
from matching.screens.visit import session
from matching.services import recruiter

LONG_WAIT: Final = 7
"""Days after which a wait is late."""

TURN: Final = {
    "close": ("Close", ":material/lock:"),
    "open": ("Open", ":material/lock_open:"),
    "undo": ("Undo", ":material/undo:"),
}
_TURNED: Final = "turned_roles"
_HERE: Final = Path(__file__).parent


def turned() -> dict[str, bool]:
    """Return the roles that were just closed or opened, with whether they were open before."""
    kept: dict[str, bool] = st.session_state.setdefault(_TURNED, {})
    return kept


def forget_turned() -> None:
    """Forget what was just closed and opened; it can no longer be undone in its place."""
    st.session_state.pop(_TURNED, None)


def draw(catalog: Catalog, role: Mapping[Any, Any]) -> None:
    """Draw the card of a role, a row of `my_roles`."""
    role_id, title = role["role_id"], look.words(role["title"])
    if role_id in catalog.roles.index:
        title = html.link(addresses.role_link(role_id), role["title"])
    with st.container(border=True, key=f"card_{role_id}", gap="small"):
        html.show(
            f'<article class="mm-card"><div class="mm-top"><div><h3>{title}</h3></div></div>',
            look.chips(_chips(role)),
            html.paragraph(_times(role), "mm-quiet"),
            "</article>",
        )
        _actions(role, is_public=role_id in catalog.roles.index)


def _chips(role: Mapping[Any, Any]) -> list[str]:
    waiting = role["waiting"]
    is_late = waiting and role["longest_wait_days"] >= LONG_WAIT
    people = f"{phrases.counted(waiting, 'person waits', 'people wait')} for an answer"
    return [
        look.chip(*_standing(role)),
        look.chip(f"{role['interested']} interested") if role["interested"] else "",
        look.chip(people, "weigh" if is_late else "plain") if waiting else "",
        look.chip("Changes not saved yet", "weigh")
        if role_draft.has_changes(role["role_id"])
        else "",
    ]


def _standing(role: Mapping[Any, Any]) -> tuple[str, look.Tone]:
    if role["is_open"]:
        return ("Open", "fits") if role["status"] == "open" else ("Open, ask at any time", "fits")
    return ("Past", "plain") if role["status"] == "past" else ("Closed", "plain")


def _times(role: Mapping[Any, Any]) -> str:
    longest, confirmed = role["longest_wait_days"], role["days_since_confirmed"]
    wait = "" if pd.isna(longest) else f"the longest wait is {phrases.counted(int(longest), 'day')}"
    if not role["is_open"]:
        return phrases.sentences(wait)
    if pd.isna(confirmed):
        return phrases.sentences(wait, "never confirmed to be open")
    ago = f"{phrases.counted(int(confirmed), 'day')} ago" if confirmed else "today"
    return phrases.sentences(wait, f"confirmed {ago}")


def _actions(role: Mapping[Any, Any], *, is_public: bool) -> None:
    role_id, version = role["role_id"], role["version"]
    here = {columns.ROLE_ID: role_id}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if is_public:
            st.page_link(
                pages.file("candidates"),
                label="Candidates",
                icon=":material/groups:",
                query_params=here,
            )
        st.page_link(
            pages.file("edit_role"), label="Edit", icon=":material/edit:", query_params=here
        )
        if role["is_open"]:
            quiet_button(
                "Still open",
                ":material/event_available:",
                f"confirm_{role_id}",
                session.attempt,
                recruiter.confirm_role_open,
                role_id,
                done="Confirmed: it is open.",
                hint="Confirm that this role is open today",
            )
        if role["is_open"] or role["status"] != "past":
            label, icon = TURN["close" if role["is_open"] else "open"]
            if role_id in turned():
                label, icon = TURN["undo"]
            quiet_button(label, icon, f"turn_{role_id}", _turn, role_id, version, role["is_open"])
        quiet_button(
            "Duplicate",
            ":material/content_copy:",
            f"copy_{role_id}",
            new_role.begin,
            role_id,
            role["title"],
        )


def _turn(role_id: str, version: int, is_open: bool) -> None:
    """Close an open role or open a closed one; its card stays in its place, with Undo."""
    verb = recruiter.close_role if is_open else role_opening.open_role
    done = "Closed: nobody can show interest any more." if is_open else "The role is open."
    is_done = session.attempt(verb, role_id, version=version, done=done)
    if is_done and turned().pop(role_id, None) is None:
        turned()[role_id] = is_open
