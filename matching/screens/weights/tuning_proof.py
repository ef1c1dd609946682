"""What the judgments say of the weights on the bench: verdict, figures, and three more views."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from matching import WeightSet, columns
from matching.aspects import TERM_LABELS
from matching.evidence.metrics import BAD, GOOD, HIGH, LOW, MEAN, NDCG, NDCG_ALL
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.pieces.row_pages import Record
from matching.screens.visit import resources
from matching.screens.weights.tuning_bench import Bench, Listed
from matching.weights.tuning import (
    FigureChanges,
    Verdict,
    Workspace,
    exposure_changes,
    moved_weights,
    rank_ranges,
)

FIGURES: Final = {
    NDCG: "Order of the judged roles (NDCG)",
    NDCG_ALL: "The same, unjudged roles counted as bad",
    GOOD: "Good among the judged of the first ten",
    BAD: "Bad among the judged of the first ten",
}
SHARES: Final = (GOOD, BAD)
TONES: Final[Mapping[str, look.Tone]] = {"better": "fits", "worse": "missing", "unclear": "weigh"}
EXPOSED: Final = 8
"""So many who gain most, and so many who lose most, are shown."""
LOOKED_AT: Final = (
    "The people are made up. Their judgments were looked at while the shipped weights were made, "
    "so figures flatter those and what is near them, by an unknown amount: look at the lists, too."
)


# ---- the verdict and the figures ------------------------------------------------------------


def show_verdict(verdict: Verdict) -> None:
    """Say in a sentence whether the weights are better than what they are compared with."""
    tone = TONES.get(verdict.outcome, "ask")
    said = look.escape(in_words(verdict))
    st.html(f'<p class="mt-verdict mm-{tone}" role="status">{said}</p>')


def in_words(verdict: Verdict) -> str:
    """Return a verdict as a sentence begins, with the sign of typography for minus."""
    return (verdict.text[:1].upper() + verdict.text[1:]).replace(" -", " −")


def show_figures(change: FigureChanges) -> None:
    """Show the figures on the judgments before and after, with intervals."""
    rows = [
        [
            look.escape(FIGURES[row["metric"]]),
            *_before_and_after(row, is_share=row["metric"] in SHARES),
            f"better on {row['up']}, worse on {row['down']}"
            if row["metric"] != BAD
            else f"more on {row['up']}, fewer on {row['down']}",
        ]
        for row in change.summary.to_dict("records")
    ]
    n = int(change.summary["profiles"].max())
    html.show(
        '<div class="mt-figures">',
        html.table(["Figure", "Before", "After", "Difference", "Of the people"], rows),
        "</div>",
        html.paragraph(
            f"Means over {n} judged people, in brackets where the mean lies with 95 % certainty. "
            + LOOKED_AT,
            "mm-quiet mm-small mm-flush",
        ),
    )


def show_details(change: FigureChanges, people: dict[str, Listed]) -> None:
    """Show NDCG by profession and by person, where somebody unfolds it."""
    fold = st.expander("By profession and by person", key="tuning_details", on_change="rerun")
    if not fold.open:
        return
    label = resources.catalog().vocabulary.labels("profession")
    groups = [
        [look.escape(label[row["profession"]]), str(row["profiles"]), *_before_and_after(row)]
        for row in change.by_profession.to_dict("records")
    ]
    persons = [
        [
            look.words(people[row["profile_id"]].called),
            f"{row['before']:.3f}",
            f"{row['after']:.3f}",
            signed(row["difference"]),
        ]
        for row in change.per_profile.to_dict("records")
    ]
    with fold:
        html.show(
            html.table(["Profession", "People", "NDCG before", "After", "Difference"], groups),
            html.heading("Each person, the largest loss first", 3),
            html.table(["Person", "NDCG before", "After", "Difference"], persons),
        )


def _before_and_after(row: Record, *, is_share: bool = False) -> list[str]:
    """Return the cells before, after and difference of a row of figures."""
    write: Callable[[float], str] = _share if is_share else "{:.3f}".format
    sign: Callable[[float], str] = _signed_share if is_share else signed
    return [
        *(with_interval(*_of(row, name), write) for name in ("before", "after")),
        with_interval(*_of(row, "difference"), sign),
    ]


def _of(row: Record, name: str) -> tuple[float, float, float]:
    return row[name], row[f"{name}_low"], row[f"{name}_high"]


def with_interval(mean: float, low: float, high: float, write: Callable[[float], str]) -> str:
    """Return a figure with its interval, if there is one, as HTML."""
    if pd.isna(mean):
        return "–"
    if pd.isna(low):
        return write(mean)
    return f'{write(mean)} <span class="mt-interval">({write(low)} to {write(high)})</span>'


def signed(number: float, digits: int = 3) -> str:
    """Return a difference with its sign.

    Examples
    --------
    >>> signed(0.0123), signed(-0.5), signed(-0.0001)
    ('+0.012', '−0.500', '0.000')
    """
    text = f"{number:+.{digits}f}".replace("-", "−")
    return text[1:] if float(f"{number:.{digits}f}") == 0 else text


def _share(number: float) -> str:
    return f"{100 * number:.1f} %"


def _signed_share(number: float) -> str:
    return f"{signed(100 * number, 1)} %"


# ---- what each slider would do --------------------------------------------------------------


def show_each_slider(workspace: Workspace, weights: WeightSet) -> None:
    """Show what becomes of NDCG if each weight is moved by a tenth, the largest gain first."""
    found = moved_weights(workspace, weights)
    best = found.groupby("term")[MEAN].max().sort_values(ascending=False, kind="stable").index
    by_term = {(row["term"], row["direction"]): row for row in found.to_dict("records")}
    rows = [
        [
            look.escape(TERM_LABELS[term]),
            f"{weights.weights[term]:g}",
            *(_moved(by_term[term, direction]) for direction in ("down", "up")),
        ]
        for term in best
    ]
    html.show(
        html.paragraph(
            "What becomes of the order of the judged roles (NDCG) if one weight alone is moved by "
            "a tenth from where its slider stands. Of 30 such moves, one or two look clear by "
            "chance alone.",
            "mm-quiet mm-flush",
        ),
        html.table(["Weight", "Now", "A tenth less", "A tenth more"], rows),
    )


def _moved(row: Record) -> str:
    if pd.isna(row[MEAN]):
        return "–"
    tone = "fits" if row[LOW] > 0 else "missing" if row[HIGH] < 0 else "plain"
    said = f"better on {row['better']}, worse on {row['worse']}"
    mean, low, high = (signed(row[name], 4) for name in (MEAN, LOW, HIGH))
    return (
        f'<span class="mm-chip mm-{tone}">{mean}</span> '
        f'<span class="mt-interval">({low} to {high}); {said}</span>'
    )


# ---- who gains exposure ---------------------------------------------------------------------


def show_exposure(workspace: Workspace, bench: Bench) -> None:
    """Show which organizations or roles are seen more, or less, than before."""
    by = st.segmented_control(
        "Of whom",
        ["organization", "role"],
        default="organization",
        required=True,
        format_func=lambda one: f"{one.title()}s",
        key="tuning_exposed",
        label_visibility="collapsed",
    )
    found = exposure_changes(workspace, bench.weights, bench.base, by)
    gains = found[found["change"] > 0].head(EXPOSED)
    losses = found[found["change"] < 0].tail(EXPOSED)[::-1]
    html.show(
        html.paragraph(
            "Shares of all that the judged people see on their first pages; a higher place counts "
            "more.",
            "mm-quiet mm-flush",
        )
    )
    if gains.empty and losses.empty:
        html.show(html.paragraph("Nobody gains, nobody loses."))
        return
    for title, rows in (("Gain", gains), ("Lose", losses)):
        html.show(
            html.heading(title, 3),
            html.table(
                [by.title(), "Before", "After", "Change"],
                [_exposed(row, by) for row in rows.to_dict("records")],
            ),
        )


def _exposed(row: Record, by: str) -> list[str]:
    address = addresses.role_link if by == "role" else addresses.organization_link
    return [
        html.link(address(row["id"]), row[columns.NAME]),
        *(f"{100 * row[name]:.2f} %" for name in ("before", "after")),
        f"{signed(100 * row['change'], 2)} %",
    ]


# ---- how firm the order is ------------------------------------------------------------------


def show_firmness(people: dict[str, Listed], chosen: list[str], weights: WeightSet) -> None:
    """Show where each of a person's first ten would stand if all weights moved a little."""
    person = st.selectbox(
        "Whose order",
        chosen,
        format_func=lambda id_: people[id_].called,
        key="tuning_firm",
    )
    if person is None:
        return
    found: Any = rank_ranges(people[person].workspace, weights, person)
    html.show(
        html.paragraph(
            "If every weight moved by up to a tenth, in whichever direction:", "mm-quiet mm-flush"
        ),
        html.table(
            ["Role", "Stands", "Keeps its place"],
            [
                [
                    html.link(addresses.role_link(row.role_id), row.title),
                    look.escape(row.text[:1].upper() + row.text[1:]),
                    f"in {100 * row.stays:.0f} % of chance moves",
                ]
                for row in found.itertuples(index=False)
            ],
        ),
    )
