"""The verbs of staff, gathered, and the report that anybody can make."""

from __future__ import annotations

from matching.services.accounts import (
    accounts,
    add_membership,
    create_recruiter,
    create_staff_account,
    disable_account,
    enable_account,
    new_password_link,
    remove_membership,
)
from matching.services.audit_log import audit_entries
from matching.services.organizations import (
    change_organization,
    find_roles,
    new_role,
    organization_form,
)
from matching.services.reports import (
    GOOD_FOR,
    Reach,
    people_reached,
    report_role,
    resolve_report,
    role_reports,
    verification_queue,
)
from matching.services.role_files import RoleImport, export_roles_csv, import_roles_csv
from matching.services.roles import (
    change_role,
    close_role,
    confirm_role_open,
    reopen_role,
    role_form,
)

__all__ = [
    "GOOD_FOR",
    "Reach",
    "RoleImport",
    "accounts",
    "add_membership",
    "audit_entries",
    "change_organization",
    "change_role",
    "close_role",
    "confirm_role_open",
    "create_recruiter",
    "create_staff_account",
    "disable_account",
    "enable_account",
    "export_roles_csv",
    "find_roles",
    "import_roles_csv",
    "new_password_link",
    "new_role",
    "organization_form",
    "people_reached",
    "remove_membership",
    "reopen_role",
    "report_role",
    "resolve_report",
    "role_form",
    "role_reports",
    "verification_queue",
]
