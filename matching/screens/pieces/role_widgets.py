"""The widget of one column of a role.

A widget that can be emptied has no default: emptying one that has a default brings that back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from matching import Catalog
from matching.screens.pieces import named_box, role_fields
from matching.screens.pieces.role_fields import NEEDS, NOT_STATED, YES_NO, Field

PLEASE: Final = "Please say"

Shown = Mapping[str, Any]


def draw_field(catalog: Catalog, field: Field, cells: Mapping[str, str], shown: Shown) -> None:
    """Draw the widget of a column.

    Parameters
    ----------
    cells : mapping of column to text
        Of the role, as they are typed.
    shown : mapping of widget key to value
        What the widgets show when they are first drawn.
    """
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
        _draw_choice(label, role_fields.options(catalog, field.name, cells), field, shown)
    if field.kind == "languages":
        names = role_fields.options(catalog, field.name, cells)
        for code in st.session_state[key]:
            need = role_fields.need_key(code)
            _segments(f"{names[code]}: how much it is needed", NEEDS, shown.get(need, ""), key=need)


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
