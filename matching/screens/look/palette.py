"""The colours of the app, and the style sheet made of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

PALETTE: Final[Mapping[str, tuple[str, str]]] = {
    "page": ("#fbfaf6", "#141b1a"),
    "surface": ("#ffffff", "#1c2624"),
    "soft": ("#f1f3ee", "#223029"),
    "line": ("#d9ded6", "#35453f"),
    "text": ("#22302c", "#e7eeea"),
    "quiet": ("#55635e", "#a9b8b1"),
    "accent": ("#1f6354", "#86d3bb"),
    "plain": ("#3c4a46", "#cfd9d4"),
    "plain-back": ("#eceeea", "#29352f"),
    "fits": ("#1c5f3c", "#93dcb4"),
    "fits-back": ("#e2f1e7", "#17382a"),
    "weigh": ("#774700", "#f2cb80"),
    "weigh-back": ("#fbefd8", "#3b2d12"),
    "ask": ("#47535c", "#bcc7ce"),
    "ask-back": ("#e9edf0", "#293238"),
    "missing": ("#97291f", "#f6aca3"),
    "missing-back": ("#fbe6e3", "#43211e"),
}
"""Every colour used in HTML, as (in the light theme, in the dark theme)."""

TEXT_ON_BACKGROUND: Final[tuple[tuple[str, str], ...]] = (
    *((text, back) for text in ("text", "quiet", "accent") for back in ("page", "surface", "soft")),
    *((tone, back) for tone in ("fits", "weigh", "ask", "missing") for back in ("page", "surface")),
    *((tone, f"{tone}-back") for tone in ("plain", "fits", "weigh", "ask", "missing")),
)
"""The pairs of `PALETTE` that are shown as text on a background."""


def apply() -> None:
    """Put the style sheet into the page; call it once in every run, before anything is drawn."""
    scheme = st.context.theme.type or "light dark"  # dialogs lie outside of what Streamlit sets
    st.html(f"<style>html{{color-scheme:{scheme}}}\n{style_sheet()}</style>")


@cache
def style_sheet() -> str:
    """Return the style sheet: the colours of `PALETTE` as variables, then `look.css`."""
    colours = "".join(
        f"--mm-{name}:light-dark({light},{dark});" for name, (light, dark) in PALETTE.items()
    )
    rules = Path(__file__).with_name("look.css").read_text(encoding="utf-8")
    return f":root{{{colours}}}\n{rules}"
