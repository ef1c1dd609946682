"""What a person notes about a role by themselves: the day they wrote, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

import streamlit as st

from matching import phrases
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.visit import pursued, session, state
from matching.services.professional import Pursuit
from matching.store.words import PURSUIT_OUTCOMES, PURSUIT_REASONS

PATIENCE: Final = 14
"""Days without an answer after which one may well write once more."""
OUTCOMES: Final = {
    "went": "You went",
    "refused": "They said no",
    "nothing": "It came to nothing",
}
FIELD: Final = 200
"""Width of the field for a day, in pixels: wide enough for its year."""
_TURN: Final = "turn_of_endings"


def wrote(noted: Pursuit) -> str:
    """Say when one wrote; nothing where one did not.

    Examples
    --------
    >>> wrote(Pursuit(date(2026, 12, 3)))
    'You wrote on 3 December 2026.'
    """
    return f"You wrote on {phrases.day_in_words(noted.wrote_on)}." if noted.wrote_on else ""


def reminder(noted: Pursuit, today: date) -> str:
    """Say what to do where an answer is long in coming; nothing before two weeks, or at the end.

    Examples
    --------
    >>> reminder(Pursuit(date(2026, 12, 3)), date(2026, 12, 20))
    '17 days ago. No answer? Write once more, or note what became of it.'
    >>> reminder(Pursuit(date(2026, 12, 3)), date(2026, 12, 16))
    ''
    """
    if noted.wrote_on is None or noted.outcome:
        return ""
    days = (today - noted.wrote_on).days
    if days < PATIENCE:
        return ""
    return f"{days} days ago. No answer? Write once more, or note what became of it."


def outcome(noted: Pursuit) -> str:
    """Say what became of it, and why it came to nothing; nothing as long as it is open.

    Examples
    --------
    >>> outcome(Pursuit(outcome="nothing", reason="no-answer")), outcome(Pursuit(outcome="went"))
    ('It came to nothing: they did not answer.', 'You went.')
    """
    if not noted.outcome:
        return ""
    said = OUTCOMES[noted.outcome]
    if noted.reason and noted.reason != "other":
        said += f": {phrases.inside(PURSUIT_REASONS[noted.reason])}"
    return f"{said}."


def outcome_html(noted: Pursuit) -> str:
    """Return what became of it, with what the person wrote about it."""
    if not noted.outcome:
        return ""
    text = f" “{look.words(noted.text)}”" if noted.text else ""
    return f'<p class="mm-flush">{look.escape(outcome(noted))}{text}</p>'


def draw_day(role_id: str, noted: Pursuit, label: str, *, is_first: bool = False) -> None:
    """Draw the button to note the day on which one wrote, today unless another is chosen."""
    today = session.today()
    with st.popover(
        label,
        type="primary" if is_first else "tertiary",
        icon=":material/outgoing_mail:",
        key=_key("wrote", role_id),
    ):
        st.date_input(
            "When did you write?",
            today,
            max_value=today,
            format="DD/MM/YYYY",
            key=f"wrote_on_{role_id}",
            width=FIELD,
        )
        st.button("Note it", key=f"note_wrote_{role_id}", on_click=_wrote, args=(role_id, noted))


def draw_outcome(role_id: str, noted: Pursuit) -> None:
    """Draw the button to note what became of it."""
    label = "Change what became of it" if noted.outcome else "What became of it?"
    chosen, because, more = (f"{name}_{role_id}" for name in ("outcome", "because", "more"))
    for key, value in ((chosen, noted.outcome), (because, noted.reason), (more, noted.text)):
        state.follow(key, value if key == more else value or None)
    with st.popover(label, type="tertiary", icon=":material/flag:", key=_key("ending", role_id)):
        over = st.radio(
            "What became of it?",
            list(PURSUIT_OUTCOMES),
            index=None,
            format_func=lambda word: PURSUIT_OUTCOMES[word],
            key=chosen,
        )
        why = None
        if over == "nothing":
            why = st.selectbox(
                "Because",
                list(PURSUIT_REASONS),
                index=None,
                format_func=lambda word: PURSUIT_REASONS[word],
                placeholder="Choose one",
                key=because,
            )
        st.text_area(
            "More about it, if you like", key=more, max_chars=state.LONGEST_NOTE, height=90
        )
        html.show(html.paragraph("Only you read this.", "mm-quiet mm-flush"))
        st.button(
            "Keep",
            key=f"keep_outcome_{role_id}",
            type="primary",
            disabled=over is None or (over == "nothing" and why is None),
            on_click=_over,
            args=(role_id, noted),
        )


def draw_undo(role_id: str) -> None:
    """Draw the button that takes the last change of this visit back, if there was one."""
    if pursued.can_undo(role_id):
        quiet_button("Undo", ":material/undo:", f"undo_{role_id}", pursued.undo, role_id)


def kept_where() -> str:
    """Return where it is kept, for who has no account; nothing for who has one."""
    if session.is_professional():
        return ""
    sign_up = look.address(session.account_link("sign-up"))
    return (
        '<p class="mm-quiet mm-flush">This stays in this browser tab and is gone when you close '
        f'it. <a href="{sign_up}">Sign up</a> to keep it.</p>'
    )


def _wrote(role_id: str, noted: Pursuit) -> None:
    day: date = st.session_state[f"wrote_on_{role_id}"]
    pursued.note(role_id, replace(noted, wrote_on=day), done="Noted.")
    _close()


def _over(role_id: str, noted: Pursuit) -> None:
    over = st.session_state[f"outcome_{role_id}"]
    why = st.session_state.get(f"because_{role_id}") if over == "nothing" else ""
    text = st.session_state[f"more_{role_id}"]
    new = replace(noted, outcome=over, reason=why or "", text=text)
    pursued.note(role_id, new, done="Noted.")
    _close()


def _close() -> None:
    """Close what is open: a popover of another key is another one."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _key(what: str, role_id: str) -> str:
    return f"{what}_{st.session_state.get(_TURN, 0)}_{role_id}"
