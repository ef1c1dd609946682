"""What was on a plain page once and is not any more, because its organization asked for that."""

from __future__ import annotations

from datetime import UTC, datetime

from matching.authorization import VISITOR, NotAllowedError
from matching.services.professional import organization_standing, role_standing
from matching.store import ConstraintError, Database

__all__ = ["was_taken_out"]


def was_taken_out(database: Database, kind: str, id_: str) -> bool:
    """Whether a plain page was that of an organization that was taken out, or of a role of it.

    Parameters
    ----------
    kind, id_ : str
        As in the address of the page.
    """
    now = datetime.now(UTC)
    try:
        if kind == "organizations":
            standing = organization_standing(database, VISITOR, id_, now=now)
            return standing.taken_out_at is not None
        return kind == "openings" and role_standing(database, VISITOR, id_, now=now).is_taken_out
    except (NotAllowedError, ConstraintError):  # no id has what cannot be stored
        return False
