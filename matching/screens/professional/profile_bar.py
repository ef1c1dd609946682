"""Whether the profile of this tab is the one that a professional saved, and what to do about it."""

from __future__ import annotations

import streamlit as st

from matching import phrases
from matching.screens import look
from matching.screens.visit import saved, session, state
from matching.screens.visit.profile_changes import FIELD_LABELS
from matching.services.professional import STORAGE_TEXT

AGREEING = f"Saving it, you agree: “{STORAGE_TEXT}”"


def draw(other: str = "Your saved profile is another one.") -> None:
    """Say that the profile of this tab is not the saved one; nothing where it is.

    Parameters
    ----------
    other : str
        How to say that the two differ.
    """
    if not session.is_professional():
        return
    mine, here = saved.mine(), state.profile()
    if mine is None and here is not None:
        _bar(f"This profile is not in your account yet. {AGREEING}", "Save to my account")
    elif mine is not None and here is None:
        _bar("There is a saved profile in your account.", "", "Take my saved profile")
    elif differing := saved.differs_in():
        fields = phrases.listed([FIELD_LABELS[name] for name in differing], most=4)
        if saved.is_newer():
            said, back = "Another window has saved a newer profile.", "Load the newer one"
        else:
            said, back = other, "Back to my saved profile"
        _bar(f"{said} What differs: {fields}.", "Save these changes", back)


def _bar(said: str, save: str, back: str = "") -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="saved_bar"):
        st.html(f'<p class="mm-flush" role="status">{look.escape(said)}</p>', width="content")
        if save:
            st.button(save, icon=":material/save:", key="save_profile", on_click=saved.keep_profile)
        if back:
            st.button(back, icon=":material/undo:", key="saved_profile", on_click=saved.go_back)


def draw_in_form() -> None:
    """Offer in the form to keep the profile in the account, or to sign in for that."""
    who = session.actor()
    if not who.account_id:
        sign_in = look.address(session.account_link("sign-in"))
        st.html(
            f'<p class="mm-flush"><a href="{sign_in}">Sign in</a> to keep it in an account.</p>'
        )
    elif session.is_professional():
        if saved.mine() is not None and not saved.differs_in():
            st.html('<p class="mm-flush">This profile is saved in your account.</p>')
            return
        st.button(
            "Save to my account",
            icon=":material/save:",
            key="save_profile_here",
            on_click=saved.keep_profile,
            width="stretch",
        )
        if saved.mine() is None:
            st.html(f'<p class="mm-quiet mm-flush">{look.escape(AGREEING)}</p>')
