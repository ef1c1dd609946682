"""Screen: the roles in which a professional showed interest, and who asks for an introduction."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import streamlit as st

from matching import Catalog, columns, phrases
from matching.authorization import PROFESSIONAL
from matching.screens import look
from matching.screens.look import addresses, html, pages, sheets
from matching.screens.pieces import interview
from matching.screens.professional import (
    ending,
    my_thread,
    own_calendar,
    served,
    standing,
    what_next,
)
from matching.screens.visit import pursued, resources, saved, session
from matching.services import professional
from matching.services.professional import MyInterest, Pursuit
from matching.services.shared.texts import LONGEST_CONTACT, LONGEST_NAME

LONG: Final = 14
"""Days of waiting after which one may well ask by oneself."""

FIELD: Final = 420
"""Width of a field for a name, in pixels; less on a phone."""

TONES: Final[dict[str, look.Tone]] = {"accepted": "fits", "went": "fits", "declined": "weigh"}


def show_nothing() -> None:
    """Say how one shows interest."""
    look.empty(
        "No interest shown yet",
        "When a role speaks to you, open it and press Show interest. Its organization then sees "
        "your profile without your name and contact, and here you see whether it answers.",
        "You can withdraw at any time.",
    )
    st.page_link(pages.file("find"), label="Find roles", icon=":material/search:")


def show_interest(
    catalog: Catalog, mine: MyInterest, noted: Pursuit, begun: Collection[str] = ()
) -> None:
    """Show where one stands with a role, what to do, what became of it, and the buttons for that.

    Parameters
    ----------
    noted : Pursuit
        What the person noted about it for themselves.
    begun : collection of str
        Roles with which the person has begun.
    """
    with st.container(border=True, key=f"card_{mine.role_id}", gap="small"):
        words = standing.in_words(mine)
        tone = "ask" if is_asked(mine) else TONES.get(mine.stage, "plain")
        title = html.link(addresses.role_link(mine.role_id), mine.title)
        html.show(
            f'<div class="mm-small-card"><h3>{title}</h3>',
            html.paragraph(mine.org_name, "mm-org"),
            look.chips([look.chip(words, tone), _closed(catalog, mine.role_id)]),
            _reason(mine),
            html.paragraph(_what_to_do(mine), "mm-flush"),
            interview.told(mine.interview),
            html.paragraph(what_next.pace(mine), "mm-quiet mm-flush"),
            _note(mine),
            ending.outcome_html(noted),
            "</div>",
        )
        my_thread.draw(mine)
        if is_asked(mine):
            _draw_answer(mine)
        elif mine.introduction == "refused" and not mine.is_taken_out:
            with st.expander("Agree after all", icon=":material/handshake:"):
                _draw_answer(mine)
        what_next.draw_after_decline(catalog, mine, begun)
        with st.container(horizontal=True):
            if mine.introduction == "agreed":
                _draw_take_back(mine)
            if mine.shown_at is not None:
                standing.draw_withdraw(mine)
            ending.draw_outcome(mine.role_id, noted)
            ending.draw_undo(mine.role_id)


def is_asked(mine: MyInterest) -> bool:
    """Tell whether the organization waits for an answer about an introduction."""
    is_open = mine.stage != "declined" and not mine.is_taken_out
    return mine.introduction == "asked" and is_open


def _closed(catalog: Catalog, role_id: str) -> str:
    roles = catalog.roles
    is_past = role_id in roles.index and roles.loc[role_id, columns.STATUS] == "past"
    return look.chip("The role is closed", "weigh") if is_past else ""


def _what_to_do(mine: MyInterest) -> str:
    if mine.is_taken_out:
        return "Nobody of it sees your profile or your interest here any more."
    if is_asked(mine):
        asked = phrases.day_in_words(mine.asked_at) if mine.asked_at else "before"
        return f"It asked who you are on {asked}. The answer is yours; give it here."
    if mine.stage == "declined":
        return "This is over, unless one of you writes again."
    if mine.stage == "went":
        return "The organization says that you went."
    if mine.stage == "accepted":
        return "The organization tells you what comes next."
    if mine.introduction == "agreed":
        return "It has your name and contact and will write to you."
    if mine.introduction == "refused":
        return "You did not want to be introduced for now."
    if not mine.is_here and mine.stage == "new":
        return "Write to them yourself: the role’s page says how."
    if (mine.days_waiting or 0) >= LONG:
        return (
            "That is long. You can ask yourself: the role’s page leads to the organization’s own."
        )
    return "Nothing to do for now."


def _reason(mine: MyInterest) -> str:
    if not mine.reason:
        return ""
    is_told = mine.reason_text and not mine.has_words  # else it stands among the messages
    text = f" “{look.words(mine.reason_text)}”" if is_told else ""
    return f'<p class="mm-flush">Its reason: {look.escape(mine.reason)}.{text}</p>'


def _note(mine: MyInterest) -> str:
    note = look.words(mine.note)
    return f'<p class="mm-quiet mm-flush">Your note: “{note}”</p>' if note else ""


def _draw_answer(mine: MyInterest) -> None:
    kept, role_id = saved.mine(), mine.role_id
    name = kept.display_name if kept else ""
    contact = kept.contact if kept else ""
    me = session.identity()
    with st.form(f"answer_{role_id}", enter_to_submit=False, border=False):
        st.text_input(
            "My name",
            name or me.name,
            max_chars=LONGEST_NAME,
            key=f"display_name_{role_id}",
            width=FIELD,
        )
        st.text_input(
            "How to reach me",
            contact or me.email,
            max_chars=LONGEST_CONTACT,
            key=f"contact_{role_id}",
            help="An e-mail address or a telephone number.",
            width=FIELD,
        )
        st.html(
            '<p class="mm-flush">If you agree, you agree to this: '
            f"“{look.escape(mine.introduction_text)}” You can take it back.</p>"
        )
        with st.container(horizontal=True):
            st.form_submit_button(
                "Agree", key=f"agree_{role_id}", type="primary", on_click=_agree, args=(role_id,)
            )
            if is_asked(mine):
                st.form_submit_button(
                    "Not now", key=f"refuse_{role_id}", on_click=_refuse, args=(role_id,)
                )


def _draw_take_back(mine: MyInterest) -> None:
    with st.popover("Take my agreement back", type="tertiary", key=f"ask_back_{mine.role_id}"):
        st.html(
            f'<p class="mm-flush">{look.words(mine.org_name)} no longer sees your name and '
            "contact here. What it wrote down elsewhere it may still have.</p>"
        )
        st.button(
            "Yes, take it back",
            key=f"take_back_{mine.role_id}",
            on_click=_refuse,
            args=(mine.role_id,),
        )


def _agree(role_id: str) -> None:
    """Save name and contact, then agree; nothing is agreed to if these cannot be saved."""
    given = {
        name: st.session_state[f"{name}_{role_id}"].strip() for name in ("display_name", "contact")
    }
    kept = saved.mine()
    is_new = any(getattr(kept, name) != value for name, value in given.items())
    if kept is not None and (not is_new or saved.change(**given)):
        done = "You are introduced. The organization sees your name and contact now."
        session.attempt(professional.answer_introduction, role_id, True, done=done)


def _refuse(role_id: str) -> None:
    done = "The organization does not see your name and contact."
    session.attempt(professional.answer_introduction, role_id, False, done=done)


session.need(PROFESSIONAL)
sheets.put("parts", "conversation")
look.page_header("My interests", "Where you stand with the roles that you showed interest in.")
session.show_outcome()
the_catalog = resources.catalog()
the_interests = session.show(professional.my_interests)
the_begun = [one.role_id for one in the_interests]
the_notes = pursued.everything()
served.draw_questions()
if any(one.wrote_on for one in the_notes.values()):
    wrote = html.link(addresses.page_link("shortlist"), "on your shortlist")
    html.show(f'<p class="mm-flush">The organizations that you wrote to yourself are {wrote}.</p>')
if the_interests:
    html.show(html.heading("Roles you showed interest in"))
for one in sorted(the_interests, key=lambda mine: not is_asked(mine)):
    show_interest(the_catalog, one, the_notes.get(one.role_id, pursued.NOTHING), the_begun)
if not the_interests:
    show_nothing()
served.draw_offers()
own_calendar.draw()
