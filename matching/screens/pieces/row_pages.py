"""Rows of a long list in pages, how many there are, and days in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeAlias

import pandas as pd
import streamlit as st

from matching import phrases
from matching.screens.look import html
from matching.screens.visit import state

Record: TypeAlias = Mapping[Any, Any]
"""A row of what a service gave: column to value."""

ROWS: Final = 20
"""How many rows a page of a list has."""


def day(at: datetime | None) -> str:
    """Return the day of a moment in words, `""` for none.

    Examples
    --------
    >>> day(datetime(2026, 11, 23, 12, 30)), day(None)
    ('23 November 2026', '')
    """
    return "" if at is None or pd.isna(at) else phrases.day_in_words(at)


def count_line(number: int, one: str, note: str = "", *, many: str = "") -> None:
    """Show how many there are; lists scroll up to here when another page of them is chosen."""
    said = f"{phrases.counted(number, one, many)}{f'. {note}.' if note else ''}"
    html.show(html.count_line(said))


def show_rows(
    rows: Sequence[Record], key: str, draw: Callable[[Sequence[Record]], None], n: int = ROWS
) -> None:
    """Draw the rows of one page, and below them the page numbers where one does not hold all."""
    place = st.container()
    n_pages = max(1, -(-len(rows) // n))
    page = 1
    if n_pages > 1:
        page = st.pagination(n_pages, key=key, bind="query-params", on_change=state.show_top)
    with place:
        draw(rows[(page - 1) * n : page * n])
