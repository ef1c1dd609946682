"""On the page of a candidate: what both sides wrote, a box for more, and taking an ask back."""

from __future__ import annotations

import streamlit as st

from matching.screens.look import html
from matching.screens.pieces import thread
from matching.screens.recruiter import candidate_words
from matching.screens.visit import session
from matching.services import recruiter
from matching.services.recruiter import Candidate

BOX = "message_to_candidate"


def draw(found: Candidate) -> None:
    """Show the thread and the box below it, or why one cannot write."""
    role_id, account_id = found.role_id, found.account_id
    said = session.show(recruiter.candidate_thread, role_id, account_id)
    with st.container(key="thread"):
        html.show(html.heading("Messages"))
        thread.show(
            said.messages,
            "organization",
            found.called,
            recruiter.report_candidate_message,
            role_id,
            account_id,
        )
        if said.why_not:
            html.show(html.paragraph(said.why_not, "mm-quiet mm-flush"))
        else:
            _draw_box(found)
    if said.n_new:
        session.ask(recruiter.see_candidate_thread, role_id, account_id)


def draw_take_back(found: Candidate) -> None:
    """Draw the button that takes an ask back which nobody answered."""
    if found.introduction == "asked":
        st.button(
            "Take it back",
            icon=":material/undo:",
            key="take_back_ask",
            help="They are no longer asked; words that they have not opened go, too.",
            on_click=_take_back,
            args=(found.role_id, found.account_id),
        )


def _draw_box(found: Candidate) -> None:
    name = "" if found.identity else " They answer without a name until they agree."
    html.show(
        html.paragraph(f"They read what you write, from your organization.{name}", "mm-quiet")
    )
    candidate_words.box(found.role_id, BOX, "Your message", height=100)
    st.button(
        "Send",
        icon=":material/send:",
        key="send_message",
        on_click=_send,
        args=(found.role_id, found.account_id),
    )


def _send(role_id: str, account_id: str) -> None:
    text = candidate_words.ready(role_id, BOX)
    if text is None:
        return
    if session.attempt(recruiter.write_to_candidate, role_id, account_id, text, done="Sent."):
        st.session_state[BOX] = ""


def _take_back(role_id: str, account_id: str) -> None:
    done = "They are no longer asked for an introduction."
    session.attempt(recruiter.take_back_ask, role_id, account_id, done=done)
