"""The verbs of a professional, gathered, and the report that everybody can make."""

from __future__ import annotations

from matching.services.professional.events import Shown, log_action, log_list, take_back_dismissal
from matching.services.professional.interests import (
    MyInterest,
    answer_introduction,
    introduction_text,
    introductions_waiting,
    my_interest,
    my_interests,
    show_interest,
    withdraw_interest,
)
from matching.services.professional.paths import bring_path, known_steps, my_path, tick_step
from matching.services.professional.personal_data import (
    Deletion,
    Remains,
    delete_my_account,
    export_my_data,
)
from matching.services.professional.profiles import (
    STORAGE_TEXT,
    VISIBILITY_TEXTS,
    MyProfile,
    my_profile,
    save_profile,
)
from matching.services.professional.pursuits import (
    MyPursuit,
    Pursuit,
    bring_pursuits,
    my_pursuits,
    note_pursuit,
)
from matching.services.professional.reading import (
    article_counts,
    bring_reading,
    count_share,
    mark_article,
    my_reading,
)
from matching.services.professional.role_reports import report_role
from matching.services.professional.shortlists import (
    add_to_shortlist,
    bring_shortlist,
    change_note,
    my_shortlist,
    remove_from_shortlist,
)
from matching.services.shared.answer_times import ResponseTime, response_time
from matching.services.shared.consents import (
    MEASUREMENT_TEXT,
    Consent,
    has_measurement_consent,
    my_consents,
    set_measurement_consent,
)
from matching.services.shared.role_standing import RoleStanding, role_standing

__all__ = [
    "MEASUREMENT_TEXT",
    "STORAGE_TEXT",
    "VISIBILITY_TEXTS",
    "Consent",
    "Deletion",
    "MyInterest",
    "MyProfile",
    "MyPursuit",
    "Pursuit",
    "Remains",
    "ResponseTime",
    "RoleStanding",
    "Shown",
    "add_to_shortlist",
    "answer_introduction",
    "article_counts",
    "bring_path",
    "bring_pursuits",
    "bring_reading",
    "bring_shortlist",
    "change_note",
    "count_share",
    "delete_my_account",
    "export_my_data",
    "has_measurement_consent",
    "introduction_text",
    "introductions_waiting",
    "known_steps",
    "log_action",
    "log_list",
    "mark_article",
    "my_consents",
    "my_interest",
    "my_interests",
    "my_path",
    "my_profile",
    "my_pursuits",
    "my_reading",
    "my_shortlist",
    "note_pursuit",
    "remove_from_shortlist",
    "report_role",
    "response_time",
    "role_standing",
    "save_profile",
    "set_measurement_consent",
    "show_interest",
    "take_back_dismissal",
    "tick_step",
    "withdraw_interest",
]
