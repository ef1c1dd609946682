"""The style sheets of pages, each a file beside this one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st


def put(*names: str) -> None:
    """Put style sheets on the page, by their names."""
    st.html(f"<style>{_text(names)}</style>")


@cache
def _text(names: tuple[str, ...]) -> str:
    folder = Path(__file__).parent
    return "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in names)
