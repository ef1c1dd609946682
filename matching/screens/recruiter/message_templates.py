"""On the page of a recruiter's organization: words that its members send often, with fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from matching import phrases
from matching.screens import look
from matching.screens.look import html
from matching.screens.visit import session
from matching.services import recruiter
from matching.services.recruiter import Template
from matching.services.shared.templates import FIELDS
from matching.services.shared.texts import LONGEST_NAME
from matching.services.shared.threads import LONGEST_MESSAGE

_TURN: Final = "turn_of_templates"
_NEW: Final = "new"


def draw(org_id: str) -> None:
    """Show the templates, each to be changed or deleted, and a form for a new one."""
    kept = session.show(recruiter.message_templates, org_id)
    fields = "; ".join(f"{{{name}}}: {phrases.inside(says)}" for name, says in FIELDS.items())
    html.show(
        html.heading("Templates of messages"),
        html.paragraph(
            "Words for an ask, a decline or a message, for all members. You see and can change "
            "them each time before they are sent.",
            "mm-flush",
        ),
        html.paragraph(f"These fields are filled in: {fields}.", "mm-quiet"),
    )
    for template in kept:
        with st.expander(look.plain(template.name), key=_key("open", template.template_id)):
            _draw_form(org_id, template)
    with st.expander("New template", icon=":material/add:", key=_key("open", _NEW)):
        _draw_form(org_id, None)


def _draw_form(org_id: str, template: Template | None) -> None:
    id_ = template.template_id if template else _NEW
    with st.form(_key("form", id_), enter_to_submit=False, border=False):
        st.text_input(
            "Name",
            template.name if template else "",
            max_chars=LONGEST_NAME,
            key=_key("name", id_),
            placeholder="Asking a surgeon",
        )
        st.text_area(
            "Words",
            template.text if template else "",
            max_chars=LONGEST_MESSAGE,
            key=_key("text", id_),
            height=160,
            placeholder="We look for somebody for {role}, from {start}. …",
        )
        with st.container(horizontal=True):
            st.form_submit_button(
                "Save" if template else "Keep it",
                key=_key("save", id_),
                type="primary",
                on_click=_save,
                args=(org_id, id_),
            )
            if template:
                st.form_submit_button(
                    "Delete it",
                    key=_key("delete", id_),
                    type="tertiary",
                    icon=":material/delete:",
                    on_click=_do,
                    args=(recruiter.delete_template, id_),
                    kwargs={"done": f"“{template.name}” is deleted."},
                )


def _save(org_id: str, id_: str) -> None:
    name, text = (st.session_state[_key(what, id_)] for what in ("name", "text"))
    if id_ == _NEW:
        _do(recruiter.new_template, org_id, name, text, done="Kept.")
    else:
        _do(recruiter.change_template, id_, name, text, done="Saved.")


def _do(verb: Callable[..., Any], *args: str, done: str) -> None:
    if session.attempt(verb, *args, done=done):
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _key(what: str, id_: str) -> str:
    """Return the key of a widget: after something was done it is another one, and closed."""
    return f"template_{what}_{st.session_state.get(_TURN, 0)}_{id_}"
