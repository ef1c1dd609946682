"""The candidates of a role on a board: a column for each stage, a menu on each card."""

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
from matching.screens.recruiter import candidate_moves
from matching.store.words import CANDIDATE_STAGES

FIRST: Final = 8
"""How many cards a column shows at first."""
MORE: Final = 24
STAGE_LABELS: Final = {
    stage: label for stage, label in CANDIDATE_STAGES.items() if stage != "withdrawn"
}
"""The columns: who withdrew is out of an organization's sight."""
_SHOWN: Final = "board_cards_shown"


def draw(catalog: Catalog, role_id: str, shown: pd.DataFrame, stages: Collection[str] = ()) -> None:
    """Draw the board; where stages are chosen, only their columns."""
    with st.container(horizontal=True, key="board", gap="small"):
        for stage in STAGE_LABELS:
            if not stages or stage in stages:
                _column(catalog, role_id, stage, shown[shown["stage"] == stage])


def _column(catalog: Catalog, role_id: str, stage: str, people: pd.DataFrame) -> None:
    kind = "column" if len(people) else "bare"
    most = st.session_state.get(_SHOWN, {}).get(stage, FIRST)
    with st.container(key=f"board_{kind}_{stage}", gap="small"):
        html.show(
            f'<h2 class="mc-stage">{look.escape(CANDIDATE_STAGES[stage])} '
            f'<span class="mm-quiet">{len(people):,}</span></h2>'
        )
        for row in people.head(most).itertuples(index=False):
            _card(catalog, role_id, row)
        if len(people) > most:
            st.button(
                f"Show {min(MORE, len(people) - most)} more",
                type="tertiary",
                key=f"board_more_{stage}",
                on_click=_show_more,
                args=(stage, most + MORE),
            )


def _card(catalog: Catalog, role_id: str, row: Row) -> None:
    with st.container(border=True, key=f"card_{row.account_id}", gap="xxsmall"):
        candidate_cards.top(row, role_id)
        html.show(
            candidate_cards.who(catalog, row), candidate_cards.standing(row, with_stage=False)
        )
        candidate_moves.menu(row, role_id, candidate_cards.called(row), f"move_{row.account_id}")


def _show_more(stage: str, most: int) -> None:
    st.session_state[_SHOWN] = {**st.session_state.get(_SHOWN, {}), stage: most}
