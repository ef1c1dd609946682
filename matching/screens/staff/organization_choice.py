"""Choosing one organization of all."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from matching import columns
from matching.screens.visit import resources


def organization_names() -> dict[str, str]:
    """Return the names of all organizations by their id, in the order of the alphabet."""
    names = resources.catalog().organizations[columns.NAME]
    pairs = [(str(org_id), str(name)) for org_id, name in names.items()]
    return dict(sorted(pairs, key=lambda pair: pair[1].casefold()))


def choose_organization(
    label: str, key: str, without: Sequence[str] = (), placeholder: str = "Type a part of its name"
) -> str | None:
    """Show a choice of one organization; return its id, None for none."""
    names = organization_names()
    return st.selectbox(
        label,
        [org_id for org_id in names if org_id not in without],
        index=None,
        format_func=lambda org_id: names.get(org_id, org_id),
        placeholder=placeholder,
        filter_mode="contains",
        key=key,
    )
