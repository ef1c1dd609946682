"""Pieces that the pages of staff share: moments in words, rows in pages, what is done to a role."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

import pandas as pd
import streamlit as st

from matching import columns, phrases
from matching.authorization import Actor
from matching.screens import addresses, look, parts, recruiter_parts, resources, state
from matching.services import staff
from matching.store import Database

Record: TypeAlias = Mapping[Any, Any]
"""A row of what a service gave: column to value."""

ROWS: Final = 20
"""How many rows a page of a list has."""

_CLOSED: Final = "just_closed_roles"


def style() -> None:
    """Put the style sheets of these pages on the page."""
    parts.style()
    recruiter_parts.style()
    st.html(f"<style>{_style_sheet()}</style>")


@cache
def _style_sheet() -> str:
    return Path(__file__).with_name("staff.css").read_text(encoding="utf-8")


def day(at: datetime | None) -> str:
    """Return the day of a moment in words, `""` for none.

    Examples
    --------
    >>> day(datetime(2026, 11, 23, 12, 30)), day(None)
    ('23 November 2026', '')
    """
    return "" if at is None or pd.isna(at) else phrases.date_in_words(at.date().isoformat())


def moment(at: datetime) -> str:
    """Return a moment in words; it is in UTC, as the store keeps them.

    Examples
    --------
    >>> moment(datetime(2026, 11, 23, 12, 30))
    '23 November 2026, 12:30 UTC'
    """
    return f"{day(at)}, {at:%H:%M} UTC"


def count_line(number: int, one: str, note: str = "", *, many: str = "") -> None:
    """Show how many there are; lists scroll up to here when another page of them is chosen."""
    said = f"{phrases.counted(number, one, many)}{f'. {note}.' if note else ''}"
    parts.show(f'<p class="mm-list-top mm-quiet mm-flush" role="status">{look.escape(said)}</p>')


def show_rows(
    rows: Sequence[Record], key: str, draw: Callable[[Sequence[Record]], None], n: int = ROWS
) -> None:
    """Draw the rows of one page, and below them the page numbers where one does not hold all."""
    place = st.container()
    n_pages = max(1, -(-len(rows) // n))
    page = 1
    if n_pages > 1:
        page = st.pagination(n_pages, key=key, bind="query-params", on_change=state.show_top)
    with place:
        draw(rows[(page - 1) * n : page * n])


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


def role_title(role_id: str, title: str, org_id: str) -> str:
    """Return the HTML of a role's title and its organization, both links to their pages."""
    name = organization_names().get(org_id, org_id)
    role, organization = state.role_link(role_id), state.organization_link(org_id)
    return (
        f'<h3>{parts.link(role, title)}</h3><p class="mm-org">{parts.link(organization, name)}</p>'
    )


def role_buttons(role: Record) -> None:
    """Show what can be done with a role: edit, and confirm and close it, or open it again.

    Parameters
    ----------
    role : dict
        `role_id`, `title`, `version`, `is_open`.
    """
    role_id = role["role_id"]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        edit = parts.link(addresses.edit_role_link(role_id), "Edit")
        st.html(f'<p class="mm-flush">{edit}</p>', width="content")
        if role["is_open"]:
            st.button(
                "Still open",
                icon=":material/check:",
                type="tertiary",
                key=f"confirm_{role_id}",
                on_click=recruiter_parts.do,
                args=(staff.confirm_role_open, role_id),
                kwargs={"done": f"Confirmed as open today: {role['title']}"},
            )
            st.button(
                "Close",
                icon=":material/lock:",
                type="tertiary",
                key=f"close_{role_id}",
                on_click=recruiter_parts.do,
                args=(_close, role_id, role["title"]),
                kwargs={"version": role["version"]},
            )
        else:
            st.button(
                "Open again",
                icon=":material/lock_open:",
                type="tertiary",
                key=f"open_{role_id}",
                on_click=recruiter_parts.do,
                args=(_open, role_id),
                kwargs={"version": role["version"], "done": f"Open again: {role['title']}"},
            )


def show_just_closed() -> None:
    """Show the roles that were closed just now as thin rows, with a button to open them again."""
    for role_id, (title, version) in _closed().items():
        with st.container(border=True, horizontal=True, key=f"card_gone_{role_id}", gap="small"):
            st.html(f'<p class="mm-gone">Closed: {look.words(title)}</p>', width="content")
            st.button(
                "Open again",
                icon=":material/undo:",
                type="tertiary",
                key=f"undo_{role_id}",
                on_click=recruiter_parts.do,
                args=(_open, role_id),
                kwargs={"version": version},
            )


def _closed() -> dict[str, tuple[str, int]]:
    kept: dict[str, tuple[str, int]] = st.session_state.setdefault(_CLOSED, {})
    return kept


def _close(
    database: Database, actor: Actor, role_id: str, title: str, *, version: int, now: datetime
) -> None:
    newer = staff.close_role(database, actor, role_id, version=version, now=now)
    _closed()[role_id] = (title, newer)


def _open(database: Database, actor: Actor, role_id: str, *, version: int, now: datetime) -> None:
    recruiter_parts.open_role(database, actor, role_id, version=version, now=now)
    _closed().pop(role_id, None)
