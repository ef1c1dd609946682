"""The verbs of a professional, gathered."""

from __future__ import annotations

from matching.services.consents import Consent, my_consents
from matching.services.events import (
    MEASUREMENT_TEXT,
    Shown,
    has_measurement_consent,
    log_action,
    log_list,
    set_measurement_consent,
    take_back_dismissal,
)
from matching.services.experiments import my_experiment
from matching.services.interests import (
    MyInterest,
    answer_introduction,
    introduction_text,
    introductions_waiting,
    my_interest,
    my_interests,
    show_interest,
    withdraw_interest,
)
from matching.services.personal_data import (
    Deletion,
    Remains,
    delete_my_account,
    export_my_data,
)
from matching.services.profiles import (
    STORAGE_TEXT,
    VISIBILITY_TEXTS,
    MyProfile,
    my_profile,
    save_profile,
)
from matching.services.role_standing import RoleStanding, role_standing
from matching.services.shortlists import (
    add_to_shortlist,
    bring_shortlist,
    change_note,
    my_shortlist,
    remove_from_shortlist,
)

__all__ = [
    "MEASUREMENT_TEXT",
    "STORAGE_TEXT",
    "VISIBILITY_TEXTS",
    "Consent",
    "Deletion",
    "MyInterest",
    "MyProfile",
    "Remains",
    "RoleStanding",
    "Shown",
    "add_to_shortlist",
    "answer_introduction",
    "bring_shortlist",
    "change_note",
    "delete_my_account",
    "export_my_data",
    "has_measurement_consent",
    "introduction_text",
    "introductions_waiting",
    "log_action",
    "log_list",
    "my_consents",
    "my_experiment",
    "my_interest",
    "my_interests",
    "my_profile",
    "my_shortlist",
    "remove_from_shortlist",
    "role_standing",
    "save_profile",
    "set_measurement_consent",
    "show_interest",
    "take_back_dismissal",
    "withdraw_interest",
]
