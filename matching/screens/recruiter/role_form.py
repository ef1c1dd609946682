"""The form of a role: a widget for every column, in folded sections, faults beside their fields.

A widget that can be emptied has no default: emptying one that has a default brings that back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from matching import Catalog
from matching.screens import look
from matching.screens.pieces import named_box, role_fields
from matching.screens.pieces.role_fields import NEEDS, NOT_STATED, SECTIONS, YES_NO, Field
from matching.screens.recruiter.role_draft import Draft

PLEASE: Final = "Please say"

Shown = Mapping[str, Any]


def draw(catalog: Catalog, draft: Draft) -> None:
    """Draw the form; what it shows is in `draft.typed` from the next run on."""
    shown = draft.fill()
    unfold, draft.is_to_unfold = draft.is_to_unfold, False
    for place, (title, fields) in enumerate(SECTIONS.items()):
        key = f"edit_section_{place}"
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
                _draw_field(catalog, draft, field, shown)


def _draw_field(catalog: Catalog, draft: Draft, field: Field, shown: Shown) -> None:
    label = f"{field.label} (needed)" if field.is_needed else field.label
    key = role_fields.key(field.name)
    common: dict[str, Any] = {"key": key, "help": field.help}
    value = shown[key]
    empty = PLEASE if field.is_needed else NOT_STATED
    if field.kind == "text":
        st.text_input(label, value, placeholder=empty, **common)
    elif field.kind == "date":
        st.text_input(label, value, placeholder=role_fields.DATE_HINT, width=320, **common)
    elif field.kind == "long":
        st.text_area(label, value, height=160, placeholder=empty, **common)
    elif field.kind == "number":
        st.number_input(
            label, 0.0, value=None, step=1.0, format="%g",
            placeholder=empty, width=320, **common,
        )  # fmt: skip
    elif field.kind == "yes-no":
        _segments(label, YES_NO, value, **common)
    else:
        _draw_choice(label, role_fields.options(catalog, field.name, draft.typed), field, shown)
    if field.kind == "languages":
        names = role_fields.options(catalog, field.name, draft.typed)
        for code in st.session_state[key]:
            need = role_fields.need_key(code)
            _segments(f"{names[code]}: how much it is needed", NEEDS, shown.get(need, ""), key=need)
    if fault := draft.fault(field.name):
        st.html(f'<p class="mr-fault" role="alert">{look.escape(fault)}</p>')


def _draw_choice(label: str, labels: Mapping[str, str], field: Field, shown: Shown) -> None:
    key = role_fields.key(field.name)
    ids, value = list(labels), shown[key]
    common: dict[str, Any] = {
        "placeholder": PLEASE if field.is_needed else NOT_STATED,
        "key": key,
        "help": field.help,
    }
    if field.name in role_fields.NAMED:
        named_box.several(label, labels, role_fields.NAMED[field.name], default=value, **common)
        return
    common |= {"format_func": lambda id_: labels.get(id_, id_), "filter_mode": "contains"}
    if field.kind == "one":
        index = ids.index(value) if field.is_needed and value in labels else None
        st.selectbox(label, ids, index=index, **common)
    else:
        st.multiselect(label, ids, default=value, select_all=False, **common)


def _segments(label: str, labels: Mapping[str, str], value: str, **common: Any) -> None:
    st.segmented_control(
        label, list(labels), default=value, required=True, format_func=labels.__getitem__, **common
    )
