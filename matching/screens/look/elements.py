"""How the app looks: one palette, one type scale, chips, icons, headers and empty states.

Everything that becomes HTML passes through `escape` first, or through `words` where it is wholly
what a person wrote: words that run from right to left then turn nothing around them. `chip`,
`chips` and `symbol` return HTML text for `st.html`. Colours come from `PALETTE` as pairs (light,
dark); the browser picks one by the theme that is on.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal

import streamlit as st

from matching.written import displayed, isolated

PROFESSION_ICONS: Final[Mapping[str, str]] = {
    "physician": "stethoscope",
    "dentist": "dentistry",
    "optometrist": "visibility",
    "physical-therapist": "accessibility_new",
    "nurse": "vaccines",
    "nurse-practitioner": "stethoscope",
    "nurse-anesthetist": "masks",
    "midwife": "pregnant_woman",
    "physician-assistant": "stethoscope",
    "pharmacist": "medication",
    "dental-hygienist": "dentistry",
    "dental-assistant": "dentistry",
    "occupational-therapist": "front_hand",
    "speech-therapist": "record_voice_over",
    "prosthetist-orthotist": "accessible_forward",
    "mental-health-counselor": "psychology",
    "psychologist": "psychology",
    "social-worker": "diversity_3",
    "public-health": "public",
    "community-health-worker": "diversity_1",
    "nutritionist": "nutrition",
    "laboratory": "biotech",
    "radiographer": "radiology",
    "respiratory-therapist": "pulmonology",
    "surgical-technologist": "surgical",
    "paramedic": "ambulance",
    "biomedical-engineer": "build",
    "health-administrator": "assignment",
    "chaplain": "volunteer_activism",
    "student": "school",
    "non-clinical": "handshake",
}

SETTING_ICONS: Final[Mapping[str, str]] = {
    "hospital": "local_hospital",
    "clinic": "home_health",
    "mobile-clinic": "airport_shuttle",
    "ship": "directions_boat",
    "camp": "camping",
    "classroom": "school",
    "community": "groups",
    "remote": "laptop_mac",
    "field-base": "cottage",
}

Tone = Literal["plain", "fits", "weigh", "ask", "missing"]

_MARKDOWN: Final = frozenset(r"\`*_{}[]()#+-!:$~|<>&")
_SYMBOL: Final = re.compile(r":material/([a-z0-9_]+):")


def escape(text: object) -> str:
    """Return a sentence so that HTML shows it as it is; None becomes nothing."""
    return "" if text is None else html.escape(isolated(str(text)), quote=True)


def address(text: str) -> str:
    """Return an address of the web for an attribute of HTML; nothing is put into it."""
    return html.escape(displayed(text), quote=True)


def words(text: object, tag: Literal["p", "div", "bdi"] = "bdi", css_class: str = "") -> str:
    """Return HTML for what a person wrote: it runs in the direction of its own letters.

    Parameters
    ----------
    text : str
        The whole of a name, a title or a note; for a sentence with a name in it, `escape`.
    tag : str
        An element of its own, or `bdi` within a line, which is left out where every letter runs
        from left to right.

    Examples
    --------
    >>> words("שרה"), words("Sara <b>"), words("Sara", "p", "mm-org")
    ('<bdi dir="auto">שרה</bdi>', 'Sara &lt;b&gt;', '<p dir="auto" class="mm-org">Sara</p>')
    """
    said = "" if text is None else displayed(str(text))
    if not said or (tag == "bdi" and isolated(said) == said):
        return html.escape(said, quote=True)
    kind = f' class="{css_class}"' if css_class else ""
    return f'<{tag} dir="auto"{kind}>{html.escape(said, quote=True)}</{tag}>'


def plain(text: str) -> str:
    r"""Return `text` so that Streamlit's Markdown shows it as it is.

    Examples
    --------
    >>> plain("*Two* more")
    '\\*Two\\* more'
    """
    return "".join(f"\\{char}" if char in _MARKDOWN else char for char in isolated(text))


def icon_for_profession(profession: str) -> str:
    """Return the Material symbol of a profession, as Streamlit text takes it."""
    return f":material/{PROFESSION_ICONS.get(profession, 'medical_services')}:"


def icon_for_setting(setting: str) -> str:
    """Return the Material symbol of a setting, as Streamlit text takes it."""
    return f":material/{SETTING_ICONS.get(setting, 'place')}:"


def symbol(icon: str) -> str:
    """Return HTML for an icon, either `:material/name:` or an emoji; screen readers skip it.

    Examples
    --------
    >>> symbol(":material/school:")
    '<span class="mm-symbol" aria-hidden="true" translate="no">school</span>'
    >>> symbol("")
    ''
    """
    if not icon:
        return ""
    found = _SYMBOL.fullmatch(icon)
    if found:
        return f'<span class="mm-symbol" aria-hidden="true" translate="no">{found[1]}</span>'
    return f'<span aria-hidden="true">{escape(icon)}</span>'


def chip(text: str, tone: Tone = "plain", icon: str = "") -> str:
    """Return HTML for a small label; the tone says what it means (see `PALETTE`).

    Examples
    --------
    >>> chip("2 weeks <b>", "fits")
    '<span class="mm-chip mm-fits">2 weeks &lt;b&gt;</span>'
    """
    return f'<span class="mm-chip mm-{tone}">{symbol(icon)}{words(text)}</span>'


def chips(parts: Iterable[str]) -> str:
    """Return HTML for a row of chips, the parts being what `chip` returns or nothing."""
    row = "".join(part for part in parts if part)
    return f'<div class="mm-chips">{row}</div>' if row else ""


def page_header(title: str, lead: str = "") -> None:
    """Draw the heading of a page and the sentence below it."""
    below = f'<p class="mm-lead">{escape(lead)}</p>' if lead else ""
    st.html(f'<header class="mm-header"><h1>{words(title)}</h1>{below}</header>')


def empty(title: str, text: str, hint: str = "") -> None:
    """Draw a friendly notice where a list has nothing to show, with a hint what to do next."""
    below = f'<p class="mm-hint">{escape(hint)}</p>' if hint else ""
    st.html(
        f'<section class="mm-empty"><h2>{escape(title)}</h2><p>{escape(text)}</p>{below}</section>'
    )
