"""Publishing a version with its proof, and rolling back: two dialogs of the page of tuning."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple

import pandas as pd
import streamlit as st

from matching import Recommender, WeightSet, columns
from matching.authorization import Actor
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.visit import resources, session
from matching.screens.visit.asking import Asking
from matching.screens.weights.tuning_bench import Bench, Versions, bench_of
from matching.screens.weights.tuning_proof import show_figures, show_verdict
from matching.services import weights
from matching.services.weights import check_golden
from matching.services.weights.golden_profiles import CANNOT_BE_CHECKED, FAILS, PASSES
from matching.services.weights.weight_sets import read_weight_set
from matching.store import Database
from matching.weights.tuning import Workspace, compare_figures

OVERRIDE: Final = "tuning_override"
BACK: Final = "tuning_back_reason"
TONES: Final[Mapping[str, look.Tone]] = {
    PASSES: "fits",
    FAILS: "missing",
    CANNOT_BE_CHECKED: "weigh",
}


class Asked(NamedTuple):
    """What somebody is about to do: `publish` or `roll back` to a version."""

    step: str
    side: str
    weight_set_id: str | None


_asking: Final = Asking[Asked]("tuning_asked")


def ask(asked: Asked) -> None:
    """Let `dialog_if_asked` open its dialog in the next run."""
    _asking.begin(asked)


def dialog_if_asked(bench: Bench, versions: Versions, workspace: Workspace) -> None:
    """Open the dialog of what somebody is about to do with a version of this side."""
    asked = _asking.about()
    if asked is None or asked.side != bench.side:
        return
    if asked.step == "publish":
        _publishing(asked, versions, workspace)
    else:
        _rolling_back(asked, versions)


@st.dialog("Publish", width="large", on_dismiss=_asking.close)
def _publishing(asked: Asked, versions: Versions, workspace: Workspace) -> None:
    """Show the proof of a version, and the button that lets it serve."""
    if _asking.about() != asked or asked.weight_set_id is None:
        st.rerun()
    weights, active = (
        read_weight_set(resources.database(), id_)
        for id_ in (asked.weight_set_id, versions.active_id)
    )
    change = compare_figures(workspace, weights, active)
    html.show(
        html.paragraph(
            f"{versions.called(asked.weight_set_id)}, compared with "
            f"{versions.called(versions.active_id)}:",
            "mm-flush",
        )
    )
    show_verdict(change.verdict)
    show_figures(change)
    passes = _show_golden_check(weights)
    if not passes:
        st.text_area("Why it is published all the same", key=OVERRIDE, height=80)
    st.button(
        "Publish" if passes else "Publish all the same",
        icon=":material/publish:",
        type="primary",
        key="tuning_publish_now",
        on_click=_publish,
        args=(asked, versions.active_id),
    )
    session.show_outcome()


def _show_golden_check(weights: WeightSet) -> bool:
    """Show what the golden profiles say of weights; return whether they are proven."""
    recommender = Recommender(resources.catalog(), weights)
    report = session.show(check_golden, recommender)
    html.show(html.heading("Golden profiles", 3))
    if report.checks.empty:
        html.show(
            html.paragraph(
                "No golden profile is chosen yet, so nothing proves these weights. Choose some "
                "at the end of the page, or say why you publish all the same.",
                "mm-flush",
            )
        )
        return False
    titles = resources.catalog().roles[columns.TITLE]
    html.show(
        html.table(
            ["Profile", "Role", "Among the first ten", "Place", "Outcome"],
            [
                [
                    look.words(row["name"]),
                    html.link(
                        addresses.role_link(row["role_id"]),
                        titles.get(row["role_id"], row["role_id"]),
                    ),
                    row["expected"],
                    "–" if pd.isna(row["rank"]) else f"{row['rank']:.0f}",
                    look.chip(row["outcome"], TONES[row["outcome"]])
                    + f" {look.escape(row['fault'])}",
                ]
                for row in report.checks.to_dict("records")
            ],
        )
    )
    return report.passes


def _publish(asked: Asked, replaces: str | None) -> None:
    reason = st.session_state.get(OVERRIDE, "")
    if session.attempt(_check_and_publish, asked.weight_set_id, replaces, reason):
        _after(asked)


def _check_and_publish(
    database: Database,
    actor: Actor,
    weight_set_id: str,
    replaces: str | None,
    reason: str,
    *,
    now: datetime,
) -> None:
    """Publish with a check of this moment: a golden profile could have been changed since."""
    recommender = Recommender(resources.catalog(), read_weight_set(database, weight_set_id))
    weights.publish(
        database,
        actor,
        weight_set_id,
        replaces=replaces,
        golden=check_golden(database, actor, recommender, now=now),
        override_reason=reason,
        now=now,
    )


@st.dialog("Roll back", on_dismiss=_asking.close)
def _rolling_back(asked: Asked, versions: Versions) -> None:
    """Ask why, and let a set serve again that served before."""
    if _asking.about() != asked:
        st.rerun()
    html.show(
        html.paragraph(
            f"{versions.name(asked.weight_set_id)} serves again at once, for everybody.",
            "mm-flush",
        )
    )
    st.text_area("Why", key=BACK, height=80)
    st.button(
        "Roll back",
        icon=":material/history:",
        type="primary",
        key="tuning_back_now",
        on_click=_roll_back,
        args=(asked,),
    )
    session.show_outcome()


def _roll_back(asked: Asked) -> None:
    reason = st.session_state.get(BACK, "")
    if session.attempt(weights.roll_back, asked.weight_set_id, reason, side=asked.side):
        _after(asked)


def _after(asked: Asked) -> None:
    """Compare with what serves now, and close the dialog."""
    bench_of(asked.side).compare_with(asked.weight_set_id)
    _asking.close()
