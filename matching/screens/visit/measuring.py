"""What a professional is shown in Find and does about it, written down if they agreed to that.

What cannot be written down is left out without a word: it must disturb nobody. Whatever is called
here does nothing for visitors, recruiters and staff, and writes nothing without the consent.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, Final, TypeVar

import streamlit as st

from matching import columns
from matching.authorization import PROFESSIONAL
from matching.errors import MatchingError
from matching.screens.visit import resources, session, state
from matching.screens.visit.results import Results, Shared
from matching.services import professional, weights
from matching.services.professional.events import Shown, shown_roles
from matching.weights.experiments import SECOND

Value = TypeVar("Value")

_WRITTEN: Final = "list_written_down"
_ONE_CLICK_AWAY: Final = "roles_one_click_away"


def is_measured() -> bool:
    """Return whether a professional is signed in who agreed to it."""
    return session.is_professional() and bool(_quietly(professional.has_measurement_consent))


def shared_list() -> Shared | None:
    """Return the two recommenders that share the list of who is signed in; None if none do.

    None too if this program cannot read the weights of one of them.
    """
    running = _quietly(weights.my_experiment)
    if running is None:
        return None
    try:
        first, second = (
            resources.stored_recommender(weight_set_id)
            for weight_set_id in (running.first_set, running.second_set)
        )
    except MatchingError:
        return None
    seed = running.seed(session.actor().account_id, session.now())
    return Shared(first, second, running.first_set, running.second_set, seed)


def list_shown(found: Results, role_ids: tuple[str, ...], above: int, *, by_fit: bool) -> None:
    """Write down a page of the list, once for as long as it stays; call it when all is drawn.

    Parameters
    ----------
    role_ids : tuple of str
        What stands on the page, in its order.
    above : int
        How many roles stand on the pages before.
    by_fit : bool
        Whether the order is that of the ranking; else no choice of an experiment shows in it.
    """
    page = (role_ids, above, by_fit)
    before = st.session_state.get(_WRITTEN)
    if before is not None and before[0] is found and before[1] == page:
        return
    st.session_state[_WRITTEN] = (found, page)
    gone = state.hidden()
    places = {id_: at for at, id_ in enumerate(role_ids, above + 1) if id_ not in gone}
    matches = found.matches.set_index(columns.ROLE_ID).loc[list(places)].reset_index()
    matches[columns.RANK] = list(places.values())
    shown = shown_roles(found.recommender, found.profile, matches)
    if found.shared is None or not by_fit:
        weight_set_id, _ = resources.active_weights(PROFESSIONAL)
        _quietly(professional.log_list, shown, weight_set_id)
    else:
        drafted = [_of_team(role, found.shared, found.teams[role.role_id]) for role in shown]
        _quietly(professional.log_list, drafted, found.shared.first_set)


def _of_team(role: Shown, shared: Shared, team: str) -> Shown:
    """Say whose choice a role was; one that both begin with is of the first set, without a team."""
    of_second = shared.second_set if team == SECOND else None
    return dataclasses.replace(role, team=team, weight_set_id=of_second)


def did(role_id: str, kind: str, reason: str = "") -> None:
    """Write down what was done about a role; the words are those of `log_action`."""
    if session.is_professional():
        _quietly(professional.log_action, role_id, kind, reason=reason)


def took_back_dismissal(role_id: str) -> None:
    """Forget that a role was dismissed, if that was just now."""
    if session.is_professional():
        _quietly(professional.take_back_dismissal, role_id)


# ---- from the list to the page of a role ----------------------------------------------------


def list_is_open(role_ids: tuple[str, ...]) -> None:
    """Remember which roles are one click away: those on the open page of the list."""
    st.session_state[_ONE_CLICK_AWAY] = role_ids


def page_is_open(name: str) -> None:
    """Forget the list when somebody is on another page than that and those of its roles."""
    if name not in ("", "role"):
        list_is_open(())
        st.session_state.pop(_WRITTEN, None)


def role_opened(role_id: str) -> None:
    """Write down that a role was opened from the list; call it when all is drawn.

    A role with which a tab of the browser begins counts, too: that is how links are opened in
    another tab.
    """
    near = st.session_state.get(_ONE_CLICK_AWAY, (role_id,))
    list_is_open(())
    if role_id in near:
        did(role_id, "opened")


def _quietly(verb: Callable[..., Value], *args: Any, **more: Any) -> Value | None:
    try:
        return session.ask(verb, *args, **more)
    except MatchingError:
        return None
