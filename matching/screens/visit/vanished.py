"""Roles that left the catalog while somebody looks: their organization asked to be taken out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import streamlit as st

from matching import Catalog
from matching.screens.visit import pursued, session, state

_UNSAVED: Final = "vanished_from_shortlist"


def forget(catalog: Catalog) -> None:
    """Forget in this tab all roles that there are not any more; call it once in every run."""
    known = catalog.roles.index
    there = {role_id: note for role_id, note in state.shortlist().items() if role_id in known}
    if lost := len(state.shortlist()) - len(there):
        state.set_shortlist(there)
        if not session.is_professional():  # whose account still has them
            st.session_state[_UNSAVED] = unsaved() + lost
    if _lacks(catalog, state.hidden()):
        state.set_hidden(tuple(role_id for role_id in state.hidden() if role_id in known))
    if _lacks(catalog, state.compared()):
        state.set_compared(tuple(role_id for role_id in state.compared() if role_id in known))
    if _lacks(catalog, pursued.in_tab()):
        noted = pursued.in_tab()
        pursued.set_in_tab({role_id: noted[role_id] for role_id in noted if role_id in known})


def unsaved() -> int:
    """Return how many saved roles this tab lost in this visit."""
    return int(st.session_state.get(_UNSAVED, 0))


def _lacks(catalog: Catalog, role_ids: Iterable[str]) -> bool:
    return any(role_id not in catalog.roles.index for role_id in role_ids)
