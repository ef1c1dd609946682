"""Screen: come in with an account of one's organization, through its own sign-in page."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from matching.accounts import NOBODY, Identity
from matching.screens import look
from matching.screens.look import addresses
from matching.screens.visit import federated, resources, session, way_back
from matching.web.redirects import HOME

AGAIN = (
    "You came in some time ago, or your account here is closed. Please sign in again; if that does "
    "not help, ask the staff of Missionmatch."
)


def show_signed_in(who: Identity, *, is_federated: bool) -> None:
    """Say who is signed in, and offer to go on or to sign out."""
    look.page_header("You are signed in", f"As {who.name or who.email}.")
    back = way_back.remembered()
    there, label = (addresses.home_link(), "Find roles") if back == HOME else (back, "Go on")
    st.html(f'<p><a class="mm-button" href="{look.address(there)}">{label}</a></p>')
    if is_federated:
        federated.sign_out_button()
    else:
        st.html('<p><a href="/account/sign-out">Sign out</a></p>')


def show_ways(problem: str) -> None:
    """Offer the provider's sign-in page and the one of Missionmatch itself."""
    look.page_header("Sign in", "With the account that your organization gave you.")
    if problem:
        st.error(look.plain(problem), icon=":material/error:")
    federated.sign_in_button()
    st.html(f'<p><a href="{_with_password()}">Sign in with e-mail and password</a></p>')


def show_nothing() -> None:
    """Lead to the accounts with a password, the only ones there are."""
    look.page_header("Sign in")
    look.empty("With e-mail and password", "This Missionmatch has no other accounts.")
    st.html(f'<p><a class="mm-button" href="{_with_password()}">Sign in</a></p>')


def _with_password() -> str:
    back = way_back.remembered()
    said = "" if back == HOME else "?" + urlencode({"next": back})
    return look.address(f"/account/sign-in{said}")


way_back.remember(st.query_params.get("next", ""))
came, why_not = federated.who(resources.database(), session.now())
mine = session.identity()
if came != NOBODY and mine in (came, NOBODY):
    show_signed_in(came, is_federated=True)
elif mine != NOBODY:
    show_signed_in(mine, is_federated=False)
elif federated.is_configured():
    show_ways(why_not or (AGAIN if federated.claims() else ""))
else:
    show_nothing()
