"""Screen: the way from "could I?" to coming home, step by step, with sources and questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from matching import Catalog, columns
from matching.environment import today
from matching.recommending.path import STAGE_FIRST, WHERE, StepForYou, path_for
from matching.recommending.path_file import path_html
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import cards
from matching.screens.visit import downloads, path_steps, resources, results, state
from matching.words.facts import table_row

_WHERE: Final = "path_where"
MOST_ROLES: Final = 3
"""Roles that are named as the source of a fact."""


def show(catalog: Catalog) -> None:
    """Show where one is on the way, and each step."""
    look.page_header(
        "Get started",
        "From “could I?” to coming home. What is said here comes from a page that is named; the "
        "rest are questions to ask.",
    )
    profile = state.profile()
    if profile is None:
        link = html.link(addresses.home_link(), "Say who you are")
        html.show(f'<p class="mm-flush">{link}, and each step is about you.</p>')
    meet = html.link(addresses.event_link(), "Events")
    html.show(f'<p class="mm-flush">To meet people who went: {meet}.</p>')
    where = st.segmented_control(
        "Where are you on the way?", list(WHERE), format_func=WHERE.__getitem__, key=_WHERE
    )
    recommender = resources.recommender()
    best = results.of(recommender, profile).best if profile else ()
    steps = path_for(recommender, profile, best, today())
    done = path_steps.done()
    html.show(html.count_line(f"{len(done)} of {len(steps)} steps done"))
    downloads.button(
        "Take it along, to print",
        path_html(catalog, steps, done, printed_on=today()),
        file_name="my-path.html",
        mime="text/html",
        icon=":material/print:",
        on_click="ignore",
        key="path_file",
    )
    for number, one in enumerate(steps, 1):
        _step(catalog, number, one, is_done=one.step.id in done, is_first=_is_first(one, where))


def _is_first(one: StepForYou, where: str | None) -> bool:
    return where is not None and STAGE_FIRST[where] == one.step.id


def _step(catalog: Catalog, number: int, one: StepForYou, *, is_done: bool, is_first: bool) -> None:
    with st.container(border=True, key=f"step_{one.step.id}", gap="small"):
        here = f" {look.chip('Start here', 'fits')}" if is_first else ""
        title = f"{number}. {look.escape(one.step.title)}{here}"
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            html.show(f'<h2 class="mm-section-title mm-flush">{title}</h2>')
            st.checkbox(
                f"“{one.step.title}” is done",
                value=is_done,
                key=f"done_{one.step.id}_{is_done}",
                on_change=path_steps.toggle,
                args=(one.step.id,),
            )
        questions = _questions(one.step.questions)
        html.show(_facts(catalog, one.facts), _reading(catalog, one), questions)


def _part(title: str, content: str) -> str:
    return f'<h3 class="mm-part">{title}</h3>{content}'


def _facts(catalog: Catalog, facts: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return what is known from the roles of the list, each with where it stands."""
    if not facts:
        return ""
    lines = "".join(
        f"<li>{look.escape(text)} {_sources(catalog, role_ids)}</li>" for text, role_ids in facts
    )
    return _part("From your list", f'<ul class="mm-flush">{lines}</ul>')


def _sources(catalog: Catalog, role_ids: Sequence[str]) -> str:
    links = [
        html.link(addresses.role_link(id_), table_row(catalog.roles, id_)[columns.TITLE])
        for id_ in role_ids[:MOST_ROLES]
    ]
    return f'<span class="mm-quiet">{"; ".join(links)}</span>' if links else ""


def _reading(catalog: Catalog, one: StepForYou) -> str:
    """Return what others say of it: the summary of each article is cited with its page."""
    articles = cards.articles(catalog, one.articles)
    return _part("What others say", articles) if articles else ""


def _questions(questions: Sequence[str]) -> str:
    lines = "".join(f"<li>{look.escape(text)}</li>" for text in questions)
    return _part("Ask", f'<ul class="mm-flush">{lines}</ul>')


sheets.put("parts")
show(resources.catalog())
