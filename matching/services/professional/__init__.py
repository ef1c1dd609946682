"""The verbs of a professional, gathered, and the report that everybody can make."""

from __future__ import annotations

from matching.services.professional.calendars import (
    end_calendar,
    make_calendar,
    my_calendar,
    read_calendar,
    role_editions,
)
from matching.services.professional.events import Shown, log_action, log_list, take_back_dismissal
from matching.services.professional.follows import (
    Follow,
    RoleNews,
    follow,
    followed,
    my_follows,
    see_news,
    unfollow,
)
from matching.services.professional.gatherings import coming_events, event, past_events
from matching.services.professional.hiding import hidden_from, hide_from, stop_hiding
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
from matching.services.professional.tags import (
    TagOnArticle,
    agree_with_tag,
    propose_tag,
    shown_tags,
    tags_on_article,
)
from matching.services.professional.threads import (
    MyThread,
    block_organization,
    my_thread,
    new_messages,
    report_message,
    see_thread,
    unblock_organization,
    write_to_organization,
)
from matching.services.shared.answer_times import ResponseTime, response_time
from matching.services.shared.claims import (
    ClaimForm,
    ClaimStatus,
    claim_form,
    claim_organization,
    claim_status,
)
from matching.services.shared.consents import (
    MEASUREMENT_TEXT,
    Consent,
    has_measurement_consent,
    my_consents,
    set_measurement_consent,
)
from matching.services.shared.joining import JoinStatus, ask_to_join, join_status
from matching.services.shared.organizations import OrganizationStanding, organization_standing
from matching.services.shared.role_standing import RoleStanding, role_standing

__all__ = [
    "MEASUREMENT_TEXT",
    "STORAGE_TEXT",
    "VISIBILITY_TEXTS",
    "ClaimForm",
    "ClaimStatus",
    "Consent",
    "Deletion",
    "Follow",
    "JoinStatus",
    "MyInterest",
    "MyProfile",
    "MyPursuit",
    "MyThread",
    "OrganizationStanding",
    "Pursuit",
    "Remains",
    "ResponseTime",
    "RoleNews",
    "RoleStanding",
    "Shown",
    "TagOnArticle",
    "add_to_shortlist",
    "agree_with_tag",
    "answer_introduction",
    "article_counts",
    "ask_to_join",
    "block_organization",
    "bring_path",
    "bring_pursuits",
    "bring_reading",
    "bring_shortlist",
    "change_note",
    "claim_form",
    "claim_organization",
    "claim_status",
    "coming_events",
    "count_share",
    "delete_my_account",
    "end_calendar",
    "event",
    "export_my_data",
    "follow",
    "followed",
    "has_measurement_consent",
    "hidden_from",
    "hide_from",
    "introduction_text",
    "introductions_waiting",
    "join_status",
    "known_steps",
    "log_action",
    "log_list",
    "make_calendar",
    "mark_article",
    "my_calendar",
    "my_consents",
    "my_follows",
    "my_interest",
    "my_interests",
    "my_path",
    "my_profile",
    "my_pursuits",
    "my_reading",
    "my_shortlist",
    "my_thread",
    "new_messages",
    "note_pursuit",
    "organization_standing",
    "past_events",
    "propose_tag",
    "read_calendar",
    "remove_from_shortlist",
    "report_message",
    "report_role",
    "response_time",
    "role_editions",
    "role_standing",
    "save_profile",
    "see_news",
    "see_thread",
    "set_measurement_consent",
    "show_interest",
    "shown_tags",
    "stop_hiding",
    "tags_on_article",
    "take_back_dismissal",
    "tick_step",
    "unblock_organization",
    "unfollow",
    "withdraw_interest",
    "write_to_organization",
]
