"""Screen: two weight sets that share the professionals' list, and what use says of the weights."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from matching.authorization import PROFESSIONAL, STAFF
from matching.screens import look
from matching.screens.look import html, sheets
from matching.screens.pieces import row_pages
from matching.screens.visit import resources, session
from matching.screens.weights import experiment_verdict, learning_from_use
from matching.screens.weights.tuning_bench import Versions, versions_of
from matching.services import weights
from matching.services.weights import Experiment
from matching.services.weights.experiments import FEWEST_VOTES, MOST_VOTES, USUAL_VOTES
from matching.weights.experiments import ExperimentVerdict

TABS: Final = ("Experiment", "What use says")
SHIPPED: Final = ""
"""In the choice of the first, as a choice of None would be none."""
FIRST, SECOND, PLANNED = "experiment_first", "experiment_second", "experiment_planned"


def show_empty() -> None:
    """Say what an experiment is."""
    look.empty(
        "No experiment so far",
        "In an experiment two weight sets choose in turn what comes next in the list of each "
        "professional who agreed to help. Whose choices are opened, saved and answered with "
        "interest more often is the better one. It needs no large crowd: each person votes once.",
        "Choose two sets below. Everybody who did not agree sees the set that serves, as always.",
    )


def show_start(versions: Versions) -> None:
    """Offer to begin an experiment."""
    html.show(html.heading("Start an experiment"))
    stored = [id_ for id_ in versions.readable_ids if id_ is not None]
    if not stored:
        html.show(
            html.paragraph(
                "There is only the set that ships with the program. Save another one on the page "
                "Tuning or, from what people did, under “What use says”.",
                "mm-flush",
            )
        )
        return
    first, second, votes = st.columns([5, 5, 3])
    with first:
        st.selectbox(
            "First",
            [id_ or SHIPPED for id_ in versions.readable_ids],
            format_func=lambda id_: versions.called(id_ or None),
            key=FIRST,
            filter_mode=None,
        )
    with second:
        st.selectbox(
            "Second",
            stored,
            index=next((at for at, id_ in enumerate(stored) if id_ != versions.active_id), 0),
            format_func=versions.called,
            key=SECOND,
            filter_mode=None,
        )
    with votes:
        st.number_input(
            "Planned votes", FEWEST_VOTES, MOST_VOTES, USUAL_VOTES, step=10, key=PLANNED
        )
    html.show(
        html.paragraph(
            f"A vote is one person who preferred one of the two; about every second person who "
            f"looks gives one. With {USUAL_VOTES} votes a clear difference (0.13 NDCG) is told in "
            "99 of 100 experiments, a small one (0.05) in a third. The number cannot be changed "
            "later: that is what makes the verdict hold.",
            "mm-quiet mm-flush",
        )
    )
    st.button(
        "Start the experiment",
        icon=":material/science:",
        type="primary",
        key="start_experiment",
        on_click=_start,
    )


def _start() -> None:
    chosen = st.session_state
    session.attempt(
        weights.start_experiment,
        chosen[FIRST] or None,
        chosen[SECOND],
        planned=int(chosen[PLANNED]),
        done="The experiment runs. Lists are shared from now on.",
    )


def show_running(running: Experiment, versions: Versions) -> None:
    """Show how the experiment stands, how it is decided, and the button that ends it."""
    verdict = _verdict_of(running)
    tone: look.Tone = "fits" if verdict.outcome in ("first", "second") else "ask"
    html.show(
        html.heading(f"Running since {row_pages.day(running.started_at)}"),
        look.chips(
            [
                look.chip(f"First: {versions.called(running.first_set)}"),
                look.chip(f"Second: {versions.called(running.second_set)}"),
                look.chip(f"{verdict.votes} of {running.planned} votes", tone),
            ]
        ),
        f'<p class="mm-lead" role="status">{look.escape(experiment_verdict.in_words(verdict))}</p>',
    )
    if verdict.votes:
        st.altair_chart(experiment_verdict.chart(verdict))
    html.show(
        html.paragraph(experiment_verdict.interval_in_words(verdict), "mm-flush"),
        html.bullets(experiment_verdict.rule_in_words(verdict, running.planned)),
        html.paragraph(
            "A vote is counted once the day after its list is over, so that it does not change "
            "any more.",
            "mm-quiet mm-flush",
        ),
    )
    with st.popover("Stop the experiment", icon=":material/stop_circle:", key="ask_stop"):
        html.show(
            html.paragraph(
                "Everybody then sees the list of the set that serves. The weights stay as they "
                "are; publish the better set on the page Tuning. A stopped experiment cannot go "
                "on.",
                "mm-flush",
            )
        )
        st.button(
            "Yes, stop it",
            key="stop_experiment",
            on_click=_stop,
            args=(running.experiment_id,),
        )


def _stop(experiment_id: str) -> None:
    done = "The experiment is stopped."
    session.attempt(weights.stop_experiment, experiment_id, done=done)


def show_past(past: tuple[Experiment, ...], versions: Versions) -> None:
    """Show the experiments that ended, the newest first."""
    if not past:
        return
    rows = []
    for one in past:
        verdict = _verdict_of(one)
        days = f"{row_pages.day(one.started_at)} to {row_pages.day(one.stopped_at)}"
        rows.append(
            [
                look.escape(days),
                look.escape(versions.called(one.first_set)),
                look.escape(versions.called(one.second_set)),
                f"{verdict.votes} of {one.planned}",
                look.escape(experiment_verdict.in_words(verdict, is_over=True)),
            ]
        )
    html.show(
        html.heading("Past experiments"),
        html.table(["When", "First", "Second", "Votes", "What came out"], rows),
    )


def _verdict_of(one: Experiment) -> ExperimentVerdict:
    """Count the votes, once a day: a vote counts from the next day but one on."""
    database, today = resources.database(), session.now().date()
    return _verdict(database.place, one.experiment_id, one.stopped_at is None, today)


@st.cache_data(show_spinner="Counting the votes …", max_entries=100)
def _verdict(place: str, experiment_id: str, is_running: bool, today: date) -> ExperimentVerdict:
    return session.ask(weights.experiment_verdict, experiment_id)


def show_experiments() -> None:
    """Show the experiment that runs or how to start one, and those that ended."""
    every, versions = session.show(weights.experiments), versions_of(PROFESSIONAL)
    running = next((one for one in every if one.stopped_at is None), None)
    if not every:
        show_empty()
    if running is None:
        show_start(versions)
    else:
        show_running(running, versions)
    show_past(tuple(one for one in every if one is not running), versions)


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
look.page_header(
    "Experiments",
    "Which of two weight sets people prefer, and what the weights would be if what they do were to "
    "decide.",
)
session.show_outcome()
experiment_tab, use_tab = st.tabs(TABS, key="experiments_tab", on_change="rerun")
if experiment_tab.open:
    with experiment_tab:
        show_experiments()
if use_tab.open:
    with use_tab:
        learning_from_use.show()
