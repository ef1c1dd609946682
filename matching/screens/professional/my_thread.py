"""What a professional and an organization write to each other: on interests, and on a role."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces import thread
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.visit import session
from matching.services import professional
from matching.services.professional import MyInterest, MyThread

_OPEN: Final = "open_threads"
"""Roles whose thread is unfolded."""


def draw(mine: MyInterest) -> None:
    """Show the thread where there is something new or it was unfolded, else the way to it."""
    role_id = mine.role_id
    if mine.n_new:
        _unfold(role_id)
    if role_id in _unfolded():
        with st.container(key=f"thread_{role_id}", gap="small"):
            _show(mine)
    elif mine.has_words or mine.shown_at is not None:
        label = "Messages" if mine.has_words else f"Write to {look.plain(mine.org_name)}"
        quiet_button(label, ":material/forum:", f"open_thread_{role_id}", _unfold, role_id)


def _show(mine: MyInterest) -> None:
    role_id = mine.role_id
    said = session.show(professional.my_thread, role_id)
    html.show(html.heading("Messages", level=3))
    thread.show(said.messages, "person", mine.org_name, professional.report_message)
    if said.why_not:
        html.show(html.paragraph(said.why_not, "mm-quiet mm-flush"))
    else:
        _draw_box(mine)
    with st.container(horizontal=True):
        if not said.why_not:
            st.button(
                "Send",
                icon=":material/send:",
                key=f"send_{role_id}",
                on_click=_send,
                args=(role_id,),
            )
        quiet_button("Fold", ":material/unfold_less:", f"fold_thread_{role_id}", _fold, role_id)
        _draw_block(mine, said)
    if said.n_new:
        session.ask(professional.see_thread, role_id)


def _draw_box(mine: MyInterest) -> None:
    reads = f"{mine.org_name} reads what you write here at once."
    if mine.introduction != "agreed":
        reads += (
            " It does not see your name or contact unless you write them here; your own words in "
            "the profile it sees when you agree to an introduction, or if you are visible."
        )
    thread.box(f"message_{mine.role_id}", "Your message", reads)


def _draw_block(mine: MyInterest, said: MyThread) -> None:
    if said.is_blocked:
        allow = (session.attempt, professional.unblock_organization, mine.org_id)
        quiet_button("Take messages again", ":material/undo:", f"allow_{mine.role_id}", *allow)
        return
    with st.popover(
        "Take no more messages", type="tertiary", icon=":material/block:",
        key=f"ask_block_{mine.role_id}",
    ):  # fmt: skip
        st.html(
            f'<p class="mm-flush">{look.words(mine.org_name)} can then write to you about none of '
            "its roles, and it is not told why. Your interest stays. You can allow it again.</p>"
        )
        st.button(
            "Yes, no more messages",
            key=f"block_{mine.role_id}",
            on_click=_block,
            args=(mine.org_id,),
        )


def _block(org_id: str) -> None:
    session.attempt(professional.block_organization, org_id)


def _send(role_id: str) -> None:
    key = f"message_{role_id}"
    text = st.session_state[key]
    if session.attempt(professional.write_to_organization, role_id, text, done="Sent."):
        st.session_state[key] = ""


def _unfolded() -> tuple[str, ...]:
    found: tuple[str, ...] = st.session_state.get(_OPEN, ())
    return found


def _unfold(role_id: str) -> None:
    st.session_state[_OPEN] = tuple(dict.fromkeys([*_unfolded(), role_id]))


def _fold(role_id: str) -> None:
    st.session_state[_OPEN] = tuple(id_ for id_ in _unfolded() if id_ != role_id)
