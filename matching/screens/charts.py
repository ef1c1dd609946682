"""The points of one match as a bar chart, and as a table that adds up to the score."""

from __future__ import annotations

from typing import Final

import altair as alt
import pandas as pd

from matching.explanation import Explanation

KNOWN: Final = "#1f8a6d"
NOT_STATED: Final = "#8b968f"
ROW_HEIGHT: Final = 28
LEGEND_HEIGHT: Final = 40
TOTAL: Final = "Score"


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


def points_chart(explanation: Explanation) -> alt.LayerChart:
    """Draw a bar of points for each term, before a pale bar of the most it could give."""
    table = points_table(explanation).iloc[:-1]
    rows = [
        {
            "term": label,
            "points": points,
            "most": most,
            "basis": "Stated" if stated == "yes" else "Not stated",
            "label": f"{points:.2f} of {most:g}",
            "why": why,
        }
        for label, points, most, stated, why in table.itertuples(index=False)
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y(
            "term:N",
            sort=[row["term"] for row in rows],
            title=None,
            axis=alt.Axis(
                labelLimit=170, labelOverlap=False, labelPadding=8, ticks=False, domain=False
            ),
        ),
        tooltip=[
            alt.Tooltip("term:N", title="What counts"),
            alt.Tooltip("label:N", title="Points"),
            alt.Tooltip("why:N", title="Why"),
        ],
    )
    scale = alt.Scale(domain=[0, max((row["most"] for row in rows), default=1) * 1.25])
    at_most = base.mark_bar(height=14, cornerRadius=3, color=NOT_STATED, opacity=0.25).encode(
        x=alt.X("most:Q", title=None, axis=None, scale=scale)
    )
    reached = base.mark_bar(height=14, cornerRadius=3).encode(
        x=alt.X("points:Q", scale=scale),
        color=alt.Color(
            "basis:N",
            scale=alt.Scale(domain=["Stated", "Not stated"], range=[KNOWN, NOT_STATED]),
            legend=alt.Legend(title=None, orient="top"),
        ),
    )
    numbers = base.mark_text(align="left", dx=5).encode(
        x=alt.X("most:Q", scale=scale), text="label:N"
    )
    return (
        alt.layer(at_most, reached, numbers)
        .properties(height=ROW_HEIGHT * len(rows) + LEGEND_HEIGHT)
        .configure_view(stroke=None)
    )
