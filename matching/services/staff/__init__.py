"""The verbs of staff, gathered; those on weights are in `matching.services.weights`."""

from __future__ import annotations

from matching.services.shared.organizations import (
    change_organization,
    followers,
    organization_form,
)
from matching.services.shared.role_files import export_roles_csv
from matching.services.shared.role_import import import_roles
from matching.services.shared.role_import_found import RoleImport
from matching.services.shared.role_standing import GOOD_FOR
from matching.services.shared.role_undo import (
    HeldImport,
    ImportUndone,
    PastImport,
    held_imports,
    past_imports,
    settle_import,
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
from matching.services.staff.accounts import (
    accounts,
    add_membership,
    create_recruiter,
    create_staff_account,
    disable_account,
    enable_account,
    invite_again,
    new_password_link,
    remove_membership,
    secure_account,
)
from matching.services.staff.article_preview import (
    ArticlePreview,
    preview_article,
)
from matching.services.staff.articles import (
    ArticleForm,
    add_article,
    article_form,
    articles_at,
    change_article,
    delete_article,
    rests_on_article,
    take_off_article,
    taken_off_articles,
)
from matching.services.staff.audit_log import audit_entries
from matching.services.staff.claims import (
    Claim,
    accept_claim,
    bring_back,
    claims,
    refuse_claim,
    taken_out,
)
from matching.services.staff.gaps import (
    ArticleGaps,
    article_gaps,
)
from matching.services.staff.gathering_files import (
    EventChange,
    EventFileLook,
    EventImport,
    look_at_event_file,
    take_event_file,
)
from matching.services.staff.gatherings import (
    NEW,
    EventForm,
    all_events,
    cancel_event,
    change_event,
    confirm_topics,
    delete_event,
    event_form,
    new_event,
    remove_session,
    save_session,
    show_event,
)
from matching.services.staff.links import (
    GONE,
    ONCE,
    REFUSED,
    LinkReport,
    broken_links,
    link_is_fine,
)
from matching.services.staff.messages import (
    ReportedMessage,
    reported_messages,
    settle_message,
)
from matching.services.staff.organizations import find_roles
from matching.services.staff.partners import (
    JoinRequest,
    decline_join_request,
    join_requests,
    new_organization,
)
from matching.services.staff.reports import (
    Reach,
    people_reached,
    resolve_report,
    role_reports,
    verification_queue,
)
from matching.services.staff.rights import account_rights, give_right, take_right
from matching.services.staff.start import Waiting, what_waits
from matching.services.staff.tags import decide_tag, rename_tag, tags_of_people

__all__ = [
    "GONE",
    "GOOD_FOR",
    "NEW",
    "ONCE",
    "REFUSED",
    "ArticleForm",
    "ArticleGaps",
    "ArticlePreview",
    "Claim",
    "EventChange",
    "EventFileLook",
    "EventForm",
    "EventImport",
    "HeldImport",
    "ImportUndone",
    "JoinRequest",
    "LinkReport",
    "PastImport",
    "Reach",
    "ReportedMessage",
    "RoleImport",
    "Waiting",
    "accept_claim",
    "account_rights",
    "accounts",
    "add_article",
    "add_membership",
    "all_events",
    "article_form",
    "article_gaps",
    "articles_at",
    "audit_entries",
    "bring_back",
    "broken_links",
    "cancel_event",
    "change_article",
    "change_event",
    "change_organization",
    "change_role",
    "claims",
    "close_role",
    "confirm_role_open",
    "confirm_topics",
    "create_recruiter",
    "create_staff_account",
    "decide_tag",
    "decline_join_request",
    "delete_article",
    "delete_event",
    "disable_account",
    "enable_account",
    "event_form",
    "export_roles_csv",
    "find_roles",
    "followers",
    "give_right",
    "held_imports",
    "import_roles",
    "invite_again",
    "join_requests",
    "link_is_fine",
    "look_at_event_file",
    "new_event",
    "new_organization",
    "new_password_link",
    "new_role",
    "organization_form",
    "past_imports",
    "people_reached",
    "preview_article",
    "refuse_claim",
    "remove_membership",
    "remove_session",
    "rename_tag",
    "reopen_role",
    "resolve_report",
    "reported_messages",
    "rests_on_article",
    "role_form",
    "role_reports",
    "save_session",
    "secure_account",
    "settle_import",
    "settle_message",
    "show_event",
    "tags_of_people",
    "take_event_file",
    "take_off_article",
    "take_right",
    "taken_off_articles",
    "taken_out",
    "undo_import",
    "verification_queue",
    "what_waits",
]
