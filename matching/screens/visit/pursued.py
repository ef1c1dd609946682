"""What a person noted about roles by themselves: when they wrote, and what became of it.

Professionals keep it in the account; visitors and accounts of other kinds in the browser tab alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from matching.errors import MatchingError
from matching.screens.visit import session
from matching.services import professional
from matching.services.professional import Pursuit
from matching.services.professional.pursuits import checked

NOTHING: Final = Pursuit()
_IN_TAB: Final = "the_pursuits"
_BEFORE: Final = "pursuits_before"


def everything() -> dict[str, Pursuit]:
    """Return what is noted, by role: the last written to first, then what was not written."""
    if session.is_professional():
        return {one.role_id: one.noted for one in session.show(professional.my_pursuits)}
    written = {role_id: noted for role_id, noted in in_tab().items() if noted.wrote_on}
    days = sorted(written, key=lambda role_id: str(written[role_id].wrote_on), reverse=True)
    return {role_id: in_tab()[role_id] for role_id in dict.fromkeys([*days, *in_tab()])}


def of(role_id: str) -> Pursuit:
    """Return what is noted about a role; `NOTHING` if nothing is."""
    return everything().get(role_id, NOTHING)


def note(role_id: str, new: Pursuit, done: str = "") -> None:
    """Note something about a role in place of what was noted; `undo` goes back. For callbacks."""
    before = of(role_id)
    if before != new and _kept(role_id, new, done):
        st.session_state[_BEFORE] = {**_all_before(), role_id: before}


def undo(role_id: str) -> None:
    """Note again what was noted before the last change of a role. For callbacks."""
    if can_undo(role_id) and _kept(role_id, _all_before()[role_id], ""):
        rest = {other: noted for other, noted in _all_before().items() if other != role_id}
        st.session_state[_BEFORE] = rest


def can_undo(role_id: str) -> bool:
    """Return whether what is noted about a role was changed in this visit."""
    return role_id in _all_before()


def taken_off() -> tuple[str, ...]:
    """Return the roles of which something was noted in this visit and nothing is any more."""
    noted = everything()
    return tuple(role_id for role_id in _all_before() if role_id not in noted)


# ---- in the tab -----------------------------------------------------------------------------


def in_tab() -> dict[str, Pursuit]:
    """Return what only this tab of the browser keeps."""
    kept: dict[str, Pursuit] = st.session_state.get(_IN_TAB, {})
    return kept


def set_in_tab(noted: Mapping[str, Pursuit]) -> None:
    """Replace what only this tab keeps."""
    st.session_state[_IN_TAB] = dict(noted)


def read(said: object, is_known: Callable[[str], bool]) -> dict[str, Pursuit]:
    """Read what a browser has kept, without what is faulty or about roles that there are not."""
    found = {}
    for role_id, fields in said.items() if isinstance(said, Mapping) else ():
        if isinstance(fields, Mapping) and is_known(role_id):
            try:
                found[role_id] = checked(Pursuit.from_mapping(fields), now=session.now())
            except MatchingError:
                continue
    return {role_id: noted for role_id, noted in found.items() if noted != NOTHING}


def bring() -> bool:
    """Put what the tab keeps into the account; return whether that went well."""
    if not in_tab() or session.attempt(professional.bring_pursuits, in_tab()):
        set_in_tab({})
        return True
    return False


def _kept(role_id: str, new: Pursuit, done: str) -> bool:
    if session.is_professional():
        return session.attempt(professional.note_pursuit, role_id, new, done=done)
    return session.attempt(_keep_in_tab, role_id, new, done=done)


def _keep_in_tab(_database: Any, _actor: Any, role_id: str, new: Pursuit, *, now: Any) -> None:  # noqa: ANN401
    noted = {**in_tab(), role_id: checked(new, now=now)}
    set_in_tab({other: one for other, one in noted.items() if one != NOTHING})


def _all_before() -> dict[str, Pursuit]:
    before: dict[str, Pursuit] = st.session_state.get(_BEFORE, {})
    return before
