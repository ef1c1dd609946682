"""Whether a role was closed by hand, and when someone last said that it is open."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from matching.authorization import Actor
from matching.services.access import require, role_subject, stored_role
from matching.services.common import is_open
from matching.store import Database

__all__ = ["RoleStanding", "role_standing"]


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
        require(session, actor, "catalog.read", role_subject(session, role_id))
        role = stored_role(session, role_id)
        return RoleStanding(is_open(role), role.closed_at, role.confirmed_at)
