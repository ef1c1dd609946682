"""On the page of an article: tags that people propose, and who agrees with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from matching import phrases
from matching.errors import MatchingError
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces import tag_chips
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.visit import session
from matching.services import professional
from matching.services.professional import TagOnArticle
from matching.services.shared.article_tags import ENOUGH, LONGEST_TAG, MOST_WORDS

_ANSWER: Final = "answer_about_tags"
_TEXT: Final = "new_tag"
PROPOSED: Final = "It is proposed, and you agree with it."


def draw(article_id: str) -> None:
    """Draw the tags that wait for others to agree, and the form for a new one, folded."""
    is_visitor = not session.actor().account_id
    tags = () if is_visitor else session.show(professional.tags_on_article, article_id)
    waiting = sum(not tag.is_shown for tag in tags)
    label = "Propose a tag" + (f" or agree with one ({waiting} proposed)" if waiting else "")
    with st.expander(label, icon=":material/sell:", key=f"propose_tag_{article_id}"):
        html.show(
            html.paragraph(
                "A tag says in a word or two what the article is about. Everybody sees it when "
                f"{phrases.number_word(ENOUGH).lower()} people agree, and nobody sees who they "
                "are.",
                "mm-flush",
            )
        )
        if is_visitor:
            sign_in = html.link(session.account_link("sign-in"), "Sign in")
            html.show(f'<p class="mm-flush">{sign_in} to propose one, or to agree.</p>')
            return
        for tag in tags:
            _draw_one(article_id, tag)
        _draw_form(article_id)


def _draw_one(article_id: str, tag: TagOnArticle) -> None:
    said = f"{tag.agree} of {ENOUGH} agree"
    if tag.is_shown:
        said = f"Shown; {phrases.counted(tag.agree, 'person agrees', 'people agree')}"
    said += ", you too" if tag.is_mine else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        # What is not shown yet has no page to lead to.
        chip = tag_chips.chips([tag.tag]) if tag.is_shown else look.chip(tag.tag.label)
        st.html(chip, width="content")
        st.html(html.paragraph(said, "mm-quiet mm-small mm-flush"), width="content")
        quiet_button(
            "Take back" if tag.is_mine else "I agree",
            ":material/undo:" if tag.is_mine else ":material/thumb_up:",
            f"agree_{tag.tag_id}",
            _do,
            professional.agree_with_tag,
            article_id,
            tag.tag_id,
            on=not tag.is_mine,
        )


def _draw_form(article_id: str) -> None:
    with st.form(f"tag_form_{article_id}", border=False):
        st.text_input(
            "Your tag",
            key=_TEXT,
            max_chars=LONGEST_TAG,
            placeholder=f"One to {phrases.number_word(MOST_WORDS).lower()} words",
        )
        st.form_submit_button(
            "Propose", key="send_tag", icon=":material/add:", on_click=_propose, args=(article_id,)
        )
    about, said, is_fault = st.session_state.pop(_ANSWER, ("", "", False))
    if about != article_id or not said:
        return
    if is_fault:
        st.error(look.plain(said), icon=":material/error:")
    else:
        st.html(f'<p class="mm-flush" role="status">{look.escape(said)}</p>')


def _propose(article_id: str) -> None:
    text = st.session_state[_TEXT]
    if _do(professional.propose_tag, article_id, article_id, text, done=PROPOSED):
        st.session_state[_TEXT] = ""


def _do(
    verb: Callable[..., None], article_id: str, *args: Any, done: str = "", **more: Any
) -> bool:
    """Do something with a tag; what is to be said about it stands below the form."""
    try:
        session.ask(verb, *args, **more)
    except MatchingError as error:
        st.session_state[_ANSWER] = (article_id, str(error), True)
        return False
    st.session_state[_ANSWER] = (article_id, done, False)
    return True
