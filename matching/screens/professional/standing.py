"""Where a professional stands with a role, in words, and how they take their interest back."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching import phrases
from matching.screens import look
from matching.screens.visit import measuring, session
from matching.services import professional
from matching.services.professional import MyInterest
from matching.services.shared.days import days_since

STAGES: Final = {
    "reviewing": "The organization is looking at your profile",
    "contacted": "You are in touch with each other",
    "interview": "You are getting to know each other in an interview",
    "clearance": "Papers and references are being checked",
    "accepted": "You are accepted",
    "went": "You went",
    "declined": "The organization declined",
    "withdrawn": "You withdrew",
}
"""What the stages of an organization mean for the person."""


def ago(days: int) -> str:
    """Say how many days ago something was.

    Examples
    --------
    >>> ago(0), ago(1), ago(30)
    ('today', '1 day ago', '30 days ago')
    """
    return f"{phrases.counted(days, 'day')} ago" if days else "today"


def in_words(mine: MyInterest) -> str:
    """Say who has to do what, or how far it is."""
    if mine.is_taken_out:
        return "This organization asked to be taken out of Missionmatch"
    if mine.introduction == "asked" and mine.stage != "declined":
        return "The organization asks for an introduction"
    if mine.stage != "new":
        return STAGES[mine.stage]
    if mine.days_waiting is None:
        return "Nothing is asked of you now"
    if not mine.is_here:
        return f"Nobody of {mine.org_name} is on Missionmatch now"
    since = phrases.counted(mine.days_waiting, "day") if mine.days_waiting else "since today"
    return f"Waiting for the organization, {since}"


def on_role(mine: MyInterest) -> str:
    """Say on the page of a role when interest was shown and where it stands."""
    said = in_words(mine)
    if mine.shown_at is None:
        return f"{said}."
    shown = f"You showed interest {ago(days_since(mine.shown_at, session.now()))}"
    if mine.stage == "new" and mine.days_waiting is not None and mine.is_here:
        return f"{shown}; waiting for the organization."
    return f"{shown}. {said}."


def draw_withdraw(mine: MyInterest) -> None:
    """Offer to take interest back, and ask once more before it is done."""
    with st.popover("Withdraw", type="tertiary", icon=":material/undo:", key=_key("ask", mine)):
        loses = ", and no longer your name and contact" if mine.introduction == "agreed" else ""
        st.html(
            f'<p class="mm-flush">{look.words(mine.org_name)} is told that you withdrew. It sees '
            f"your interest no longer{loses}, and your note is deleted. You can show interest "
            "again later.</p>"
        )
        st.button(
            "Yes, withdraw my interest",
            key=_key("withdraw", mine),
            on_click=_withdraw,
            args=(mine.role_id,),
        )


def _withdraw(role_id: str) -> None:
    done = "Your interest is withdrawn."
    if session.attempt(professional.withdraw_interest, role_id, done=done):
        measuring.did(role_id, "withdrawn")


def _key(what: str, mine: MyInterest) -> str:
    return f"{what}_{mine.role_id}"
