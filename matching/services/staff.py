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
    secure_account,
)
from matching.services.audit_log import audit_entries
from matching.services.experiments import (
    Experiment,
    experiment_verdict,
    experiments,
    start_experiment,
    stop_experiment,
)
from matching.services.floors import floors, set_floor
from matching.services.golden_profiles import (
    GoldenReport,
    add_golden,
    change_golden,
    check_golden,
    golden_profiles,
    remove_golden,
)
from matching.services.gradings import (
    ANSWERS,
    export_graded_profiles_csv,
    export_judgments_csv,
    grade_match,
    my_gradings,
)
from matching.services.organizations import (
    change_organization,
    find_roles,
    new_role,
    organization_form,
)
from matching.services.publishing import publications, publish, roll_back
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
from matching.services.use_evidence import candidate_decisions, use_log
from matching.services.weight_sets import save_draft, weight_sets

__all__ = [
    "ANSWERS",
    "GOOD_FOR",
    "Experiment",
    "GoldenReport",
    "Reach",
    "RoleImport",
    "accounts",
    "add_golden",
    "add_membership",
    "audit_entries",
    "candidate_decisions",
    "change_golden",
    "change_organization",
    "change_role",
    "check_golden",
    "close_role",
    "confirm_role_open",
    "create_recruiter",
    "create_staff_account",
    "disable_account",
    "enable_account",
    "experiment_verdict",
    "experiments",
    "export_graded_profiles_csv",
    "export_judgments_csv",
    "export_roles_csv",
    "find_roles",
    "floors",
    "golden_profiles",
    "grade_match",
    "import_roles_csv",
    "my_gradings",
    "new_password_link",
    "new_role",
    "organization_form",
    "people_reached",
    "publications",
    "publish",
    "remove_golden",
    "remove_membership",
    "reopen_role",
    "report_role",
    "resolve_report",
    "role_form",
    "role_reports",
    "roll_back",
    "save_draft",
    "secure_account",
    "set_floor",
    "start_experiment",
    "stop_experiment",
    "use_log",
    "verification_queue",
    "weight_sets",
]
