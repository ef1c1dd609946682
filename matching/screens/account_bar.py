"""Who is signed in, at the top right of every page."""

from __future__ import annotations

import os

import streamlit as st

from matching.screens import look
from matching.screens.look import addresses
from matching.screens.visit import federated, session
from matching.web import DEMO_VARIABLE


def draw(page: str) -> None:
    """Draw the links to sign in, or the name of who is signed in and the link to sign out.

    Parameters
    ----------
    page : str
        URL path of the page.
    """
    who = session.identity()
    links = ""
    if os.environ.get(DEMO_VARIABLE) == "1":
        links = '<a href="/account/demo" title="Be someone else; all are fictional">Demo</a>'
    if who.actor.account_id:
        email, name = look.escape(who.email), look.words(who.name)
        links += f'<span class="mm-who" title="{email}">{name}</span>'
        links += _sign_out_link()
    else:
        links += _link("sign-in", "Sign in") + _link("sign-up", "Sign up")
    if page != "sign-in" and not who.actor.account_id and (problem := session.refusal()):
        st.warning(look.plain(problem), icon=":material/info:")
    st.html(f'<nav class="mm-account" aria-label="Account">{links}</nav>')


def _sign_out_link() -> str:
    if federated.claims() is not None:
        return f'<a href="{addresses.page_link("sign_in")}">Sign out</a>'
    return _link("sign-out", "Sign out")


def _link(name: str, text: str) -> str:
    return f'<a href="{look.address(session.account_link(name))}">{text}</a>'
