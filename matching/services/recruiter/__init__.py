"""The verbs of a recruiter, gathered."""

from __future__ import annotations

from matching.services.recruiter.begun import Begun
from matching.services.recruiter.candidate_files import export_candidates_csv
from matching.services.recruiter.candidate_steps import (
    ASK,
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
from matching.services.recruiter.clinic import Counted, RoleClinic, Tried, role_clinic
from matching.services.recruiter.closing import Closed, close_and_tell
from matching.services.recruiter.dossier import candidate_dossier_html
from matching.services.recruiter.filter_sets import (
    delete_filter_set,
    keep_filter_set,
    my_filter_sets,
    rename_filter_set,
)
from matching.services.recruiter.import_preview import PeopleBefore, preview_import
from matching.services.recruiter.labels import candidate_label
from matching.services.recruiter.listing import Identity
from matching.services.recruiter.my_people import my_people, points_of
from matching.services.recruiter.organizations import my_organizations
from matching.services.recruiter.papers import PaperOf, receive_paper
from matching.services.recruiter.ratings import Opinion, Rated, rate
from matching.services.recruiter.role_preview import RolePreview, preview_change
from matching.services.recruiter.role_team import (
    MOST_CRITERIA,
    MOST_PAPERS,
    Paper,
    RoleTeam,
    role_team,
    set_criteria,
    set_papers,
)
from matching.services.recruiter.roles import duplicate_role, my_roles
from matching.services.recruiter.team import (
    FollowUp,
    Team,
    candidate_team,
    clear_interview,
    plan_candidate,
    set_interview,
)
from matching.services.recruiter.templates import (
    MOST_TEMPLATES,
    Template,
    change_template,
    delete_template,
    filled_words,
    message_templates,
    new_template,
)
from matching.services.recruiter.to_do import (
    STANDS_STILL_DAYS,
    News,
    Still,
    ToDo,
    begin_visit,
    to_do,
)
from matching.services.recruiter.triage import (
    MOST_AT_ONCE,
    UNDO_MINUTES,
    Triaged,
    TriagePreview,
    Undone,
    candidates_lacking,
    triage,
    triage_preview,
    undo_triage,
)
from matching.services.recruiter.words import (
    CandidateThread,
    Reach,
    candidate_thread,
    reach,
    report_candidate_message,
    see_candidate_thread,
    take_back_ask,
    write_to_candidate,
)
from matching.services.shared.answer_times import ResponseTime, reminders, response_time
from matching.services.shared.organizations import (
    change_organization,
    followers,
    organization_form,
)
from matching.services.shared.role_cells import FORM_COLUMNS
from matching.services.shared.role_files import export_roles_csv
from matching.services.shared.role_import import import_roles
from matching.services.shared.role_import_found import RoleImport
from matching.services.shared.role_undo import (
    ImportUndone,
    PastImport,
    past_imports,
    undo_import,
)
from matching.services.shared.roles import (
    change_role,
    close_role,
    confirm_role_open,
    new_role,
    reopen_role,
    role_form,
)

__all__ = [
    "ASK",
    "FORM_COLUMNS",
    "MOST_AT_ONCE",
    "MOST_CRITERIA",
    "MOST_PAPERS",
    "MOST_TEMPLATES",
    "NEED_INTRODUCTION",
    "NEXT_STAGES",
    "STANDS_STILL_DAYS",
    "UNDO_MINUTES",
    "Begun",
    "Candidate",
    "CandidateThread",
    "Counted",
    "Closed",
    "FollowUp",
    "Identity",
    "News",
    "ImportUndone",
    "Note",
    "Opinion",
    "Paper",
    "PaperOf",
    "PastImport",
    "PeopleBefore",
    "Rated",
    "Reach",
    "ResponseTime",
    "RoleClinic",
    "RoleImport",
    "RolePreview",
    "RoleTeam",
    "Step",
    "Still",
    "Team",
    "Template",
    "ToDo",
    "TriagePreview",
    "Triaged",
    "Tried",
    "Undone",
    "ask_introduction",
    "begin_visit",
    "candidate",
    "candidate_dossier_html",
    "candidate_label",
    "candidate_sentences",
    "candidate_team",
    "candidate_thread",
    "candidates",
    "candidates_lacking",
    "candidates_to_sort",
    "change_organization",
    "change_role",
    "change_template",
    "clear_interview",
    "close_and_tell",
    "close_role",
    "confirm_role_open",
    "delete_filter_set",
    "delete_template",
    "duplicate_role",
    "export_candidates_csv",
    "export_roles_csv",
    "filled_words",
    "followers",
    "import_roles",
    "keep_filter_set",
    "message_templates",
    "move_stage",
    "my_filter_sets",
    "my_organizations",
    "my_people",
    "my_roles",
    "new_role",
    "new_template",
    "notes",
    "organization_form",
    "past_imports",
    "plan_candidate",
    "points_of",
    "preview_change",
    "preview_import",
    "rate",
    "reach",
    "receive_paper",
    "reminders",
    "rename_filter_set",
    "reopen_role",
    "report_candidate_message",
    "response_time",
    "role_clinic",
    "role_form",
    "role_team",
    "see_candidate_thread",
    "set_criteria",
    "set_interview",
    "set_papers",
    "take_back_ask",
    "to_do",
    "triage",
    "triage_preview",
    "undo_import",
    "undo_triage",
    "write_note",
    "write_to_candidate",
]
