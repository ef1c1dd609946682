"""On the page of interests: organizations that one served with, and questions about them."""

from __future__ import annotations

import streamlit as st

from matching.screens.look import addresses, html
from matching.screens.pieces import comment_cards, comment_doing, comment_form
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.visit import session, state
from matching.services import conversation
from matching.services.conversation import Comment, Served
from matching.services.conversation.asking import FIRST_YEAR

FIELD = 200
"""Width of the field for a year, in pixels."""


def draw_questions() -> None:
    """Draw the questions to those who served with an organization, each with a form to answer."""
    comment_doing.show_done()
    questions = session.show(conversation.questions_for_me)
    if not questions:
        return
    html.show(
        html.heading("Questions for you"),
        html.paragraph(
            "People ask those who served there. Nobody sees that you could answer, until you do. "
            "The year that you gave stands with your answer, also beside your name.",
            "mm-quiet mm-flush",
        ),
    )
    for question in questions:
        _draw_question(question)


def _draw_question(question: Comment) -> None:
    about, id_ = question.about, question.comment_id
    there = html.link(addresses.about_link(about.kind, about.id, id_), question.title)
    with st.container(border=True, key=f"card_question_{id_}", gap="small"):
        html.show(
            f'<div class="mm-small-card"><h3>{there}</h3></div>',
            comment_cards.comment_html(question),
        )
        with st.expander("Answer", icon=":material/reply:", key=f"fold_{id_}"):
            comment_form.draw_answer(
                question, ("served", "name"), can_close=False, says_served=True
            )


def draw_offers() -> None:
    """Draw the organizations that one served with, and whether one offers to be asked."""
    served = session.show(conversation.served_with)
    if not served:
        return
    html.show(
        html.heading("Where you served"),
        html.paragraph(
            "You can offer to answer questions about it. Its page then says how many people "
            "offer, without names; where few went, its own people may guess who. You choose with "
            "each answer whether your name stands there.",
            "mm-quiet mm-flush",
        ),
    )
    for one in served:
        _draw_offer(one)


def _draw_offer(one: Served) -> None:
    with st.container(border=True, key=f"card_served_{one.org_id}", gap="small"):
        name = html.link(addresses.organization_link(one.org_id), one.name)
        html.show(f'<div class="mm-small-card"><h3>{name}</h3></div>')
        if one.year is not None:
            html.show(
                html.paragraph(f"You offer to answer: served there in {one.year}.", "mm-flush")
            )
            stop = (session.attempt, conversation.withdraw_offer, one.org_id)
            quiet_button("Offer it no more", ":material/undo:", f"stop_{one.org_id}", *stop)
            return
        year = session.today().year
        state.follow(f"served_in_{one.org_id}", year)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.number_input(
                "The year you served there",
                FIRST_YEAR,
                year,
                key=f"served_in_{one.org_id}",
                width=FIELD,
            )
            st.button(
                "Offer to answer questions",
                icon=":material/forum:",
                key=f"offer_{one.org_id}",
                on_click=_offer,
                args=(one.org_id,),
            )


def _offer(org_id: str) -> None:
    year = st.session_state[f"served_in_{org_id}"]
    done = "Thank you. Questions for you stand here, on My interests."
    session.attempt(conversation.offer_answers, org_id, int(year), done=done)
