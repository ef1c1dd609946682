"""The candidates of a role on a board: a column for each stage, a menu on each card.

Empty columns are folded, so that the others need no scrolling to the side.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pandas as pd
import streamlit as st

from matching import Catalog
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces import candidate_cards
from matching.screens.pieces.candidate_cards import Row
from matching.screens.recruiter import candidate_compare, candidate_moves
from matching.store.words import CANDIDATE_STAGES

FIRST: Final = 8
"""How many cards a column shows at first."""
MORE: Final = 24
STAGE_LABELS: Final = {
    stage: label for stage, label in CANDIDATE_STAGES.items() if stage != "withdrawn"
}
"""The columns: who withdrew is out of an organization's sight."""
_SHOWN: Final = "board_cards_shown"


def in_order(shown: pd.DataFrame) -> pd.DataFrame:
    """Put the candidates whose cards the board shows into the order in which they are read."""
    columns = (shown[shown["stage"] == stage].head(_most(stage)) for stage in STAGE_LABELS)
    return pd.concat(columns, ignore_index=True)


def draw(
    catalog: Catalog,
    role_id: str,
    shown: pd.DataFrame,
    here: str,
    stages: Collection[str] = (),
) -> None:
    """Draw the board; where stages are chosen, only their columns.

    Parameters
    ----------
    here : str
        On whom keys act.
    """
    with st.container(horizontal=True, key="board", gap="small"):
        for stage in STAGE_LABELS:
            if not stages or stage in stages:
                _column(catalog, role_id, stage, shown[shown["stage"] == stage], here)


def _column(catalog: Catalog, role_id: str, stage: str, people: pd.DataFrame, here: str) -> None:
    kind, most = "column" if len(people) else "bare", _most(stage)
    with st.container(key=f"board_{kind}_{stage}", gap="small"):
        html.show(
            f'<h2 class="mc-stage">{look.escape(CANDIDATE_STAGES[stage])} '
            f'<span class="mm-quiet">{len(people):,}</span></h2>'
        )
        for row in people.head(most).itertuples(index=False):
            _card(catalog, role_id, row, is_here=str(row.account_id) == here)
        if len(people) > most:
            st.button(
                f"Show {min(MORE, len(people) - most)} more",
                type="tertiary",
                key=f"board_more_{stage}",
                on_click=_show_more,
                args=(stage, most + MORE),
            )


def _card(catalog: Catalog, role_id: str, row: Row, *, is_here: bool) -> None:
    with st.container(border=True, key=f"card_{row.account_id}", gap="xxsmall"):
        candidate_cards.link(row, role_id)
        html.show(
            candidate_cards.here(is_here=is_here),
            candidate_cards.points(row),
            candidate_cards.who(catalog, row),
            candidate_cards.standing(row, with_stage=False),
        )
        with st.container(horizontal=True, gap="xxsmall"):
            called = candidate_cards.called(row)
            candidate_moves.menu(row, role_id, called, f"move_{row.account_id}")
            candidate_compare.button(role_id, row.account_id)


def _most(stage: str) -> int:
    """Return how many cards a column shows."""
    most: int = st.session_state.get(_SHOWN, {}).get(stage, FIRST)
    return most


def _show_more(stage: str, most: int) -> None:
    st.session_state[_SHOWN] = {**st.session_state.get(_SHOWN, {}), stage: most}
