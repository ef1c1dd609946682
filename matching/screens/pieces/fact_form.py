"""The form in which a member of an organization proposes that an answer becomes a fact."""

from __future__ import annotations

from typing import Any

import streamlit as st

from matching import Catalog
from matching.errors import MatchingError
from matching.screens import look
from matching.screens.pieces import comment_doing, role_fields, role_widgets
from matching.screens.visit import session
from matching.services import conversation, recruiter
from matching.services.conversation import FACT_COLUMNS, Comment
from matching.services.shared.errors import RequestError, RoleError


def draw(catalog: Catalog, comment: Comment) -> None:
    """Draw the choice of a field and its value; staff look at it before the role changes."""
    id_ = comment.comment_id
    try:
        cells, _ = session.ask(recruiter.role_form, comment.about.id)
    except MatchingError as error:
        st.error(look.plain(str(error)), icon=":material/error:")
        return
    name = st.selectbox(
        "What does the answer say about the role?",
        list(FACT_COLUMNS),
        format_func=lambda column: role_fields.FIELDS[column].label,
        filter_mode="contains",
        key=f"fact_of_{id_}",
    )
    before = role_fields.in_words(catalog, name, cells[name])
    st.html(f'<p class="mm-quiet mm-flush">The role says now: {look.words(before)}</p>')
    shown = role_fields.widget_values(cells)
    role_widgets.draw_field(catalog, role_fields.FIELDS[name], cells, shown)
    st.html(
        '<p class="mm-quiet mm-small mm-flush">Staff look at it first. Then the role says so, with '
        "your answer as the source.</p>"
    )
    comment_doing.show_said(id_)
    with st.container(horizontal=True):
        st.button(
            "Propose it", type="primary", key=f"propose_{id_}", on_click=_propose, args=(id_, name)
        )
        st.button("Cancel", key=f"cancel_{id_}", on_click=comment_doing.close)


def _propose(comment_id: str, name: str) -> None:
    cell = role_fields.cells_of_widgets(st.session_state)[name]
    done = "Thank you. Staff look at it."
    if comment_doing.attempt(comment_id, _proposed, comment_id, name, cell, done=done):
        comment_doing.close()


def _proposed(*args: Any, **more: Any) -> None:
    """Propose it as `propose_fact` does, and say in words what is wrong with the value."""
    try:
        conversation.propose_fact(*args, **more)
    except RoleError as error:
        raise RequestError(role_fields.faults_in_words(error.problems)) from error
