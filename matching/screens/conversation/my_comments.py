"""Screen: what one wrote, what became of it, and whom one blocked."""

from __future__ import annotations

import streamlit as st

from matching.authorization import PROFESSIONAL, RECRUITER, STAFF
from matching.phrases import counted, day_in_words
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import comment_cards, comment_doing, row_pages
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.visit import session
from matching.services import conversation
from matching.services.conversation import HOW_SIGNED, Blocked, Comment, Thread


def show_written(threads: tuple[Thread, ...]) -> None:
    """Show what one wrote, the newest first, each with the way to where it stands."""
    if not threads:
        look.empty(
            "You wrote nothing yet",
            "At the end of the page of each role, organization and article you can ask a question "
            "or write a comment.",
            "What you write then stands here, with how many answers it has.",
        )
        return
    row_pages.count_line(len(threads), "comment or question", many="comments and questions")
    for thread in threads:
        _show(thread.first, thread.n_answers)


def _show(comment: Comment, n_answers: int) -> None:
    about, id_ = comment.about, comment.comment_id
    there = addresses.about_link(about.kind, about.id, comment.parent_id or id_)
    answers = f"{counted(n_answers, 'answer')}" if n_answers else ""
    with st.container(border=True, key=f"card_mine_{id_}", gap="small"):
        html.show(
            f'<div class="mm-small-card"><h3>{html.link(there, comment.title)}</h3></div>',
            comment_cards.comment_html(comment),
            html.paragraph(answers, "mm-quiet mm-flush"),
        )
        comment_doing.show_said(id_)
        if comment.can_be_put_back:
            put_back = (comment_doing.attempt, id_, conversation.put_back_comment, id_)
            quiet_button("Put it back", ":material/undo:", f"put_back_{id_}", *put_back)
        elif not comment.state:
            take_back = (comment_doing.attempt, id_, conversation.take_back_comment, id_)
            quiet_button("Take back", ":material/delete:", f"take_back_{id_}", *take_back)


def show_blocked(blocked: tuple[Blocked, ...]) -> None:
    """Show whom one blocked, each with a way to lift it."""
    html.show(html.heading("Writers that you blocked"))
    if not blocked:
        html.show(html.paragraph("Nobody. You can block a writer beside a comment.", "mm-quiet"))
    for one in blocked:
        id_ = one.comment_id
        how = f"signed {HOW_SIGNED[one.signature]}, since {day_in_words(one.blocked_at)}"
        said = f"{look.words(one.writer)}, {look.escape(how)}"
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key=f"card_blocked_{id_}"
        ):
            st.html(f'<p class="mm-flush">{said}</p>')
            lift = (comment_doing.attempt, id_, conversation.unblock_writer, id_)
            quiet_button("Show again", ":material/undo:", f"unblock_{id_}", *lift)


session.need(PROFESSIONAL, RECRUITER, STAFF)
sheets.put("parts", "conversation")
look.page_header("What I wrote", "Your comments, questions and answers, and whom you blocked.")
comment_doing.show_done()
show_written(session.show(conversation.my_comments))
show_blocked(session.show(conversation.blocked_writers))
