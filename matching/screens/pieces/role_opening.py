"""Opening a closed role again, and what it still lacks in words."""

from __future__ import annotations

from datetime import datetime

from matching.authorization import Actor
from matching.screens.pieces import role_fields
from matching.services import recruiter
from matching.services.shared.errors import RequestError, RoleError
from matching.store import Database


def open_role(
    database: Database, actor: Actor, role_id: str, *, version: int, now: datetime
) -> int:
    """Open a closed role as `reopen_role` does, and say in words what it still lacks.

    Raises
    ------
    RequestError
        It is past, or lacks something.
    """
    try:
        return recruiter.reopen_role(database, actor, role_id, version=version, now=now)
    except RoleError as error:
        lacks = role_fields.faults_in_words(error.problems)
        raise RequestError(
            f"Before it can be opened, this role has to be edited. {lacks}"
        ) from error
