"""The profile in the address of the page, so that reloading, going back and sharing work."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching import Profile, phrases
from matching.profile.profile import LONGEST_LINK, link_length
from matching.screens.visit import state
from matching.screens.visit.profile_changes import sentence_about

_WRITTEN: Final = "query_written"
_NOT_OURS: Final = frozenset({"role_id", "org_id", "article_id", "embed", "embed_options", "theme"})


def read() -> None:
    """Take the profile from the address, if it says another one than we wrote there.

    That is so when the page is opened from a link, and after the browser's Back.
    """
    query = st.query_params.to_dict()
    fields = {name: value for name, value in query.items() if name in Profile.model_fields}
    if query == st.session_state.get(_WRITTEN) or not (fields or _strange(query)):
        return
    if (length := link_length(query)) > LONGEST_LINK:
        state.notify(
            f"This link is too long ({length:,} characters; at most {LONGEST_LINK:,}), so nothing "
            "was taken from it."
        )
        return
    profile, problems = Profile.from_query(fields)
    said = []
    if problems:
        said.append(sentence_about(problems))
    if strange := _strange(query):
        named = phrases.listed([f"“{name[:40]}”" for name in strange], most=5)
        said.append(f"We do not know {named}.")
    if profile is not None:
        if not _is_of(state.profile(), profile):
            state.set_profile(profile)
        said += ["Everything else in the link was taken over." for _ in said[:1]]
    elif fields:
        said.append("Please choose a profession, and the list begins.")
    if said:
        state.notify(f"Part of this link was left out. {' '.join(said)}")


def write() -> None:
    """Put the profile into the address; words and faith only if the visitor asks for it."""
    profile = state.profile()
    wanted: dict[str, str] = {}
    if profile is not None:
        wanted = profile.to_query(private=bool(st.session_state.get("link_is_private")))
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    st.session_state[_WRITTEN] = wanted


def _is_of(here: Profile | None, said: Profile) -> bool:
    """Tell whether an address says of a profile what it may; the rest would be lost from it."""
    if here is None or here.to_query() != said.to_query():
        return False
    return said.to_query(private=True).items() <= here.to_query(private=True).items()


def forget() -> None:
    """Take the profile out of the address: it is another person's."""
    for name in [name for name in st.query_params if name in Profile.model_fields]:
        del st.query_params[name]


def _strange(query: dict[str, str]) -> list[str]:
    return [
        name
        for name in query
        if name not in Profile.model_fields
        and name not in _NOT_OURS
        and not name.startswith("utm_")
    ]
