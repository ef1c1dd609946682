"""Screen: the roles one wrote about, and the saved ones with notes, to keep, print, take along."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from matching import Catalog, columns, phrases
from matching.browsing import shortlist_files as exports
from matching.environment import today
from matching.screens import look
from matching.screens.look import html, pages, sheets
from matching.screens.pieces import cards
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.professional import written_list
from matching.screens.visit import downloads, resources, results, saved, session, state, vanished
from matching.services import professional

_REMOVED = "removed_from_shortlist"
TAKEN_OUT: Final = "asked to be taken out of Missionmatch"


def show_nothing() -> None:
    """Say how roles come onto the shortlist."""
    look.empty(
        "Nothing saved yet",
        "When a role speaks to you, press Save on its card. It waits for you here, with room for "
        "your own notes, and you can print the list to talk it over with people you trust.",
        _where_kept(),
    )
    st.page_link(pages.file("find"), label="Find roles", icon=":material/search:")


def _where_kept() -> str:
    if session.is_professional():
        return "The list is kept in your account."
    return "The list lives in this browser tab only and is gone when you close it."


def show_where_kept() -> None:
    """Say of a list without an account that it is lost with the tab, with the way to keep it."""
    if session.is_professional():
        return
    sign_up = look.address(session.account_link("sign-up"))
    st.html(
        '<section class="mb-note mb-note-care" role="note"><h2>This list is not saved yet</h2>'
        f'<p>{_where_kept()} <a href="{sign_up}">Sign up</a> to keep it in an account, or take '
        "it along below.</p></section>"
    )


def show_exports(catalog: Catalog, notes: dict[str, str], matches: pd.DataFrame | None) -> None:
    """Show the buttons that take the list along."""
    with st.container(horizontal=True, key="exports"):
        downloads.button(
            "Table (CSV)",
            exports.shortlist_csv(catalog, notes, matches),
            file_name="shortlist.csv",
            mime="text/csv",
            icon=":material/table_view:",
            on_click="ignore",
            key="export_csv",
        )
        downloads.button(
            "Page to print",
            exports.shortlist_html(catalog, notes, matches, printed_on=today()),
            file_name="shortlist.html",
            mime="text/html",
            icon=":material/print:",
            on_click="ignore",
            key="export_html",
        )
        if dated := exports.dated(catalog, notes, session.now().date()):
            editions = session.show(professional.role_editions, dated)
            downloads.button(
                "Calendar",
                exports.shortlist_ics(catalog, notes, editions, stamp=session.now()),
                file_name="shortlist.ics",
                mime="text/calendar",
                icon=":material/calendar_month:",
                on_click="ignore",
                key="export_ics",
            )


def show_role(catalog: Catalog, role_id: str, points: float | None, band: int | None) -> None:
    """Show one saved role, the visitor's note, and a button to take it off."""
    with st.container(border=True, key=f"card_{role_id}", gap="small"):
        st.html(f'<ul class="mm-bare">{cards.small(catalog, role_id, points, band)}</ul>')
        key = f"note_{role_id}"
        state.follow(key, state.shortlist()[role_id])
        st.text_area(
            "My notes",
            value=state.shortlist()[role_id],
            key=key,
            max_chars=state.LONGEST_NOTE,
            height=80,
            placeholder="Questions, who to talk to, what my family says …",
            on_change=_note,
            args=(role_id,),
        )
        quiet_button(
            "Take off the list", ":material/bookmark_remove:", f"remove_{role_id}", _remove, role_id
        )


def show_removed(catalog: Catalog, role_id: str) -> None:
    """Show the thin row that takes the place of a role that was taken off just now."""
    cards.draw_gone(catalog, role_id, "Taken off", f"restore_{role_id}", _restore)


def _note(role_id: str) -> None:
    saved.write_note(role_id, st.session_state[f"note_{role_id}"])


def _remove(role_id: str) -> None:
    """Take a role off, and remember the whole list for `_restore`."""
    st.session_state[_REMOVED] = {**st.session_state.get(_REMOVED, {}), **state.shortlist()}
    saved.take_off(role_id)


def _restore(role_id: str) -> None:
    """Put a role back where it was, with its note."""
    before = st.session_state[_REMOVED]
    saved.put_on(role_id, before[role_id])
    now = state.shortlist()
    order = [*before, *(other for other in now if other not in before)]
    state.set_shortlist({other: now[other] for other in order if other in now})


def show_list(catalog: Catalog, notes: dict[str, str], removed: dict[str, str]) -> None:
    """Show the exports and every role, saved ones as cards, just removed ones as thin rows."""
    profile = state.profile()
    scores: dict[str, float] = {}
    bands: dict[str, int] = {}
    matches = None
    if profile is not None:
        found = results.of(resources.recommender(), profile)
        scores, bands = found.scores, found.bands
        matches = pd.DataFrame({columns.ROLE_ID: list(scores), columns.SCORE: scores.values()})
    if notes:
        show_where_kept()
        show_exports(catalog, notes, matches)
        st.html(f'<h2 class="mm-count">{phrases.counted(len(notes), "saved role")}</h2>')
    for role_id in dict.fromkeys([*removed, *notes]):
        if role_id in notes:
            show_role(catalog, role_id, scores.get(role_id), bands.get(role_id))
        else:
            show_removed(catalog, role_id)


def show_vanished() -> None:
    """Show the saved roles whose organization asked to be taken out, and what the tab lost so."""
    if n := vanished.unsaved():
        roles = phrases.counted(n, "role that you saved is", "roles that you saved are")
        html.show(html.paragraph(f"{roles} gone: the organization {TAKEN_OUT}.", "mm-quiet"))
    if not session.is_professional():
        return
    kept = session.show(professional.my_shortlist)
    for row in kept[kept["is_taken_out"]].to_dict("records"):
        role_id = row["role_id"]
        note = look.words(row["note"])
        with st.container(border=True, key=f"card_vanished_{role_id}", gap="small"):
            html.show(
                f'<div class="mm-small-card"><h3>{look.words(row["title"])}</h3>',
                html.paragraph(row["org_name"], "mm-org"),
                look.chips([look.chip(f"Its organization {TAKEN_OUT}", "weigh")]),
                f'<p class="mm-quiet mm-flush">Your note: “{note}”</p>' if note else "",
                "</div>",
            )
            quiet_button(
                "Take off the list",
                ":material/bookmark_remove:",
                f"remove_{role_id}",
                session.attempt,
                professional.remove_from_shortlist,
                role_id,
            )


sheets.put("parts")
look.page_header("My shortlist", "Roles you saved or wrote about, with your own notes.")
session.show_outcome()
the_catalog = resources.catalog()
the_notes = dict(state.shortlist())
written_list.draw(the_catalog)
show_vanished()
just_removed = {
    role_id: note
    for role_id, note in st.session_state.get(_REMOVED, {}).items()
    if role_id in the_catalog.roles.index
}
if the_notes or just_removed:
    show_list(the_catalog, the_notes, just_removed)
if not the_notes:
    show_nothing()
