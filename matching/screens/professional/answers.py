"""Above the list: every answer that the visitor gave, each with a cross that takes it back."""

from __future__ import annotations

import streamlit as st

from matching import Catalog, Profile, phrases
from matching.screens import look
from matching.screens.visit import state
from matching.words.answers import Answer, answers


def draw(catalog: Catalog, profile: Profile) -> None:
    """Draw what was said; a click on an answer takes it back, and that can be undone."""
    first, *others = answers(catalog, profile)
    with st.container(horizontal=True, vertical_alignment="center", key="recap", gap="xsmall"):
        st.html(look.chips([look.chip(first.text)]), width="content")
        for answer in others:
            st.button(
                look.plain(phrases.capital(answer.text)),
                icon=":material/close:",
                icon_position="right",
                key=f"answer_{answer.name}",
                help="Take this answer back",
                on_click=_take_back,
                args=(answer,),
            )


def _take_back(answer: Answer) -> None:
    state.apply_change(answer.without)
