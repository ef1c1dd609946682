"""What the browser does for us: keeps the visitor's choices through a reload, and follows links.

A component without anything to see. It keeps profile, shortlist, hidden and compared roles in the
`sessionStorage` of the browser tab (gone when the tab is closed, never sent anywhere else), and
it turns a click on a link to one of our pages into a change of page within the session.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from matching import Catalog, Profile
from matching.errors import ProfileError
from matching.screens import state

_KEY: Final = "browser_memory"
_RESTORED: Final = "memory_is_restored"
_SESSION: Final = "memory_session"
_LONGEST: Final = 200_000

_SCRIPT: Final = """
const KEPT = "missionmatch";

const follow = (event) => {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest ? event.target.closest(".stHtml a[href]") : null;
  if (!link || link.target === "_blank") return;
  const there = new URL(link.href, document.baseURI);
  if (there.origin !== location.origin) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return;
  }
  if (there.hash) return;
  event.preventDefault();
  history.pushState({}, "", there.pathname + there.search);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
};

const openForm = (event) => {
  if (!event.target.closest || !event.target.closest(".st-key-open_form")) return;
  const opener = document.querySelector('[data-testid="stExpandSidebarButton"]');
  if (opener) opener.click();
};

export default function (component) {
  const { data, setStateValue } = component;
  if (!window.missionmatchListens) {
    window.missionmatchListens = true;
    document.addEventListener("click", follow);
    document.addEventListener("click", openForm);
  }
  try {
    if (data.kept !== null) {
      sessionStorage.setItem(KEPT, data.kept);
      window.missionmatchKept = true;  // what was kept is on the page; it moves no more by itself
    } else if (window.missionmatchAsked !== data.session) {
      window.missionmatchAsked = data.session;
      setStateValue("found", {
        session: data.session,
        kept: sessionStorage.getItem(KEPT) || "",
      });
    }
  } catch (error) {
    console.info("This browser keeps nothing for Missionmatch.", error);
  }
  if (data.top && data.top !== window.missionmatchTop) {
    const list = document.querySelector(".mm-list-top");
    const place = list ? list.getBoundingClientRect().top : 0;
    const isSeen = place > 0 && place < window.innerHeight * 0.7;
    if (list && window.missionmatchTop && !isSeen) list.scrollIntoView({ block: "start" });
  }
  window.missionmatchTop = data.top || window.missionmatchTop;
}
"""

_mount = st.components.v2.component("missionmatch_memory", js=_SCRIPT)


def keep(catalog: Catalog) -> None:
    """Keep what the visitor said and chose in the browser; call it once in every run.

    In the first run of a session it asks the browser what it has kept instead, which comes with
    the next run and fills what the address of the page has not already filled.
    """
    session = st.session_state.setdefault(_SESSION, secrets.token_hex(8))
    answer = st.session_state.get(_KEY)
    found = answer.get("found") if isinstance(answer, Mapping) else None
    if (
        _RESTORED not in st.session_state
        and isinstance(found, Mapping)
        and found.get("session") == session
    ):
        st.session_state[_RESTORED] = True
        _restore(catalog, _mapping(found.get("kept")))
    _mount(
        key=_KEY,
        data={
            "kept": _text() if _RESTORED in st.session_state else None,
            "session": session,
            "top": state.top(),
        },
        on_found_change=_nothing,  # makes `found` known
    )


def _nothing() -> None:
    return None


def _text() -> str:
    profile = state.profile()
    kept = {
        "profile": profile.to_mapping() if profile else None,
        "shortlist": state.shortlist(),
        "hidden": state.hidden(),
        "compared": state.compared(),
    }
    return json.dumps(kept, ensure_ascii=False)


def _restore(catalog: Catalog, kept: Mapping[str, Any]) -> None:
    _restore_profile(kept.get("profile"))
    if not state.shortlist():
        notes = kept.get("shortlist")
        saved = notes if isinstance(notes, Mapping) else {}
        state.set_shortlist(
            {
                role_id: str(note)[: state.LONGEST_NOTE]
                for role_id, note in saved.items()
                if role_id in catalog.roles.index
            }
        )
    if not state.hidden():
        state.set_hidden(_roles(catalog, kept.get("hidden")))
    if not state.compared():
        state.set_compared(_roles(catalog, kept.get("compared")))


def _restore_profile(fields: object) -> None:
    if not isinstance(fields, Mapping):
        return
    try:
        kept = Profile.from_mapping(fields)
    except ProfileError:
        return
    now = state.profile()
    if now is None or now.to_query() == kept.to_query():
        state.set_profile(kept)


def _roles(catalog: Catalog, role_ids: object) -> tuple[str, ...]:
    if not isinstance(role_ids, list):
        return ()
    return tuple(str(role_id) for role_id in role_ids if role_id in catalog.roles.index)


def _mapping(text: object) -> Mapping[str, Any]:
    if not isinstance(text, str) or len(text) > _LONGEST:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
