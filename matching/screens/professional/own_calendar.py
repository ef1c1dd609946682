"""A person's own calendar: its secret address, made, shown once, and ended."""

from __future__ import annotations

import os
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from matching import phrases
from matching.errors import MatchingError
from matching.screens import look
from matching.screens.look import html
from matching.screens.visit import session
from matching.services import professional
from matching.web import own_calendar_address
from matching.web.settings import PUBLIC_URL_VARIABLE

_ADDRESS: Final = "calendar_address"
_FAILED: Final = "calendar_failed"


def draw() -> None:
    """Say what the calendar is, show an address that was just made, and offer what can be done."""
    made_at = session.show(professional.my_calendar)
    html.show(
        html.heading("Your calendar"),
        html.paragraph(
            "Your trips, interviews, the days by which papers are due, and saved roles with a day "
            "can stand in the calendar of your phone or computer. It reads them from a secret "
            "address, and none of them blocks your time.",
            "mm-flush",
        ),
    )
    if message := st.session_state.pop(_FAILED, ""):
        st.error(look.plain(message), icon=":material/error:")
    address = st.session_state.get(_ADDRESS, "")
    if address:
        _show_address(address)
    if made_at is None:
        st.button(
            "Make the address",
            icon=":material/calendar_add_on:",
            key="calendar_make",
            on_click=_make,
        )
        return
    if not address:
        html.show(
            html.paragraph(
                f"An address was made on {phrases.day_in_words(made_at)}. It cannot be shown "
                "again: who lost it makes another, and the old one ends.",
                "mm-quiet mm-flush",
            )
        )
    with st.container(horizontal=True):
        st.button(
            "Make another address",
            icon=":material/autorenew:",
            key="calendar_again",
            on_click=_make,
        )
        st.button("End it", icon=":material/event_busy:", key="calendar_end", on_click=_end)


def _show_address(address: str) -> None:
    with st.container(border=True, key="card_calendar"):
        html.show(
            html.heading("The address of your calendar", 3),
            html.paragraph(
                "Copy it into your calendar, where it says “subscribe” or “from URL”. It is shown "
                "only now. Whoever has it reads this calendar, so give it to nobody else."
            ),
        )
        st.code(address, language=None, wrap_lines=True)
        st.button(
            "I have copied it",
            icon=":material/check:",
            key="calendar_copied",
            on_click=st.session_state.pop,
            args=(_ADDRESS,),
        )


def _make() -> None:
    try:
        secret = session.ask(professional.make_calendar)
    except MatchingError as error:
        st.session_state[_FAILED] = str(error)
        return
    here = urlsplit(st.context.url or "")
    base = os.environ.get(PUBLIC_URL_VARIABLE, "").rstrip("/") or f"{here.scheme}://{here.netloc}"
    st.session_state[_ADDRESS] = own_calendar_address(base, secret)


def _end() -> None:
    st.session_state.pop(_ADDRESS, None)
    session.attempt(professional.end_calendar, done="The address is ended: nobody reads it.")
