"""In the form: the link that gives somebody else the profile, and the profile as a file."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from matching import Profile
from matching.screens import look
from matching.screens.look import html
from matching.screens.professional import profile_bar
from matching.screens.visit import downloads, profile_changes, profile_link, state
from matching.words.letter import mail_link

ABOUT = "Medical missions that could fit"
WHATSAPP = "https://wa.me/"


def draw() -> None:
    """Draw the ways to keep and to share the profile."""
    profile = state.profile()
    if profile is not None:
        profile_bar.draw_in_form()
        _link(profile)
    with st.expander("As a file", icon=":material/description:", key="form_file"):
        _file(profile)
    st.button(
        "Start again",
        icon=":material/restart_alt:",
        on_click=profile_changes.start_again,
        key="start_again",
        width="stretch",
    )


def _link(profile: Profile) -> None:
    link = profile_link.to_share(profile)
    st.html(
        '<p class="mm-flush"><strong>Copy the link</strong>: it holds your answers and opens your '
        "list.</p>"
    )
    html.show(html.to_copy(link))
    mail = look.address(mail_link(ABOUT, link))
    whatsapp = look.address(f"{WHATSAPP}?{urlencode({'text': f'{ABOUT}: {link}'})}")
    st.html(
        f'<p class="mm-flush mm-share"><a href="{mail}">Send by mail</a> '
        f'<a href="{whatsapp}">Send by WhatsApp</a></p>'
    )
    st.toggle("Put my own words, my faith and my town into it too", key="link_is_private")


def _file(profile: Profile | None) -> None:
    if profile is not None:
        downloads.button(
            "Keep my profile as a file",
            profile.to_yaml(),
            file_name="my-mission-profile.yaml",
            mime="application/yaml",
            icon=":material/download:",
            on_click="ignore",
            key="profile_file",
            width="stretch",
        )
    st.file_uploader(
        "Open a profile file (YAML or JSON)",
        type=["yaml", "yml", "json"],
        max_upload_size=1,
        key="profile_upload",
        on_change=profile_changes.open_file,
    )
