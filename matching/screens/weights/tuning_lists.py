"""The first ten of chosen people before and after: lines from place to place beside a table."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import pandas as pd
import streamlit as st

from matching import Catalog, columns
from matching.aspects import TERM_LABELS
from matching.comparison.points import PAGE
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.pieces.row_pages import Record
from matching.screens.weights.tuning_bench import Bench, Listed, first_people
from matching.weights.tuning import compare_lists

CHOSEN: Final = "tuning_people"
MOST_CHOSEN: Final = 6
LINE, ROW, THICK = 3.4, 3.25, 0.16
"""Width of the lines, height of a row and thickness of a line in rem, as in tuning.css."""
TONES: Final[Mapping[str, look.Tone]] = {
    "new": "fits", "up": "fits", "same": "plain", "down": "weigh", "gone": "missing",
}  # fmt: skip


def choose(people: dict[str, Listed]) -> list[str]:
    """Show whose lists are looked at; return their ids."""
    kept = [id_ for id_ in st.session_state.get(CHOSEN, first_people()) if id_ in people]
    if st.session_state.get(CHOSEN) != kept:
        st.session_state[CHOSEN] = kept
    return st.multiselect(
        "Whose lists",
        list(people),
        default=kept,
        format_func=lambda id_: people[id_].called,
        key=CHOSEN,
        max_selections=MOST_CHOSEN,
        placeholder="Choose judged or golden profiles",
        filter_mode="contains",
        select_all=False,
    )


def show(bench: Bench, people: dict[str, Listed], chosen: list[str]) -> None:
    """Show the lists of the chosen people before and after."""
    if not chosen:
        look.empty("Nobody is chosen", "Choose above whose lists you want to see.")
    for person in chosen:
        listed = people[person]
        moves = compare_lists(listed.workspace, bench.weights, bench.base, [person])
        html.show(
            html.heading(listed.called, size=3),
            html.paragraph(listed.words, "mm-quiet mm-small mm-flush"),
            compared(moves, listed.workspace.catalog)
            if len(moves)
            else html.paragraph("No role is open to this person."),
        )


def compared(moves: pd.DataFrame, catalog: Catalog) -> str:
    """Return the HTML of one person's list: the lines, and the table that says the same.

    Parameters
    ----------
    moves : DataFrame
        Rows of one profile from `compare_lists`.
    """
    names = catalog.organizations[columns.NAME]
    rows = "".join(_row(row, names[row[columns.ORG_ID]]) for row in moves.to_dict("records"))
    return (
        f'<div class="mt-slope">{slope(moves)}<table class="mt-moves">'
        '<caption class="mm-hidden">Places now and before</caption><thead><tr>'
        '<th scope="col">Now</th><th scope="col">Role</th><th scope="col">Move</th>'
        f'<th scope="col">Points</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def slope(moves: pd.DataFrame) -> str:
    """Return the HTML of a line for each role from its place before to its row in the table."""
    places = moves["before"].rank(method="first").astype(int) - 1
    rows = zip(moves["before"], moves["move"], places, strict=True)
    lines = "".join(
        f'<b style="top:{ROW * (place + 0.5):g}rem">{before}</b>{_line(move, place, now)}'
        for now, (before, move, place) in enumerate(rows)
    )
    return f'<div class="mt-lines" aria-hidden="true">{lines}</div>'


def _line(move: str, place: int, now: int) -> str:
    """Return a bar that is skewed to a slanting line, as thick as the others."""
    angle = math.atan2(ROW * (now - place), LINE)
    style = (
        f"top:{ROW * (place + 0.5):g}rem;height:{THICK / math.cos(angle):.3f}rem;"
        f"transform:skewY({math.degrees(angle):.2f}deg)"
    )
    return f'<i class="mt-line mt-{move}" style="{style}"></i>'


def _row(row: Record, org_name: str) -> str:
    after, title = row["after"], look.escape(row[columns.TITLE])
    address = look.address(addresses.role_link(row[columns.ROLE_ID]))
    place = after if after <= PAGE else f'<span class="mm-quiet">{after}</span>'
    why = ", ".join(
        f"{TERM_LABELS[term]} {gain:+.1f}".replace("-", "−")
        for term, gain in zip(row["terms"], row["gains"], strict=True)
    )
    below = look.escape(" · ".join(filter(None, (why, org_name))))
    return (
        f'<tr><td class="mt-place">{place}</td><th scope="row">'
        f'<a href="{address}" title="{title}">{title}</a>'
        f'<span class="mm-quiet" title="{below}">{below}</span></th>'
        f"<td>{look.chip(moved(row['move'], row['by']), TONES[row['move']])}"
        f'<span class="mm-hidden"> from place {row["before"]}</span></td>'
        f'<td class="mt-points">{row["score_before"]:.1f} → {row["score_after"]:.1f}</td></tr>'
    )


def moved(move: str, by: int) -> str:
    """Say how a role moved, and by how many places.

    Examples
    --------
    >>> [moved("up", 3), moved("down", -1), moved("new", 5), moved("same", 0)]
    ['▲ 3', '▼ 1', 'new', '=']
    """
    if move in ("up", "down"):
        return f"{'▲' if move == 'up' else '▼'} {abs(by)}"
    return "=" if move == "same" else move
