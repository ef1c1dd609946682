"""The bar at the bottom edge of a form: what is not saved, and the button to save."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from matching.screens import look


@contextmanager
def save_bar(said: str, key: str, on_save: Callable[..., Any], *args: Any) -> Iterator[None]:
    """Draw the bar; what is drawn within the context stands behind the button.

    Parameters
    ----------
    said : str
        Whether everything is saved, or what is to be corrected first.
    key : str
        Of the button.
    """
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", key="edit_bar"):
        st.html(f'<p class="mr-status" role="status">{look.escape(said)}</p>')
        st.button(
            "Save", type="primary", icon=":material/save:", key=key, on_click=on_save, args=args
        )
        yield
