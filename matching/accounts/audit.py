"""Writing down who did what: ids, counts and controlled words, never an e-mail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matching.store.schema import AuditEntryRow

CONSOLE = "console"
"""The actor of what an operator does by a command."""


def record(
    session: Session,
    now: datetime,
    *,
    actor: str,
    action: str,
    target: tuple[str, str],
    **details: Any,
) -> None:
    """Add an entry to the audit log; `target` is the kind and the id of what it was done to."""
    kind, target_id = target
    entry = {"target_kind": kind, "target_id": target_id, "details": details}
    session.add(AuditEntryRow(at=now, actor=actor, action=action, **entry))
