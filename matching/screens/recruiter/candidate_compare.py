"""Candidates of a role that are chosen; up to four side by side, and their dossier to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import streamlit as st

from matching import Catalog
from matching.screens import look
from matching.screens.pieces import comparing
from matching.screens.visit import downloads, resources, session
from matching.services import recruiter
from matching.services.recruiter import Candidate
from matching.store.words import CANDIDATE_STAGES, INTRODUCTIONS
from matching.words.explanation import Explanation, Requirement, TermPoints
from matching.words.profile_facts import facts_of_profile

MOST: Final = 4
"""How many candidates can be compared or printed."""
STATUS_WORDS: Final = {"met": "Met", "missing": "Missing", "not stated": "Ask", "not asked": ""}
_CHOSEN: Final = "chosen_candidates"


def chosen(role_id: str) -> tuple[str, ...]:
    """Return who is chosen among the candidates of a role, oldest first."""
    of_role: tuple[str, ...] = st.session_state.get(_CHOSEN, {}).get(role_id, ())
    return of_role


def choose(role_id: str, account_ids: Sequence[str]) -> None:
    """Replace who is chosen; what goes beyond `recruiter.MOST_AT_ONCE` is left out."""
    unique = tuple(dict.fromkeys(account_ids))
    st.session_state[_CHOSEN] = {role_id: unique[: recruiter.MOST_AT_ONCE]}


def toggle(role_id: str, account_id: str) -> None:
    """Choose a candidate, or take them out again. For callbacks."""
    before = chosen(role_id)
    others = [id_ for id_ in before if id_ != account_id]
    choose(role_id, others if account_id in before else [*before, account_id])


def button(role_id: str, account_id: str) -> None:
    """Draw the button that chooses a candidate or takes them out again."""
    is_in = account_id in chosen(role_id)
    st.button(
        "Chosen" if is_in else "Choose",
        icon=":material/check_box:" if is_in else ":material/check_box_outline_blank:",
        type="tertiary",
        help=f"For a step with many at once, or to compare or print up to {MOST}",
        key=f"choose_{account_id}",
        on_click=toggle,
        args=(role_id, account_id),
    )


@contextmanager
def bar(role_id: str, names: dict[str, str]) -> Iterator[None]:
    """Draw the bar at the bottom edge with what can be done with the chosen.

    What is drawn within the context stands between its buttons.

    Parameters
    ----------
    names : dict of str to str
        What each of the chosen who is still a candidate is called, by account id.
    """
    with comparing.compare_bar(list(names.values()), choose, role_id, (), most=MOST):
        yield
        if len(names) <= MOST:
            dossier_button(role_id, list(names))


def dossier_button(role_id: str, account_ids: Sequence[str], *, with_notes: bool = False) -> None:
    """Draw the button that makes the dossier of candidates when it is pressed."""
    downloads.button(
        "Dossier",
        session.later(
            recruiter.candidate_dossier_html,
            role_id,
            account_ids,
            resources.candidate_recommender(),
            with_notes=with_notes,
        ),
        file_name="candidates.html",
        mime="text/html",
        icon=":material/print:",
        help="A page to print. That you took it along is noted in the audit log.",
        on_click="ignore",
        key="dossier",
    )


def dialog_if_open(catalog: Catalog, role_id: str, names: dict[str, str]) -> None:
    """Open the comparison over the page, if somebody has just asked for it."""
    if comparing.is_asked_for():
        _dialog(catalog, role_id, [id_ for id_ in chosen(role_id) if id_ in names])


@st.dialog("Side by side", width="large")
def _dialog(catalog: Catalog, role_id: str, account_ids: Sequence[str]) -> None:
    recommender = resources.candidate_recommender()
    found = [session.show(recruiter.candidate, role_id, id_, recommender) for id_ in account_ids]
    only_differences = st.checkbox("Only what differs", key="compare_differences")
    st.html(table(catalog, found, only_differences=only_differences))


def table(catalog: Catalog, found: Sequence[Candidate], *, only_differences: bool = False) -> str:
    """Return the HTML of the comparison; on a phone its rows are stacked.

    Parameters
    ----------
    only_differences : bool
        Leaves out lines that say the same of all.
    """
    names = [one.called for one in found]
    said = [one.explanation for one in found]
    heads = "".join(f'<th scope="col">{look.words(name)}</th>' for name in names)
    sections = (
        ("Where they stand", _standing(found)),
        ("Points", _points(said)),
        ("What the role requires", _requirements(said)),
        ("What to ask and to weigh", _to_ask(said)),
        ("Profile", _facts(catalog, found)),
    )
    told = [
        (title, [row for row in rows if not only_differences or len(set(row[1])) > 1])
        for title, rows in sections
    ]
    body = "".join(
        comparing.section(title, names) + comparing.lines(names, rows, marked=True)
        for title, rows in told
        if rows
    )
    return (
        '<table class="mm-compare mm-heads-stay">'
        '<caption class="mm-hidden">Candidates side by side</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


Rows = list[tuple[str, Sequence[str]]]


def _standing(found: Sequence[Candidate]) -> Rows:
    return [
        ("Stage", [CANDIDATE_STAGES[one.stage] for one in found]),
        ("Introduction", [INTRODUCTIONS[one.introduction] for one in found]),
        ("Their note", [one.note for one in found]),
    ]


def _points(said: Sequence[Explanation]) -> Rows:
    labels = {point.term: point.label for one in said for point in one.points}
    given = [{point.term: _share(point) for point in one.points} for one in said]
    rows = [
        (label, [one.get(term, "does not count") for one in given])
        for term, label in labels.items()
    ]
    return [("Points of 100", [f"{one.score:.2f}" for one in said]), *rows]


def _share(point: TermPoints) -> str:
    """Return how much of a term somebody has; terms count differently for each of them."""
    return f"{point.points / point.most:.0%}" if point.most else "does not count"


def _requirements(said: Sequence[Explanation]) -> Rows:
    lines = zip(*(one.requirements for one in said), strict=True)
    return [
        (
            line[0].label,
            [_with_status(need) for need in line],
        )
        for line in lines
        if any(need.status != "not asked" for need in line)
    ]


def _with_status(need: Requirement) -> str:
    status = STATUS_WORDS[need.status]
    return f"{status}: {need.text}" if status else need.text


def _to_ask(said: Sequence[Explanation]) -> Rows:
    return [
        ("To ask", [" ".join(one.questions) or "nothing open" for one in said]),
        ("To weigh", [" ".join(one.concerns) or "nothing noted" for one in said]),
    ]


def _facts(catalog: Catalog, found: Sequence[Candidate]) -> Rows:
    facts = [
        {fact.label: fact.text for fact in facts_of_profile(catalog, one.profile)} for one in found
    ]
    labels = dict.fromkeys(label for one in facts for label in one)
    return [(label, [one.get(label, "") for one in facts]) for label in labels]
