"""What an organization and a person wrote to each other, as either of them reads it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import streamlit as st

from matching import phrases
from matching.screens import look
from matching.screens.look import html
from matching.screens.visit import session
from matching.services.shared.threads import LONGEST_MESSAGE, Message
from matching.store.words import COMMENT_FAULTS

CAME_WITH: Final = {
    "ask": "Asked for an introduction",
    "declined": "Declined",
}


def show(
    messages: Sequence[Message], reader: str, other: str, report: Callable[..., Any], *args: str
) -> None:
    """Show a thread, the oldest first; each message of the other side can be reported.

    Parameters
    ----------
    reader : str
        Whose page it is: `person` or `organization`.
    other : str
        What the other side is called.
    report : callable
        The verb that reports; it is handed `args`, the id of a message and a reason.
    """
    for message in messages:
        st.html(_message(message, reader, other))
        if message.side != reader and message.text and not message.is_reported:
            _draw_report(message, report, *args)


def box(key: str, label: str, said: str) -> None:
    """Draw the box for the next message, with who reads it above."""
    html.show(html.paragraph(said, "mm-quiet mm-flush"))
    st.text_area(label, key=key, max_chars=LONGEST_MESSAGE, height=100)


def _message(message: Message, reader: str, other: str) -> str:
    is_mine = message.side == reader
    mine = f"You ({message.writer})" if message.writer else "You"
    by = look.words(mine if is_mine else other)
    step = look.chip(CAME_WITH[message.came_with]) if message.came_with in CAME_WITH else ""
    new = look.chip("New", "ask") if message.is_new else ""
    when = look.escape(phrases.moment_in_words(message.written_at))
    gone = "Staff took this out of your sight." if message.is_hidden else ""
    reported = "You reported this; staff look at it." if message.is_reported else ""
    notes = html.paragraph(gone or reported, "mc-gone")
    side = "mc-mine" if is_mine else "mc-theirs"
    return (
        f'<article class="mc-message {side}"><p class="mc-by"><strong>{by}</strong> {when}'
        f"{step}{new}</p>{look.words(message.text, 'div', 'mc-text')}{notes}</article>"
    )


def _draw_report(message: Message, report: Callable[..., Any], *args: str) -> None:
    id_ = message.message_id
    with st.popover("Report", type="tertiary", icon=":material/flag:", key=f"report_{id_}"):
        st.radio(
            "What is wrong with it? Staff see this message, and no other.",
            list(COMMENT_FAULTS),
            format_func=COMMENT_FAULTS.__getitem__,
            key=f"fault_{id_}",
        )
        st.button(
            "Report it",
            key=f"do_report_{id_}",
            on_click=_report,
            args=(report, args, id_),
        )


def _report(report: Callable[..., Any], args: tuple[str, ...], id_: str) -> None:
    reason = st.session_state[f"fault_{id_}"]
    session.attempt(report, *args, id_, reason, done="Reported. Staff look at this message.")
