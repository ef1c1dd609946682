"""Roles that one change would open: sentences, buttons, and a panel with what opens."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from matching import Catalog, phrases
from matching.articles.hindrances import LEADS_TO
from matching.comparison.must_haves import MUST_HAVES
from matching.recommending.reading_in_context import articles_helping
from matching.screens import look
from matching.screens.pieces import cards
from matching.screens.visit import resources, state
from matching.screens.visit.results import Results
from matching.words.bands import head_count

MOST_SHOWN: Final = 8
"""How many opened roles the panel lists."""

_OPEN: Final = "open_change"


def summary(found: Results) -> str:
    """Say how many roles are in each band; where there is none, how many one change would open."""
    said = head_count(found.counts)
    if found.scores or not found.n_almost:
        return said
    return f"{said} {found.n_almost:,} would open with one change."


def show_gap(found: Results) -> None:
    """Where nothing meets all that was asked: what stands in the way, and what would help."""
    ways = [f"{way} ({phrases.counted(count, 'role')})" for way, count in found.most_in_the_way()]
    look.empty(
        "No role meets all you asked",
        f"What stands in the way most: {'; '.join(ways)}." if ways else "They have few points.",
        "Take one of your answers off above the list, or try a change: nothing is lost by it.",
    )
    teaser(found)


def show(catalog: Catalog, found: Results) -> None:
    """Show each change as a button, beside it the roles that the chosen one opens."""
    changes = found.almost
    if changes.empty:
        look.empty(
            "No single change opens more",
            "What keeps the other roles closed is more than one thing at a time.",
        )
        return
    st.html(
        '<p class="mm-quiet mm-flush">Each of these is one change to what you said, and how many '
        "roles it would open. Look first; nothing changes until you say so.</p>"
    )
    buttons, panel = st.columns([2, 3], gap="medium")
    chosen = _chosen(changes)
    with buttons, st.container(key="changes", gap="xsmall"):
        for _, change in changes.head(12).iterrows():
            _button(change, is_chosen=change["change_id"] == chosen["change_id"])
    with panel:
        _panel(catalog, chosen)


def teaser(found: Results) -> None:
    """Below a short list: the three changes that would open most."""
    if found.almost.empty:
        return
    st.html('<h2 class="mm-section-title">One change would open more</h2>')
    with st.container(horizontal=True):
        for _, change in found.almost.head(3).iterrows():
            _button(change, key="teaser")


def show_nothing_fits(catalog: Catalog, found: Results) -> None:
    """Where nothing fits: what closes most roles, and what would open most."""
    changes = found.almost
    if changes.empty:
        look.empty(
            "No role for this profile yet",
            "The list has nothing for it, even with one change.",
            "Wider dates, a longer stay or another kind of work may help; so may asking an "
            "organization you know.",
        )
        return
    name, count = next(iter(found.closed_by.items()))
    closes = f"{MUST_HAVES[name].lower()} ({phrases.counted(count, 'role')})"
    look.empty(
        "No role for you yet, and it is not about you",
        f"What closes most roles to you is this: {closes}. One change would open some.",
        "Choose a change to see what it opens.",
    )
    show(catalog, found)


def _chosen(changes: pd.DataFrame) -> pd.Series:
    wanted = changes[changes["change_id"] == st.session_state.get(_OPEN)]
    return (changes if wanted.empty else wanted).iloc[0]


def _button(change: pd.Series, *, is_chosen: bool = False, key: str = "almost") -> None:
    opens = phrases.counted(int(change["opens"]), "role")
    label, change_id = look.plain(change["label"]), change["change_id"]
    st.button(
        f"{label} opens {opens}",
        key=f"{key}_{change_id}",
        type="primary" if is_chosen else "secondary",
        on_click=_open,
        args=(change_id,),
        width="stretch" if key == "almost" else "content",
    )


def _open(change_id: str) -> None:
    st.session_state[_OPEN] = change_id
    state.show_top()
    st.session_state["find_tab"] = "One change away"


def _panel(catalog: Catalog, change: pd.Series) -> None:
    role_ids = change["role_ids"]
    rest = len(role_ids) - MOST_SHOWN
    items = "".join(cards.small(catalog, role_id) for role_id in role_ids[:MOST_SHOWN])
    more = f'<p class="mm-quiet">and {phrases.counted(rest, "more role")}</p>' if rest > 0 else ""
    label = look.escape(change["label"])
    st.html(
        f'<h2 class="mm-section-title mm-list-top">{label} would open these</h2>'
        f'<ul class="mm-short-list">{items}</ul>{more}'
    )
    st.button(
        "Make this change to my profile",
        icon=":material/check:",
        type="primary",
        key=f"apply_{change['change_id']}",
        on_click=_apply,
        args=(change["changes"],),
    )
    _reading(catalog, change)


def _reading(catalog: Catalog, change: pd.Series) -> None:
    """Show what to read about this change."""
    profile, obstacle = state.profile(), LEADS_TO.get(change["kind"])
    if profile is None or obstacle is None:
        return
    found = articles_helping(resources.recommender(), profile, [obstacle])
    if articles := cards.articles(catalog, found):
        st.html(f'<h3 class="mm-section-title">Reading for this change</h3>{articles}')


def _apply(changes: dict[str, Any]) -> None:
    state.apply_change(changes)
    st.session_state["find_tab"] = "Roles"
