"""What a dialog is to be opened about: kept from the press of a button to the end of the dialog."""

from __future__ import annotations

from typing import Generic, TypeVar

import streamlit as st

About = TypeVar("About")


class Asking(Generic[About]):
    """Something that a person was asked about in a dialog, and has not answered yet.

    Parameters
    ----------
    key : str
        Where the session keeps it.
    """

    def __init__(self, key: str) -> None:
        self.key = key

    def begin(self, about: About) -> None:
        """Let the next run open the dialog."""
        st.session_state[self.key] = about

    def about(self) -> About | None:
        """Return what is asked about; None if no dialog is to be open."""
        found: About | None = st.session_state.get(self.key)
        return found

    def take(self) -> About | None:
        """Return what is asked about and forget it, for a dialog that only shows something."""
        found: About | None = st.session_state.pop(self.key, None)
        return found

    def close(self) -> None:
        """Forget it: the dialog does not open again."""
        st.session_state.pop(self.key, None)
