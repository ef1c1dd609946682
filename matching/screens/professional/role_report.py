"""On the page of a role: saying that it is outdated or wrong; anybody can."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching.errors import MatchingError
from matching.screens import look
from matching.screens.visit import session
from matching.services import professional
from matching.services.professional.role_reports import LONGEST_REPORT
from matching.store.words import REPORT_REASONS

_ANSWER: Final = "answer_to_report"
THANKS: Final = "Thank you. The staff of Missionmatch look into it."


def draw(role_id: str) -> None:
    """Draw the button, which unfolds into a short form, and then into thanks."""
    with st.popover("Report this role", type="tertiary", icon=":material/flag:", key="report"):
        reported, said = st.session_state.get(_ANSWER, ("", ""))
        if reported == role_id:
            st.html(f'<p class="mm-flush" role="status">{look.escape(said)}</p>')
            return
        with st.form("report_form", border=False, enter_to_submit=False):
            st.radio(
                "What is wrong with it?",
                list(REPORT_REASONS),
                format_func=lambda reason: REPORT_REASONS[reason],
                key="report_reason",
            )
            st.text_area(
                "More about it, if you like",
                key="report_text",
                max_chars=LONGEST_REPORT,
                height=90,
                placeholder="How do you know? Please name nobody.",
            )
            st.form_submit_button("Report", key="send_report", on_click=_send, args=(role_id,))


def _send(role_id: str) -> None:
    reason, text = st.session_state["report_reason"], st.session_state["report_text"]
    try:
        session.ask(professional.report_role, role_id, reason, text)
    except MatchingError as error:
        st.session_state[_ANSWER] = (role_id, str(error))
    else:
        st.session_state[_ANSWER] = (role_id, THANKS)
