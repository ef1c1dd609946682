"""One comment, question or answer: how it is shown, and what its reader can do with it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching import columns, phrases
from matching.authorization import Subject, may
from matching.screens import look
from matching.screens.look import html
from matching.screens.look.linked import linked
from matching.screens.pieces import comment_doing, comment_form, fact_form, role_fields
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.visit import resources, session
from matching.services import conversation
from matching.services.conversation import Comment, Thread
from matching.services.conversation.limits import LONGEST_REPORT
from matching.store.words import COMMENT_FAULTS

GONE: Final = {
    "hidden": "A moderator hid this.",
    "taken-back": "Its writer took this back.",
    "left": "Whoever wrote this has deleted the account, and the text with it.",
}
FACTS: Final = {
    "": "Staff look whether this becomes a fact of the role: {}.",
    "accepted": "This is a fact of the role: {}.",
    "refused": "Staff left the role as it is: {}.",
}
EDIT, TAKE_BACK, REPORT, BLOCK, FACT = (
    "Change", "Take back", "Report", "Block this writer", "Make it a fact of the role",
)  # fmt: skip
_BLOCKED: Final = "just_blocked"


def draw_thread(thread: Thread, signatures: tuple[str, ...], more: str = "") -> None:
    """Draw a comment or question with the answers below it.

    Parameters
    ----------
    signatures : tuple of str
        How the reader may sign; none if they may not write.
    more : str
        HTML of the link to answers that are not drawn.
    """
    first = thread.first
    with st.container(border=True, key=f"card_comment_{first.comment_id}", gap="small"):
        _draw(first, can_answer=bool(signatures) and not first.state)
        if comment_doing.is_doing(comment_doing.ANSWER, first.comment_id):
            comment_form.draw_answer(first, signatures)
        for answer in thread.answers:
            _draw(answer)
        html.show(more)


def _draw(comment: Comment, *, can_answer: bool = False) -> None:
    id_ = comment.comment_id
    html.show(comment_html(comment))
    options = _options(comment)
    if can_answer or options or comment.can_be_put_back:
        kind = "answer" if comment.parent_id else "first"
        with st.container(
            horizontal=True, vertical_alignment="center", gap="medium", key=f"of_{kind}_{id_}"
        ):
            if can_answer:
                begin = (comment_doing.begin, comment_doing.ANSWER, id_)
                quiet_button("Answer", ":material/reply:", f"answer_to_{id_}", *begin)
            if options:
                st.menu_button(
                    "More",
                    options,
                    type="tertiary",
                    key=f"more_{id_}",
                    on_click=_choose,
                    args=(comment,),
                )
            if comment.can_be_put_back:
                put_back = (comment_doing.attempt, id_, conversation.put_back_comment, id_)
                quiet_button("Put it back", ":material/undo:", f"put_back_{id_}", *put_back)
    if comment_doing.is_doing(comment_doing.EDIT, id_):
        comment_form.draw_edit(comment)
    elif comment_doing.is_doing(comment_doing.REPORT, id_):
        _draw_report(comment)
    elif comment_doing.is_doing(comment_doing.FACT, id_):
        fact_form.draw(resources.catalog(), comment)
    elif not comment_doing.is_doing(comment_doing.ANSWER, id_):
        comment_doing.show_said(id_)


def comment_html(comment: Comment) -> str:
    """Return what a reader sees of a comment."""
    is_answer = comment.kind == "answer"
    kind = "mc-comment" + (" mc-answer" if is_answer else "")
    if is_answer and comment.signature == "organization":
        kind += " mc-of-organization"
    return f'<article class="{kind}">{_head(comment)}{_body(comment)}{_fact(comment)}</article>'


def _head(comment: Comment) -> str:
    chips = [look.chip("Question", "ask")] if comment.kind == "question" else []
    if comment.is_for_returned:
        chips.append(look.chip("To those who served there"))
    chips += _signed(comment)
    said = f"{' · ' if comment.writer else ''}{phrases.day_in_words(comment.written_at)}"
    if comment.edited_at is not None and not comment.state:
        said += f" · changed on {phrases.day_in_words(comment.edited_at)}"
    if comment.is_mine:
        said += " · by you"
    if comment.is_reported:
        said += " · you reported this"
    writer = f"<strong>{look.words(comment.writer)}</strong>" if comment.writer else ""
    return f'<p class="mc-by">{writer}{look.escape(said)} {"".join(chips)}</p>'


def _signed(comment: Comment) -> list[str]:
    """Return chips for what a name alone cannot say, whatever it is."""
    if comment.signature == "organization":
        return [look.chip("The organization", "fits")]
    if comment.signature == "staff":
        return [look.chip("Staff", "fits")]
    if comment.signature == "served":
        return [look.chip("Served there")]
    return [look.chip(f"Served there in {comment.served_in}")] if comment.served_in else []


def _body(comment: Comment) -> str:
    gone = GONE.get(comment.state, "")
    if comment.reason:
        gone = f"Only you see this. A moderator hid it: {phrases.inside(comment.reason)}."
    text = f'<p class="mc-text" dir="auto">{linked(comment.text)}</p>' if comment.text else ""
    return html.paragraph(gone, "mc-gone") + text


def _fact(comment: Comment) -> str:
    if not comment.fact:
        return ""
    label = role_fields.FIELDS[comment.fact].label
    said = FACTS[comment.fact_outcome].format(phrases.inside(label))
    return html.paragraph(said, "mm-quiet mm-small mm-flush")


def _options(comment: Comment) -> list[str]:
    """List what the reader may do with a comment beside answering."""
    who = session.actor()
    if comment.state or not who.account_id:
        return []
    if comment.is_mine:
        options = [EDIT, TAKE_BACK]
    else:
        options = [*([] if comment.is_reported else [REPORT]), BLOCK]
    return [*options, *([FACT] if _may_be_fact(comment) else [])]


def _may_be_fact(comment: Comment) -> bool:
    if (comment.kind, comment.signature, comment.about.kind) != ("answer", "organization", "role"):
        return False
    roles = resources.catalog().roles
    if comment.about.id not in roles.index:
        return False
    subject = Subject(org_id=str(roles.loc[comment.about.id, columns.ORG_ID]))
    return may(session.actor(), "fact.propose", subject)


def _choose(comment: Comment) -> None:
    id_ = comment.comment_id
    chosen = st.session_state[f"more_{id_}"]
    if chosen == TAKE_BACK:
        done = "Taken back. You can put it back for an hour."
        comment_doing.attempt(id_, conversation.take_back_comment, id_, done=done)
    elif chosen == BLOCK:
        if comment_doing.attempt(id_, conversation.block_writer, id_):
            st.session_state[_BLOCKED] = (id_, comment.writer)
    else:
        forms = {
            EDIT: comment_doing.EDIT, REPORT: comment_doing.REPORT, FACT: comment_doing.FACT,
        }  # fmt: skip
        comment_doing.begin(forms[chosen], id_)


def show_just_blocked() -> None:
    """Say whom the reader blocked just now, with a way to lift it."""
    if _BLOCKED not in st.session_state:
        return
    comment_id, writer = st.session_state[_BLOCKED]
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="card_block"):
        said = f"You see nothing more that is signed like this: {look.words(writer)}"
        st.html(f'<p class="mm-gone" role="status">{said}</p>', width="content")
        quiet_button("Undo", ":material/undo:", "undo_block", _unblock, comment_id)


def _unblock(comment_id: str) -> None:
    if comment_doing.attempt(comment_id, conversation.unblock_writer, comment_id):
        st.session_state.pop(_BLOCKED, None)


def _draw_report(comment: Comment) -> None:
    id_ = comment.comment_id
    with st.form(f"report_{id_}", border=False, enter_to_submit=False):
        st.radio(
            "What is wrong with it?",
            list(COMMENT_FAULTS),
            format_func=COMMENT_FAULTS.__getitem__,
            key=f"fault_{id_}",
        )
        st.text_area(
            "More about it, if you like",
            key=f"fault_text_{id_}",
            max_chars=LONGEST_REPORT,
            height=90,
            help="Moderators read this. They do not see who you are.",
        )
        comment_doing.show_said(id_)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Report", type="primary", key=f"send_report_{id_}", on_click=_report, args=(id_,)
            )
            st.form_submit_button("Cancel", key=f"cancel_{id_}", on_click=comment_doing.close)


def _report(comment_id: str) -> None:
    reason = st.session_state[f"fault_{comment_id}"]
    text = st.session_state[f"fault_text_{comment_id}"]
    done = "Thank you. A moderator looks at it."
    verb = conversation.report_comment
    if comment_doing.attempt(comment_id, verb, comment_id, reason, text, done=done):
        comment_doing.close()
