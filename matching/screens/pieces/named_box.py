"""Boxes that offer other names too; what is chosen under one is the thing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

from matching.screens.visit import named


def several(
    label: str,
    options: Mapping[str, str],
    kinds: tuple[str, ...],
    key: str,
    then: Callable[[], None] | None = None,
    **common: Any,
) -> list[str]:
    """Draw a box of several, which returns the ids that were chosen, each once.

    Parameters
    ----------
    options : mapping of id to label
    kinds : tuple of str
        What the options are, as the table of names has it, such as `("country",)`.
    then : callable or None
        Called after a change.
    **common
        As `st.multiselect` takes it.
    """
    offered = named.offered(options, kinds)
    chosen = st.multiselect(
        label,
        list(offered),
        format_func=lambda option: offered.get(option, option),
        filter_mode="fuzzy",
        select_all=False,
        key=key,
        on_change=_settle,
        args=(key, then),
        **common,
    )
    return _plain(chosen)  # an address may hold another name too


def _plain(chosen: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(named.plain(option) for option in chosen))


def _settle(key: str, then: Callable[[], None] | None) -> None:
    st.session_state[key] = _plain(st.session_state[key])
    if then is not None:
        then()


def one(
    label: str, options: Mapping[str, str], kinds: tuple[str, ...], key: str, **common: Any
) -> None:
    """Draw a box of which one is chosen; `st.session_state[key]` has its id."""
    offered = named.offered(options, kinds)
    st.selectbox(
        label,
        list(offered),
        format_func=lambda option: offered.get(option, option),
        filter_mode="fuzzy",
        key=key,
        on_change=_settle_one,
        args=(key,),
        **common,
    )


def _settle_one(key: str) -> None:
    if (chosen := st.session_state[key]) is not None:
        st.session_state[key] = named.plain(chosen)
