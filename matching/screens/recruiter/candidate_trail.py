"""The way from the list of candidates to a person, on to the next one, and back to the list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import streamlit as st

from matching.screens.look import pages
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.recruiter import candidate_keys
from matching.screens.visit import resources, session
from matching.services import recruiter

_TRAIL: Final = "candidate_trail"
_HERE: Final = Path(__file__).parent


def remember(role_id: str, account_ids: Sequence[str]) -> None:
    """Keep whom the list shows in which order, and the address with its filters."""
    st.session_state[_TRAIL] = (role_id, tuple(account_ids), st.query_params.to_dict())


def draw(role_id: str, account_id: str) -> tuple[str, ...]:
    """Draw the links back to the list, and to the previous and the next candidate.

    Returns
    -------
    tuple of account id
        The order of the list.
    """
    order, address = _order(role_id, account_id)
    with st.container(horizontal=True, vertical_alignment="center", key="candidate_trail"):
        st.page_link(
            pages.file("candidates"),
            label="All candidates",
            icon=":material/arrow_back:",
            query_params=address,
        )
        if account_id in order:
            place = order.index(account_id)
            after = order[place + 1] if place + 1 < len(order) else ""
            _to(order[place - 1] if place else "", "Previous", ":material/chevron_left:")
            _to(after, "Next", ":material/chevron_right:")
            said = f"{place + 1} of {len(order)}"
            st.html(f'<p class="mm-quiet mm-flush">{said}</p>', width="content")
        candidate_keys.switch()
    return order


def _order(role_id: str, account_id: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Give the order of the list that the recruiter came from, or else of all candidates."""
    of_role, order, address = st.session_state.get(_TRAIL, ("", (), {}))
    if of_role != role_id or account_id not in order:
        shown = session.show(recruiter.candidates, role_id, resources.candidate_recommender())
        order, address = tuple(shown["account_id"]), {"role_id": role_id}
        st.session_state[_TRAIL] = (role_id, order, address)
    return order, address


def _to(account_id: str, label: str, icon: str) -> None:
    quiet_button(label, icon, f"trail_{label}", go, account_id, disabled=not account_id)


def go(account_id: str) -> None:
    """Show another person; a link of Streamlit to the page that is open would keep its address."""
    st.query_params["person"] = account_id
