"""Keys to go through candidates: a bar at the bottom edge whose buttons say them.

They act on one person: on a list the one who is marked, on the page of somebody that person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from matching.screens.look import html
from matching.screens.pieces import candidate_cards
from matching.screens.pieces.candidate_cards import Row
from matching.screens.recruiter import (
    candidate_compare,
    candidate_moves,
    candidate_paging,
    candidate_triage,
    candidate_undo,
)
from matching.screens.visit import state
from matching.services import recruiter
from matching.services.recruiter.candidate_steps import hindrance
from matching.store.words import CANDIDATE_STAGES

WAY: Final = ("new", "reviewing", "contacted", "interview", "clearance", "accepted", "went")
"""Stages in their order, to go on and back."""
_KEYS: Final = "candidate_keys"
_HERE: Final = "candidate_here"


def are_on() -> bool:
    """Return whether keys act; who speaks to the computer can switch them off."""
    return bool(st.session_state.get(_KEYS, True))


def switch() -> None:
    """Draw the switch of the keys."""
    st.toggle(
        "Keys",
        value=are_on(),
        key=_KEYS,
        help="Shows a bar whose buttons are pressed by a key, and which key",
        persist_state="session",
    )


def here(role_id: str, account_ids: Sequence[str]) -> str:
    """Return the person on a list on whom keys act; who is gone hands on to the next one."""
    if not account_ids:
        return ""
    of_role, account_id, place = st.session_state.get(_HERE, ("", "", 0))
    if of_role != role_id:
        return account_ids[0]
    return (
        account_id if account_id in account_ids else account_ids[min(place, len(account_ids) - 1)]
    )


def of_list(role_id: str, shown: pd.DataFrame, per_page: int) -> str:
    """Draw the bar of a list; return on whom its keys act."""
    ids = shown["account_id"].tolist()
    account_id = here(role_id, ids)
    if account_id and are_on():
        place = ids.index(account_id)
        row = next(shown.iloc[place : place + 1].itertuples(index=False))
        _bar(row, role_id, place, ids, lambda to: _go(role_id, ids, to, per_page))
    return account_id


def of_person(row: Row, role_id: str, order: Sequence[str], go: Callable[[str], None]) -> None:
    """Draw the bar on the page of somebody; `go` leads to somebody else."""
    if are_on() and row.account_id in order:
        _bar(row, role_id, order.index(row.account_id), order, lambda to: go(order[to]))


def _go(role_id: str, ids: Sequence[str], to: int, per_page: int) -> None:
    """Let keys act on somebody else of a list, who comes into view."""
    st.session_state[_HERE] = (role_id, ids[to], to)
    st.session_state[candidate_paging.PAGE] = to // per_page + 1
    state.show_card(ids[to])


def _bar(row: Row, role_id: str, place: int, ids: Sequence[str], go: Callable[[int], None]) -> None:
    keys = not candidate_triage.is_open()
    is_last = place + 1 == len(ids)
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", key="keys_bar"):
        said = f"{candidate_cards.called(row)}, {place + 1:,} of {len(ids):,}"
        html.show(html.paragraph(said, "mm-flush mm-quiet"))
        _button("Previous", "K" if keys else "", go, place - 1, disabled=not place)
        _button("Next", "J" if keys else "", go, place + 1, disabled=is_last)
        chosen = row.account_id in candidate_compare.chosen(role_id)
        _button(
            "Chosen" if chosen else "Choose",
            "X" if keys else "",
            candidate_compare.toggle, role_id, row.account_id,
        )  # fmt: skip
        for label, key, to_step in _steps(row):
            _button(
                label,
                key if keys else "",
                candidate_moves.take,
                to_step, role_id, row.account_id, int(row.version), candidate_cards.called(row),
                disabled=not to_step or bool(hindrance(row.stage, row.introduction, to_step)),
            )  # fmt: skip
        _button(
            "Undo", "U" if keys else "", candidate_undo.undo,
            disabled=not candidate_undo.last(role_id),
        )  # fmt: skip


def _steps(row: Row) -> tuple[tuple[str, str, str], ...]:
    """Give label, key and step of each step that has a key; the step is `""` if there is none."""
    at = WAY.index(row.stage) if row.stage in WAY else -1
    can = recruiter.NEXT_STAGES[row.stage]
    on = next((stage for stage in WAY[at + 1 :] if stage in can), "") if at >= 0 else ""
    back = next((stage for stage in reversed(WAY[: max(at, 0)]) if stage in can), "")
    return (
        ("Reviewing", "V", "reviewing"),
        ("Ask …", "A", recruiter.ASK),
        ("Decline …", "D", candidate_moves.DECLINED),
        (f"On to {CANDIDATE_STAGES[on].lower()}" if on else "On", "N", on),
        (f"Back to {CANDIDATE_STAGES[back].lower()}" if back else "Back", "B", back),
    )


def _button(
    label: str, key: str, do: Callable[..., Any], *args: Any, disabled: bool = False
) -> None:
    name = label.split()[0].lower()
    st.button(
        label,
        shortcut=key or None,
        type="tertiary",
        key=f"key_{'choose' if name == 'chosen' else name}",
        disabled=disabled,
        on_click=do,
        args=args,
    )
