"""The candidates of one page of a list, and what is said of them, which is made for these only."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from matching.screens.visit import resources, session, state
from matching.services import recruiter

PAGE: Final = "candidates_page"


def to_first_page() -> None:
    """Go to the first page, as what the list shows has changed. For callbacks."""
    st.session_state[PAGE] = 1


def of_page(shown: pd.DataFrame, per_page: int) -> pd.DataFrame:
    """Draw the page numbers if there are several pages; return the candidates of the one chosen."""
    n_pages = -(-len(shown) // per_page)
    page = 1
    if n_pages > 1:
        page = st.pagination(n_pages, key=PAGE, bind="query-params", on_change=state.show_top)
    return shown.iloc[(page - 1) * per_page : page * per_page]


def told(role_id: str, candidates: pd.DataFrame) -> pd.DataFrame:
    """Add what is said of each candidate; who has withdrawn since they were listed is left out."""
    said = session.show(
        recruiter.candidate_sentences,
        role_id,
        candidates["account_id"].tolist(),
        resources.candidate_recommender(),
    )
    return candidates.merge(said, on="account_id")
