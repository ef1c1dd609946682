"""The one-time link with which somebody chooses their password, shown until it is copied."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from matching import phrases
from matching.accounts import (
    AccountError,
    invitations,
    mailer_from_environment,
    reset,
    reset_link,
    send_invitation,
)
from matching.screens import look
from matching.screens.look import html
from matching.screens.visit import session
from matching.web.settings import DEMO_VARIABLE, PUBLIC_URL_VARIABLE

_LINK: Final = "one_time_link"
_SENT: Final = "sent_invitation"


def show() -> None:
    """Show the one-time link that was made, until it is said to be copied or has run out."""
    if sent := st.session_state.pop(_SENT, ""):
        said = f"An invitation was mailed to {sent}. Its link works once, for seven days."
        html.show(f'<p role="status">{look.escape(said)}</p>')
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


def keep(email: str, token: str, now: datetime, good_for: timedelta = reset.GOOD_FOR) -> None:
    """Keep a link to be shown in the next run."""
    st.session_state[_LINK] = (email, reset_link(_base(), token), now + good_for)


def invite(email: str, token: str, now: datetime) -> None:
    """Mail an invitation where mail is set up; keep its link to be shown where it is not."""
    mailer = mailer_from_environment()
    is_demo = os.environ.get(DEMO_VARIABLE) == "1"  # its people do not exist
    if mailer.reaches_people and not is_demo:
        try:
            send_invitation(mailer, email, token, base=_base())
        except AccountError as error:
            st.toast(f"{error} Pass the link on by yourself.", icon=":material/warning:")
        else:
            st.session_state[_SENT] = email
            return
    keep(email, token, now, invitations.GOOD_FOR)


def _base() -> str:
    here = urlsplit(st.context.url or "")
    return os.environ.get(PUBLIC_URL_VARIABLE) or f"{here.scheme}://{here.netloc}"
