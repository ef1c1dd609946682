"""How an article would stand as it is in the form, over the page."""

from __future__ import annotations

import streamlit as st

from matching import phrases
from matching.errors import MatchingError
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces import people_counted, record_cards
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
    how = people_counted.note(are_here=found.are_here, passed_over=found.passed_over)
    html.show(
        html.grid([record_cards.article_card(found.catalog, found.article_id)]),
        html.paragraph(read_first(found)),
        html.paragraph(f"{how} Nothing is saved by looking at this.".strip(), "mm-quiet"),
    )


def read_first(found: ArticlePreview) -> str:
    """Say for how many people the article would be among the first five."""
    whose = "saved profile" if found.are_here else "fictional person"
    many = "saved profiles" if found.are_here else "fictional people"
    among = phrases.counted(found.counted, whose, many)
    before, after = _told(found.before, found), _told(found.after, found)
    if before == after:
        return f"Among the first five articles of {after} of {among}, as it is now."
    return f"Among the first five articles of {after} of {among}; as it is now, of {before}."


def _told(number: int | None, found: ArticlePreview) -> str:
    if number is None:
        return "fewer than five"
    return f"{number} or more" if found.are_here else f"{number or 'none'}"
