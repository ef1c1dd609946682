"""Closing a role, with the question whether to tell those who wait; and undoing both."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import streamlit as st

from matching import phrases
from matching.authorization import Actor
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces import role_opening
from matching.screens.visit import session
from matching.screens.visit.asking import Asking
from matching.services import recruiter
from matching.store import Database
from matching.store.words import REASON_CODES

REASONS: Final = ("filled", "closed")
LONGEST_WORDS: Final = 2000
CLOSED: Final = "Closed: nobody can show interest any more."
_closing: Final = Asking[tuple[str, str, int, int]]("closing_role")
_DONE: Final = "closed_roles"
_TURNED: Final = "turned_roles"


@dataclasses.dataclass(frozen=True)
class _Done:
    """A role that was closed just now; with `triage_id` what people were told is undone."""

    title: str
    version: int
    triage_id: str = ""


def turned() -> dict[str, bool]:
    """Return the roles that were just closed or opened, with whether they were open before."""
    kept: dict[str, bool] = st.session_state.setdefault(_TURNED, {})
    return kept


def _done() -> dict[str, _Done]:
    kept: dict[str, _Done] = st.session_state.setdefault(_DONE, {})
    return kept


def forget() -> None:
    """Forget what was just closed and opened; it can no longer be undone in its place."""
    st.session_state.pop(_TURNED, None)
    st.session_state.pop(_DONE, None)


def begin(role: Mapping[Any, Any]) -> None:
    """Close a role, a row of `my_roles`; where people wait, ask first. For callbacks."""
    about = role["role_id"], role["title"], role["version"]
    if n := int(role["to_tell"]):
        st.session_state.pop("closing_words", None)
        _closing.begin((*about, n))
    else:
        _close(*about)


def undo_line() -> None:
    """Draw the role that was closed last, and the button that opens it again."""
    if not _done():
        return
    role_id, done = list(_done().items())[-1]
    with st.container(horizontal=True, vertical_alignment="center", key="closing_undo"):
        said = look.escape(f"{done.title}: closed.")
        st.html(f'<p class="mm-flush" role="status">{said}</p>', width="content")
        st.button(
            "Undo",
            icon=":material/undo:",
            key="undo_closing",
            on_click=reopen,
            args=(role_id, done.version),
        )


def reopen(role_id: str, version: int) -> None:
    """Open a role again, and take back what people were told when it was closed. For callbacks."""
    if session.attempt(role_opening.open_role, role_id, version=version, done="The role is open."):
        done = _done().pop(role_id, None)
        if done is not None and done.triage_id:
            session.attempt(recruiter.undo_triage, role_id, done.triage_id)
        if turned().pop(role_id, None) is None:
            turned()[role_id] = False


def dialog_if_closing() -> None:
    """Open the dialog, if a role for which people wait is just to be closed."""
    if asked := _closing.about():
        _dialog(*asked)


@st.dialog("Close the role", on_dismiss=_closing.close)
def _dialog(role_id: str, title: str, version: int, n: int) -> None:
    if _closing.about() is None:
        st.rerun()
    session.show_outcome()
    wait = phrases.counted(n, "person knows of it and has", "people know of it and have")
    html.show(
        f'<p class="mm-flush"><strong>{look.words(title)}</strong></p>',
        html.paragraph(f"{wait} not come further than reviewing.", "mm-flush"),
    )
    code = st.selectbox(
        "What they read", REASONS, format_func=REASON_CODES.__getitem__, key="closing_code"
    )
    st.text_area(
        "In your own words, if you like",
        key="closing_words",
        max_chars=LONGEST_WORDS,
        height=110,
    )
    html.show(
        html.paragraph(
            "They are declined with this reason. With whoever is further along nothing happens. "
            f"Undo opens the role again and, for {recruiter.UNDO_MINUTES} minutes, takes back what "
            "they were told.",
            "mm-quiet mm-flush",
        )
    )
    with st.container(horizontal=True):
        st.button(
            f"Close and tell {'them' if n == 1 else f'the {n}'}",
            type="primary",
            key="close_and_tell",
            on_click=_tell,
            args=(role_id, title, version, code),
        )
        st.button(
            "Close and tell nobody",
            key="close_silently",
            on_click=_close,
            args=(role_id, title, version),
        )


def _close(role_id: str, title: str, version: int, **reason: Any) -> None:
    if session.attempt(_carry_out, role_id, title, version, **reason, done=CLOSED):
        if turned().pop(role_id, None) is None:
            turned()[role_id] = True
        _closing.close()


def _tell(role_id: str, title: str, version: int, code: str) -> None:
    words = st.session_state.get("closing_words", "")
    _close(role_id, title, version, reason_code=code, reason_text=words)


def _carry_out(
    database: Database,
    actor: Actor,
    role_id: str,
    title: str,
    version: int,
    *,
    now: datetime,
    **reason: Any,
) -> None:
    """Close a role, tell people where there is a reason, and remember how to undo it."""
    about = (database, actor, role_id)
    if reason:
        closed = recruiter.close_and_tell(*about, version=version, **reason, now=now)
        done = _Done(title, closed.version, closed.triage_id)
    else:
        done = _Done(title, recruiter.close_role(*about, version=version, now=now))
    _done().pop(role_id, None)
    _done()[role_id] = done
