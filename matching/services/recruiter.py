"""The verbs of a recruiter, gathered."""

from __future__ import annotations

from matching.services.candidate_files import export_candidates_csv
from matching.services.candidate_steps import (
    NEXT_STAGES,
    Note,
    ask_introduction,
    move_stage,
    notes,
    write_note,
)
from matching.services.candidates import Candidate, Identity, Step, candidate, candidates
from matching.services.response import ResponseTime, reminders, response_time
from matching.services.role_cells import FORM_COLUMNS
from matching.services.roles import (
    change_role,
    close_role,
    confirm_role_open,
    duplicate_role,
    my_roles,
    reopen_role,
    role_form,
)

__all__ = [
    "FORM_COLUMNS",
    "NEXT_STAGES",
    "Candidate",
    "Identity",
    "Note",
    "ResponseTime",
    "Step",
    "ask_introduction",
    "candidate",
    "candidates",
    "change_role",
    "close_role",
    "confirm_role_open",
    "duplicate_role",
    "export_candidates_csv",
    "move_stage",
    "my_roles",
    "notes",
    "reminders",
    "reopen_role",
    "response_time",
    "role_form",
    "write_note",
]
