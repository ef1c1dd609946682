"""What a recruiter does with a candidate: ask for an introduction, move, decline."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import streamlit as st

from matching.authorization import Actor
from matching.screens import look
from matching.screens.pieces.candidate_cards import Row
from matching.screens.visit import session
from matching.screens.visit.asking import Asking
from matching.services import recruiter
from matching.store import ConflictError, Database
from matching.store.words import CANDIDATE_STAGES, REASON_CODES

ASK: Final = "ask"
DECLINED: Final = "declined"
LABELS: Final = {ASK: "Ask for an introduction", DECLINED: "Decline …", "went": "They went"}
LONGEST_REASON: Final = 2000
_declining: Final = Asking[tuple[str, str, int, str]]("declining")
_MOVED_MEANWHILE: Final = (
    "Somebody else moved this candidate a moment ago; this is how it stands now."
)
_BEFORE_INTRODUCTION: Final = "This needs an introduction that they agreed to."


def may_ask(row: Row) -> bool:
    """Tell whether an introduction can be asked for; `row` is one of candidates, or Candidate."""
    return row.introduction == "none" and row.stage != DECLINED


def hindrance(row: Row, stage: str) -> str:
    """Say why a candidate cannot move to a next stage yet, `""` if nothing is in the way."""
    needs = stage in recruiter.NEED_INTRODUCTION and row.introduction != "agreed"
    return _BEFORE_INTRODUCTION if needs else ""


def menu(row: Row, role_id: str, called: str, key: str) -> None:
    """Draw the menu of what can be done now with a candidate in a list.

    Parameters
    ----------
    row : row of candidates
    called : str
        What the person is called.
    key : str
        Of the menu.
    """
    stages = [stage for stage in recruiter.NEXT_STAGES[row.stage] if not hindrance(row, stage)]
    options = [ASK, *stages] if may_ask(row) else stages
    st.menu_button(
        "Move",
        options,
        format_func=label,
        key=key,
        icon=":material/swap_horiz:",
        type="tertiary",
        help=f"Next step with {look.plain(called)}",
        disabled=not options,
        on_click=_chosen,
        args=(role_id, row.account_id, row.version, called, key),
    )


def label(step: str) -> str:
    """Say what a step does."""
    return LABELS.get(step) or f"Move to {CANDIDATE_STAGES[step].lower()}"


def _chosen(role_id: str, account_id: str, version: int, called: str, key: str) -> None:
    take(st.session_state[key], role_id, account_id, version, called)


def take(step: str, role_id: str, account_id: str, version: int, called: str) -> None:
    """Take a step with a candidate; to decline, ask for the reason first. For callbacks."""
    if step == ASK:
        done = f"{called}: an introduction was asked for."
        session.attempt(recruiter.ask_introduction, role_id, account_id, done=done)
    elif step == DECLINED:
        _declining.begin((role_id, account_id, version, called))
    else:
        done = f"{called} is now at: {CANDIDATE_STAGES[step].lower()}."
        session.attempt(_move, role_id, account_id, step, version=version, done=done)


def dialog_if_declining() -> None:
    """Open the dialog that asks for the reason, if somebody is just to be declined."""
    if asked := _declining.about():
        _decline(*asked)


@st.dialog("Decline", on_dismiss=_declining.close)
def _decline(role_id: str, account_id: str, version: int, called: str) -> None:
    st.html(f"<p>Why does it not work out with {look.words(called)}?</p>")
    code = st.selectbox(
        "Reason",
        list(REASON_CODES),
        index=None,
        format_func=lambda reason: REASON_CODES[reason],
        placeholder="Choose one",
        key=f"decline_code_{account_id}",
    )
    text = st.text_area(
        "In your own words, if you like",
        key=f"decline_text_{account_id}",
        max_chars=LONGEST_REASON,
        height=120,
    )
    st.html('<p class="mm-quiet mm-flush">The person reads this: the reason and your words.</p>')
    if st.button("Decline", type="primary", disabled=code is None, key="decline_now"):
        session.attempt(
            _move,
            role_id,
            account_id,
            DECLINED,
            version=version,
            reason_code=code,
            reason_text=text,
            done=f"{called} was declined.",
        )
        _declining.close()
        st.rerun()


def _move(
    database: Database,
    actor: Actor,
    role_id: str,
    account_id: str,
    to_stage: str,
    *,
    now: datetime,
    **more: Any,
) -> None:
    """Move as `move_stage` does, and say kindly that somebody else was faster."""
    try:
        recruiter.move_stage(database, actor, role_id, account_id, to_stage, **more, now=now)
    except ConflictError as error:
        raise ConflictError(_MOVED_MEANWHILE) from error
