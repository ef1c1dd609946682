"""What staff do with a role in a list: edit, confirm, close, and open it again."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import streamlit as st

from matching.authorization import Actor
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.pieces import role_opening
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.pieces.row_pages import Record
from matching.screens.staff import organization_choice
from matching.screens.visit import session
from matching.services import staff
from matching.store import Database

_CLOSED: Final = "just_closed_roles"


def role_title(role_id: str, title: str, org_id: str) -> str:
    """Return the HTML of a role's title and its organization, both links to their pages."""
    name = organization_choice.organization_names().get(org_id, org_id)
    role, organization = addresses.role_link(role_id), addresses.organization_link(org_id)
    return f'<h3>{html.link(role, title)}</h3><p class="mm-org">{html.link(organization, name)}</p>'


def role_buttons(role: Record) -> None:
    """Show what can be done with a role: edit, and confirm and close it, or open it again.

    Parameters
    ----------
    role : dict
        `role_id`, `title`, `version`, `is_open`.
    """
    role_id = role["role_id"]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        edit = html.link(addresses.edit_role_link(role_id), "Edit")
        st.html(f'<p class="mm-flush">{edit}</p>', width="content")
        if role["is_open"]:
            quiet_button(
                "Still open",
                ":material/check:",
                f"confirm_{role_id}",
                session.attempt,
                staff.confirm_role_open,
                role_id,
                done=f"Confirmed as open today: {role['title']}",
            )
            quiet_button(
                "Close",
                ":material/lock:",
                f"close_{role_id}",
                session.attempt,
                _close,
                role_id,
                role["title"],
                version=role["version"],
            )
        else:
            quiet_button(
                "Open again",
                ":material/lock_open:",
                f"open_{role_id}",
                session.attempt,
                _open,
                role_id,
                version=role["version"],
                done=f"Open again: {role['title']}",
            )


def show_just_closed() -> None:
    """Show the roles that were closed just now as thin rows, with a button to open them again."""
    for role_id, (title, version) in _closed().items():
        with st.container(border=True, horizontal=True, key=f"card_gone_{role_id}", gap="small"):
            st.html(f'<p class="mm-gone">Closed: {look.words(title)}</p>', width="content")
            quiet_button(
                "Open again",
                ":material/undo:",
                f"undo_{role_id}",
                session.attempt,
                _open,
                role_id,
                version=version,
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
    role_opening.open_role(database, actor, role_id, version=version, now=now)
    _closed().pop(role_id, None)
