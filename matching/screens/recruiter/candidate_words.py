"""A box for words to candidates: templates of the organization fill it, and it is what is sent."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching import columns
from matching.errors import MatchingError
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.visit import resources, session
from matching.services import recruiter
from matching.services.shared.threads import LONGEST_MESSAGE

_PROBLEM: Final = "words_problem"
READ_AGAIN: Final = "The fields are filled in. Read it once more, then send it."


def box(role_id: str, key: str, label: str, *, height: int = 140) -> None:
    """Draw the box, with the templates above it if there are any.

    Parameters
    ----------
    key : str
        Of the box, in which the text is found.
    """
    org_id = str(resources.catalog().role(role_id)[columns.ORG_ID])
    kept = {one.name: one.text for one in session.show(recruiter.message_templates, org_id)}
    if kept:
        st.selectbox(
            "Begin with a template",
            list(kept),
            index=None,
            placeholder="Choose one, or write below",
            key=f"template_{key}",
            on_change=_begin_with,
            args=(role_id, key, kept),
        )
    st.text_area(label, key=key, max_chars=LONGEST_MESSAGE, height=height)
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.warning(look.plain(problem), icon=":material/edit_note:")
    if not kept:
        where = html.link(addresses.my_organization_link(), "My organization")
        st.html(
            f'<p class="mm-quiet mm-flush">Words that you send often can be kept as a template: '
            f"{where}.</p>"
        )


def _begin_with(role_id: str, key: str, kept: dict[str, str]) -> None:
    if chosen := st.session_state[f"template_{key}"]:
        st.session_state[key] = kept[chosen]
        ready(role_id, key, told="")


def ready(role_id: str, key: str, *, told: str = READ_AGAIN) -> str | None:
    """Give the words of a box if all of them were seen as they are sent; else None. For callbacks.

    Fields are put in, and the box then waits to be read; a field that does not exist is told.
    """
    text = str(st.session_state.get(key, ""))
    try:
        filled = session.ask(recruiter.filled_words, role_id, text)
    except MatchingError as error:
        st.session_state[_PROBLEM] = str(error)
        return None
    if filled == text.strip():
        return filled
    st.session_state[key] = filled
    st.session_state[_PROBLEM] = told
    return None
