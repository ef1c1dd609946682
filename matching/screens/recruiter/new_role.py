"""The dialog that asks for the title of a new role, or of a copy, and goes to its form."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching import columns
from matching.errors import MatchingError
from matching.screens import look
from matching.screens.look import pages
from matching.screens.pieces import role_fields
from matching.screens.visit import session
from matching.screens.visit.asking import Asking
from matching.services import recruiter
from matching.services.shared.errors import RoleError

_titling: Final = Asking[tuple[str, str]]("asks_for_a_title")
_FORM: Final = pages.file("edit_role")


def begin(like: str = "", title: str = "") -> None:
    """Let the next run ask for a title.

    Parameters
    ----------
    like, title : str
        Id and title of the role to copy; `""` for a new one.
    """
    _titling.begin((like, title))


def dialog_if_begun(org_id: str) -> None:
    """Open the dialog over the page, if somebody has just asked for it."""
    if asks := _titling.about():
        _dialog(org_id, *asks)


@st.dialog("A title for the role", on_dismiss=_titling.close)
def _dialog(org_id: str, like: str, title: str) -> None:
    begins = "The copy begins closed" if like else "It begins closed"
    st.html(
        f"<p>{begins}: nobody can show interest yet. You fill in the rest on the next page and "
        "open it when it is ready.</p>"
    )
    with st.form("title_form", border=False):
        said = st.text_input("Title", title, key="new_title", placeholder="Surgeon in Niger")
        if not st.form_submit_button("Make it", type="primary", key="make_role"):
            return
    try:
        if like:
            role_id = session.ask(recruiter.duplicate_role, like, said)
        else:
            role_id = session.ask(recruiter.new_role, org_id, said)
    except RoleError as error:
        st.error(look.plain(role_fields.faults_in_words(error.problems)))
    except MatchingError as error:
        st.error(look.plain(str(error)))
    else:
        _titling.close()
        st.switch_page(_FORM, query_params={columns.ROLE_ID: role_id})
