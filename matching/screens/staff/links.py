"""Screen: links of the catalog that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from matching import phrases
from matching.authorization import STAFF
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import row_pages
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.pieces.row_pages import Record
from matching.screens.visit import downloads, session
from matching.services import staff
from matching.services.staff import GONE, ONCE, REFUSED, LinkReport
from matching.services.staff.links import links_csv

STANDINGS: Final = {
    GONE: "Failed twice or more",
    ONCE: "Failed once",
    REFUSED: "Let no program look",
}
LEADS: Final = {
    GONE: "Open each; correct or take off what is gone, or say that it is fine",
    ONCE: "It may have been a bad day; the next round tells",
    REFUSED: "Sites that send programs away; most pages open for people",
}
FORMS: Final[Mapping[str, tuple[str, Callable[[str], str]]]] = {
    "articles": ("Article", addresses.edit_articles_link),
    "organizations": ("Organization", addresses.all_organizations_link),
    "roles": ("Role", addresses.edit_role_link),
}
COMMAND: Final = "missionmatch check-links"


def show_rounds(report: LinkReport) -> None:
    """Say how many pages were looked at, when last, and how it is done."""
    last = f"; last on {phrases.moment_in_words(report.last_at)}" if report.last_at else ""
    looked_at = report.addresses - report.never
    never = (
        f" {report.never:,} never were: whoever runs Missionmatch looks at them with the command "
        f"“{COMMAND}”. It can be stopped, and goes on where it was."
        if report.never
        else ""
    )
    html.show(
        html.paragraph(
            f"{looked_at:,} of {phrases.counted(report.addresses, 'page')} were looked at{last}."
            f"{never}",
            "mm-quiet",
        )
    )


def chosen(links: pd.DataFrame) -> str:
    """Show how many links there are of each kind of fault, and return the one to look at."""
    counts = links.drop_duplicates("url")["standing"].value_counts()
    standing = st.segmented_control(
        "Which",
        list(STANDINGS),
        default=GONE,
        required=True,
        format_func=lambda name: f"{STANDINGS[name]} ({counts.get(name, 0)})",
        key="links_standing",
        label_visibility="collapsed",
        on_change=_to_first_page,
    )
    return str(standing)


def _to_first_page() -> None:
    st.session_state["links_page"] = 1


def show_links(links: pd.DataFrame, standing: str) -> None:
    """Show the links of one kind of fault, those that fail longest first."""
    some = links[links["standing"] == standing]
    if some.empty:
        look.empty(f"None: {STANDINGS[standing].lower()}", "No page that was looked at is so.")
        return
    by_url = (rows.to_dict("records") for _, rows in some.groupby("url", sort=False))
    pages: list[Record] = [{**uses[0], "uses": uses} for uses in by_url]
    row_pages.count_line(len(pages), "page", LEADS[standing])
    row_pages.show_rows(pages, "links_page", _show_some, n=10)


def _show_some(pages: Sequence[Record]) -> None:
    for place, page in enumerate(pages):
        url = page["url"]
        with st.container(border=True, key=f"card_link_{place}", gap="small"):
            html.show(_said(page))
            quiet_button(
                "I opened it: it is fine",
                ":material/check:",
                f"fine_{url}",
                session.attempt,
                staff.link_is_fine,
                url,
                done="Noted as fine.",
            )


def _said(check: Record) -> str:
    """Return what fails, since when, and what has it."""
    status = f" ({check['status']})" if isinstance(check["status"], int) else ""
    ages = [f"Looked at on {row_pages.day(check['checked_at'])}."]
    if since := row_pages.day(check["failing_since"]):
        times = phrases.counted(check["failures"], "time")
        ages.insert(0, f"Fails since {since}, {times} in a row.")
    items = "".join(
        f"<li>{FORMS[use['kind']][0]}: {html.link(FORMS[use['kind']][1](use['id']), use['title'])}"
        "</li>"
        for use in check["uses"]
    )
    return (
        f'<article class="mm-small-card"><h3>{look.escape(check["fault"])}{status}</h3>'
        f'<p class="mm-org">{html.outward(check["url"], check["url"])}</p>'
        f'<ul class="mb-list">{items}</ul>'
        f"{html.paragraph(' '.join(ages), 'mm-read')}</article>"
    )


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
look.page_header(
    "Links", "Pages that articles, organizations and open roles name and that cannot be opened."
)
session.show_outcome()
the_report = session.show(staff.broken_links)
show_rounds(the_report)
if len(the_report.links):
    show_links(the_report.links, chosen(the_report.links))
    downloads.button(
        "Take these along (CSV)",
        links_csv(the_report.links),
        file_name="links.csv",
        mime="text/csv",
        icon=":material/table_view:",
        on_click="ignore",
        key="links_csv",
    )
elif the_report.last_at is not None:
    look.empty("All links work", "Each page that was looked at could be opened.")
