"""Screen: what people meet and too few articles help with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from matching import Catalog, columns, phrases
from matching.articles.coverage import ENOUGH
from matching.articles.reasons import HELP
from matching.authorization import STAFF
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import people_counted, row_pages
from matching.screens.pieces.row_pages import Record
from matching.screens.visit import resources, session
from matching.services import staff
from matching.services.shared.small_numbers import FEWEST_TOLD
from matching.words.facts import table_row

KEPT: Final = "1h"


@st.cache_data(ttl=KEPT, max_entries=2, show_spinner="Looking what stands in people’s way …")
def _gaps(catalog_key: str) -> staff.ArticleGaps:
    """Count, for an hour: not anew for each look at the page, but for each other catalog."""
    return session.ask(staff.article_gaps, resources.recommender())


def show_counted(found: staff.ArticleGaps) -> None:
    """Say who was counted and when, and offer to count again."""
    who = (
        f"Counted over {phrases.counted(found.counted, 'saved profile')}, those changed last"
        if found.are_here
        else f"Counted over {found.counted} fictional people of the judged sets, as there are "
        "fewer than five saved profiles to count"
    )
    how = people_counted.note(are_here=found.are_here, passed_over=found.passed_over)
    when = phrases.moment_in_words(found.at)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            f'<p class="mm-quiet mm-flush">{who}, on {when}. {how}</p>',
            width="content",
        )
        st.button(
            "Count again",
            icon=":material/refresh:",
            type="tertiary",
            key="count_again",
            on_click=_gaps.clear,
        )


def show_gaps(catalog: Catalog, found: staff.ArticleGaps) -> None:
    """Show the gaps in pages."""
    if found.gaps.empty:
        look.empty(
            "No gap is known",
            f"Each of the {found.met} obstacles that {_who_meet(found)} has at least {ENOUGH} good "
            "articles."
            if found.met
            else f"There is no obstacle that {_who_meet(found)}.",
        )
        return
    note = (
        f"Of {found.met} obstacles that {_who_meet(found)}; what most people miss most comes first"
    )
    row_pages.count_line(len(found.gaps), "gap", note)
    row_pages.show_rows(
        found.gaps.to_dict("records"), "gaps_page", lambda rows: _show_table(catalog, found, rows)
    )


def _who_meet(found: staff.ArticleGaps) -> str:
    people = f"at least {FEWEST_TOLD} people" if found.are_here else "people"
    return f"{people} of a profession meet"


def _show_table(catalog: Catalog, found: staff.ArticleGaps, rows: Sequence[Record]) -> None:
    or_more = " or more" if found.are_here else ""
    head = ["What stands in the way", "Of whom", "People", "Good articles", "What to do"]
    html.show(html.table(head, [_cells(catalog, row, or_more) for row in rows]))


def _cells(catalog: Catalog, row: Record, or_more: str) -> list[str]:
    obstacle, profession = row["obstacle"], row["profession"]
    label = catalog.vocabulary.label("obstacle", obstacle)
    whose = catalog.vocabulary.label("profession", profession)
    articles = [
        html.link(
            addresses.edit_articles_link(id_), table_row(catalog.articles, id_)[columns.TITLE]
        )
        for id_ in row["article_ids"]
    ]
    add = addresses.edit_articles_link(new="1", of=profession, against=obstacle)
    others = addresses.edit_articles_link(edit_article_helps=label)
    meaning = f'<span class="mm-quiet mm-small">{look.escape(HELP[obstacle])}</span>'
    return [
        f"{look.escape(label)} {meaning}",
        look.escape(whose),
        f"{row['people']:,}{or_more}",
        f"{len(articles)} of {ENOUGH}{': ' if articles else ''}{', '.join(articles)}",
        f"{html.link(add, 'Add one')} · {html.link(others, 'All on this')}",
    ]


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
look.page_header(
    "Gaps",
    f"What keeps people from going, where fewer than {ENOUGH} articles help with it that are for "
    "their profession or for everybody.",
)
the_gaps = _gaps(resources.catalog_key())
show_counted(the_gaps)
show_gaps(resources.catalog(), the_gaps)
