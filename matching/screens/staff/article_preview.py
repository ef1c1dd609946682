"""How an article would stand as it is in the form, over the page."""

from __future__ import annotations

import streamlit as st

from matching import phrases
from matching.errors import MatchingError
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces import record_cards
from matching.screens.pieces.cells_form import CellsForm
from matching.screens.visit import resources, session
from matching.services import staff
from matching.services.shared.errors import ArticleError
from matching.services.staff import ArticlePreview


def show(form: CellsForm, article_id: str) -> None:
    """Open the preview over the page; where a field is faulty, the form says so instead."""
    try:
        with st.spinner("Ranking it for people …"):
            found = session.ask(
                staff.preview_article, article_id, form.typed, resources.recommender()
            )
    except ArticleError as error:
        form.blame(error.problems)
        st.rerun()
    except MatchingError as error:
        _failed(str(error))
    else:
        _dialog(found)


@st.dialog("No preview for now")
def _failed(message: str) -> None:
    st.html(f"<p>{look.escape(message)}</p>")


@st.dialog("How it would stand", width="medium")
def _dialog(found: ArticlePreview) -> None:
    html.show(
        html.grid([record_cards.article_card(found.catalog, found.article_id)]),
        html.paragraph(read_first(found)),
        html.paragraph("Nothing is saved by looking at this.", "mm-quiet"),
    )


def read_first(found: ArticlePreview) -> str:
    """Say for how many people the article would be among the first five."""
    whose = "saved profile" if found.are_here else "fictional person"
    many = "saved profiles" if found.are_here else "fictional people"
    among = phrases.counted(found.counted, whose, many)
    if found.before == found.after:
        return f"Among the first five articles of {_number(found.after)} of {among}, as it is now."
    return (
        f"Among the first five articles of {_number(found.after)} of {among}; as it is now, of "
        f"{_number(found.before)}."
    )


def _number(number: int | None) -> str:
    return "fewer than five" if number is None else f"{number or 'none'}"
