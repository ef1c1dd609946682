"""A candidate in a list: who it is, where they stand, what speaks for them, what to ask.

A candidate is a row of what the verb `candidates` gives, as `itertuples` gives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

import pandas as pd
import streamlit as st

from matching import Catalog, phrases
from matching.screens import look
from matching.screens.look import pages
from matching.screens.pieces import cards
from matching.services.recruiter.candidate_tables import spoken_in_words
from matching.store.words import CANDIDATE_STAGES
from matching.words import wording

Row: TypeAlias = Any
"""A row of candidates; where it says so, a `Candidate` will do as well."""
STAGE_TONES: Final[Mapping[str, look.Tone]] = {
    "accepted": "fits",
    "went": "fits",
    "declined": "missing",
    "withdrawn": "missing",
}
INTRODUCTION_CHIPS: Final[Mapping[str, tuple[str, look.Tone, str]]] = {
    "asked": ("Introduction asked for", "ask", ":material/hourglass_empty:"),
    "agreed": ("Introduced", "fits", ":material/handshake:"),
    "refused": ("Introduction refused", "missing", ":material/block:"),
}
_HAND: Final = ":material/waving_hand:"
_FLAG: Final = ":material/flag:"


def called(row: Row) -> str:
    """Return the name of somebody who was introduced, and the label of everybody else.

    Parameters
    ----------
    row : row of candidates, or Candidate
    """
    return getattr(row, "name", "") or getattr(row, "label", "") or str(row.called)


def top(row: Row, role_id: str) -> None:
    """Draw who it is, as a link to the page of the person, and the score."""
    with st.container(horizontal=True, key=f"top_{row.account_id}"):
        link(row, role_id)
        st.html(cards.score(row.score) + _known(row), width="content")


def link(row: Row, role_id: str) -> None:
    """Draw what somebody is called, as a link to their page."""
    st.page_link(
        pages.file("candidate"),
        label=look.plain(called(row)),
        width="stretch",
        query_params={"role_id": role_id, "person": row.account_id},
    )


def points(row: Row) -> str:
    """Return the HTML of the score in a line."""
    said = f"{row.n_known} of {row.n_terms} known"
    number = (
        f'<strong class="mc-points">{row.score:.0f}</strong><span class="mm-hidden"> of 100</span>'
    )
    return f'<p class="mm-flush mm-quiet">{number} {said}</p>'


def here(*, is_here: bool) -> str:
    """Return the mark of the card on which keys act; nothing for the others."""
    return '<span class="mc-here mm-hidden">Keys act here</span>' if is_here else ""


def _known(row: Row) -> str:
    """Return the HTML of how much of what counts is known of the person and the role."""
    return f'<p class="mm-quiet mm-flush">{row.n_known} of {row.n_terms} known</p>'


def who(catalog: Catalog, row: Row) -> str:
    """Return the HTML of profession and specialties."""
    label = catalog.vocabulary.labels
    specialties = [label("specialty")[id_] for id_ in row.specialties]
    said = phrases.listed(phrases.lowered(specialties, first=True))
    profession = label("profession")[row.profession]
    text = f"{profession}: {said}" if said else profession
    return f'<p class="mm-org">{look.escape(text)}</p>'


def standing(row: Row, *, with_stage: bool = True) -> str:
    """Return the HTML of the chips: stage, interest, how long they wait, introduction.

    Parameters
    ----------
    row : row of candidates, or Candidate
    """
    days, stage = row.days_since_interest, row.stage
    interest = "" if pd.isna(days) else look.chip(interest_in_words(days), icon=_HAND)
    if row.needs_reminder:
        text = f"Has waited {phrases.counted(int(days), 'day')} for an answer"
        interest = look.chip(text, "weigh", ":material/schedule:")
    is_over = stage == "declined" and row.introduction == "asked"
    asked = None if is_over else INTRODUCTION_CHIPS.get(row.introduction)
    return look.chips(
        [
            look.chip(CANDIDATE_STAGES[stage], STAGE_TONES.get(stage, "plain"), _FLAG)
            if with_stage
            else "",
            interest,
            look.chip(*asked) if asked else "",
        ]
    )


def interest_in_words(days: float) -> str:
    """Say when interest was shown."""
    when = {0: "today", 1: "yesterday"}.get(int(days), f"{int(days)} days ago")
    return f"Showed interest {when}"


def facts(catalog: Catalog, row: Row) -> str:
    """Return the HTML of what they can give: stay, dates, languages, years, places."""
    spoken = [spoken_in_words(catalog, text) for text in row.languages]
    places = [catalog.places.names.get(place, place) for place in (*row.regions, *row.countries)]
    years = row.years_experience
    unit = "year" if years == 1 else "years"
    said: Iterable[tuple[str, str]] = (
        (phrases.span_in_words(row.min_weeks, row.max_weeks), ":material/schedule:"),
        (wording.window(row), ":material/event:"),
        (phrases.listed(spoken), ":material/translate:"),
        ("" if pd.isna(years) else f"{years:g} {unit} of practice", ":material/work_history:"),
        (phrases.listed(places, last_word="or"), ":material/place:"),
    )
    return look.chips(
        look.chip(text[:1].upper() + text[1:], icon=icon) for text, icon in said if text
    )


def card(catalog: Catalog, row: Row) -> str:
    """Return the HTML of a card in the list, below its title.

    Parameters
    ----------
    row : row of candidates
        With `answered`: questions that hardly anybody else of the list has answered.
    """
    answered = [f"Has said: {question}" for question in getattr(row, "answered", ())]
    return (
        f'<article class="mm-card">{who(catalog, row)}{standing(row)}{facts(catalog, row)}'
        f"{_lines(row.reasons, 'fits', ':material/check:', 'What speaks for them')}"
        f"{_lines(row.missing, 'missing', ':material/close:', 'What is missing')}"
        f"{_lines(answered, 'fits', ':material/check:', 'What others have not said')}"
        f"{cards.questions(row.questions)}</article>"
    )


def _lines(texts: Iterable[str], tone: look.Tone, icon: str, label: str) -> str:
    lines = "".join(
        f'<li class="mm-line mm-{tone}-line">{look.symbol(icon)}'
        f"<span>{look.escape(text)}</span></li>"
        for text in texts
    )
    return f'<ul class="mm-lines" aria-label="{label}">{lines}</ul>' if lines else ""
