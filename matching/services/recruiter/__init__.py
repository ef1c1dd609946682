"""The verbs of a recruiter, gathered."""

from __future__ import annotations

from matching.services.recruiter.candidate_files import export_candidates_csv
from matching.services.recruiter.candidate_steps import (
    NEED_INTRODUCTION,
    NEXT_STAGES,
    Note,
    ask_introduction,
    move_stage,
    notes,
    write_note,
)
from matching.services.recruiter.candidates import (
    Candidate,
    Step,
    candidate,
    candidate_sentences,
    candidates,
    candidates_to_sort,
)
from matching.services.recruiter.dossier import candidate_dossier_html
from matching.services.recruiter.labels import candidate_label
from matching.services.recruiter.listing import Identity
from matching.services.recruiter.organizations import my_organizations
from matching.services.recruiter.role_preview import RolePreview, preview_change
from matching.services.recruiter.roles import duplicate_role, my_roles
from matching.services.shared.answer_times import ResponseTime, reminders, response_time
from matching.services.shared.organizations import (
    change_organization,
    followers,
    organization_form,
)
from matching.services.shared.role_cells import FORM_COLUMNS
from matching.services.shared.role_files import RoleImport, export_roles_csv, import_roles_csv
from matching.services.shared.roles import (
    change_role,
    close_role,
    confirm_role_open,
    new_role,
    reopen_role,
    role_form,
)

__all__ = [
    "FORM_COLUMNS",
    "NEED_INTRODUCTION",
    "NEXT_STAGES",
    "Candidate",
    "Identity",
    "Note",
    "ResponseTime",
    "RoleImport",
    "RolePreview",
    "Step",
    "ask_introduction",
    "candidate",
    "candidate_dossier_html",
    "candidate_label",
    "candidate_sentences",
    "candidates",
    "candidates_to_sort",
    "change_organization",
    "change_role",
    "close_role",
    "confirm_role_open",
    "duplicate_role",
    "export_candidates_csv",
    "export_roles_csv",
    "followers",
    "import_roles_csv",
    "move_stage",
    "my_organizations",
    "my_roles",
    "new_role",
    "notes",
    "organization_form",
    "preview_change",
    "reminders",
    "reopen_role",
    "response_time",
    "role_form",
    "write_note",
]
