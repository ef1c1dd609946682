"""The verbs of a professional, gathered."""

from __future__ import annotations

from matching.services.interests import (
    MyInterest,
    answer_introduction,
    introduction_text,
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
from matching.services.shortlists import (
    add_to_shortlist,
    change_note,
    my_shortlist,
    remove_from_shortlist,
)

__all__ = [
    "STORAGE_TEXT",
    "VISIBILITY_TEXTS",
    "Deletion",
    "MyInterest",
    "MyProfile",
    "Remains",
    "add_to_shortlist",
    "answer_introduction",
    "change_note",
    "delete_my_account",
    "export_my_data",
    "introduction_text",
    "my_interests",
    "my_profile",
    "my_shortlist",
    "remove_from_shortlist",
    "save_profile",
    "show_interest",
    "withdraw_interest",
]
