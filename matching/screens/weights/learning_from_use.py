"""What use says: what people did with lists, how far down they look, and the weights from it."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta
from typing import Final

import altair as alt
import pandas as pd
import streamlit as st

from matching import WeightSet, phrases
from matching.aspects import TERM_LABELS
from matching.authorization import PROFESSIONAL, RECRUITER
from matching.evidence.position_bias import (
    PositionBias,
    estimate_position_bias,
    prior_position_bias,
)
from matching.evidence.use_log import UseLog
from matching.screens import look
from matching.screens.look import html
from matching.screens.look.charts import GREEN, GREY
from matching.screens.visit import resources, session
from matching.screens.weights import tuning_bench, tuning_versions
from matching.services import weights
from matching.store.words import (
    CANDIDATE_STAGES,
    DISMISSAL_REASONS,
    EVENT_KINDS,
    REASON_CODES,
    SIDES,
)
from matching.weights.learning.from_use import (
    Evidence,
    evidence_of_decisions,
    evidence_of_use,
    learn,
)
from matching.weights.learning.ranker import WeightRanker
from matching.weights.learning.score_form import COLUMNS
from matching.weights.tuning import compare_figures

SHRINKAGE: Final = 5.0
FEWEST: Final = 50
"""So many preferences of equal weight are needed before other weights are proposed."""
NAMES: Final = {PROFESSIONAL: "from use", RECRUITER: "from decisions"}
PERIODS: Final = {30: "The last 30 days", 90: "The last 90 days", 365: "The last year"}
PREFERENCES: Final = {
    PROFESSIONAL: "A role that somebody opened, saved or showed interest in stands above the other "
    "roles of its list, one that was set aside below them.",
    RECRUITER: "Who was declined stands below those who were contacted for the same role. Of the "
    "people only those count who agreed to it.",
}

JUDGED: Final = {
    PROFESSIONAL: "On the judgments",
    RECRUITER: "On the judgments, which are about roles for a person, not people for a role",
}
AND_THEN: Final = {
    PROFESSIONAL: ", or let it share lists with the set that serves, in an experiment",
    RECRUITER: "",
}


@dataclasses.dataclass(frozen=True, eq=False)
class Found:
    """What was done, and what follows for the weights of a side.

    Attributes
    ----------
    rows : DataFrame
        As from `weights.use_log` or `weights.candidate_decisions`.
    bias : PositionBias or None
        None for decisions, which are not about lists.
    active, proposed : WeightSet
        What serves, and what was learned with it as the prior.
    """

    rows: pd.DataFrame
    bias: PositionBias | None
    evidence: Evidence
    active: WeightSet
    proposed: WeightSet

    @property
    def is_enough(self) -> bool:
        """Whether there is enough evidence to propose other weights."""
        return self.evidence.effective >= FEWEST


def show() -> None:
    """Show what use says of the weights of one side."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        side = st.segmented_control(
            "Whose use",
            [PROFESSIONAL, RECRUITER],
            default=PROFESSIONAL,
            required=True,
            format_func=lambda one: SIDES[one],
            key="use_side",
            label_visibility="collapsed",
        )
        days = _choose_days() if side == PROFESSIONAL else 0
    active_id, active = resources.active_weights(side)
    at = session.now().replace(second=0, microsecond=0)
    at -= timedelta(minutes=at.minute % 10)
    key = f"{resources.catalog_key()} {active_id}"
    if side == PROFESSIONAL:
        found = _of_use(key, days, at, active)
    else:
        found = _of_decisions(key, at, active)
    if found.rows.empty:
        _show_nothing(side)
        return
    html.show(html.paragraph(f"Counted at {at:%H:%M} UTC.", "mm-quiet mm-small mm-flush"))
    if side == PROFESSIONAL:
        _show_actions(found.rows)
        if found.bias is not None:
            _show_bias(found.bias)
    else:
        _show_decisions(found.rows)
    _show_proposal(side, found, active_id)


def _choose_days() -> int:
    return st.selectbox(
        "Since when",
        list(PERIODS),
        index=1,
        format_func=lambda n: PERIODS[n],
        key="use_days",
        label_visibility="collapsed",
        filter_mode=None,
        width=200,
    )


