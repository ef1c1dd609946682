"""What people did with articles: kept, read, put aside, and passed on.

Professionals keep it in the account; visitors and accounts of other kinds in the browser tab alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from matching.screens.visit import session
from matching.services import professional
from matching.store.words import ARTICLE_MARKS

SAVED, READ, DISMISSED = ARTICLE_MARKS
MOST_IN_TAB: Final = 200
_IN_TAB: Final = "articles_in_tab"
_SHARED: Final = "articles_shared"
Marks = dict[str, tuple[str, ...]]
Counts = Mapping[str, Mapping[str, int]]


def marks() -> Marks:
    """Return the ids of articles by what was done with them, the newest first."""
    if session.is_professional():
        return session.show(professional.my_reading)
    return in_tab()


def toggle(article_id: str, mark: str) -> None:
    """Mark an article, or take the mark back. For callbacks."""
    on = article_id not in marks()[mark]
    if session.is_professional():
        session.attempt(professional.mark_article, article_id, mark, on=on)
        return
    here = in_tab()
    rest = tuple(id_ for id_ in here[mark] if id_ != article_id)
    kept = (article_id, *rest) if on else rest
    st.session_state[_IN_TAB] = {**here, mark: kept[:MOST_IN_TAB]}


def counts() -> Counts:
    """Return how often articles are kept (`saved`) and were passed on (`shared`), by id."""
    rows: Any = session.show(professional.article_counts).to_dict("index")
    found: Counts = rows
    return found


def passed_on(article_id: str, way: str) -> None:
    """Count that the visitor passed an article on; once in a visit for each way."""
    before: frozenset[tuple[str, str]] = st.session_state.get(_SHARED, frozenset())
    if (article_id, way) not in before and session.attempt(
        professional.count_share, article_id, way
    ):
        st.session_state[_SHARED] = before | {(article_id, way)}


# ---- in the tab -----------------------------------------------------------------------------


def in_tab() -> Marks:
    """Return what only this tab of the browser keeps."""
    kept: Marks = st.session_state.get(_IN_TAB, {})
    return {mark: kept.get(mark, ()) for mark in ARTICLE_MARKS}


def restore(said: object, is_known: Callable[[str], bool]) -> None:
    """Take what a browser has kept, without what is faulty or about articles that there are not."""
    if any(in_tab().values()) or not isinstance(said, Mapping):
        return
    lists: Mapping[str, Any] = said
    st.session_state[_IN_TAB] = {
        mark: tuple(id_ for id_ in lists.get(mark) or () if isinstance(id_, str) and is_known(id_))[
            :MOST_IN_TAB
        ]
        for mark in ARTICLE_MARKS
        if isinstance(lists.get(mark), list)
    }


def bring() -> bool:
    """Put what the tab keeps into the account; return whether that went well."""
    here = in_tab()
    if not any(here.values()) or session.attempt(professional.bring_reading, here):
        st.session_state.pop(_IN_TAB, None)
        return True
    return False
