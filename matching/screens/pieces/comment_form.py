"""The forms in which comments, questions and answers are written and changed."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching import phrases
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces import comment_doing
from matching.screens.visit import session
from matching.services import conversation
from matching.services.conversation import About, Comment, Conversation
from matching.services.conversation.limits import LONGEST_COMMENT
from matching.store.words import SIGNATURES

QUESTION, COMMENT = "question", "comment"
KINDS: Final = {QUESTION: "Ask a question", COMMENT: "Write a comment"}
LABELS: Final = {QUESTION: "Your question", COMMENT: "Your comment"}
PLAIN: Final = "Everybody can read it. Please name no patient and no private person."
DONE: Final = {QUESTION: "Your question stands here now.", COMMENT: "Your comment stands here now."}


def draw_new(about: About, found: Conversation) -> None:
    """Draw the form to ask or comment; for who cannot, what they can do about it."""
    if not session.actor().account_id:
        show_sign_in("Sign in to ask a question or to write a comment.")
        return
    if found.ban:
        html.show(html.paragraph(found.ban, "mm-quiet"))
        return
    name = f"{about.kind}_{about.id}"
    kind = st.segmented_control(
        "What would you like to do?",
        list(KINDS),
        default=QUESTION,
        required=True,
        format_func=KINDS.__getitem__,
        key=f"comment_kind_{name}",
        label_visibility="collapsed",
    )
    with st.form(f"new_{name}", border=False, enter_to_submit=False):
        st.text_area(
            LABELS[kind],
            key=f"comment_text_{name}",
            max_chars=LONGEST_COMMENT,
            height=110,
            placeholder=PLAIN,
        )
        _signature(found.signatures, name)
        if found.n_returned and kind == QUESTION:
            served = phrases.counted(found.n_returned, "person", "people")
            st.checkbox(f"Ask those who served there ({served})", key=f"comment_returned_{name}")
        comment_doing.show_said(name)
        st.form_submit_button(
            "Post", type="primary", key=f"post_{name}", on_click=_post, args=(about, kind, name)
        )


def show_sign_in(said: str) -> None:
    """Show a link to sign in that leads back to this page."""
    address = look.address(session.account_link("sign-in"))
    button = f'<p><a class="mm-button" href="{address}">Sign in</a></p>'
    html.show(html.paragraph(said, "mm-flush"), button)


def _signature(signatures: tuple[str, ...], name: str) -> None:
    st.radio(
        "How you are shown",
        signatures,
        format_func=SIGNATURES.__getitem__,
        key=f"comment_signature_{name}",
        horizontal=True,
    )


def _post(about: About, kind: str, name: str) -> None:
    state = st.session_state
    posted = comment_doing.attempt(
        name,
        conversation.write_comment,
        about,
        state[f"comment_text_{name}"],
        kind=kind,
        signature=state[f"comment_signature_{name}"],
        is_for_returned=kind == QUESTION and state.get(f"comment_returned_{name}", False),
        done=DONE[kind],
    )
    if posted:
        state[f"comment_text_{name}"], state[f"comment_returned_{name}"] = "", False


def draw_answer(
    first: Comment,
    signatures: tuple[str, ...],
    *,
    can_close: bool = True,
    says_served: bool = False,
) -> None:
    """Draw the form to answer a question or a comment.

    Parameters
    ----------
    says_served : bool
        The page asks as somebody who served there, so the year stands beside the name.
    """
    name = first.comment_id
    with st.form(f"answer_{name}", border=False, enter_to_submit=False):
        st.text_area(
            "Your answer",
            key=f"comment_text_{name}",
            max_chars=LONGEST_COMMENT,
            height=110,
            placeholder=PLAIN,
        )
        _signature(signatures, name)
        comment_doing.show_said(name)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Answer",
                type="primary",
                key=f"post_{name}",
                on_click=_answer,
                args=(first, says_served),
            )
            if can_close:
                st.form_submit_button("Cancel", key=f"cancel_{name}", on_click=comment_doing.close)


def _answer(first: Comment, says_served: bool) -> None:
    name, state = first.comment_id, st.session_state
    answered = comment_doing.attempt(
        name,
        conversation.write_comment,
        first.about,
        state[f"comment_text_{name}"],
        kind="answer",
        parent_id=name,
        signature=state[f"comment_signature_{name}"],
        says_served=says_served,
        done="Your answer stands here now.",
    )
    if answered:
        state[f"comment_text_{name}"] = ""
        comment_doing.close()


def draw_edit(comment: Comment) -> None:
    """Draw the form to change what one wrote."""
    name = comment.comment_id
    with st.form(f"edit_{name}", border=False, enter_to_submit=False):
        st.text_area(
            "Change it",
            comment.text,
            key=f"comment_edit_{name}",
            max_chars=LONGEST_COMMENT,
            height=110,
        )
        comment_doing.show_said(name)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Save", type="primary", key=f"save_{name}", on_click=_save, args=(name,)
            )
            st.form_submit_button("Cancel", key=f"cancel_{name}", on_click=comment_doing.close)


def _save(comment_id: str) -> None:
    text = st.session_state[f"comment_edit_{comment_id}"]
    verb = conversation.change_comment
    if comment_doing.attempt(comment_id, verb, comment_id, text, done="Changed."):
        comment_doing.close()
