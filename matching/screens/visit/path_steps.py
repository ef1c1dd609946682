"""Which steps of the path are done: in the account of a professional, else in the tab."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching.screens.visit import session
from matching.services import professional

_IN_TAB: Final = "path_steps_in_tab"


def done() -> frozenset[str]:
    """Return the ids of the steps that are done."""
    if session.is_professional():
        return frozenset(session.show(professional.my_path))
    return in_tab()


def toggle(step: str) -> None:
    """Tick a step off, or take that back. For callbacks."""
    on = step not in done()
    if session.is_professional():
        session.attempt(professional.tick_step, step, on=on)
    else:
        st.session_state[_IN_TAB] = in_tab() | {step} if on else in_tab() - {step}


def in_tab() -> frozenset[str]:
    """Return what only this tab of the browser keeps."""
    kept: frozenset[str] = st.session_state.get(_IN_TAB, frozenset())
    return kept


def restore(said: object) -> None:
    """Take what a browser has kept, as far as there are such steps."""
    if isinstance(said, list) and not in_tab():
        kept = professional.known_steps().intersection(map(str, said[:50]))
        st.session_state[_IN_TAB] = kept


def bring() -> bool:
    """Put what the tab keeps into the account; return whether that went well."""
    if not in_tab() or session.attempt(professional.bring_path, sorted(in_tab())):
        st.session_state.pop(_IN_TAB, None)
        return True
    return False