@st.cache_resource(show_spinner="Reading what people did …", max_entries=4)
def _of_use(key: str, days: int, at: datetime, _active: WeightSet) -> Found:
    now = session.now()
    rows = session.ask(weights.use_log, since=now - timedelta(days=days))
    log = UseLog.from_frame(rows, COLUMNS)
    bias = estimate_position_bias(log)
    evidence = evidence_of_use(log, bias)
    return Found(rows, bias, evidence, _active, _learned(evidence, _active, PROFESSIONAL))


@st.cache_resource(show_spinner="Reading what organizations decided …", max_entries=2)
def _of_decisions(key: str, at: datetime, _active: WeightSet) -> Found:
    rows = session.ask(weights.candidate_decisions, resources.candidate_recommender())
    evidence = evidence_of_decisions(rows, COLUMNS)
    return Found(rows, None, evidence, _active, _learned(evidence, _active, RECRUITER))


def _learned(evidence: Evidence, active: WeightSet, side: str) -> WeightSet:
    """Learn weights near to the active ones; they have one decimal, as staff see and save them."""
    ranker = WeightRanker(active, learn=("weights",), shrinkage=SHRINKAGE)
    learned = learn(ranker, evidence).to_weight_set(name=NAMES[side])
    return learned.changed(**{term: round(weight, 1) for term, weight in learned.weights.items()})


# ---- what was done --------------------------------------------------------------------------


def _show_nothing(side: str) -> None:
    if side == PROFESSIONAL:
        look.empty(
            "Nothing was written down in this time",
            "What professionals are shown in Find and do about it is written down only of those "
            "who agreed to it on the page My profile.",
            "The weights stay as they are.",
        )
    else:
        look.empty(
            "No decision to learn from yet",
            "It takes organizations that moved candidates, and candidates who agreed to have their "
            "use counted.",
            "The weights stay as they are.",
        )


def _show_actions(rows: pd.DataFrame) -> None:
    lists, people = rows["list_id"].nunique(), rows["person"].nunique()
    done = rows["kinds"].explode().value_counts()
    reasons = rows.loc[rows["reason"] != "", "reason"].value_counts()
    counted = [
        [look.escape(EVENT_KINDS[str(kind)]), f"{number:,}", f"{100 * number / lists:.0f}"]
        for kind, number in done.items()
    ]
    html.show(
        html.heading("What people did"),
        html.paragraph(
            f"{phrases.counted(lists, 'page of a list', 'pages of lists')} with "
            f"{phrases.counted(len(rows), 'role')} shown to "
            f"{phrases.counted(people, 'person', 'people')} who agreed to it.",
            "mm-flush",
        ),
        html.table(["What", "Roles", "Of 100 pages"], counted)
        if counted
        else html.paragraph("Nobody did anything about a role so far.", "mm-flush"),
        html.paragraph(_counted("Why roles were not for them", reasons, DISMISSAL_REASONS)),
    )


def _show_decisions(rows: pd.DataFrame) -> None:
    stages = rows["stage"].value_counts()
    declined = rows.loc[rows["stage"] == "declined", "reason_code"].value_counts()
    html.show(
        html.heading("What organizations decided"),
        html.paragraph(
            f"{phrases.counted(len(rows), 'candidate')} for "
            f"{phrases.counted(rows['role_id'].nunique(), 'role')}, by how far they came.",
            "mm-flush",
        ),
        html.table(
            ["How far", "Candidates"],
            [[look.escape(CANDIDATE_STAGES[str(stage)]), f"{n:,}"] for stage, n in stages.items()],
        ),
        html.paragraph(_counted("Why they were declined", declined, REASON_CODES)),
    )


def _counted(what: str, numbers: pd.Series, labels: dict[str, str]) -> str:
    each = [f"“{labels[str(name)]}” {number}" for name, number in numbers.items() if name]
    return f"{what}: {', '.join(each)}." if each else ""


# ---- how far down people look ---------------------------------------------------------------


