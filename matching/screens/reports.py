"""Screen: what people report about roles, and how it was settled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from matching import Catalog, columns
from matching.authorization import STAFF
from matching.screens import (
    addresses,
    cards,
    look,
    parts,
    recruiter_parts,
    resources,
    session,
    staff_parts,
    state,
)
from matching.screens.staff_parts import Record
from matching.services import staff
from matching.store.words import REPORT_OUTCOMES, REPORT_REASONS
from matching.words.facts import table_row

MOST_SETTLED: Final = 100
OUTCOMES: Final = {
    "closed": ("Close the role", ":material/lock:"),
    "corrected": ("I corrected it", ":material/edit:"),
    "still-open": ("It is still open", ":material/check:"),
    "dismissed": ("Nothing to do", ":material/do_not_disturb_on:"),
}


def show_open(catalog: Catalog, reports: Sequence[Record]) -> None:
    """Show the reports that wait, the oldest first."""
    if not reports:
        look.empty(
            "No report waits",
            "When someone says on the page of a role that it is outdated or wrong, it stands here.",
            "Meanwhile, “To verify” lists the roles that matter to most people.",
        )
        return
    staff_parts.count_line(len(reports), "report", "The oldest comes first")

    def draw(rows: Sequence[Record]) -> None:
        for report in rows:
            show_report(catalog, report)

    staff_parts.show_rows(reports, "report_page", draw, n=10)


def show_report(catalog: Catalog, report: Record) -> None:
    """Show one report, what the role says now, and the ways to settle it."""
    role_id, report_id = report["role_id"], report["report_id"]
    said = look.words(report["text"], "p", "ms-said")
    when = f"Reported on {staff_parts.moment(report['reported_at'])}"
    with st.container(border=True, key=f"card_{report_id}", gap="small"):
        parts.show(
            '<article class="mm-small-card">',
            staff_parts.role_title(role_id, report["title"], report["org_id"]),
            look.chips([look.chip(REPORT_REASONS[report["reason"]], "weigh")]),
            said,
            parts.paragraph(when, "mm-read"),
            _now(catalog, role_id),
            "</article>",
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            edit = parts.link(addresses.edit_role_link(role_id), "Edit the role")
            st.html(f'<p class="mm-flush">{edit}</p>', width="content")
            for outcome, (label, icon) in OUTCOMES.items():
                st.button(
                    label,
                    icon=icon,
                    key=f"{outcome}_{report_id}",
                    help=f"Settle the report: {REPORT_OUTCOMES[outcome].lower()}",
                    on_click=recruiter_parts.do,
                    args=(staff.resolve_report, report_id, outcome),
                    kwargs={"done": f"Settled: {REPORT_OUTCOMES[outcome].lower()}."},
                )


def _now(catalog: Catalog, role_id: str) -> str:
    if role_id not in catalog.roles.index:
        return ""
    role = table_row(catalog.roles, role_id)
    return (
        f'<details class="ms-now" open><summary>What the role says now</summary>'
        f"{parts.status_row(catalog, role)}{cards.facts(catalog, role)}"
        f"{look.words(role[columns.SUMMARY], 'p')}{parts.source_line(role)}</details>"
    )


def show_settled(reports: pd.DataFrame) -> None:
    """Show what was settled, folded, the newest first."""
    settled = reports.sort_values("resolved_at", ascending=False).head(MOST_SETTLED)
    with st.expander(f"Settled ({len(reports)})", icon=":material/history:", key="settled"):
        parts.show(
            recruiter_parts.table(
                ["Role", "Reported", "Reason", "Settled", "How"],
                [
                    [
                        parts.link(state.role_link(row["role_id"]), row["title"]),
                        look.escape(staff_parts.day(row["reported_at"])),
                        look.escape(REPORT_REASONS[row["reason"]]),
                        look.escape(staff_parts.day(row["resolved_at"])),
                        look.escape(REPORT_OUTCOMES[row["outcome"]]),
                    ]
                    for row in settled.to_dict("records")
                ],
            )
        )


session.need(STAFF)
staff_parts.style()
look.page_header(
    "Reports",
    "What people say is outdated or wrong about a role. Look at its source, then settle it.",
)
session.show_outcome()
every = session.show(staff.role_reports, include_resolved=True)
waits = every["outcome"] == ""
show_open(resources.catalog(), every[waits].to_dict("records"))
if not waits.all():
    show_settled(every[~waits])
