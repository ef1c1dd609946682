"""Questions and comments at the end of the page of an article, an organization or a role."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching import phrases
from matching.authorization import NotAllowedError
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import comment_cards, comment_doing, comment_form
from matching.screens.visit import session
from matching.services import conversation
from matching.services.conversation import About, Conversation, Thread
from matching.store import ConstraintError

NAMED: Final = "comment"
"""In the address of a page: the comment or question that one comes for."""
TITLE: Final = "Questions and comments"


def draw_named(kind: str, id_: str) -> None:
    """Draw the question or comment that the address of the page names; else nothing.

    Call it near the top of the page, so that who comes for it need not look for it.
    """
    if named := _named():
        sheets.put("conversation")
        _draw_one(About(kind, id_), named)


def draw(kind: str, id_: str) -> None:
    """Draw all questions and comments, the newest first, and the form; call it once in a run."""
    sheets.put("conversation")
    about = About(kind, id_)
    if _named():
        everything = html.link(addresses.about_link(kind, id_), "All questions and comments")
        html.show(html.heading(TITLE), f'<p class="mm-flush">{everything}</p>')
    else:
        _draw_all(about)


def _named() -> str:
    return str(st.query_params.get(NAMED, ""))[:80]


@st.fragment
def _draw_one(about: About, named: str) -> None:
    comment_doing.show_done()
    key = f"answer_page_{named}"
    try:
        found = session.ask(
            conversation.one_thread, about, named, page=st.session_state.get(key, 1)
        )
    except NotAllowedError:
        return
    except ConstraintError:  # no id has what cannot be stored
        found = None
    if found is None or not found.threads:
        html.show(html.paragraph("What you came for is not there any more.", "mm-quiet"))
        return
    comment_cards.show_just_blocked()
    (thread,) = found.threads
    comment_cards.draw_thread(thread, _may_sign(found))
    if not found.signatures:
        comment_form.show_sign_in("Sign in to answer.")
    n_pages = -(-thread.n_answers // conversation.ANSWERS)
    if n_pages > 1:
        st.pagination(n_pages, key=key)


@st.fragment
def _draw_all(about: About) -> None:
    comment_doing.show_done()
    key = f"comment_page_{about.kind}_{about.id}"
    try:
        found = session.ask(conversation.conversation, about, page=st.session_state.get(key, 1))
    except NotAllowedError:  # it was taken out of the catalog a moment ago
        return
    html.show(html.heading(TITLE), html.paragraph(_returned(found.n_returned), "mm-flush"))
    comment_form.draw_new(about, found)
    comment_cards.show_just_blocked()
    if found.n_threads:
        html.show(html.heading(_counted(found.n_threads), 3, 3))
    else:
        html.show(html.paragraph("Nobody has asked or commented yet.", "mm-quiet"))
    for thread in found.threads:
        comment_cards.draw_thread(thread, _may_sign(found), _more(thread))
    n_pages = -(-found.n_threads // conversation.THREADS)
    if n_pages > 1:
        st.pagination(n_pages, key=key)
    if session.actor().account_id:
        mine = html.link(addresses.page_link("my_comments"), "What I wrote, and whom I blocked")
        html.show(f'<p class="mm-flush">{mine}</p>')


def _may_sign(found: Conversation) -> tuple[str, ...]:
    return () if found.ban else found.signatures


def _returned(number: int) -> str:
    """Say how many people who served with the organization can be asked; nothing for none.

    Examples
    --------
    >>> _returned(1)
    'One person who served there offers to answer. Nobody sees who, unless they say so.'
    """
    if not number:
        return ""
    many = "person who served there offers" if number == 1 else "people who served there offer"
    said = phrases.number_word(number)
    return f"{said} {many} to answer. Nobody sees who, unless they say so."


def _counted(number: int) -> str:
    return (
        f"{phrases.counted(number, 'question or comment', 'questions and comments')}, newest first"
    )


def _more(thread: Thread) -> str:
    if thread.n_answers <= len(thread.answers):
        return ""
    about, first_id = thread.first.about, thread.first.comment_id
    address = addresses.about_link(about.kind, about.id, first_id)
    return f'<p class="mm-flush">{html.link(address, f"All {thread.n_answers} answers")}</p>'