def _show_bias(bias: PositionBias) -> None:
    usual = prior_position_bias(len(bias.seen)).seen
    curve = pd.DataFrame({"place": range(1, len(usual) + 1), "seen": bias.seen, "usual": usual})
    said = (
        f"Learned from {bias.swaps:.0f} actions on roles that the same person saw at two places."
        if bias.swaps >= 1
        else "Nobody acted yet on a role that they saw at two places, so this is what is usual. "
        "Experiments and other weights make roles change places."
    )
    html.show(
        html.heading("How far down people look"),
        html.paragraph(
            "How often a role is seen at each place, beside the first. What stands low and is "
            f"opened all the same counts so much more. {said}",
            "mm-flush",
        ),
    )
    st.altair_chart(_bias_chart(curve))
    with st.expander("The same as a table", icon=":material/table_rows:"):
        html.show(
            html.table(
                ["Place", "Seen", "Usual", "An action counts"],
                [
                    [f"{row.place}", f"{row.seen:.0%}", f"{row.usual:.0%}", f"{weight:.1f}"]
                    for row, weight in zip(
                        curve.itertuples(), bias.weights(curve["place"].to_numpy()), strict=True
                    )
                ],
            )
        )


def _bias_chart(curve: pd.DataFrame) -> alt.LayerChart:
    rows = [
        {"place": row.place, "share": share, "what": what}
        for row in curve.itertuples()
        for share, what in ((row.seen, "Here"), (row.usual, "Usual"))
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("place:O", title="Place in the list", axis=alt.Axis(labelAngle=0)),
        y=alt.Y(
            "share:Q",
            title=None,
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
        ),
        color=alt.Color(
            "what:N",
            scale=alt.Scale(domain=["Here", "Usual"], range=[GREEN, GREY]),
            legend=alt.Legend(title=None, orient="top"),
        ),
        tooltip=[
            alt.Tooltip("what:N", title="Which"),
            alt.Tooltip("place:O", title="Place"),
            alt.Tooltip("share:Q", title="Seen", format=".0%"),
        ],
    )
    dashed = alt.condition("datum.what === 'Usual'", alt.value([4, 4]), alt.value([1, 0]))
    lines, points = base.mark_line().encode(strokeDash=dashed), base.mark_point(filled=True)
    return alt.LayerChart(layer=[lines, points]).properties(height=280)


# ---- the weights ----------------------------------------------------------------------------


def _show_proposal(side: str, found: Found, active_id: str | None) -> None:
    evidence = found.evidence
    html.show(
        html.heading("What the weights would be"),
        html.paragraph(
            f"{PREFERENCES[side]} {phrases.counted(evidence.preferences, 'such preference')} "
            f"so far, which count as {evidence.effective:.0f} of equal weight.",
            "mm-flush",
        ),
    )
    if not found.is_enough:
        html.show(
            html.paragraph(
                f"Too little evidence: the weights stay. From {FEWEST} on, other weights are "
                "proposed here.",
                "mm-flush",
            )
        )
        return
    html.show(
        html.paragraph(
            "They are held near to the weights that serve, the more so the less there is to go by.",
            "mm-quiet mm-flush",
        ),
        _weights_table(found.active, found.proposed, NAMES[side].capitalize()),
    )
    change = compare_figures(tuning_bench.workspace(), found.proposed, found.active)
    versions = tuning_bench.versions_of(side)
    html.show(html.paragraph(f"{JUDGED[side]}: {change.verdict.text}.", "mm-flush"))
    figures = tuning_versions.figures_to_keep(change, versions.called(active_id))
    st.button(
        "Take as a draft",
        icon=":material/save:",
        type="primary",
        key="take_as_draft",
        on_click=_take,
        args=(side, found, figures),
    )
    html.show(
        html.paragraph(
            f"A draft serves nobody. Look at its lists on the page Tuning{AND_THEN[side]}.",
            "mm-quiet mm-flush",
        )
    )


def _weights_table(active: WeightSet, proposed: WeightSet, learned: str) -> str:
    moved = {term: proposed.weights[term] - active.weights[term] for term in TERM_LABELS}
    return html.table(
        ["Term", "Serves", learned, "Change"],
        [
            [
                look.escape(TERM_LABELS[term]),
                f"{active.weights[term]:.1f}",
                f"{proposed.weights[term]:.1f}",
                f"{moved[term]:+.1f}" if abs(moved[term]) >= 0.05 else "–",
            ]
            for term in sorted(TERM_LABELS, key=lambda one: -abs(moved[one]))
        ],
    )


def _take(side: str, found: Found, figures: dict[str, object]) -> None:
    n = found.evidence.preferences
    reason = f"Learned from {phrases.counted(n, 'preference')} of {SIDES[side].lower()}."
    session.attempt(
        weights.save_draft,
        found.proposed,
        side=side,
        reason=reason,
        figures={**figures, "preferences": n},
        done="Saved as a draft; it serves nobody yet.",
    )
