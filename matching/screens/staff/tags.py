"""Screen: tags that people propose for articles, and what staff decide about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from matching import phrases
from matching.authorization import STAFF
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import row_pages
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.pieces.row_pages import Record
from matching.screens.visit import session
from matching.services import staff
from matching.services.shared.article_tags import ENOUGH, LONGEST_TAG

PER_PAGE: Final = 10
SHOW = ("shown", "Show it", ":material/check:", "It is shown.")
KEEP = ("shown", "Keep it shown", ":material/lock:", "It stays shown, however many agree.")
REFUSE = ("refused", "Refuse", ":material/close:", "It is refused.")
TAKE_DOWN = ("refused", "Take down", ":material/visibility_off:", "It is taken down.")
ASK = ("proposed", "Let people decide", ":material/how_to_vote:", "People decide about it again.")
Ways = Sequence[tuple[str, str, str, str]]
"""What staff can do with a tag: the state it leads to, the button, its icon, what is said then."""


def show_waiting(tags: Sequence[Record]) -> None:
    """Show the tags that wait, the most agreed on first."""
    if not tags:
        look.empty(
            "No tag waits",
            "When somebody proposes a tag on the page of an article, it stands here until "
            f"{phrases.number_word(ENOUGH).lower()} people agree or you decide.",
            "Those that are shown, and those that were refused, are below.",
        )
        return
    row_pages.count_line(len(tags), "tag", "The most agreed on comes first")
    row_pages.show_rows(tags, "waiting_page", _drawing([SHOW, REFUSE]), n=PER_PAGE)


def show_folded(label: str, key: str, tags: Sequence[Record], ways: Ways) -> None:
    """Show decided tags, folded; nothing where there are none."""
    if not tags:
        return
    with st.expander(f"{label} ({len(tags)})", icon=":material/sell:", key=key):
        row_pages.show_rows(tags, f"{key}_page", _drawing(ways), n=PER_PAGE)


def _drawing(ways: Ways) -> Callable[[Sequence[Record]], None]:
    def draw(rows: Sequence[Record]) -> None:
        for tag in rows:
            _draw_one(tag, ways)

    return draw


def _draw_one(tag: Record, ways: Ways) -> None:
    """Draw one tag with its article, and what can be done with it."""
    tag_id = tag["tag_id"]
    article = html.link(addresses.article_link(tag["article_id"]), tag["title"])
    agree = phrases.counted(tag["agree"], "person agrees", "people agree")
    since = f"proposed on {row_pages.day(tag['proposed_at'])}"
    with st.container(border=True, key=f"card_{tag_id}", gap="small"):
        html.show(
            f'<article class="mm-small-card"><h3>{look.words(tag["label"])}</h3>',
            f'<p class="mm-org">{article}</p>',
            html.paragraph(f"{agree}; {since}", "mm-read"),
            "</article>",
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for state, label, icon, done in ways:
                if state != tag["state"]:
                    quiet_button(
                        label,
                        icon,
                        f"{state}_{tag_id}",
                        session.attempt,
                        staff.decide_tag,
                        tag_id,
                        state,
                        done=done,
                    )
            with st.popover("Rename", icon=":material/edit:", type="tertiary", key=f"ren_{tag_id}"):
                _draw_rename(tag)


def _draw_rename(tag: Record) -> None:
    tag_id = tag["tag_id"]
    with st.form(f"rename_form_{tag_id}", border=False):
        st.text_input(
            "Write it as",
            value=tag["label"],
            max_chars=LONGEST_TAG,
            key=f"name_{tag_id}",
            help="On all articles that have it. Where the same tag is there already, they join.",
        )
        st.form_submit_button("Rename", key=f"rename_{tag_id}", on_click=_rename, args=(tag_id,))


def _rename(tag_id: str) -> None:
    session.attempt(
        staff.rename_tag, tag_id, st.session_state[f"name_{tag_id}"], done="It is renamed."
    )


def _records(tags: pd.DataFrame) -> list[Any]:
    return tags.to_dict("records")


session.need(STAFF)
sheets.put("parts", "staff")
look.page_header(
    "Tags",
    "What people propose for articles. A tag is shown when "
    f"{phrases.number_word(ENOUGH).lower()} of them agree, or when you say so.",
)
session.show_outcome()
every = session.show(staff.tags_of_people)
is_refused = every["state"] == "refused"
is_shown = every["is_shown"].astype(bool)
show_waiting(_records(every[~is_refused & ~is_shown]))
show_folded("Shown", "shown_tags", _records(every[is_shown]), [KEEP, TAKE_DOWN, ASK])
show_folded("Refused or taken down", "refused_tags", _records(every[is_refused]), [SHOW, ASK])
