"""A part of My profile: organizations that never see one."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching import Catalog, columns
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.visit import session
from matching.services import professional

CHOICE: Final = "hide_from"


def draw(catalog: Catalog) -> None:
    """Show from whom one hides, each with the way back, and a choice of more."""
    hidden = session.show(professional.hidden_from)
    html.show(
        html.heading("Organizations that never see me"),
        html.paragraph(
            "Such as the one you work for now. They find you in no list, whatever you chose above "
            "and whatever they saw of you before. They are not told.",
            "mm-quiet mm-flush",
        ),
    )
    for org_id, name in hidden.items():
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key=f"hidden_{org_id}"
        ):
            st.html(f'<p class="ms-line">{look.words(name)}</p>')
            again = (session.attempt, professional.stop_hiding, org_id)
            quiet_button("Let it see me again", ":material/visibility:", f"seen_{org_id}", *again)
    names = catalog.organizations[columns.NAME]
    by_name = sorted(map(str, names.index), key=lambda org_id: str(names[org_id]).casefold())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Hide from an organization",
            [org_id for org_id in by_name if org_id not in hidden],
            index=None,
            format_func=lambda org_id: str(names.get(org_id, org_id)),
            placeholder="Type a part of its name",
            filter_mode="contains",
            key=CHOICE,
        )
        st.button("Hide", icon=":material/visibility_off:", key="hide", on_click=_hide)


def _hide() -> None:
    org_id = st.session_state[CHOICE]
    if org_id and session.attempt(
        professional.hide_from, org_id, done="It does not see you any more."
    ):
        st.session_state[CHOICE] = None
