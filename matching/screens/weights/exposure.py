"""Screen: who is seen in the lists, beside who has the good roles; and the floor that staff set."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import altair as alt
import streamlit as st

from matching import Catalog, columns, phrases
from matching.authorization import STAFF
from matching.evidence.exposure import GROUPINGS
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.look.charts import GREEN, GREY
from matching.screens.pieces import row_pages
from matching.screens.pieces.row_pages import Record
from matching.screens.visit import resources, session
from matching.screens.weights import exposure_floor, exposure_shares
from matching.screens.weights.exposure_shares import Seen

DRAWN: Final = 12
"""So many groups are in the chart."""
PAGE: Final = "exposure_page"
BARS: Final = {"exposure": "Share of exposure", "good": "Share of good roles"}
ORDERS: Final = {"seen": "Most seen first", "short": "Seen least for what it has first"}


def show_shares(catalog: Catalog, seen: Seen) -> None:
    """Show the shares of exposure and of good roles of each group, as a chart and a table."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="exposure_choice"):
        by = st.segmented_control(
            "By",
            list(GROUPINGS),
            default="organization",
            required=True,
            format_func=lambda one: GROUPINGS[one],
            key="exposure_by",
            bind="query-params",
            label_visibility="collapsed",
            wrap=True,
            on_change=_to_first_page,
        )
        order = st.selectbox(
            "Order",
            list(ORDERS),
            format_func=lambda one: ORDERS[one],
            key="exposure_order",
            label_visibility="collapsed",
            filter_mode=None,
            on_change=_to_first_page,
            width=280,
        )
    shares = exposure_shares.shares(seen, by)
    if order == "short":
        short = (shares["exposure"] - shares["good"]).argsort(kind="stable")
        shares = shares.iloc[short]
    rows = [row | {"name": _name(catalog, by, row["group"])} for row in shares.to_dict("records")]
    st.altair_chart(_chart(rows[:DRAWN]))
    first = f"; the chart has the first {DRAWN}" if len(rows) > DRAWN else ""
    row_pages.count_line(len(rows), "group", f"Shares add up to 100 %{first}")
    row_pages.show_rows(rows, PAGE, lambda some: _show_table(by, some))


def _to_first_page() -> None:
    st.session_state[PAGE] = 1


def _name(catalog: Catalog, by: str, group: str) -> str:
    """Return what a group is called."""
    if by == "organization":
        return str(catalog.organizations.loc[group, columns.NAME])
    if by == "size":
        return phrases.counted(1, "role") if group == "1" else f"{group} roles"
    if by == "country":
        return (
            catalog.places.name(group) if group in catalog.countries.index else group.capitalize()
        )
    return catalog.vocabulary.labels("faith").get(group, group.capitalize())


def _chart(rows: Sequence[Record]) -> alt.Chart:
    """Draw two bars for each group."""
    bars = [
        {"group": row["name"], "share": row[what], "what": label}
        for row in rows
        for what, label in BARS.items()
    ]
    return (
        alt.Chart(alt.Data(values=bars))
        .mark_bar(cornerRadius=2)
        .encode(
            y=alt.Y(
                "group:N",
                sort=[row["name"] for row in rows],
                title=None,
                axis=alt.Axis(labelLimit=150, ticks=False, domain=False, labelPadding=8),
            ),
            yOffset=alt.YOffset("what:N", sort=list(BARS.values())),
            x=alt.X("share:Q", title=None, axis=alt.Axis(format="%", tickCount=5)),
            color=alt.Color(
                "what:N",
                scale=alt.Scale(domain=list(BARS.values()), range=[GREEN, GREY]),
                legend=alt.Legend(title=None, orient="top", direction="vertical"),
            ),
            tooltip=[
                alt.Tooltip("group:N", title="Group"),
                alt.Tooltip("what:N", title="What"),
                alt.Tooltip("share:Q", title="Share", format=".1%"),
            ],
        )
        .properties(height=34 * len(rows) + 50)
    )


def _show_table(by: str, rows: Sequence[Record]) -> None:
    html.show(
        html.table(
            [GROUPINGS[by], "Roles", *BARS.values(), "Seen against good", "Good, never shown"],
            [
                [
                    html.link(addresses.organization_link(row["group"]), row["name"])
                    if by == "organization"
                    else look.words(row["name"]),
                    f"{row['roles']:,}",
                    f"{row['exposure']:.1%}",
                    f"{row['good']:.1%}",
                    "–" if math.isnan(row["ratio"]) else f"{row['ratio']:.2f}",
                    f"{row['never_shown']:,}",
                ]
                for row in rows
            ],
        )
    )


def show_never_shown(catalog: Catalog, seen: Seen) -> None:
    """Show the roles that are good for somebody and in nobody's first ten."""
    hidden = exposure_shares.hidden(seen)
    html.show(html.heading("Good, and never shown"))
    if hidden.empty:
        html.show(
            html.paragraph("Every role that is good for somebody is in a first ten.", "mm-flush")
        )
        return
    of_floor = "With the floor that is set, " if seen.floor.places else ""
    n_good = seen.good[columns.ROLE_ID].nunique()
    html.show(
        html.paragraph(
            f"{of_floor}{phrases.counted(len(hidden), 'role')} of {n_good:,} that are good for "
            f"somebody {'is' if len(hidden) == 1 else 'are'} in no first ten.",
            "mm-flush",
        )
    )
    with st.expander(f"Which they are ({len(hidden)})", key="never_shown"):
        html.show(
            html.table(
                ["Role", "Good for", "Nearest place"],
                [
                    [
                        exposure_floor.role_cell(catalog, row[columns.ROLE_ID]),
                        phrases.counted(row["profiles"], "person", "people"),
                        "in no list" if math.isnan(row["nearest"]) else f"{row['nearest']:.0f}",
                    ]
                    for row in hidden.to_dict("records")
                ],
            )
        )


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
look.page_header(
    "Exposure",
    "Who is seen in the first ten of the lists, beside who has the roles that are good for people.",
)
the_catalog = resources.catalog()
the_seen = exposure_shares.seen()
html.show(
    html.paragraph(
        f"Counted over {len(the_seen.lists)} people who do not exist: {the_seen.judged} whose "
        f"matches were judged, and {exposure_shares.FICTIONAL} more. Each counts the same. A role "
        "is good for a person if it was judged so or, where nobody judged, if it has 70 points or "
        "more. Places count as in NDCG: the first 1, the second 0.63, the tenth 0.29, and what "
        "stands below nothing.",
        "mm-quiet mm-flush",
    )
)
show_shares(the_catalog, the_seen)
show_never_shown(the_catalog, the_seen)
exposure_floor.show(the_catalog, the_seen)
