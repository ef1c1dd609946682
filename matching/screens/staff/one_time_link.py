"""The one-time link with which somebody chooses their password, shown until it is copied."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from matching import phrases
from matching.accounts import reset_link
from matching.accounts.reset import GOOD_FOR
from matching.screens.look import html
from matching.screens.visit import session
from matching.web.settings import PUBLIC_URL_VARIABLE

_LINK: Final = "one_time_link"


def show() -> None:
    """Show the one-time link that was made, until it is said to be copied or has run out."""
    email, link, until = st.session_state.get(_LINK, ("", "", None))
    if not link or until < session.now():
        return
    with st.container(border=True, key="card_link"):
        html.show(
            html.heading(f"A link for {email}"),
            html.paragraph(
                "With it this person chooses their password and signs in. It works once, until "
                f"{phrases.moment_in_words(until)}, and is shown only now. Whoever has it can sign "
                "in as them, so give it to nobody else."
            ),
        )
        st.code(link, language=None, wrap_lines=True)
        st.button(
            "I have copied it",
            icon=":material/check:",
            key="link_copied",
            on_click=st.session_state.pop,
            args=(_LINK,),
        )


def keep(email: str, token: str, now: datetime) -> None:
    """Keep a link to be shown in the next run."""
    here = urlsplit(st.context.url or "")
    base = os.environ.get(PUBLIC_URL_VARIABLE) or f"{here.scheme}://{here.netloc}"
    st.session_state[_LINK] = (email, reset_link(base, token), now + GOOD_FOR)
