"""What a professional keeps in the account: the profile, and saved roles with notes.

It is read once in a run, before the page is drawn. Visitors and accounts of other kinds keep their
saved roles in the browser tab alone (memory.py); they are saved and taken off through here, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

import streamlit as st

from matching import Catalog, Profile
from matching.authorization import Actor
from matching.screens.visit import measuring, session, state
from matching.services import professional
from matching.services.professional import MyProfile
from matching.services.shared.errors import RequestError
from matching.services.shared.texts import LONGEST_CONTACT, LONGEST_NAME
from matching.store import ConflictError, Database

_MINE: Final = "profile_of_account"
_IS_NEWER: Final = "profile_of_account_is_newer"

CHANGED_ELSEWHERE: Final = (
    "Your saved profile was changed in another window in the meantime, so nothing was saved here."
)


def load(catalog: Catalog) -> None:
    """Read what a professional keeps in the account; for others nothing happens."""
    if session.is_professional():
        session.attempt(_load, catalog)


def _load(database: Database, actor: Actor, catalog: Catalog, *, now: datetime) -> None:
    kept = professional.my_shortlist(database, actor, now=now)
    pairs = zip(reversed(kept["role_id"]), reversed(kept["note"]), strict=True)
    state.set_shortlist(
        {role_id: note for role_id, note in pairs if role_id in catalog.roles.index}
    )
    st.session_state[_MINE] = professional.my_profile(database, actor, now=now)


# ---- saved roles ----------------------------------------------------------------------------


def bring(notes: Mapping[str, str]) -> bool:
    """Put the roles that a visitor saved into the account; return whether that went well."""
    return not notes or session.attempt(
        professional.bring_shortlist,
        notes,
        done="The roles you saved before are on the shortlist of your account.",
    )


def toggle(role_id: str) -> None:
    """Put a role on the shortlist, or take it off."""
    if state.is_saved(role_id):
        take_off(role_id)
    else:
        put_on(role_id)


def put_on(role_id: str, note: str = "") -> None:
    """Put a role on the shortlist, last."""
    if _kept(professional.add_to_shortlist, role_id, note):
        state.set_shortlist({**state.shortlist(), role_id: note})
        measuring.did(role_id, "shortlisted")


def take_off(role_id: str) -> None:
    """Take a role off the shortlist."""
    if _kept(professional.remove_from_shortlist, role_id):
        rest = {other: note for other, note in state.shortlist().items() if other != role_id}
        state.set_shortlist(rest)
        measuring.did(role_id, "unlisted")


def write_note(role_id: str, note: str) -> None:
    """Write another note to a saved role."""
    if role_id in state.shortlist() and _kept(professional.change_note, role_id, note):
        state.set_shortlist({**state.shortlist(), role_id: note})


def _kept(verb: Callable[..., None], *args: str) -> bool:
    """Do it in the account if there is one, and return whether the tab may follow."""
    return not session.is_professional() or session.attempt(verb, *args)


# ---- the profile ----------------------------------------------------------------------------


def mine() -> MyProfile | None:
    """Return what is saved of one's own profile; None for visitors and where nothing is."""
    kept: MyProfile | None = st.session_state.get(_MINE)
    return kept


def profile() -> Profile | None:
    """Return the saved profile as the form has it: without the id of the account."""
    kept = mine()
    return kept.profile.changed(profile_id="") if kept else None


def differs_in() -> tuple[str, ...]:
    """Return the fields in which the profile of this tab is another one than the saved one."""
    here, kept = state.profile(), profile()
    if here is None or kept is None:
        return ()
    names = (name for name in Profile.model_fields if name != "profile_id")
    return tuple(name for name in names if getattr(here, name) != getattr(kept, name))


def is_newer() -> bool:
    """Return whether saving was refused because another window had saved meanwhile."""
    return bool(st.session_state.get(_IS_NEWER))


def fill_form() -> None:
    """Take the saved profile where the tab has none, or only what an address holds of it."""
    here, kept = state.profile(), profile()
    if kept is not None and (here is None or here.to_query() == kept.to_query()):
        state.set_profile(kept, list_stays=True)


def go_back() -> None:
    """Put the saved profile in the place of that of this tab; `state.undo_change` goes back."""
    kept = profile()
    if kept is not None:
        st.session_state.pop(_IS_NEWER, None)
        state.replace_profile(kept)


def keep_profile(done: str = "Your profile is saved to your account.") -> None:
    """Save the profile of this tab to the account; without a word if `done` is empty."""
    here = state.profile()
    if here is not None:
        _save(here, done=done)


def change(done: str = "", **changes: Any) -> bool:
    """Change what is saved beside the profile, such as `visibility`; return whether it is done."""
    kept = mine()
    return kept is not None and _save(kept.profile, done=done, **changes)


def _save(fields: Profile, done: str, **changes: Any) -> bool:
    kept = mine()
    others = ("visibility", "display_name", "contact", "version")
    before = {name: getattr(kept, name) for name in others} if kept else _of_account()
    return session.attempt(_save_profile, fields, done=done, **before | changes)


def _of_account() -> dict[str, Any]:
    """Return the name and the contact that were given when the account was made."""
    me = session.identity()
    return {"display_name": me.name[:LONGEST_NAME], "contact": me.email[:LONGEST_CONTACT]}


def _save_profile(
    database: Database, actor: Actor, fields: Profile, *, now: datetime, **more: Any
) -> None:
    try:
        saved = professional.save_profile(database, actor, fields, **more, now=now)
    except ConflictError as error:
        st.session_state[_IS_NEWER] = True
        raise RequestError(CHANGED_ELSEWHERE) from error
    st.session_state.pop(_IS_NEWER, None)
    st.session_state[_MINE] = saved
