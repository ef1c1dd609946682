"""One step with all candidates who are chosen: how they are chosen, the step, a look before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from matching import phrases
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces import candidate_cards
from matching.screens.pieces.candidate_cards import Row
from matching.screens.recruiter import (
    candidate_compare,
    candidate_moves,
    candidate_preview,
    candidate_undo,
)
from matching.screens.visit import resources, session
from matching.screens.visit.asking import Asking
from matching.services import recruiter
from matching.services.recruiter.candidate_steps import hindrance
from matching.store.words import CANDIDATE_STAGES

STEPS: Final = (
    recruiter.ASK,
    *(stage for stage in CANDIDATE_STAGES if stage not in ("declined", "withdrawn")),
    "declined",
)
"""Steps that can be taken with many, in the order of the menu."""
_grouping: Final = Asking[str]("choosing_group")
_moving: Final = Asking[tuple[str, str, dict[str, int], dict[str, str]]]("moving_many")


def choose_all(role_id: str, shown: pd.DataFrame) -> None:
    """Draw the button that chooses everybody who is shown, or the first of them."""
    most = recruiter.MOST_AT_ONCE
    n_shown = len(shown)
    label = f"Choose all {n_shown:,}" if n_shown <= most else f"Choose the first {most}"
    ids = tuple(shown["account_id"].head(most))
    st.button(
        label,
        icon=":material/library_add_check:",
        type="tertiary",
        key="choose_all",
        disabled=set(ids) <= set(candidate_compare.chosen(role_id)),
        on_click=candidate_compare.choose,
        args=(role_id, ids),
    )


def choose_lacking(role_id: str, candidates: pd.DataFrame) -> None:
    """Draw the button that offers groups of people who lack the same; nothing if all fit."""
    n_lacking = int((~candidates["is_match"] & (candidates["stage"] != "declined")).sum())
    if n_lacking:
        st.button(
            "Choose who lacks something",
            icon=":material/rule:",
            type="tertiary",
            key="choose_lacking",
            on_click=_grouping.begin,
            args=(role_id,),
        )


@st.dialog("Choose who lacks something", on_dismiss=_grouping.close)
def _lacking(role_id: str) -> None:
    if _grouping.about() is None:
        st.rerun()
    groups = session.show(recruiter.candidates_lacking, role_id, resources.candidate_recommender())
    for place, (label, ids) in enumerate(groups.items()):
        n = phrases.counted(len(ids), "person", "people")
        st.button(
            f"{look.plain(label)}: {n}",
            key=f"lack_{place}",
            on_click=_choose_group,
            args=(role_id, ids),
        )
    if not groups:
        html.show(html.paragraph("Nobody lacks anything that the role requires."))


def _choose_group(role_id: str, account_ids: Sequence[str]) -> None:
    candidate_compare.choose(role_id, account_ids)
    _grouping.close()


def bar(role_id: str, candidates: pd.DataFrame) -> dict[str, str]:
    """Draw the bar of the chosen; return what each of them is called."""
    chosen = candidate_compare.chosen(role_id)
    rows = candidates[candidates["account_id"].isin(chosen)]
    of_each: dict[str, Row] = {str(row.account_id): row for row in rows.itertuples(index=False)}
    mine = [of_each[id_] for id_ in chosen if id_ in of_each]
    names = {row.account_id: candidate_cards.called(row) for row in mine}
    if not mine:
        return names
    versions = {row.account_id: int(row.version) for row in mine}
    steps = [
        step
        for step in STEPS
        if not all(hindrance(row.stage, row.introduction, step) for row in mine)
    ]
    with candidate_compare.bar(role_id, names):
        st.menu_button(
            f"Step with {len(mine):,}",
            steps,
            format_func=candidate_moves.label,
            key="step_many",
            icon=":material/swap_horiz:",
            disabled=not steps,
            on_click=_chosen,
            args=(role_id, versions, names),
        )
    return names


def _chosen(role_id: str, versions: dict[str, int], names: dict[str, str]) -> None:
    begin(st.session_state["step_many"], role_id, versions, names)


def begin(
    to_step: str, role_id: str, versions: Mapping[str, int], names: Mapping[str, str]
) -> None:
    """Let the next run open the dialog of a step with many. For callbacks."""
    if to_step in (recruiter.ASK, candidate_moves.DECLINED):
        candidate_moves.begin(to_step, role_id, versions, names)
    else:
        _moving.begin((role_id, to_step, dict(versions), dict(names)))


def is_open() -> bool:
    """Return whether a dialog of a step is open, so that keys are for it alone."""
    return bool(_moving.about() or _grouping.about()) or candidate_moves.is_open()


def dialog_if_asked() -> None:
    """Open the dialog of a step with many or of groups, if one is asked for."""
    if asked := _moving.about():
        _move(*asked)
    elif role_id := _grouping.about():
        _lacking(role_id)


@st.dialog("Move", on_dismiss=_moving.close)
def _move(role_id: str, to_step: str, versions: dict[str, int], names: dict[str, str]) -> None:
    preview = candidate_preview.show(role_id, versions, to_step, names)
    fits = {id_: versions[id_] for id_ in preview.fits}
    n, stage = len(fits), CANDIDATE_STAGES[to_step].lower()
    if st.button(
        f"{candidate_moves.label(to_step)}: {phrases.counted(n, 'person', 'people')}",
        type="primary",
        disabled=not n,
        key="move_now",
        shortcut="Enter",
    ):
        done = f"{phrases.counted(n, 'person is', 'people are')} now at: {stage}."
        candidate_undo.take(role_id, fits, to_step, done)
        _moving.close()
        st.rerun()
