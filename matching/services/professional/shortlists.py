"""A professional's own shortlist."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.shared.errors import RequestError
from matching.services.shared.role_standing import is_open, listed_role
from matching.services.shared.subjects import own, require_now
from matching.services.shared.texts import LONGEST_NOTE, text_of
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import OrganizationRow, RoleRow, ShortlistRow

MOST_KEPT: Final = 500
COLUMNS: Final = (
    "role_id", "title", "org_name", "is_open", "is_taken_out", "note", "added_at"
)  # fmt: skip


def my_shortlist(database: Database, actor: Actor, *, now: datetime) -> pd.DataFrame:
    """List the roles that one keeps, the newest first.

    Returns
    -------
    DataFrame
        `role_id`, `title`, `org_name`, `is_open`, `is_taken_out` (its organization asked to be
        taken out of the catalog), `note`, `added_at`.
    """
    with database.reading() as session:
        require_now(session, actor, "shortlist.read", own(actor))
        kept = session.execute(
            select(ShortlistRow, RoleRow, OrganizationRow.name, OrganizationRow.taken_out_at)
            .join(RoleRow, RoleRow.role_id == ShortlistRow.role_id)
            .join(OrganizationRow, OrganizationRow.org_id == RoleRow.org_id)
            .where(ShortlistRow.account_id == actor.account_id)
            .order_by(ShortlistRow.added_at.desc(), ShortlistRow.role_id)
        )
        rows = [
            (
                role.role_id,
                role.title,
                org_name,
                is_open(role, now) and taken_out_at is None,
                taken_out_at is not None,
                item.note,
                item.added_at,
            )  # fmt: skip
            for item, role, org_name, taken_out_at in kept
        ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def add_to_shortlist(
    database: Database, actor: Actor, role_id: str, note: str = "", *, now: datetime
) -> None:
    """Keep a role; one that is kept already stays as it is, with its note.

    Raises
    ------
    RequestError
        The note is too long, or the list is full.
    """
    with changing(database) as session:
        require_now(session, actor, "shortlist.change", own(actor))
        listed_role(session, role_id)
        text = text_of(note, "a note", lines=True)
        if session.get(ShortlistRow, (actor.account_id, role_id)) is None:
            _add(session, actor, role_id, text, now)


def bring_shortlist(
    database: Database, actor: Actor, notes: Mapping[str, str], *, now: datetime
) -> None:
    """Keep all roles that one saved before signing in, or none of them.

    A role that is kept already is not kept twice; its two notes become one. Roles that there are
    no more are passed over.

    Parameters
    ----------
    notes : mapping of role id to note
        In the order of saving.

    Raises
    ------
    RequestError
        A note is too long, or the list would be too long.
    """
    with changing(database) as session:
        require_now(session, actor, "shortlist.change", own(actor))
        known = set(session.scalars(select(RoleRow.role_id).where(RoleRow.role_id.in_(notes))))
        for place, role_id in enumerate(role_id for role_id in notes if role_id in known):
            text = text_of(notes[role_id], "a note", lines=True)
            item = session.get(ShortlistRow, (actor.account_id, role_id))
            if item is None:
                _add(session, actor, role_id, text, now + timedelta(microseconds=place))
            elif text and text not in item.note:
                item.note = f"{item.note}\n\n{text}".strip()[:LONGEST_NOTE]
                audit(session, actor, "shortlist.change", ("role", role_id), now, what="note")


def change_note(
    database: Database, actor: Actor, role_id: str, note: str, *, now: datetime
) -> None:
    """Write another note to a role that one keeps.

    Raises
    ------
    RequestError
        The note is too long, or the role is not kept.
    """
    with changing(database) as session:
        require_now(session, actor, "shortlist.change", own(actor))
        text = text_of(note, "a note", lines=True)
        item = session.get(ShortlistRow, (actor.account_id, role_id))
        if item is None:
            raise RequestError("This role is not on your shortlist.")
        item.note = text
        audit(session, actor, "shortlist.change", ("role", role_id), now, what="note")


def remove_from_shortlist(database: Database, actor: Actor, role_id: str, *, now: datetime) -> None:
    """Keep a role no longer; nothing happens if it was not kept."""
    with changing(database) as session:
        require_now(session, actor, "shortlist.change", own(actor))
        item = session.get(ShortlistRow, (actor.account_id, role_id))
        if item is not None:
            session.delete(item)
            audit(session, actor, "shortlist.change", ("role", role_id), now, what="removed")


def _add(session: Session, actor: Actor, role_id: str, note: str, now: datetime) -> None:
    kept = select(func.count()).where(ShortlistRow.account_id == actor.account_id)
    if (session.scalar(kept) or 0) >= MOST_KEPT:
        raise RequestError(f"A shortlist has at most {MOST_KEPT} roles; remove some first.")
    session.add(ShortlistRow(account_id=actor.account_id, role_id=role_id, note=note, added_at=now))
    audit(session, actor, "shortlist.change", ("role", role_id), now, what="added")
