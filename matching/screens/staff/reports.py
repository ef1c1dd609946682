"""Screen: what people report about roles, and how it was settled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from matching import Catalog, columns, phrases
from matching.authorization import STAFF
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import cards, record_cards, row_pages
from matching.screens.pieces.row_pages import Record
from matching.screens.staff import reported_messages, role_actions
from matching.screens.visit import resources, session
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
    row_pages.count_line(len(reports), "report", "The oldest comes first")

    def draw(rows: Sequence[Record]) -> None:
        for report in rows:
            show_report(catalog, report)

    row_pages.show_rows(reports, "report_page", draw, n=10)


def show_report(catalog: Catalog, report: Record) -> None:
    """Show one report, what the role says now, and the ways to settle it."""
    role_id, report_id = report["role_id"], report["report_id"]
    said = look.words(report["text"], "p", "ms-said")
    when = f"Reported on {phrases.moment_in_words(report['reported_at'])}"
    with st.container(border=True, key=f"card_{report_id}", gap="small"):
        html.show(
            '<article class="mm-small-card">',
            role_actions.role_title(role_id, report["title"], report["org_id"]),
            look.chips([look.chip(REPORT_REASONS[report["reason"]], "weigh")]),
            said,
            html.paragraph(when, "mm-read"),
            _now(catalog, role_id),
            "</article>",
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            edit = html.link(addresses.edit_role_link(role_id), "Edit the role")
            st.html(f'<p class="mm-flush">{edit}</p>', width="content")
            for outcome, (label, icon) in OUTCOMES.items():
                st.button(
                    label,
                    icon=icon,
                    key=f"{outcome}_{report_id}",
                    help=f"Settle the report: {REPORT_OUTCOMES[outcome].lower()}",
                    on_click=_settle,
                    args=(report_id, outcome),
                )


def _settle(report_id: str, outcome: str) -> None:
    done = f"Settled: {REPORT_OUTCOMES[outcome].lower()}."
    session.attempt(staff.resolve_report, report_id, outcome, done=done)


def _now(catalog: Catalog, role_id: str) -> str:
    if role_id not in catalog.roles.index:
        return ""
    role = table_row(catalog.roles, role_id)
    return (
        f'<details class="ms-now" open><summary>What the role says now</summary>'
        f"{record_cards.status_row(catalog, role)}{cards.facts(catalog, role)}"
        f"{look.words(role[columns.SUMMARY], 'p')}{record_cards.source_line(role)}</details>"
    )


def show_settled(reports: pd.DataFrame) -> None:
    """Show what was settled, folded, the newest first."""
    settled = reports.sort_values("resolved_at", ascending=False).head(MOST_SETTLED)
    with st.expander(f"Settled ({len(reports)})", icon=":material/history:", key="settled"):
        html.show(
            html.table(
                ["Role", "Reported", "Reason", "Settled", "How"],
                [
                    [
                        html.link(addresses.role_link(row["role_id"]), row["title"]),
                        look.escape(row_pages.day(row["reported_at"])),
                        look.escape(REPORT_REASONS[row["reason"]]),
                        look.escape(row_pages.day(row["resolved_at"])),
                        look.escape(REPORT_OUTCOMES[row["outcome"]]),
                    ]
                    for row in settled.to_dict("records")
                ],
            )
        )


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
look.page_header(
    "Reports",
    "What people say is outdated or wrong about a role. Look at its source, then settle it.",
)
session.show_outcome()
every = session.show(staff.role_reports, include_resolved=True)
waits = every["outcome"] == ""
reported_messages.draw()
show_open(resources.catalog(), every[waits].to_dict("records"))
if not waits.all():
    show_settled(every[~waits])
