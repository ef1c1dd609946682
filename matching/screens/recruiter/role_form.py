"""The form of a role: a widget for every column, in folded sections, faults beside their fields."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from matching import Catalog
from matching.screens import look
from matching.screens.pieces import role_widgets
from matching.screens.pieces.role_fields import SECTIONS
from matching.screens.recruiter.role_draft import Draft


def draw(catalog: Catalog, draft: Draft) -> None:
    """Draw the form; what it shows is in `draft.typed` from the next run on."""
    shown = draft.fill()
    unfold, draft.is_to_unfold = draft.is_to_unfold, False
    for place, (title, fields) in enumerate(SECTIONS.items()):
        key = _section_key(place)
        n_faulty = sum(bool(draft.fault(field.name)) for field in fields)
        if key not in st.session_state:
            st.session_state[key] = place == 0
        if unfold and n_faulty:
            st.session_state[key] = True
        with st.expander(
            f"{title}: {n_faulty} to correct" if n_faulty else title,
            icon=":material/error:" if n_faulty else None,
            key=key,
            on_change="rerun",
        ):
            for field in fields:
                role_widgets.draw_field(catalog, field, draft.typed, shown)
                if fault := draft.fault(field.name):
                    st.html(f'<p class="mr-fault" role="alert">{look.escape(fault)}</p>')


def unfold(names: Collection[str]) -> None:
    """Unfold the sections of some columns when the form is drawn next."""
    for place, fields in enumerate(SECTIONS.values()):
        if any(field.name in names for field in fields):
            st.session_state[_section_key(place)] = True


def _section_key(place: int) -> str:
    return f"edit_section_{place}"
