"""The candidates of a role as a table, whose rows can be marked to choose them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from matching import Catalog
from matching.screens.look import addresses, html
from matching.screens.recruiter import candidate_compare, candidate_paging
from matching.services.recruiter.candidate_tables import (
    POINTS_COLUMNS,
    SENTENCE_COLUMNS,
    readable,
)

FIRST_COLUMNS: Final = (
    "Points", "Profession", "Specialties", "Longest stay", "Stage", "Days since interest",
    "Introduction",
)  # fmt: skip
OTHER_COLUMNS: Final = (
    "Match", "Years", "Languages", "Would go to", "Shortest stay", "Free from", "Free until",
    "Contact", "Waits", *SENTENCE_COLUMNS.values(), *POINTS_COLUMNS.values(),
)  # fmt: skip
MOST_ROWS: Final = 5_000
"""Of one page of the table."""
MOST_TOLD: Final = 100
"""Of one page where sentences are among the columns."""
TABLE: Final = "candidate_table"


def draw(catalog: Catalog, role_id: str, shown: pd.DataFrame) -> None:
    """Draw candidates as a table with the columns that the recruiter chooses."""
    wanted = st.multiselect(
        "Columns",
        [*FIRST_COLUMNS, *OTHER_COLUMNS],
        default=list(FIRST_COLUMNS),
        key="candidate_columns",
        persist_state="session",
        on_change=candidate_paging.to_first_page,
    )
    place = st.container(gap="small")
    with_sentences = not set(wanted).isdisjoint(SENTENCE_COLUMNS.values())
    of_page = candidate_paging.of_page(shown, MOST_TOLD if with_sentences else MOST_ROWS)
    rows = candidate_paging.told(role_id, of_page) if with_sentences else of_page
    with place:
        _rows(catalog, role_id, rows, wanted)
    of_them = "" if len(of_page) == len(shown) else " the rows of this page"
    html.show(
        html.paragraph(
            f"Press a header to sort{of_them}. Mark rows to take a step with all of them, or up to "
            f"{candidate_compare.MOST} to compare or print them.",
            "mm-quiet mm-flush",
        )
    )


def _rows(catalog: Catalog, role_id: str, shown: pd.DataFrame, wanted: Sequence[str]) -> None:
    ids = shown["account_id"].tolist()
    links = [addresses.candidate_link(role_id, id_) for id_ in ids]
    table = readable(catalog, shown)[["Candidate", *wanted]].assign(Page=links)
    points = st.column_config.NumberColumn(format="%.2f")
    marked = [ids.index(id_) for id_ in candidate_compare.chosen(role_id) if id_ in ids]
    st.session_state[TABLE] = {"selection": {"rows": marked, "columns": [], "cells": []}}
    st.dataframe(
        table,
        hide_index=True,
        column_order=["Candidate", "Page", *wanted],
        column_config={
            "Page": st.column_config.LinkColumn(display_text="Open", width="small"),
            "Longest stay": st.column_config.NumberColumn("Longest stay (weeks)"),
            "Shortest stay": st.column_config.NumberColumn("Shortest stay (weeks)"),
            **dict.fromkeys(("Points", *POINTS_COLUMNS.values()), points),
        },
        key=TABLE,
        on_select=lambda: _choose_rows(role_id, ids),
        selection_mode="multi-row",
        placeholder="",
        alt="Candidates with the chosen columns",
    )


def _choose_rows(role_id: str, account_ids: list[str]) -> None:
    """Choose whose rows are marked, beside those who were chosen and are not in the table."""
    marked = [account_ids[place] for place in st.session_state[TABLE]["selection"]["rows"]]
    others = [id_ for id_ in candidate_compare.chosen(role_id) if id_ not in account_ids]
    candidate_compare.choose(role_id, [*others, *marked])
