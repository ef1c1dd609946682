"""What is done far down on a long page, where nobody sees what its top says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from matching.screens.visit import session


def attempt(verb: Callable[..., Any], *args: Any, done: str, **more: Any) -> None:
    """Do something as `session.attempt`, and say where it stands why it was not done."""
    if not session.attempt(verb, *args, done=done, **more):
        st.toast("That was not done. The top of the page says why.", icon=":material/error:")
