"""How the app looks, without anything of the visit: elements of HTML, colours, links, pages.

Everything that becomes HTML passes through `escape` first, or through `words` where it is wholly
what a person wrote: words that run from right to left then turn nothing around them. `chip`,
`chips` and `symbol` return HTML text for `st.html`. Colours come from `PALETTE` as pairs (light,
dark); the browser picks one by the theme that is on.
"""

from __future__ import annotations

from matching.screens.look.elements import (
    PROFESSION_ICONS,
    SETTING_ICONS,
    Tone,
    address,
    chip,
    chips,
    empty,
    escape,
    icon_for_profession,
    icon_for_setting,
    page_header,
    plain,
    symbol,
    words,
)
from matching.screens.look.palette import PALETTE, TEXT_ON_BACKGROUND, apply, style_sheet

__all__ = [
    "PALETTE",
    "PROFESSION_ICONS",
    "SETTING_ICONS",
    "TEXT_ON_BACKGROUND",
    "Tone",
    "address",
    "apply",
    "chip",
    "chips",
    "empty",
    "escape",
    "icon_for_profession",
    "icon_for_setting",
    "page_header",
    "plain",
    "style_sheet",
    "symbol",
    "words",
]
