"""One question more, for who wants it: the one whose answer would change the first ten most."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching import Profile, phrases
from matching.recommending.next_question import FIRST, NextQuestion, Reply, next_question
from matching.screens import look
from matching.screens.visit import resources, state

_SKIPPED: Final = "skipped_questions"


def draw(profile: Profile) -> None:
    """Offer the question; it is worked out only for who asks for it."""
    if not st.toggle("Ask me what would change my list most", key="asks_me"):
        return
    with st.container(border=True, key="next_question"):
        question = next_question(resources.recommender(), profile, _skipped())
        if question is None:
            st.html(
                '<p class="mm-flush">No other answer would change much of the first ten roles.</p>'
            )
            return
        _show(question)


def _show(question: NextQuestion) -> None:
    st.html(f'<p class="mm-flush"><strong>{look.escape(question.text)}</strong></p>')
    with st.container(horizontal=True, gap="xsmall"):
        for number, reply in enumerate(question.replies):
            st.button(
                look.plain(f"{reply.label}: {_moves(reply)}"),
                key=f"reply_{question.field}_{number}",
                on_click=state.apply_change,
                args=(reply.changes,),
            )
        st.button(
            "Skip this question",
            key=f"skip_{question.field}",
            type="tertiary",
            on_click=_skip,
            args=(question.field,),
        )


def _moves(reply: Reply) -> str:
    if not reply.moves:
        return f"the same {FIRST}"
    return phrases.counted(reply.moves, "other role", "other roles")


def _skipped() -> tuple[str, ...]:
    kept: tuple[str, ...] = st.session_state.get(_SKIPPED, ())
    return kept


def _skip(field: str) -> None:
    st.session_state[_SKIPPED] = (*_skipped(), field)
