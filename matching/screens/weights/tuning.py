"""Screen: every weight as a slider, what a move does to lists and figures, and publishing."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from matching.authorization import PROFESSIONAL, RECRUITER, STAFF
from matching.screens import look
from matching.screens.look import html, sheets
from matching.screens.visit import session
from matching.screens.weights import (
    tuning_golden,
    tuning_lists,
    tuning_proof,
    tuning_publishing,
    tuning_sliders,
    tuning_versions,
)
from matching.screens.weights.tuning_bench import (
    Bench,
    Listed,
    Versions,
    bench_of,
    people,
    versions_of,
    workspace,
)
from matching.services import weights
from matching.store.words import SIDES
from matching.weights.tuning import Workspace, compare_figures

TABS: Final = ("First ten", "What each slider would do", "Who gains exposure", "How firm")
TAB: Final = "tuning_tab"
OF_RECRUITERS: Final = (
    "These weights rank people for a role. Nobody has judged people for a role yet, so figures and "
    "lists show what they would do the other way round: to the roles that a person sees."
)


def choose_side() -> str:
    """Show the switch between the two sides."""
    return st.segmented_control(
        "Side",
        [PROFESSIONAL, RECRUITER],
        default=PROFESSIONAL,
        required=True,
        format_func=lambda side: SIDES[side],
        key="tuning_side",
        bind="query-params",
        label_visibility="collapsed",
    )


@st.fragment
def show_bench(
    bench: Bench, versions: Versions, judged: Workspace, listed: dict[str, Listed]
) -> None:
    """Show the sliders and what they do; a move runs this alone, not the whole page."""
    session.need(STAFF)
    sliders, live = st.columns([5, 9], gap="medium")
    with sliders:
        tuning_sliders.draw(bench, versions)
    with live, st.container(key="tuning_live"):
        change = compare_figures(judged, bench.weights, bench.base)
        tuning_proof.show_verdict(change.verdict)
        tuning_proof.show_figures(change)
        tuning_proof.show_details(change, listed)
        chosen = tuning_lists.choose(listed)
        show_tabs(bench, judged, listed, chosen)


def show_tabs(
    bench: Bench, judged: Workspace, listed: dict[str, Listed], chosen: list[str]
) -> None:
    """Show lists, sensitivity, exposure and firmness; only what is open is computed."""
    first, each, exposure, firm = st.tabs(TABS, key=TAB, on_change="rerun")
    if first.open:
        with first:
            tuning_lists.show(bench, listed, chosen)
    if each.open:
        with each:
            tuning_proof.show_each_slider(judged, bench.weights)
    if exposure.open:
        with exposure:
            tuning_proof.show_exposure(judged, bench)
    if firm.open:
        with firm:
            tuning_proof.show_firmness(listed, chosen, bench.weights)


def show_page(side: str, golden: pd.DataFrame) -> None:
    """Show everything about the weights of a side."""
    bench, versions, judged = bench_of(side), versions_of(side), workspace()
    show_bench(bench, versions, judged, people(golden))
    html.show(html.heading("Save and publish"))
    tuning_versions.show_saving(bench, judged, versions)
    published = session.show(weights.publications)
    tuning_versions.show_versions(bench, versions, published[published["side"] == side])
    tuning_golden.show(golden)
    tuning_publishing.dialog_if_asked(bench, versions, judged)
    tuning_golden.dialog_if_asked()


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
sheets.put("tuning")
look.page_header(
    "Tuning",
    "Move a slider and see what it does. It serves nobody until it is saved and published.",
)
session.show_outcome()
the_side = choose_side()
if the_side == RECRUITER:
    html.show(html.paragraph(OF_RECRUITERS, "mm-quiet mm-flush"))
show_page(the_side, session.show(weights.golden_profiles))
