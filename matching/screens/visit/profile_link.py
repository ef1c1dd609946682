"""The profile in the address of the page, so that reloading, going back and sharing work.

Beside it stands the place in the list, which professional/list_place.py reads and names.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from matching import Profile, phrases
from matching.profile.profile import LONGEST_LINK, link_length
from matching.profile.values import LIST_FIELDS
from matching.screens import streamlit_server
from matching.screens.look import addresses
from matching.screens.visit import state
from matching.screens.visit.profile_changes import sentence_about

_WRITTEN: Final = "query_written"
_UNSEEN: Final = "queries_before_written"
"""What the address said before, as long as the browser has not sent what we wrote since."""
_OF_PAGES: Final = frozenset({"role_id", "org_id", "article_id", "embed", "embed_options", "theme"})
_OF_OTHER_SITES: Final = frozenset({
    "_ga", "_gl", "dclid", "fbclid", "gad_source", "gbraid", "gclid", "gclsrc", "igsh", "igshid",
    "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "msclkid", "ttclid", "twclid", "wbraid", "yclid",
})  # fmt: skip
"""What other sites and mails put into a link to know who followed it."""


def query() -> dict[str, str]:
    """Return what the address says; a list that is said in several parts is one."""
    said = st.query_params.to_dict()
    return said | {
        name: ",".join(st.query_params.get_all(name)) for name in LIST_FIELDS if name in said
    }


def read(others: Collection[str] = ()) -> bool:
    """Take the profile from the address, if it says another one than we wrote there.

    That is so when the page is opened from a link, and after the browser's Back. Who presses
    something before the browser has what we wrote sends an address from before with it, which is
    no way back: it would undo what was pressed.

    Parameters
    ----------
    others : collection of str
        What may stand in the address beside the profile, for others to read.

    Returns
    -------
    bool
        Whether the address is another than we wrote.
    """
    said = query()
    fields = {name: value for name, value in said.items() if name in Profile.model_fields}
    strange = _strange(said, others)
    if said == st.session_state.get(_WRITTEN):
        st.session_state[_UNSEEN] = []
        return False
    is_late = said in st.session_state.get(_UNSEEN, ()) and not streamlit_server.is_going_back()
    if is_late or not (fields or strange or said.keys() & set(others)):
        return False
    st.session_state[_UNSEEN] = []
    return _take(said, fields, strange)


def _take(query: Mapping[str, str], fields: Mapping[str, str], strange: list[str]) -> bool:
    if (length := link_length(query)) > LONGEST_LINK:
        state.notify(
            f"This link is too long ({length:,} characters; at most {LONGEST_LINK:,}), so nothing "
            "was taken from it."
        )
        return False
    profile, problems = Profile.from_query(fields)
    said = []
    if problems:
        said.append(sentence_about(problems))
    if strange:
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
    return True


def write(others: Mapping[str, str]) -> None:
    """Put the profile into the address; words and faith only if the visitor asks for it.

    Parameters
    ----------
    others : mapping
        What stands there beside it, of who has a profile.
    """
    profile = state.profile()
    wanted = {} if profile is None else {**_said(profile), **others}
    if st.query_params.to_dict() != wanted:
        st.session_state.setdefault(_UNSEEN, []).append(query())
        st.query_params.from_dict(wanted)
    st.session_state[_WRITTEN] = wanted


def to_list() -> str:
    """Return the address of the list as it was when the visitor was last there."""
    return addresses.page_link("find", **st.session_state.get(_WRITTEN, {}))


def site() -> str:
    """Return scheme and host as the visitor's browser has them; `""` where that is not known."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}" if here.netloc else ""


def to_share(profile: Profile) -> str:
    """Return the whole address that gives somebody else this profile, and nothing beside it."""
    return site() + addresses.page_link("find", **_said(profile))


def _said(profile: Profile) -> dict[str, str]:
    return profile.to_query(private=bool(st.session_state.get("link_is_private")))


def _is_of(here: Profile | None, said: Profile) -> bool:
    """Tell whether an address says of a profile what it may; the rest would be lost from it."""
    if here is None or here.to_query() != said.to_query():
        return False
    return said.to_query(private=True).items() <= here.to_query(private=True).items()


def forget() -> None:
    """Take the profile and the place in the list out of the address: they are another person's."""
    for name in [name for name in st.query_params if name not in _OF_PAGES]:
        del st.query_params[name]


def _strange(query: Mapping[str, str], others: Collection[str]) -> list[str]:
    known = {*Profile.model_fields, *others, *_OF_PAGES, *_OF_OTHER_SITES}
    return [name for name in query if name not in known and not name.startswith("utm_")]
