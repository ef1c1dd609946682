"""What the browser does for us: keeps the visitor's choices through a reload, and follows links.

A component without anything to see. It keeps profile, shortlist, what was noted about roles, hidden
and compared roles in the `sessionStorage` of the browser tab (gone when the tab is closed, never
sent anywhere else). What was kept while one account was signed in is not given to another, nor to a
visitor; what a visitor chose goes with them when they sign in, and a professional's saved roles and
notes on roles go into the account. The page that was left to sign in through a provider is kept for
the way back. After a role, the list shows its card again. It turns a click on a link to one of our
pages into a change of page within the session, and looks after who goes by keyboard: the heading of
the next page gets the focus, and Escape closes a box of choices without emptying it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import streamlit as st

from matching import Catalog, Profile
from matching.authorization import PROFESSIONAL, Actor
from matching.errors import ProfileError
from matching.screens.visit import (
    federated,
    path_steps,
    profile_link,
    pursued,
    reading_list,
    saved,
    session,
    state,
    vanished,
    way_back,
)

_KEY: Final = "browser_memory"
_RESTORED: Final = "memory_is_restored"
_SESSION: Final = "memory_session"
_OWNER: Final = "memory_owner"
_IS_LEFT: Final = "memory_is_left_as_it_is"
_LONGEST: Final = 200_000
_SIGNED_OUT_ON: Final = "signed_out_on_page"
SIGNED_OUT: Final = (
    "You were signed out in another tab, or after a long time away. Sign in, and what you saved is "
    "here again."
)

_SCRIPT: Final = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

_mount = st.components.v2.component("missionmatch_memory", js=_SCRIPT)


def keep(catalog: Catalog, page: str) -> None:
    """Keep what the visitor said and chose in the browser; call it once in every run.

    In the first run of a session it asks the browser what it has kept instead, which comes with
    the next run and fills what the address of the page has not already filled. What a professional
    keeps in the account is read here, too. Where another person goes on in a session, the browser
    opens the page anew, which begins another session.

    Parameters
    ----------
    page : str
        URL path of the page that is open.
    """
    who = session.actor()
    if _is_of_another(who):
        _begin_anew(who)
        return
    this_session = st.session_state.setdefault(_SESSION, secrets.token_hex(8))
    found = _found()
    is_first = _RESTORED not in st.session_state and found.get("session") == this_session
    has_profile = is_first and _restore(catalog, _mapping(found.get("kept")), who)
    vanished.forget(catalog)
    saved.load(catalog)
    if is_first:
        st.session_state[_RESTORED] = True
        state.repeat_form()
        if not has_profile:
            saved.fill_form()
        _go_on(_mapping(found.get("kept")), who, page)
    if st.session_state.get(_SIGNED_OUT_ON) == page:
        st.info(SIGNED_OUT, icon=":material/logout:")
    is_kept = _RESTORED in st.session_state and _IS_LEFT not in st.session_state
    _mount(
        key=_KEY,
        data={
            "kept": _text(who) if is_kept else None,
            "session": this_session,
            "top": state.top(),
            "card": state.take_card_to_show(page),
        },
        on_found_change=_nothing,  # makes `found` known
    )


def _go_on(kept: Mapping[str, Any], who: Actor, page: str) -> None:
    """Say that somebody was signed out; bring who came in through a provider where they were."""
    if kept.get("signed_out") and not who.account_id:
        st.session_state[_SIGNED_OUT_ON] = page
    if not page and who.account_id and not kept.get("owner") and federated.claims() is not None:
        way_back.go(kept.get("way_back"))


def is_settled() -> bool:
    """Return whether the browser has answered, so that the profile is no longer to change."""
    return _RESTORED in st.session_state


def _found() -> Mapping[str, Any]:
    """Return what the browser answered: of which session, and what it has kept."""
    answer = st.session_state.get(_KEY)
    found = answer.get("found") if isinstance(answer, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _nothing() -> None:
    return None


def _is_of_another(who: Actor) -> bool:
    """Tell whether this session is another person's; a visitor's goes with who signs in."""
    before = st.session_state.get(_OWNER, who.account_id)
    if before not in ("", who.account_id):
        return True
    if before != who.account_id:
        _bring(state.shortlist(), who)
    st.session_state[_OWNER] = who.account_id
    return False


def _begin_anew(who: Actor) -> None:
    """Empty the tab and open the page anew, but let a goodbye be read before that."""
    is_goodbye = state.GOODBYE in st.session_state
    profile_link.forget()
    kept = {} if is_goodbye or who.account_id else {"signed_out": True}
    data = {"kept": json.dumps(kept), "anew": not is_goodbye}
    _mount(key=_KEY, data=data, on_found_change=_nothing)
    if not is_goodbye:
        st.stop()


def _bring(notes: Mapping[str, str], who: Actor) -> None:
    """Give a professional what they saved as a visitor; if that fails, the tab keeps it."""
    if who.kind != PROFESSIONAL:
        return
    parts = (pursued.bring, reading_list.bring, path_steps.bring)
    if not (saved.bring(notes) and all(bring() for bring in parts)):
        st.session_state[_IS_LEFT] = True


def _text(who: Actor) -> str:
    profile = state.profile()
    kept = {
        "owner": who.account_id,
        "profile": profile.to_mapping() if profile else None,
        "shortlist": state.shortlist(),
        "pursuits": {id_: noted.to_mapping() for id_, noted in pursued.in_tab().items()},
        "reading": reading_list.in_tab(),
        "path": sorted(path_steps.in_tab()),
        "hidden": state.hidden(),
        "compared": state.compared(),
        "way_back": way_back.remembered(),
    }
    return json.dumps(kept, ensure_ascii=False)


def _restore(catalog: Catalog, kept: Mapping[str, Any], who: Actor) -> bool:
    """Take what the browser has kept for this person; return whether a profile was among it."""
    owner = kept.get("owner", "")
    if owner not in ("", who.account_id):
        return False
    has_profile = _restore_profile(kept.get("profile"))
    notes = _notes(catalog, kept.get("shortlist"))
    if (who.kind != PROFESSIONAL or not owner) and not pursued.in_tab():
        noted = pursued.read(kept.get("pursuits"), lambda id_: id_ in catalog.roles.index)
        pursued.set_in_tab(noted)
    if who.kind != PROFESSIONAL or not owner:
        path_steps.restore(kept.get("path"))
        reading_list.restore(kept.get("reading"), lambda id_: id_ in catalog.articles.index)
    if who.kind != PROFESSIONAL and not state.shortlist():
        state.set_shortlist(notes)
    elif not owner:
        _bring(notes, who)
    if not state.hidden():
        state.set_hidden(_roles(catalog, kept.get("hidden")))
    if not state.compared():
        state.set_compared(_roles(catalog, kept.get("compared")))
    return has_profile


def _notes(catalog: Catalog, shortlist: object) -> dict[str, str]:
    if not isinstance(shortlist, Mapping):
        return {}
    return {
        role_id: str(note)[: state.LONGEST_NOTE]
        for role_id, note in shortlist.items()
        if role_id in catalog.roles.index
    }


def _restore_profile(fields: object) -> bool:
    if not isinstance(fields, Mapping):
        return False
    try:
        kept = Profile.from_mapping(fields)
    except ProfileError:
        return False
    now = state.profile()
    is_wanted = now is None or now.to_query() == kept.to_query()
    if is_wanted:
        state.set_profile(kept, list_stays=True)
    return is_wanted


def _roles(catalog: Catalog, role_ids: object) -> tuple[str, ...]:
    if not isinstance(role_ids, list):
        return ()
    said = dict.fromkeys(role_id for role_id in role_ids if isinstance(role_id, str))
    return tuple(role_id for role_id in said if role_id in catalog.roles.index)


def _mapping(text: object) -> Mapping[str, Any]:
    if not isinstance(text, str) or len(text) > _LONGEST:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
