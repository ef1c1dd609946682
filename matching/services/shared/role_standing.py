"""Whether a role was closed by hand, and when someone last said that it is open."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from matching.authorization import Actor
from matching.services.shared.subjects import require_now, role_subject, stored_role
from matching.store import Database
from matching.store.schema import RoleRow


@dataclasses.dataclass(frozen=True)
class RoleStanding:
    """What the store knows of a role beyond its source.

    Parameters
    ----------
    is_open : bool
        Whether interest can be shown: neither closed nor past.
    closed_at, confirmed_at : datetime or None
        When it was closed here; when someone last confirmed that it is open.
    """

    is_open: bool
    closed_at: datetime | None
    confirmed_at: datetime | None


def role_standing(database: Database, actor: Actor, role_id: str, *, now: datetime) -> RoleStanding:
    """Say whether a role is open; everybody may know it."""
    with database.reading() as session:
        require_now(session, actor, "catalog.read", role_subject(session, role_id))
        role = stored_role(session, role_id)
        return RoleStanding(is_open(role), role.closed_at, role.confirmed_at)


def is_open(role: RoleRow) -> bool:
    """Whether interest can be shown in a role."""
    return role.closed_at is None and role.status != "past"
