"""Writing down what was done to accounts: ids and controlled words, never an e-mail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matching.store.schema import AuditEntryRow

CONSOLE = "console"
"""The actor of what an operator does by a command."""


def record(
    session: Session, now: datetime, *, actor: str, action: str, account_id: str, **details: object
) -> None:
    """Add an entry about an account to the audit log."""
    kept: dict[str, Any] = dict(details)
    session.add(
        AuditEntryRow(
            at=now,
            actor=actor,
            action=action,
            target_kind="account",
            target_id=account_id,
            details=kept,
        )
    )
