"""On the list: what is worth reading, for what stands in the way, and what was kept."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from matching import Catalog, phrases
from matching.articles.hindrances import Hindrance, hindrances
from matching.recommending.reading_in_context import articles_helping
from matching.reference.vocabulary import OBSTACLES
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces import article_cards
from matching.screens.visit import reading_list
from matching.screens.visit.reading_list import DISMISSED
from matching.screens.visit.results import Results

FIRST, MORE = 5, 10
MOST_OBSTACLES: Final = 6
_SHOWN: Final = "articles_shown"
_OBSTACLE: Final = "reading_obstacle"


def show(catalog: Catalog, found: Results) -> None:
    """Show articles, each with why it is worth reading; fewer or more, or for one obstacle."""
    in_the_way = _in_the_way(found)
    chosen = _choose(in_the_way)
    aside = frozenset(reading_list.marks()[DISMISSED])
    articles = _articles(found, chosen)
    kept = articles[~articles["article_id"].isin(aside)]
    if kept.empty:
        look.empty("Nothing to read yet", "No article shares a subject with your profile.")
    n_shown = st.session_state.setdefault(_SHOWN, FIRST)
    page = kept.head(n_shown)
    st.html(html.count_line(f"{phrases.counted(len(page), 'article')} {_what(chosen)}"))
    pairs = zip(page["article_id"], page["why"], strict=True)
    article_cards.draw(catalog, pairs, can_dismiss=True)
    with st.container(horizontal=True):
        if len(kept) > n_shown:
            st.button("Show more articles", key="more_articles", on_click=_more)
        if n_aside := len(articles) - len(kept):
            st.button(
                f"Show {phrases.counted(n_aside, 'article')} that you put aside",
                key="articles_aside",
                on_click=_take_back,
                args=(tuple(articles["article_id"][articles["article_id"].isin(aside)]),),
            )


def _in_the_way(found: Results) -> dict[str, Hindrance]:
    person = found.recommender.person(found.profile)
    return hindrances(person, found.recommender.must_haves(found.profile, found.best))


def _choose(in_the_way: dict[str, Hindrance]) -> str | None:
    """Ask which obstacle the reading is to help with; None for all of them."""
    offered = list(in_the_way)[:MOST_OBSTACLES]
    if len(offered) < 2:
        return None
    return st.pills(
        "What may stand in your way",
        offered,
        format_func=lambda id_: OBSTACLES.get(id_, id_),
        key=_OBSTACLE,
    )


def _articles(found: Results, obstacle: str | None) -> pd.DataFrame:
    if obstacle is None:
        return found.articles
    n = len(found.articles)
    return articles_helping(found.recommender, found.profile, [obstacle], n, role_ids=found.best)


def _what(obstacle: str | None) -> str:
    if obstacle is None:
        return "that go with what you said"
    return f"that help with: {OBSTACLES[obstacle].lower()}"


def _more() -> None:
    st.session_state[_SHOWN] += MORE


def _take_back(article_ids: tuple[str, ...]) -> None:
    for article_id in article_ids:
        reading_list.toggle(article_id, DISMISSED)
