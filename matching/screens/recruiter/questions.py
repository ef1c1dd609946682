"""Screen: questions about a recruiter's organizations and their roles that wait for an answer."""

from __future__ import annotations

import streamlit as st

from matching.authorization import RECRUITER
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import comment_cards, comment_doing, comment_form, row_pages
from matching.screens.visit import session
from matching.services import conversation, recruiter
from matching.services.conversation import Comment


def show_questions(questions: list[Comment]) -> None:
    """Show the questions, the oldest first, each with the form to answer it."""
    if not questions:
        look.empty(
            "No question waits",
            "When somebody asks about your organization or one of its roles, on its page, the "
            "question stands here until you answer it.",
            "Your answer stands first below the question, for everybody. From it you can propose "
            "a fact of the role.",
        )
        return
    row_pages.count_line(len(questions), "question", "The one that waits longest comes first")
    for place, question in enumerate(questions):
        about, id_ = question.about, question.comment_id
        there = html.link(addresses.about_link(about.kind, about.id, id_), question.title)
        with st.container(border=True, key=f"card_question_{id_}", gap="small"):
            html.show(
                f'<div class="mm-small-card"><h3>{there}</h3></div>',
                comment_cards.comment_html(question),
            )
            with st.expander("Answer", place == 0, key=f"fold_{id_}", icon=":material/reply:"):
                comment_form.draw_answer(question, ("organization", "name"), can_close=False)


session.need(RECRUITER)
sheets.put("parts", "recruiter", "conversation")
look.page_header("Questions", "What people ask about your organization and its roles.")
comment_doing.show_done()
mine = session.show(recruiter.my_organizations)
show_questions(
    sorted(
        (
            question
            for org_id in mine.loc[~mine["is_taken_out"], "org_id"]
            for question in session.show(conversation.open_questions, org_id)
        ),
        key=lambda question: question.written_at,
    )
)
