"""What a reader is about to do with a comment, and what came of it, said where they did it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from matching.errors import MatchingError
from matching.screens import look
from matching.screens.visit import session

ANSWER, EDIT, REPORT, FACT = "answer", "edit", "report", "fact"
_DOING: Final = "comment_doing"
_SAID: Final = "comment_said"
_DONE: Final = "comment_done"


def begin(what: str, comment_id: str) -> None:
    """Open the form for something with a comment, in place of another that is open."""
    st.session_state[_DOING] = (what, comment_id)


def is_doing(what: str, comment_id: str) -> bool:
    """Tell whether that form is open."""
    return bool(st.session_state.get(_DOING) == (what, comment_id))


def close() -> None:
    """Close the form."""
    st.session_state.pop(_DOING, None)


def attempt(place: str, verb: Callable[..., Any], *args: Any, done: str = "", **more: Any) -> bool:
    """Do something; what went wrong is told at a place of the page, and an open form stays.

    Parameters
    ----------
    place : str
        The id of a comment, or of the form at whose end it was done.
    done : str
        What `show_done` shows if it went well.

    Returns
    -------
    bool
        Whether it went well.
    """
    try:
        session.ask(verb, *args, **more)
    except MatchingError as error:
        st.session_state[_SAID] = (place, str(error))
        return False
    st.session_state.pop(_SAID, None)
    st.session_state[_DONE] = done
    return True


def show_done() -> None:
    """Show for a moment what went well in the last run.

    Where a part of a page runs by itself, what a press on a button does may draw nothing.
    """
    if done := st.session_state.pop(_DONE, ""):
        st.toast(look.plain(done), icon=":material/check:")


def show_said(place: str) -> None:
    """Show once what went wrong at a place."""
    where, said = st.session_state.get(_SAID, ("", ""))
    if said and where == place:
        st.session_state.pop(_SAID)
        st.error(look.plain(said), icon=":material/error:")
