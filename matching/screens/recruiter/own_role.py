"""One of a recruiter's own roles in the list: where it stands, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from matching import Catalog, columns, phrases
from matching.screens import look
from matching.screens.look import addresses, html, pages
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.recruiter import new_role, role_closing, role_draft
from matching.screens.visit import session
from matching.services import recruiter
from matching.store.words import CANDIDATE_STAGES

LONG_WAIT: Final = 7
"""Days after which a wait is late."""

TURN: Final = {
    "close": ("Close", ":material/lock:"),
    "open": ("Open", ":material/lock_open:"),
    "undo": ("Undo", ":material/undo:"),
}
FURTHER: Final = tuple(stage for stage in CANDIDATE_STAGES if stage not in ("new", "withdrawn"))
"""Stages that are counted on a card; those at the first one show interest or are asked."""


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
    agreed = role["agreed"]
    further = [
        f"{n:,} {CANDIDATE_STAGES[stage].lower()}"
        for stage in FURTHER
        if (n := role["stages"].get(stage))
    ]
    return [
        look.chip(*_standing(role)),
        look.chip(f"{agreed:,} agreed to be introduced", "fits") if agreed else "",
        look.chip(f"{role['interested']} interested") if role["interested"] else "",
        look.chip(people, "weigh" if is_late else "plain") if waiting else "",
        look.chip(phrases.capital(", ".join(further))) if further else "",
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
    wait = "" if pd.isna(longest) else "the longest wait is since today"
    if longest and not pd.isna(longest):
        wait = f"the longest wait is {phrases.counted(int(longest), 'day')}"
    if not role["is_open"]:
        return phrases.sentences(wait)
    if pd.isna(confirmed):
        return phrases.sentences(wait, "never confirmed to be open")
    ago = f"{phrases.counted(int(confirmed), 'day')} ago" if confirmed else "today"
    return phrases.sentences(wait, f"confirmed {ago}")


def _actions(role: Mapping[Any, Any], *, is_public: bool) -> None:
    role_id = role["role_id"]
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
        st.page_link(
            pages.file("clinic"),
            label="Clinic",
            icon=":material/stethoscope:",
            query_params=here,
            help="What would bring more people",
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
            if role_id in role_closing.turned():
                label, icon = TURN["undo"]
            quiet_button(label, icon, f"turn_{role_id}", _turn, role)
        quiet_button(
            "Duplicate",
            ":material/content_copy:",
            f"copy_{role_id}",
            new_role.begin,
            role_id,
            role["title"],
        )


def _turn(role: Mapping[Any, Any]) -> None:
    """Close an open role or open a closed one; its card stays in its place, with Undo."""
    if role["is_open"]:
        role_closing.begin(role)
    else:
        role_closing.reopen(role["role_id"], role["version"])
