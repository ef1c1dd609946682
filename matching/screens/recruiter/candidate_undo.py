"""The last step with candidates, which can be undone for some minutes; and reasons used before."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import datetime, timedelta
from typing import Any, Final

import streamlit as st

from matching import phrases
from matching.authorization import Actor
from matching.screens import look
from matching.screens.recruiter import candidate_compare
from matching.screens.visit import session
from matching.services import recruiter
from matching.services.recruiter import Triaged
from matching.store import Database
from matching.store.words import REASON_CODES

_LAST: Final = "last_triage"
_REASONS: Final = "decline_reasons"


@dataclasses.dataclass(frozen=True)
class _Step:
    """A step as it is told: with whom, until when it can be undone."""

    role_id: str
    triage_id: str
    said: str
    until: datetime


def take(role_id: str, versions: dict[str, int], to_step: str, done: str, **reason: Any) -> bool:
    """Take a step with people, which can then be undone; return whether it was taken.

    Parameters
    ----------
    versions : dict of account id to int
        Of each as it was shown.
    done : str
        What is said of it then.
    reason
        As `recruiter.triage` takes it.
    """
    is_done = session.attempt(_triage, role_id, versions, to_step, said=done, done=done, **reason)
    if is_done and len(versions) > 1:
        chosen = candidate_compare.chosen(role_id)
        candidate_compare.choose(role_id, [id_ for id_ in chosen if id_ not in versions])
    return is_done


def _triage(
    database: Database,
    actor: Actor,
    role_id: str,
    versions: dict[str, int],
    to_step: str,
    *,
    said: str,
    now: datetime,
    **reason: Any,
) -> Triaged:
    """Take the step and remember how to undo it."""
    triaged = recruiter.triage(database, actor, role_id, versions, to_step, now=now, **reason)
    until = now + timedelta(minutes=recruiter.UNDO_MINUTES)
    st.session_state[_LAST] = _Step(role_id, triaged.triage_id, said, until)
    if triaged.left_out:  # since the look before
        n = sum(map(len, triaged.left_out.values()))
        said = f"{n} left out: {' '.join(triaged.left_out)}"
        st.toast(look.plain(said), icon=":material/info:")
    if code := reason.get("reason_code"):
        st.session_state[_REASONS] = (*st.session_state.get(_REASONS, ()), code)
    return triaged


def reasons() -> tuple[list[str], int | None]:
    """Give the reasons to decline: the last one first, then those used most, then the others.

    The number is the place of the one that is chosen at first; None if none was used yet.
    """
    used: tuple[str, ...] = st.session_state.get(_REASONS, ())
    often = [code for code, _ in Counter(reversed(used)).most_common()]
    return list(dict.fromkeys([*used[-1:], *often, *REASON_CODES])), 0 if used else None


def last(role_id: str = "") -> str:
    """Say what the last step with candidates of a role, or of any, was; `""` if it is too late."""
    step: _Step | None = st.session_state.get(_LAST)
    can = step is not None and role_id in ("", step.role_id) and session.now() < step.until
    return step.said if step is not None and can else ""


def line(role_id: str = "") -> None:
    """Draw at the bottom edge what was done last, and its undoing; nothing if nothing was."""
    if said := last(role_id):
        with st.bottom, st.container(horizontal=True, key="candidate_undo"):
            text = look.escape(f"{said} You can undo this for {recruiter.UNDO_MINUTES} minutes.")
            st.html(f'<p class="mm-flush" role="status">{text}</p>', width="content")
            st.button("Undo", icon=":material/undo:", key="undo_step", on_click=undo)


def undo() -> None:
    """Undo the last step. For callbacks."""
    step: _Step | None = st.session_state.get(_LAST)
    if step is not None and session.attempt(_undo, step.role_id, step.triage_id):
        st.session_state.pop(_LAST, None)


def _undo(database: Database, actor: Actor, role_id: str, triage_id: str, *, now: datetime) -> None:
    undone = recruiter.undo_triage(database, actor, role_id, triage_id, now=now)
    said = f"{phrases.counted(len(undone.done), 'person', 'people')} back where they stood."
    if undone.left:
        said += f" {len(undone.left)} not: something happened with them since."
    st.toast(look.plain(said), icon=":material/undo:")
