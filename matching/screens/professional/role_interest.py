"""On the page of a role: showing interest, where that stands, how fast the organization answers."""

from __future__ import annotations

import math

import streamlit as st

from matching import Catalog, columns
from matching.authorization import PROFESSIONAL
from matching.screens import look
from matching.screens.look import addresses, html, pages
from matching.screens.pieces import interview, record_cards
from matching.screens.professional import my_thread, standing
from matching.screens.visit import measuring, saved, session, state
from matching.services import professional, recruiter
from matching.services.professional import MyInterest, RoleStanding
from matching.services.recruiter import ResponseTime
from matching.words.facts import TableRow
from matching.words.profile_facts import facts_of_profile

FEW = 3
"""Answers from which on one can speak of what is usual."""


def draw_button(catalog: Catalog, role: TableRow, news: RoleStanding) -> None:
    """Draw among the actions of a role the button of a professional who may show interest."""
    if news.is_open and news.is_here and session.is_professional() and _mine(role) is None:
        pressed = st.button(
            "Show interest", key="show_interest", icon=":material/waving_hand:", type="primary"
        )
        if pressed:
            _dialog(catalog, role)


def draw(role: TableRow, news: RoleStanding) -> None:
    """Say where one stands with a role, and how fast its organization answers."""
    who = session.actor()
    if who.kind == PROFESSIONAL and (mine := _mine(role)) is not None:
        all_interests = html.link(addresses.interests_link(), "All my interests")
        with st.container(border=True, key="my_interest"):
            html.show(
                f'<p class="mm-flush" role="status">{look.escape(standing.on_role(mine))}</p>',
                interview.told(mine.interview),
                f'<p class="mm-flush">{all_interests}</p>',
            )
            if mine.shown_at is not None:
                standing.draw_withdraw(mine)
            my_thread.draw(mine)
    elif not who.account_id and news.is_open and news.is_here:
        sign_in, sign_up = (
            look.address(session.account_link(f"sign-{way}")) for way in ("in", "up")
        )
        html.show(
            f'<p class="mm-flush">To show interest in this role, <a href="{sign_in}">sign in</a> '
            f'or <a href="{sign_up}">sign up</a>; you come back to it.</p>'
        )
    if news.is_here:
        time = session.ask(recruiter.response_time, role[columns.ORG_ID])
        said = answers_in_words(role[columns.ORG_NAME], time)
        html.show(html.paragraph(said, "mm-quiet mm-flush"))


def _mine(role: TableRow) -> MyInterest | None:
    return session.ask(professional.my_interest, role[columns.ROLE_ID])


def answers_in_words(org_name: str, time: ResponseTime) -> str:
    """Say how fast an organization answers; nothing where nobody has asked it anything.

    Examples
    --------
    >>> answers_in_words("Mercy", ResponseTime(3.2, answered=12, waiting=1))
    'Mercy usually answers within 4 days; 12 were answered.'
    >>> answers_in_words("Mercy", ResponseTime(0.1, answered=1, waiting=0))
    'Mercy has answered within a day; 1 was answered.'
    >>> answers_in_words("Mercy", ResponseTime(None, answered=0, waiting=1))
    'Mercy has not answered anybody here yet.'
    >>> answers_in_words("Mercy", ResponseTime(None, answered=0, waiting=0))
    ''
    """
    if time.median_days is None:
        return f"{org_name} has not answered anybody here yet." if time.waiting else ""
    days = whole_days(time.median_days)
    within = "a day" if days == 1 else f"{days} days"
    answers = "usually answers" if time.answered >= FEW else "has answered"
    were = "was" if time.answered == 1 else "were"
    return f"{org_name} {answers} within {within}; {time.answered} {were} answered."


def whole_days(median_days: float) -> int:
    """Round the days of an answer up to whole ones, at least one."""
    return max(1, math.ceil(median_days))


@st.dialog("Show interest")
def _dialog(catalog: Catalog, role: TableRow) -> None:
    """Ask for a note, after a profile if there is none; it closes when interest was shown.

    Nothing here shows a toast: in a dialog it would take the place of the style sheet.
    """
    if _mine(role) is not None:
        st.rerun()
    mine = saved.mine()
    if mine is None:
        _save_first()
        session.show_outcome()
        return
    is_visible, is_hidden = mine.visibility == "visible", mine.visibility == "hidden"
    private = "name or contact" if is_visible else "name, your contact or what you wrote yourself"
    others = " Everybody else still does not find you." if is_hidden else ""
    said = (
        f"{role[columns.ORG_NAME]} then sees your saved profile and your note, for this role."
        f"{others} It does not see your {private} until you agree to that."
    )
    html.show(html.paragraph(said, "mm-flush"))
    if saved.differs_in():
        html.show(
            html.paragraph(
                "What you see in this tab goes by other answers than your saved profile.",
                "mm-quiet mm-flush",
            )
        )
    with st.expander("What it sees of my profile", icon=":material/visibility:"):
        html.show(record_cards.fact_list(facts_of_profile(catalog, mine.profile)))
    st.text_area(
        "A short note to the organization, if you like",
        key="interest_note",
        max_chars=state.LONGEST_NOTE,
        height=120,
        placeholder="Why this role speaks to you, what you would like to know",
    )
    st.button(
        "Show interest",
        key="send_interest",
        type="primary",
        width="stretch",
        on_click=_show,
        args=(role[columns.ROLE_ID],),
    )
    session.show_outcome()


def _show(role_id: str) -> None:
    note = st.session_state.get("interest_note", "")
    if session.attempt(professional.show_interest, role_id, note):
        measuring.did(role_id, "interested")


def _save_first() -> None:
    """Offer to save the profile that the organization will see."""
    if state.profile() is None:
        html.show(
            html.paragraph(
                "The organization will want to know who you are. Say that on the first page and "
                "save it to your account; then come back to this role.",
                "mm-flush",
            )
        )
        st.page_link(pages.file("find"), label="Say who I am", icon=":material/edit:")
        return
    html.show(
        html.paragraph(
            "The organization sees your saved profile, and there is none yet. Save what you said "
            "on the first page?",
            "mm-flush",
        ),
        html.paragraph(f"You agree then: “{professional.STORAGE_TEXT}”", "mm-quiet mm-flush"),
    )
    st.button(
        "Save my profile",
        key="save_profile_first",
        icon=":material/save:",
        type="primary",
        on_click=saved.keep_profile,
        kwargs={"done": ""},
    )
