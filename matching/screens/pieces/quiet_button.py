"""The button of what can be done with one thing in a list: without a frame, and as wide as it is.

Beside it stand others like it, so that none calls louder than what the list is about.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st


def quiet_button(
    label: str,
    icon: str,
    key: str,
    on_click: Callable[..., Any],
    *args: Any,
    disabled: bool = False,
    hint: str | None = None,
    **more: Any,
) -> None:
    """Draw the button.

    Parameters
    ----------
    on_click : callable
        Called with what follows, such as `session.attempt` with a verb.
    hint : str or None
        Shown beside the pointer.
    """
    st.button(
        label,
        icon=icon,
        type="tertiary",
        key=key,
        disabled=disabled,
        help=hint,
        on_click=on_click,
        args=args,
        kwargs=more,
    )
