"""The tables, one class for a row of each. What is kept on deletion: docs/store.md."""

from matching.store.schema.base import Base, JsonTuple, PlainText, UtcDateTime, new_id
from matching.store.schema.candidates import (
    CandidacyRow,
    ConsentRow,
    InterestRow,
    NoteRow,
    PursuitRow,
    ShortlistRow,
    StageChangeRow,
)
from matching.store.schema.people import (
    AccountRow,
    KnownBrowserRow,
    MembershipRow,
    ProfileRow,
    ResetLinkRow,
    SessionRow,
    SignInAttemptRow,
)
from matching.store.schema.reading import ArticleMarkRow, ArticleSharesRow, PathStepRow
from matching.store.schema.records import (
    AuditEntryRow,
    EventRow,
    ExperimentRow,
    RoleReportRow,
    WeightSetRow,
)
from matching.store.schema.reference import ArticleRow, OrganizationRow, RoleRow
from matching.store.schema.tuning import FloorRow, GoldenProfileRow, GradingRow, PublicationRow

__all__ = [
    "AccountRow",
    "ArticleMarkRow",
    "ArticleRow",
    "ArticleSharesRow",
    "AuditEntryRow",
    "Base",
    "CandidacyRow",
    "ConsentRow",
    "EventRow",
    "ExperimentRow",
    "FloorRow",
    "GoldenProfileRow",
    "GradingRow",
    "InterestRow",
    "JsonTuple",
    "KnownBrowserRow",
    "MembershipRow",
    "NoteRow",
    "OrganizationRow",
    "PlainText",
    "PathStepRow",
    "ProfileRow",
    "PublicationRow",
    "PursuitRow",
    "ResetLinkRow",
    "RoleReportRow",
    "RoleRow",
    "SessionRow",
    "ShortlistRow",
    "SignInAttemptRow",
    "StageChangeRow",
    "UtcDateTime",
    "WeightSetRow",
    "new_id",
]
