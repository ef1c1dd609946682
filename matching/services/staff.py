"""The verbs of staff, gathered, and the report that anybody can make."""

from __future__ import annotations

from matching.services.accounts import (
    accounts,
    add_membership,
    audit_entries,
    disable_account,
    enable_account,
    remove_membership,
)
from matching.services.reports import (
    report_role,
    resolve_report,
    role_reports,
    verification_queue,
)

__all__ = [
    "accounts",
    "add_membership",
    "audit_entries",
    "disable_account",
    "enable_account",
    "remove_membership",
    "report_role",
    "resolve_report",
    "role_reports",
    "verification_queue",
]
