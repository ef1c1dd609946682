"""The candidates of a role one a line: a box to choose them, where they stand, the next step."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from matching import Catalog
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces import candidate_cards
from matching.screens.pieces.candidate_cards import Row
from matching.screens.recruiter import candidate_compare, candidate_moves, candidate_paging

ROWS: Final = 30


def draw(catalog: Catalog, role_id: str, shown: pd.DataFrame, here: str) -> None:
    """Draw candidates as lines, and below them the page numbers.

    Parameters
    ----------
    here : str
        On whom keys act.
    """
    place = st.container(gap=None, key="candidate_rows")
    of_page = candidate_paging.of_page(shown, ROWS)
    with place:
        for row in of_page.itertuples(index=False):
            _line(catalog, role_id, row, is_here=str(row.account_id) == here)


def _line(catalog: Catalog, role_id: str, row: Row, *, is_here: bool) -> None:
    called = candidate_cards.called(row)
    key = f"tick_{row.account_id}"
    st.session_state[key] = row.account_id in candidate_compare.chosen(role_id)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"card_{row.account_id}"
    ):
        st.checkbox(
            f"Choose {look.plain(called)}",
            key=key,
            label_visibility="collapsed",
            on_change=candidate_compare.toggle,
            args=(role_id, row.account_id),
        )
        with st.container(width=200):
            candidate_cards.link(row, role_id)
        mark = candidate_cards.here(is_here=is_here)
        html.show(
            f'<div class="mc-line">{mark}{candidate_cards.who(catalog, row)}'
            f"{candidate_cards.standing(row)}</div>"
        )
        st.html(candidate_cards.points(row), width="content")
        candidate_moves.menu(row, role_id, called, f"move_{row.account_id}")
