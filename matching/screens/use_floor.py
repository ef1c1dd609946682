"""What it would cost to give every good role a place, as staff move the floor."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from matching import Catalog, columns, wording
from matching.authorization import STAFF
from matching.metrics import NDCG
from matching.screens import (
    look,
    parts,
    recruiter_parts,
    session,
    state,
    use_exposure,
)
from matching.screens.use_exposure import Seen

ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
MOST_PLACES: Final = 5


@st.fragment
def show(catalog: Catalog, seen: Seen) -> None:
    """Show what it would cost to give each good role a place; a move runs this alone."""
    session.need(STAFF)
    parts.show(
        parts.heading("A floor, and its price"),
        parts.paragraph(
            "If each role that is good for somebody had to be seen at least so much, over all "
            "these people together. A role is put in at the end of a first ten, only for people "
            "for whom it is good. This is a measure: no list that is served has a floor.",
            "mm-flush",
        ),
    )
    exposure, given = st.columns(2, gap="medium")
    with exposure:
        rank = st.select_slider(
            "Each good role has at least",
            [0, *range(len(ORDINALS), 0, -1)],
            len(ORDINALS),
            format_func=lambda place: f"a {ORDINALS[place - 1]} place" if place else "nothing",
            key="floor_rank",
        )
    with given:
        places = st.slider("Last places that may be given away", 1, MOST_PLACES, key="floor_places")
    found = use_exposure.with_a_floor(seen, rank, places)
    floored = found.floored
    lists = floored.inserted[columns.PROFILE_ID].nunique()
    put_in = floored.inserted[columns.ROLE_ID].nunique()
    parts.show(
        '<div role="status">',
        parts.paragraph(price_in_words(found.price), "mm-lead"),
        parts.bullets(
            [
                f"Put in: {wording.counted(put_in, 'role')}, at "
                f"{wording.counted(len(floored.inserted), 'place')} of "
                f"{wording.counted(lists, 'list')} out of {len(seen.lists)}.",
                f"Good and never shown: {found.hidden_before} before, {found.hidden_after} after.",
                f"Still below the floor, as no place was left: "
                f"{wording.counted(len(floored.short), 'role')}.",
            ]
        ),
        "</div>",
    )
    if put_in:
        with st.expander("Which roles would be put in", key="floor_roles"):
            _show_inserted(catalog, floored.inserted)


def _show_inserted(catalog: Catalog, inserted: pd.DataFrame) -> None:
    parts.show(
        recruiter_parts.table(
            ["Role", "From place", "To place"],
            [
                [
                    role_cell(catalog, row[columns.ROLE_ID]),
                    f"{row['from_rank']}",
                    f"{row['to_rank']}",
                ]
                for row in inserted.to_dict("records")
            ],
        )
    )


def price_in_words(price: pd.DataFrame) -> str:
    """Say what a floor costs on the judgments."""
    row = price.set_index("metric").loc[NDCG]
    said = (
        f"NDCG of the {row['profiles']:.0f} judged people: {row['before']:.3f} before, "
        f"{row['after']:.3f} after."
    )
    if row["low"] == row["high"] == 0:
        return f"It costs nothing: {said}"
    what = "No price that the judgments could show" if row["high"] >= 0 else "Its price"
    change, low, high = (round(row[name], 4) + 0.0 for name in ("difference", "low", "high"))
    return f"{what}: {change:+.4f} [{low:+.4f}, {high:+.4f}]. {said}"


def role_cell(catalog: Catalog, role_id: str) -> str:
    """Return the HTML of a role in a table: its title, a link, and its organization."""
    role = catalog.role(role_id)
    return (
        f"{parts.link(state.role_link(role_id), role[columns.TITLE])} "
        f'<span class="mm-quiet mm-small">{look.escape(role[columns.ORG_NAME])}</span>'
    )
