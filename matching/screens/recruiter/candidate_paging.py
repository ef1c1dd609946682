"""The candidates of one page of a list, and what is said of them, which is made for these only."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pandas as pd
import streamlit as st

from matching.screens.visit import resources, session, state
from matching.services import recruiter

PAGE: Final = "candidates_page"
FEWEST_ALIKE: Final = 3
"""Cards that have the same question before it is said once above them."""
NEARLY_ALL: Final = 0.9


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


def unsaid(told: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Take out of the questions what nobody or hardly anybody answered, to say it once.

    Returns
    -------
    DataFrame, list of str
        The candidates with the other `questions`, and `answered`: questions of the list that they
        alone have answered; and the questions, each with how many it is to be asked.
    """
    asked = Counter(question for each in told["questions"] for question in each)
    n = len(told)
    once = [
        question
        for question, times in asked.items()
        if n >= FEWEST_ALIKE and times >= NEARLY_ALL * n
    ]
    with_others = told.assign(
        questions=told["questions"].map(lambda each: tuple(q for q in each if q not in once)),
        answered=told["questions"].map(lambda each: tuple(q for q in once if q not in each)),
    )
    said = [f"{question} {_who_said(n - asked[question], n)}" for question in once]
    return with_others, said


def _who_said(n_said: int, n: int) -> str:
    if not n_said:
        return f"Nobody of these {n} has said."
    return f"Only {n_said} of these {n} {'has' if n_said == 1 else 'have'} said."


def told(role_id: str, candidates: pd.DataFrame) -> pd.DataFrame:
    """Add what is said of each candidate; who has withdrawn since they were listed is left out."""
    said = session.show(
        recruiter.candidate_sentences,
        role_id,
        candidates["account_id"].tolist(),
        resources.candidate_recommender(),
    )
    return candidates.merge(said, on="account_id")
