"""On the page of an account: rights that it has besides those of its kind."""

from __future__ import annotations

import streamlit as st

from matching.screens.look import html
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.visit import session
from matching.services import staff
from matching.store.words import ACCOUNT_RIGHTS


def draw(account_id: str) -> None:
    """Draw each right, with the button to give or take it."""
    has = session.show(staff.account_rights, account_id)
    html.show(html.heading("Rights"))
    for right, label in ACCOUNT_RIGHTS.items():
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key=f"card_{right}"
        ):
            said = label if right in has else f"{label}: no"
            st.html(f'<p class="ms-line">{said}</p>')
            if right in has:
                take = (session.attempt, staff.take_right, account_id, right)
                quiet_button("Take it", ":material/remove_moderator:", f"take_{right}", *take)
            else:
                give = (session.attempt, staff.give_right, account_id, right)
                quiet_button("Give it", ":material/add_moderator:", f"give_{right}", *give)
