"""On the page of a candidate: references and documents, which have come and which are late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from matching import phrases
from matching.screens import look
from matching.screens.look import html
from matching.screens.recruiter import far_down
from matching.screens.visit import session
from matching.screens.visit.asking import Asking
from matching.services import recruiter
from matching.services.recruiter import MOST_PAPERS, Candidate, PaperOf, Team
from matching.services.shared.texts import LONGEST_NAME

EMPTY_ROWS: Final = 3
"""Rows for new papers in the dialog; whoever needs more saves and opens it again."""
USUAL_DAYS: Final = 30
MOST_DAYS: Final = 730
_asking: Final = Asking[tuple[str, Sequence[tuple[str, int]]]]("checklist_of_role")


def draw(found: Candidate, team: Team) -> None:
    """Show what the role needs, each with its day, and whether it came."""
    html.show(html.heading("References and documents"), _told(team))
    with st.container(key="papers", gap="small"):
        for paper in team.papers:
            _draw_paper(found, paper)
    kept = [(one.paper.name, one.paper.days_before) for one in team.papers]
    st.button(
        "Checklist of this role",
        icon=":material/checklist:",
        key="edit_papers",
        on_click=_asking.begin,
        args=((found.role_id, kept),),
    )


def _told(team: Team) -> str:
    if not team.papers:
        said = "Write down what this role needs of everybody, and how long before they start."
        return html.paragraph(said, "mm-flush")
    n_late = sum(paper.is_late for paper in team.papers)
    late = f"{phrases.capital(phrases.counted(n_late, 'is', 'are'))} late. " if n_late else ""
    if team.starts_on is None:
        since = "Nobody knows yet when they start: set an agreed start to see what is due when."
    else:
        what = "the agreed start" if team.agreed_start else "the earliest start of the role"
        since = f"Counted back from {phrases.day_in_words(team.starts_on)}, {what}."
    return html.paragraph(f"{late}{since} There are no files here.", "mm-quiet mm-flush")


def _draw_paper(found: Candidate, one: PaperOf) -> None:
    id_ = f"{one.paper.paper_id}_{found.account_id}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"paper_{id_}"):
        chip = look.chip("Late", "missing") if one.is_late else ""
        chip = look.chip("Here", "fits") if one.received_on else chip
        st.html(
            f'<p class="mm-flush"><strong>{look.words(one.paper.name)}</strong> '
            f"{look.escape(_when(one))} {chip}</p>",
            width="stretch",
        )
        if one.received_on:
            st.button(
                "Take back",
                type="tertiary",
                icon=":material/undo:",
                key=f"paper_back_{id_}",
                help=f"{one.paper.name} has not come after all",
                on_click=_receive,
                args=(found, one, ""),
            )
            return
        with st.popover("It came", icon=":material/check:", key=f"paper_came_{id_}"):
            st.date_input(
                "On which day?",
                session.today(),
                max_value=session.today(),
                format="DD/MM/YYYY",
                key=f"paper_on_{id_}",
            )
            st.button(
                "Note it",
                key=f"paper_note_{id_}",
                on_click=_receive,
                args=(found, one, f"paper_on_{id_}"),
            )


def _when(one: PaperOf) -> str:
    if one.received_on:
        return f"came on {phrases.day_in_words(one.received_on)}; seen by {one.noted_by}"
    days = phrases.counted(one.paper.days_before, "day")
    if one.due_on is None:
        return f"{days} before the start"
    return f"by {phrases.day_in_words(one.due_on)}, {days} before the start"


def _receive(found: Candidate, one: PaperOf, key: str) -> None:
    day = st.session_state[key] if key else None
    done = "Noted." if day else f"{one.paper.name} has not come."
    about = (found.role_id, found.account_id, one.paper.paper_id, day)
    far_down.attempt(recruiter.receive_paper, *about, done=done)


def dialog_if_begun() -> None:
    """Open the dialog of the checklist, if it is just to be open."""
    if asked := _asking.about():
        _dialog(*asked)


@st.dialog("Checklist of this role", on_dismiss=_asking.close)
def _dialog(role_id: str, kept: Sequence[tuple[str, int]]) -> None:
    if _asking.about() is None:
        st.rerun()
    session.show_outcome()
    html.show(
        html.paragraph(
            "References and documents that everybody needs for this role. Changing or emptying a "
            "name forgets for whom it came.",
            "mm-flush",
        )
    )
    n_rows = min(len(kept) + EMPTY_ROWS, MOST_PAPERS)
    for place in range(n_rows):
        name, days = kept[place] if place < len(kept) else ("", USUAL_DAYS)
        left, right = st.columns((2, 1))
        left.text_input(
            f"Name {place + 1}",
            name,
            max_chars=LONGEST_NAME,
            placeholder="A reference of an employer" if place == len(kept) else "",
            key=f"paper_name_{place}",
        )
        right.number_input("Days before", 0, MOST_DAYS, days, key=f"paper_days_{place}")
    st.button(
        "Save the checklist",
        type="primary",
        key="save_papers",
        on_click=_save,
        args=(role_id, kept, n_rows),
    )


def _save(role_id: str, kept: Sequence[tuple[str, int]], n_rows: int) -> None:
    said = [
        (st.session_state[f"paper_name_{place}"], st.session_state[f"paper_days_{place}"])
        for place in range(n_rows)
    ]
    if session.attempt(recruiter.set_papers, role_id, said, shown=kept):
        _asking.close()
