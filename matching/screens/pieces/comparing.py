"""Up to three roles side by side: their facts and, for a profile, their points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import streamlit as st

from matching import Catalog, columns
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.visit import resources, session, state
from matching.screens.visit.asking import Asking
from matching.words import badges
from matching.words.explanation import Explanation
from matching.words.facts import facts_of_role

_side_by_side: Final = Asking[bool]("compare_is_open")


def bar(catalog: Catalog) -> None:
    """Draw the bar at the bottom edge that says what is being compared; nothing if nothing is."""
    titles = [str(catalog.record(role_id)[columns.TITLE]) for role_id in state.compared()]
    if titles:
        with compare_bar(titles, state.set_compared, ()):
            pass


@contextmanager
def compare_bar(
    names: Sequence[str],
    choose: Callable[..., None],
    *none: object,
    most: int = state.MOST_COMPARED,
) -> Iterator[None]:
    """Draw the bar of what is chosen; what is drawn within the context stands between its buttons.

    Parameters
    ----------
    names : sequence of str
        What is chosen.
    choose : callable
        Called with `none` to choose nothing.
    most : int
        How many can be compared; more of them are counted instead of named.
    """
    is_many = len(names) > most
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", key="compare_bar"):
        chosen = [f"{len(names):,} chosen"] if is_many else names
        st.html(f'<div class="mm-compared">{look.chips(map(look.chip, chosen))}</div>')
        st.button(
            _compare_label(len(names), most),
            icon=":material/compare_arrows:",
            type="secondary" if is_many else "primary",
            disabled=not 2 <= len(names) <= most,
            key="compare_open",
            on_click=_side_by_side.begin,
            args=(True,),
        )
        yield
        st.button("Clear", type="tertiary", key="compare_clear", on_click=choose, args=none)


def _compare_label(n: int, most: int) -> str:
    if n > most:
        return f"Compare up to {most}"
    return f"Compare {n}" if n > 1 else "Choose one more"


def is_asked_for() -> bool:
    """Return whether somebody has just asked to compare, and forget it."""
    return bool(_side_by_side.take())


def dialog_if_open(catalog: Catalog) -> None:
    """Open the comparison over the page, if the visitor has just asked for it."""
    if is_asked_for():
        _dialog(catalog)


@st.dialog("Side by side", width="large")
def _dialog(catalog: Catalog) -> None:
    role_ids = state.compared()
    profile = state.profile()
    explanations = resources.recommender().explain_many(profile, list(role_ids)) if profile else []
    st.html(table(catalog, role_ids, explanations))


def table(catalog: Catalog, role_ids: Sequence[str], explanations: Sequence[Explanation]) -> str:
    """Return the HTML of the comparison; on a phone its rows are stacked.

    Parameters
    ----------
    role_ids : sequence of ids
        The roles, one a column.
    explanations : sequence of Explanation
        One for each role, or none without a profile.
    """
    roles = [catalog.record(role_id) for role_id in role_ids]
    names = [str(role[columns.TITLE]) for role in roles]
    heads = "".join(
        f'<th scope="col">{html.link(addresses.role_link(role_id), role[columns.TITLE])}'
        f'<span class="mm-quiet">{look.words(role[columns.ORG_NAME])}</span></th>'
        for role_id, role in zip(role_ids, roles, strict=True)
    )
    facts = lines(names, _fact_rows(catalog, role_ids), marked=True)
    if not explanations:
        return _table("Roles side by side", heads, facts)
    weighing = section("What to weigh", names) + lines(names, _concern_rows(explanations))
    points = _table("Points side by side", heads, lines(names, _point_rows(explanations)))
    return (
        _table("Roles side by side", heads, section("Facts", names) + facts + weighing)
        + f'<details class="mm-points"><summary>Points</summary>{points}</details>'
    )


def _table(caption: str, heads: str, body: str) -> str:
    return (
        f'<table class="mm-compare"><caption class="mm-hidden">{caption}</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def section(name: str, names: Sequence[str]) -> str:
    """Return the HTML of a heading between lines of a comparison."""
    span = len(names) + 1
    return f'<tr class="mm-section"><th scope="colgroup" colspan="{span}">{name}</th></tr>'


def lines(
    names: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], *, marked: bool = False
) -> str:
    """Return the HTML of lines of a comparison.

    Parameters
    ----------
    names : sequence of str
        What is compared, one a column.
    rows : sequence of (label, texts)
        What each line is about, and its text in each column.
    marked : bool
        Whether lines say that their texts differ.
    """
    return "".join(
        _line(names, label, texts, is_marked=marked and len(set(texts)) > 1)
        for label, texts in rows
    )


def _line(names: Sequence[str], label: str, texts: Sequence[str], *, is_marked: bool) -> str:
    kind = ' class="mm-differs"' if is_marked else ""
    mark = ' <span class="mm-mark">differs</span>' if is_marked else ""
    cells = "".join(
        f'<td data-role="{look.escape(name)}">{look.words(text) or _NOT_SAID}</td>'
        for name, text in zip(names, texts, strict=True)
    )
    return f'<tr{kind}><th scope="row">{look.escape(label)}{mark}</th>{cells}</tr>'


_ALWAYS: Final = frozenset({"faith_required", "license_required"})
"""Facts that are compared although no source says them."""
_NOT_SAID: Final = '<span class="mm-quiet">not said</span>'


def _fact_rows(catalog: Catalog, role_ids: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
    columns_of_facts = [facts_of_role(catalog, role_id) for role_id in role_ids]
    ages = [badges.page_age(catalog.record(role_id), session.today()) for role_id in role_ids]
    rows = [
        (row[0].label, [fact.text for fact in row])
        for row in zip(*columns_of_facts, strict=True)
        if row[0].name in _ALWAYS or any(fact.text for fact in row)
    ]
    return [*rows, ("Age of the page", ages)]


def _point_rows(explanations: Sequence[Explanation]) -> list[tuple[str, Sequence[str]]]:
    labels = {point.term: point.label for point in explanations[0].points}
    points = [{point.term: point for point in one.points} for one in explanations]
    rows: list[tuple[str, Sequence[str]]] = [
        ("Points of 100", [f"{one.score:.2f}" for one in explanations])
    ]
    for term, label in labels.items():
        rows.append((label, [f"{one[term].points:.2f} of {one[term].most:.2f}" for one in points]))
    return rows


def _concern_rows(explanations: Sequence[Explanation]) -> list[tuple[str, Sequence[str]]]:
    return [
        ("To weigh", [" ".join(one.concerns) or "nothing noted" for one in explanations]),
        ("To ask", [" ".join(one.questions) or "nothing open" for one in explanations]),
    ]
