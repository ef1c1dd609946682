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
from matching.store.schema.conversation import (
    AccountRightRow,
    AnswerFactRow,
    AnswerOfferRow,
    CommentReportRow,
    CommentRow,
    WriterBlockRow,
    WritingBanRow,
)
from matching.store.schema.following import FollowRow, OrganizationClaimRow
from matching.store.schema.gatherings import GatheringRow, GatheringSessionRow
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
    LinkCheckRow,
    RoleReportRow,
    WeightSetRow,
)
from matching.store.schema.reference import ArticleRow, OrganizationRow, RoleRow
from matching.store.schema.tags import ArticleTagRow, ArticleTagVoteRow
from matching.store.schema.tuning import FloorRow, GoldenProfileRow, GradingRow, PublicationRow

__all__ = [
    "AccountRightRow",
    "AccountRow",
    "AnswerFactRow",
    "AnswerOfferRow",
    "ArticleMarkRow",
    "ArticleRow",
    "ArticleSharesRow",
    "ArticleTagRow",
    "ArticleTagVoteRow",
    "AuditEntryRow",
    "Base",
    "CandidacyRow",
    "CommentReportRow",
    "CommentRow",
    "ConsentRow",
    "EventRow",
    "ExperimentRow",
    "FloorRow",
    "FollowRow",
    "GatheringRow",
    "GatheringSessionRow",
    "GoldenProfileRow",
    "GradingRow",
    "InterestRow",
    "JsonTuple",
    "KnownBrowserRow",
    "LinkCheckRow",
    "MembershipRow",
    "NoteRow",
    "OrganizationClaimRow",
    "OrganizationRow",
    "PathStepRow",
    "PlainText",
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
    "WriterBlockRow",
    "WritingBanRow",
    "new_id",
]
