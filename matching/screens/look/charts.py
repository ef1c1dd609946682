"""The points of one match as a bar chart, and as a table that adds up to the score."""

from __future__ import annotations

from typing import Final

import altair as alt
import pandas as pd

from matching.words.explanation import Explanation, TermPoints

GREEN: Final = "#1f8a6d"
GREY: Final = "#8b968f"
STATED: Final = "Stated"
NOT_STATED: Final = "Not stated"
ROW_HEIGHT: Final = 38
LEGEND_HEIGHT: Final = 40
TOTAL: Final = "Score"
CONDITIONS: Final = frozenset({"for_whom", "eligibility"})
"""Terms of conditions that most roles do not set: full points then tell nothing."""


def points_table(explanation: Explanation) -> pd.DataFrame:
    """Return the points of each term, and below them their sum, which is the score.

    Returns
    -------
    DataFrame, one row per term and a last one for the sum
        Columns `What counts`, `Points`, `At most`, `Stated` (`yes`, or `no` where a value for
        the unknown was taken) and `Why`. Points have two decimals and add up exactly.
    """
    rows = [
        (term.label, term.points, term.most, "yes" if term.known else "no", term.text)
        for term in explanation.points
    ]
    most = round(sum(term.most for term in explanation.points), 2)
    rows.append((TOTAL, explanation.score, most, "", "The sum of the lines above."))
    return pd.DataFrame(rows, columns=["What counts", "Points", "At most", "Stated", "Why"])


def drawn(explanation: Explanation) -> tuple[TermPoints, ...]:
    """Return the terms that are drawn: of the others nobody spoke, so that they tell nothing."""
    silent = {need.name for need in explanation.requirements if need.status == "not asked"}
    silent &= CONDITIONS
    return tuple(term for term in explanation.points if term.is_wish and term.term not in silent)


def points_chart(explanation: Explanation) -> alt.LayerChart:
    """Draw a bar of points for each of `drawn`, before a pale bar of the most it could give."""
    rows = [
        {
            "term": term.label,
            "points": term.points,
            "most": term.most,
            "basis": STATED if term.known else NOT_STATED,
            "said": f"{term.points:.2f} of {term.most:g}",
            "why": term.text,
        }
        for term in drawn(explanation)
    ]
    lines = [f"{row['term']}|{row['said']}" for row in rows]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y(
            "line:N",
            sort=lines,
            title=None,
            axis=alt.Axis(
                labelExpr="split(datum.label, '|')",
                labelFontSize=12,
                labelLimit=180,
                labelOverlap=False,
                labelPadding=8,
                ticks=False,
                domain=False,
            ),
        ),
        tooltip=[
            alt.Tooltip("term:N", title="What counts"),
            alt.Tooltip("said:N", title="Points"),
            alt.Tooltip("why:N", title="Why"),
        ],
    )
    return _bars(base.transform_calculate(line="datum.term + '|' + datum.said"), len(rows))


def _bars(base: alt.Chart, n_rows: int) -> alt.LayerChart:
    at_most = base.mark_bar(height=14, cornerRadius=3, color=GREY, opacity=0.25).encode(
        x=alt.X("most:Q", axis=None)
    )
    reached = base.mark_bar(height=14, cornerRadius=3).encode(
        x=alt.X("points:Q", axis=None),
        color=alt.Color(
            "basis:N",
            scale=alt.Scale(domain=[STATED, NOT_STATED], range=[GREEN, GREY]),
            legend=alt.Legend(title=None, orient="top"),
        ),
    )
    return (
        alt.layer(at_most, reached)
        .properties(height=ROW_HEIGHT * n_rows + LEGEND_HEIGHT)
        .configure_view(stroke=None)
    )
