"""How a person and a role fit: score, reasons, what to weigh, what is required, the points.

The same pieces for the professional who looks at a role and for the recruiter who looks at a
person; the sentences of the explanation were written for that reader already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from matching import phrases
from matching.aspects.voice import Reader, voice_for
from matching.comparison.bands import BANDS
from matching.screens import look
from matching.screens.look import charts, html
from matching.words.bands import strength, strength_means
from matching.words.explanation import Explanation

STATUSES: dict[str, tuple[look.Tone, str]] = {
    "missing": ("missing", "Missing"),
    "not stated": ("ask", "Not stated: ask"),
    "met": ("fits", "Met"),
}


def show(
    explanation: Explanation,
    reader: Reader = "professional",
    band: int | None = None,
    in_the_way: str = "",
    answer: Callable[[Sequence[str]], None] | None = None,
) -> None:
    """Show score, reasons, concerns, requirements and points of a match.

    Parameters
    ----------
    band, in_the_way
        Of the role in the list of a professional, as `cards.Standing` has them; None if the role
        is not in that list, or for a recruiter.
    answer
        Draws boxes for fields of the profile that were not said, below the sentences about them.
    """
    voice = voice_for(reader)
    who_says = voice.either(
        "the source or your profile does not say", "neither the person nor the role says"
    )
    html.show(
        html.heading(voice.either("You and this role", "How they fit the role")),
        _score(explanation, band, in_the_way),
        _reasons(explanation, voice.either("What speaks for it", "What speaks for them")),
        _tinted("What to weigh", explanation.concerns),
        _unsaid(explanation, voice.either("What you have not said", "What the role does not say")),
    )
    if answer is not None and explanation.unsaid:
        answer([item.field for item in explanation.unsaid])
    html.show(
        html.heading("What the role requires", 3),
        _requirements(explanation, voice.them),
        html.heading("Where the points come from", 3),
        html.paragraph(
            f"A full green bar is the most a line can give. Grey: {who_says}, and a middling value "
            f"was taken. {_left_out(explanation)}",
            "mm-quiet",
        ),
    )
    table = charts.points_table(explanation)
    shown = table.assign(Why=[look.plain(text) for text in table["Why"]])
    st.altair_chart(
        charts.points_chart(explanation),
        key="points_chart",
        alt=f"Points of {len(charts.drawn(explanation))} lines; the table below has all.",
    )
    with st.expander("The same as a table", icon=":material/table_rows:"):
        st.table(shown.style.format({"Points": "{:.2f}", "At most": "{:g}"}), hide_index=True)


def _left_out(explanation: Explanation) -> str:
    """Say which terms are not drawn, and what they add to the score."""
    drawn = {term.term for term in charts.drawn(explanation)}
    others = [term for term in explanation.points if term.term not in drawn]
    if not others:
        return "The points add up to the score."
    labels = phrases.listed([term.label.lower() for term in others], most=len(others))
    points = sum(term.points for term in others)
    return (
        f"Not drawn, since nothing was asked of it: {labels}. That adds {points:.2f} of the "
        f"{explanation.score:.2f} points, which the table shows line by line."
    )


def _score(explanation: Explanation, band: int | None, in_the_way: str) -> str:
    verdict = (
        "Nothing that the role requires is missing."
        if explanation.is_match
        else "Not a match as things are."
    )
    missing = "".join(look.chip(text, "missing") for text in explanation.missing)
    word = means = ""
    if band is not None:
        word = f"<strong>{strength(explanation.score, band)}</strong> · "
        said = f"{BANDS[band]}: {phrases.inside(in_the_way)}." if in_the_way else f"{BANDS[band]}."
        means = html.paragraph(f"{said} {strength_means(explanation.score, band)}")
    return (
        f'<div class="mb-score">{word}<strong>{explanation.score:.2f}</strong>'
        f"<span>of 100 points. {look.escape(verdict)}</span></div>{means}{look.chips([missing])}"
    )


def _reasons(explanation: Explanation, title: str) -> str:
    if not explanation.reasons:
        return ""
    texts = [f"{term.label}: {term.text}" for term in explanation.reasons]
    return html.heading(title, 3) + html.bullets(texts, "mb-list-fits")


def _unsaid(explanation: Explanation, title: str) -> str:
    if not explanation.unsaid:
        return ""
    return html.heading(title, 3) + html.bullets([item.text for item in explanation.unsaid])


def _tinted(title: str, texts: tuple[str, ...]) -> str:
    if not texts:
        return ""
    return (
        f'<section class="mb-note mb-note-weigh"><h2>{look.escape(title)}</h2>'
        f"{html.bullets(texts)}</section>"
    )


def _requirements(explanation: Explanation, whom: str) -> str:
    rows = "".join(
        f'<tr><th scope="row">{look.escape(need.label)}</th>'
        f"<td>{look.chip(word, tone)}</td><td>{look.escape(need.text)}</td></tr>"
        for status, (tone, word) in STATUSES.items()
        for need in explanation.requirements
        if need.status == status
    )
    rest = [need.label.lower() for need in explanation.requirements if need.status == "not asked"]
    nothing = f"Nothing is asked of {whom} as to: {', '.join(rest)}." if rest else ""
    return f'<table class="mb-needs"><tbody>{rows}</tbody></table>' + html.paragraph(
        nothing, "mm-quiet mb-silent"
    )
