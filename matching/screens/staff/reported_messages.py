"""On the page of reports: messages between an organization and a person that one side reported."""

from __future__ import annotations

import streamlit as st

from matching import phrases
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.visit import session
from matching.services import staff
from matching.services.staff import ReportedMessage
from matching.store.words import COMMENT_FAULTS


def draw() -> None:
    """Show the messages whose reports wait, each alone; nothing if none does."""
    waiting = session.show(staff.reported_messages)
    if not waiting:
        return
    said = (
        "You see the reported message and no other, not who the person is and not the role. "
        "Hidden, the side that reported it sees it no more."
    )
    html.show(
        html.heading(f"Reported messages ({len(waiting)})"),
        html.paragraph(said, "mm-quiet mm-flush"),
    )
    for message in waiting:
        _show(message)


def _show(message: ReportedMessage) -> None:
    id_ = message.message_id
    by = message.org_name if message.side == "organization" else "A person"
    to = "a person" if message.side == "organization" else message.org_name
    day = phrases.moment_in_words(message.written_at)
    with st.container(border=True, key=f"card_{id_}", gap="small"):
        html.show(
            '<article class="mm-small-card">',
            html.paragraph(f"{by} to {to}, {day}"),
            look.chips([look.chip(COMMENT_FAULTS[message.reason], "weigh")]),
            look.words(message.text, "p", "ms-said"),
            "</article>",
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            quiet_button("Hide it", ":material/visibility_off:", f"hide_{id_}", _do, id_, "hidden")
            quiet_button("Let it stay", ":material/check:", f"keep_{id_}", _do, id_, "kept")


def _do(message_id: str, outcome: str) -> None:
    done = "It is hidden." if outcome == "hidden" else "It stays."
    session.attempt(staff.settle_message, message_id, outcome, done=done)
