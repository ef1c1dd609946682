"""The verbs of staff, gathered; those on weights are in `matching.services.weights`."""

from __future__ import annotations

from matching.services.shared.role_files import RoleImport, export_roles_csv, import_roles_csv
from matching.services.shared.roles import (
    change_role,
    close_role,
    confirm_role_open,
    new_role,
    reopen_role,
    role_form,
)
from matching.services.staff.accounts import (
    accounts,
    add_membership,
    create_recruiter,
    create_staff_account,
    disable_account,
    enable_account,
    new_password_link,
    remove_membership,
    secure_account,
)
from matching.services.staff.audit_log import audit_entries
from matching.services.staff.organizations import change_organization, find_roles, organization_form
from matching.services.staff.reports import (
    GOOD_FOR,
    Reach,
    people_reached,
    resolve_report,
    role_reports,
    verification_queue,
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
    "resolve_report",
    "role_form",
    "role_reports",
    "secure_account",
    "verification_queue",
]
