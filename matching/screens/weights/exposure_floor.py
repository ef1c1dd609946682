"""The floor that staff can set for good roles that are never shown, with its price."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from matching import Catalog, columns, phrases
from matching.comparison.exposure_floor import MOST_PLACES, NO_FLOOR
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.pieces.row_pages import Record
from matching.screens.visit import session
from matching.screens.visit.asking import Asking
from matching.screens.weights import exposure_shares
from matching.screens.weights.exposure_shares import Preview, Seen
from matching.services import weights

REASON: Final = "floor_reason"
_places: Final = Asking[int]("floor_asked")
RULE: Final = (
    "A role that has 70 points or more for some of these people, and is in no first ten of theirs, "
    "is never shown. With a floor it may have one of the last places of the first ten of anybody "
    "for whom it has 70 points or more, the best first. What it displaces follows right after the "
    "first ten. Its card says so; points and reasons stay as they are. Lists that two weight sets "
    "share in an experiment have no floor."
)


def show(catalog: Catalog, seen: Seen) -> None:
    """Show the floor that serves, what another would do and cost, and how it is set."""
    history = session.show(weights.floors)
    html.show(
        html.heading("A floor for roles that are never shown"), html.paragraph(RULE, "mm-flush")
    )
    _show_now(history, seen)
    places = st.slider(
        "Last places that may be given away",
        1,
        MOST_PLACES,
        value=max(1, seen.floor.places),
        key="floor_places",
    )
    preview = exposure_shares.with_a_floor(seen, places)
    html.show('<div role="status">', *_price(preview.price), "</div>")
    if preview.floor == seen.floor:
        html.show(html.paragraph("This floor serves now.", "mm-quiet mm-flush"))
    else:
        st.button(
            "Set this floor …",
            icon=":material/vertical_align_top:",
            key="floor_set",
            on_click=_places.begin,
            args=(places,),
        )
    if len(preview.inserted):
        with st.expander("Which roles it puts in", key="floor_roles"):
            _show_inserted(catalog, preview.inserted)
    if len(history):
        with st.expander("What was set, and when", icon=":material/history:"):
            html.show(history_table(history))
    asked = _places.about()
    if asked is not None:
        _asking(asked, seen)


def _show_now(history: pd.DataFrame, seen: Seen) -> None:
    """Show which floor serves, whether it is up to date, and the way back."""
    if not seen.floor.places:
        html.show(html.paragraph("No floor is set.", "mm-flush"))
        return
    row = history.iloc[0].to_dict()
    html.show(
        html.paragraph(f"Set now: {in_words(row)}, since {_when(row)}.", "mm-flush"),
        html.paragraph(outdated(row, seen), "mm-flush"),
    )
    with st.container(horizontal=True, gap="small"):
        if seen.floor.role_ids != seen.never_shown:
            st.button(
                "Bring up to date …",
                icon=":material/update:",
                key="floor_update",
                on_click=_places.begin,
                args=(seen.floor.places,),
            )
        st.button(
            "Take the floor off …",
            icon=":material/vertical_align_bottom:",
            key="floor_off",
            on_click=_places.begin,
            args=(0,),
        )


def in_words(row: Record) -> str:
    """Say what a floor is.

    Examples
    --------
    >>> in_words({"places": 2, "role_ids": ("a", "b", "c")}), in_words({"places": 0})
    ('the last 2 places, for 3 roles', 'taken off')
    """
    if not row["places"]:
        return "taken off"
    places = "the last place" if row["places"] == 1 else f"the last {row['places']} places"
    return f"{places}, for {phrases.counted(len(row['role_ids']), 'role')}"


def _when(row: Record) -> str:
    by = f" by {row['set_by']}" if row["set_by"] else ""
    return f"{phrases.moment_in_words(row['set_at'])}{by}"


def outdated(row: Record, seen: Seen) -> str:
    """Say what has changed since a floor was set; `""` if nothing has."""
    then, now = set(row["role_ids"]), set(seen.never_shown)
    if then == now:
        return ""
    weights = (
        "Other weights serve since. " if row["weight_set_id"] != (seen.weight_set_id or "") else ""
    )
    return (
        f"{weights}Today {phrases.counted(len(now - then), 'more role')} would be never shown "
        f"without a floor, and {len(then - now)} of these would be shown also without one."
    )


def _price(price: Mapping[str, Any]) -> list[str]:
    lost = f", of which {price['displaced']} lost their only place to them"
    return [
        html.paragraph(price_in_words(price), "mm-lead"),
        html.bullets(
            [
                f"Good and never shown: {price['hidden_before']} roles before, "
                f"{price['hidden_after']} after{lost if price['displaced'] else ''}.",
                f"Lists that change: {price['changed']} of {price['lists']}.",
            ]
        ),
    ]


def price_in_words(price: Mapping[str, Any]) -> str:
    """Say what a floor costs on the judgments; see `exposure_shares.Preview`."""
    said = (
        f"NDCG of the {price['profiles']:.0f} judged people: {price['before']:.3f} before, "
        f"{price['after']:.3f} after."
    )
    if price["low"] == price["high"] == 0:
        return f"It costs nothing: {said}"
    what = "No price that the judgments could show" if price["high"] >= 0 else "Its price"
    return f"{what}: {change_in_words(price)}. {said}"


def change_in_words(price: Mapping[str, Any]) -> str:
    """Write the change of NDCG with its interval.

    Examples
    --------
    >>> change_in_words({"difference": -0.0006, "low": -0.0028, "high": -0.0})
    '-0.0006 [-0.0028, +0.0000]'
    """
    change, low, high = (round(price[name], 4) + 0.0 for name in ("difference", "low", "high"))
    return f"{change:+.4f} [{low:+.4f}, {high:+.4f}]"


def _show_inserted(catalog: Catalog, inserted: pd.DataFrame) -> None:
    rows = inserted.groupby(columns.ROLE_ID, as_index=False).agg(
        lists=(columns.PROFILE_ID, "size"), nearest=("from_rank", "min")
    )
    rows = rows.sort_values(["lists", columns.ROLE_ID], ascending=[False, True])
    html.show(
        html.table(
            ["Role", "In the first ten of", "Nearest place before"],
            [
                [
                    role_cell(catalog, row[columns.ROLE_ID]),
                    phrases.counted(row["lists"], "person", "people"),
                    f"{row['nearest']}",
                ]
                for row in rows.to_dict("records")
            ],
        )
    )


def history_table(history: pd.DataFrame) -> str:
    """Return the HTML of the floors that were set and taken off, the newest first."""
    return html.table(
        ["When", "Floor", "NDCG, as printed then", "Never shown, then", "Why"],
        [
            [
                look.escape(_when(row)),
                look.escape(in_words(row)),
                change_in_words(row["price"]) if row["price"] else "–",
                f"{row['price']['hidden_before']} before, {row['price']['hidden_after']} after"
                if row["price"]
                else "–",
                look.words(row["reason"]),
            ]
            for row in history.to_dict("records")
        ],
    )


def role_cell(catalog: Catalog, role_id: str) -> str:
    """Return the HTML of a role in a table: its title, a link, and its organization."""
    role = catalog.role(role_id)
    return (
        f"{html.link(addresses.role_link(role_id), role[columns.TITLE])} "
        f'<span class="mm-quiet mm-small">{look.words(role[columns.ORG_NAME])}</span>'
    )


# ---- setting it -----------------------------------------------------------------------------


@st.dialog("The floor", on_dismiss=_places.close)
def _asking(places: int, seen: Seen) -> None:
    """Show the price, ask why, and set a floor; 0 places take it off."""
    if _places.about() != places:
        st.rerun()
    preview = exposure_shares.with_a_floor(seen, places) if places else None
    if preview is None:
        text = "Everybody’s list stands at once as it would without a floor."
        html.show(html.paragraph(text, "mm-flush"))
    else:
        what = in_words({"places": places, "role_ids": preview.floor.role_ids})
        text = f"Set at once, for everybody: {what}."
        html.show(html.paragraph(text, "mm-flush"), *_price(preview.price))
    st.text_area("Why", key=REASON, height=80)
    st.button(
        "Set this floor" if places else "Take the floor off",
        icon=":material/check:",
        type="primary",
        key="floor_now",
        on_click=_set,
        args=(preview, seen),
    )
    session.show_outcome()


def _set(preview: Preview | None, seen: Seen) -> None:
    if session.attempt(
        weights.set_floor,
        NO_FLOOR if preview is None else preview.floor,
        replaces=seen.floor_number,
        weight_set_id=seen.weight_set_id,
        price=None if preview is None else preview.price,
        reason=st.session_state.get(REASON, ""),
    ):
        _places.close()
