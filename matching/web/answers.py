"""What an organization answered about a role, for the plain page of that."""

from __future__ import annotations

from datetime import UTC, datetime

from matching.authorization import VISITOR, NotAllowedError
from matching.services.conversation import Answered, answered_questions
from matching.store import Database

__all__ = ["answered"]


def answered(database: Database, role_id: str) -> tuple[Answered, ...]:
    """Give questions about a role with the organization's answers; none of a role that is gone."""
    try:
        return answered_questions(database, VISITOR, role_id, now=datetime.now(UTC))
    except NotAllowedError:
        return ()
