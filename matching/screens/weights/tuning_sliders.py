"""The sliders of the page of tuning: every number of a weight set, in groups that fold."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

import streamlit as st

from matching import WeightSet, phrases
from matching.aspects import CURVES, TERM_LABELS
from matching.authorization import RECRUITER
from matching.comparison.article_numbers import ARTICLE_NUMBERS, TERMS
from matching.comparison.weight_set import BANDS, KNOWN, MOST_POINTS, VARIETY, VARIETY_RANGE
from matching.screens import look
from matching.screens.look import html
from matching.screens.weights.tuning_bench import Bench, Versions
from matching.weights.tuning import curve_points

GROUPS: Final = {
    "Work": ("specialty", "training", "experience", "setting"),
    "Wishes": ("focus", "text", "place", "length", "dates", "commitment"),
    "Conditions": ("language", "faith", "funding", "family", "for_whom", "eligibility"),
    "Record": ("record", "need"),
}
UNKNOWN: Final = "What unknown is worth"
SHAPES: Final = "Curves"
VARIED: Final = "Variety of the first ten"
BANDED: Final = "Bands of a list"
READING: Final = "Articles"
ENDS_OF_VARIETY: Final = (
    "With 10 of one organization nothing moves; with 0 points behind, only equal scores change "
    "places."
)
PEOPLE_ARE_NOT_VARIED: Final = " People ranked for a role have none: for them this does nothing."
BANDS_MOVE_NO_ROLE: Final = (
    "They say under which heading a role of a list stands, and move none: the figures stay as they "
    "are."
)
ARTICLES_MOVE_NO_ROLE: Final = (
    "They order what is worth reading, and move no role: the figures of this page stay as they "
    "are. Those of articles are shown by `missionmatch evaluate --articles`."
)
USUAL_MOST: Final = 50
"""The sliders of weights reach so far, and further once a weight does."""
MOST_OF_CURVE: Final = {"specialty_power": (4.0, 100.0), "freshness_years": (20.0, 100.0)}
"""How far the slider and the number of a curve reach that is no share of 1."""
STEP_OF_VARIETY: Final = {"most_of_one": 1.0, "widest_gap": 0.5}
USUAL_GAP: Final = 20.0
MOST_OF_ARTICLES: Final = 3.0
SEARCH: Final = "tuning_search"
BASE: Final = "tuning_base"
SHIPPED: Final = ""
"""Stands for None among ids to choose from, which to Streamlit is no choice."""
THICK: Final = 0.05
"""Of the line of a curve, as a share of the height of its drawing."""


class Knob(NamedTuple):
    """A number of a weight set, as it can be moved; `part` as in `weights.PARTS`."""

    part: str
    name: str
    label: str
    step: float = 0.05


def knobs() -> dict[str, list[Knob]]:
    """Return all numbers by the fold that they stand in."""
    of_weights = {
        fold: [Knob("weights", term, TERM_LABELS[term], 0.5) for term in terms]
        for fold, terms in GROUPS.items()
    }
    return of_weights | {
        UNKNOWN: [
            Knob("unknown", term, f"{label}, unknown") for term, label in TERM_LABELS.items()
        ],
        SHAPES: [Knob("curves", name, text.rstrip(".")) for name, text in CURVES.items()],
        VARIED: [
            Knob("variety", name, text.rstrip("."), STEP_OF_VARIETY[name])
            for name, text in VARIETY.items()
        ],
        BANDED: [Knob("bands", name, text.rstrip("."), 0.5) for name, text in BANDS.items()],
        READING: [
            Knob("articles", name, text.rstrip(".")) for name, text in ARTICLE_NUMBERS.items()
        ],
    }


def draw(bench: Bench, versions: Versions) -> None:
    """Show what can be done with the sliders, and the sliders: folded, or those searched for."""
    with st.container(key="tuning_sliders"):
        _tools(bench, versions)
        query = st.text_input(
            "Search the sliders", key=SEARCH, type="search", placeholder="For example: place"
        )
        if words := query.casefold().split():
            _found(bench, words)
            return
        for fold, inside in knobs().items():
            opened = st.expander(
                fold, expanded=fold == "Work", key=f"fold_{fold}", on_change="rerun"
            )
            if opened.open:
                with opened:
                    _fold(bench, inside)


def _tools(bench: Bench, versions: Versions) -> None:
    with st.container(horizontal=True, gap="small"):
        for label, icon, act, is_possible in (
            ("Undo", ":material/undo:", bench.undo, bool(bench.past)),
            ("Redo", ":material/redo:", bench.redo, bool(bench.future)),
        ):
            st.button(
                label,
                icon=icon,
                key=f"tuning_{label.lower()}",
                disabled=not is_possible,
                on_click=act,
            )
    ids = [weight_set_id or SHIPPED for weight_set_id in versions.readable_ids]
    key = f"{BASE}_{bench.side}"
    if st.session_state.get(key) != (bench.base_id or SHIPPED):
        st.session_state[key] = bench.base_id or SHIPPED
    st.selectbox(
        "Compare with",
        ids,
        index=ids.index(bench.base_id or SHIPPED),
        format_func=lambda id_: versions.called(id_ or None),
        key=key,
        on_change=_compare,
        args=(bench, key),
    )
    moves = _moves(bench)
    st.button(
        "Set the sliders to it",
        icon=":material/restart_alt:",
        type="tertiary",
        key="tuning_reset",
        disabled=not moves,
        on_click=_reset,
        args=(bench,),
    )
    said = f"Moved: {phrases.listed(moves, most=4)}." if moves else "Nothing is moved."
    html.show(html.paragraph(said, "mm-quiet mm-flush"))
    if bench.fault:
        st.html(f'<p class="mr-fault" role="alert">{look.escape(bench.fault)}</p>')
        bench.fault = ""


def _moves(bench: Bench) -> list[str]:
    """Say what is moved, from where to where."""
    labels = {(k.part, k.name): k.label for inside in knobs().values() for k in inside}
    return [
        f"{labels[part, name]} from {before:g} to {now:g}"
        for part, name, before, now in bench.moves()
    ]


def _compare(bench: Bench, key: str) -> None:
    bench.compare_with(st.session_state[key] or None)


def _reset(bench: Bench) -> None:
    bench.put(bench.base)


def _found(bench: Bench, words: list[str]) -> None:
    """Show the sliders whose label, fold or description has all words."""
    found = [
        knob
        for fold, inside in knobs().items()
        for knob in inside
        if all(word in f"{fold} {knob.label} {knob.name}".casefold() for word in words)
    ]
    if not found:
        html.show(html.paragraph("No slider is called so. Try a part of a word.", "mm-quiet"))
    _fold(bench, found)


def _fold(bench: Bench, inside: list[Knob]) -> None:
    for knob in inside:
        _draw_knob(bench, knob)
        if knob.part == "curves":
            st.html(curve(bench.weights, bench.base, knob.name))
    if any(knob.part == "variety" for knob in inside):
        said = ENDS_OF_VARIETY + (PEOPLE_ARE_NOT_VARIED if bench.side == RECRUITER else "")
        html.show(html.paragraph(said, "mm-quiet mm-small"))
    if any(knob.part == "articles" for knob in inside):
        html.show(html.paragraph(ARTICLES_MOVE_NO_ROLE, "mm-quiet mm-small"))
    if any(knob.part == "bands" for knob in inside):
        html.show(html.paragraph(BANDS_MOVE_NO_ROLE, "mm-quiet mm-small"))


def _draw_knob(bench: Bench, knob: Knob) -> None:
    number, before = (
        weights.numbers[knob.part][knob.name] for weights in (bench.weights, bench.base)
    )
    label = knob.label if number == before else f"{knob.label} (was {before:g})"
    slider, box = (f"tuning_{bench.side}_{knob.part}_{knob.name}_{end}" for end in ("slide", "box"))
    least, slider_most, most = _range(bench, knob, max(number, before))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.slider(
            label,
            least,
            slider_most,
            number,
            knob.step,
            format="%g",
            key=bench.key(slider, number),
            on_change=bench.take,
            args=(slider, knob.part, knob.name),
        )
        st.number_input(
            f"{knob.label}, as a number",
            least,
            most,
            number,
            knob.step,
            format="%g",
            key=bench.key(box, number),
            label_visibility="collapsed",
            width=88,
            on_change=bench.take,
            args=(box, knob.part, knob.name),
        )


def _range(bench: Bench, knob: Knob, highest: float) -> tuple[float, float, float]:
    """Return where both begin, how far a slider reaches, and a number: to where it is and was."""
    if knob.part == "weights":
        every = max(*bench.weights.weights.values(), *bench.base.weights.values())
        return 0.0, float(USUAL_MOST * max(1, math.ceil(every / USUAL_MOST))), MOST_POINTS
    if knob.part == "variety":
        least, most = VARIETY_RANGE[knob.name]
        return least, min(most, max(USUAL_GAP, math.ceil(highest))), most
    if knob.part == "bands":
        least, most = KNOWN["bands"][2]
        return least, most, most
    if knob.part == "articles" and knob.name in TERMS:
        return 0.0, max(MOST_OF_ARTICLES, math.ceil(highest)), KNOWN["articles"][2][1]
    slider, number = MOST_OF_CURVE.get(knob.name, (1.0, 1.0))
    return 0.0, max(slider, math.ceil(highest)), max(number, math.ceil(highest))


def curve(weights: WeightSet, base: WeightSet, name: str) -> str:
    """Return the HTML of a curve: a line for what the term counts, an area for what it did."""
    now, before = (curve_points(one, name) for one in (weights, base))
    widest = max(now.x.max(), before.x.max())
    area = [(0.0, 0.0), *zip(before.x / widest, before.y, strict=True), (1.0, 0.0)]
    line = list(zip(now.x / widest, now.y, strict=True))
    band = [*line, *((x, y - THICK) for x, y in reversed(line))]
    said = f"Up: {now.y_label}, 0 to 1. Across: {now.x_label}, {now.x.min():g} to {widest:g}."
    return (
        f'<figure class="mt-curve"><div aria-hidden="true"><i style="{_polygon(area)}"></i>'
        f'<b style="{_polygon(band)}"></b></div>'
        f"<figcaption>{look.escape(said)}</figcaption></figure>"
    )


def _polygon(points: Iterable[tuple[float, float]]) -> str:
    """Return the style that cuts a shape out of a box, (0, 0) being its lower left corner."""
    corners = ",".join(f"{100 * x:.1f}% {100 * (1 - y):.1f}%" for x, y in points)
    return f"clip-path:polygon({corners})"
