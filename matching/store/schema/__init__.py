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
from matching.store.schema.feeds import CalendarFeedRow
from matching.store.schema.following import FollowRow, OrganizationClaimRow
from matching.store.schema.gatherings import GatheringRow, GatheringSessionRow
from matching.store.schema.imports import RoleImportRow, RoleImportStepRow
from matching.store.schema.messages import MessageRow, MessageTemplateRow, OrganizationBlockRow
from matching.store.schema.partners import HiddenFromRow, InvitationRow, JoinRequestRow
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
from matching.store.schema.team import (
    CandidatePlanRow,
    CriterionRow,
    InterviewRow,
    PaperRow,
    RatingRow,
    ReceivedPaperRow,
)
from matching.store.schema.triage import FilterSetRow, TriageStepRow
from matching.store.schema.tuning import FloorRow, GoldenProfileRow, GradingRow, PublicationRow
from matching.store.schema.visits import VisitRow

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
    "CalendarFeedRow",
    "CandidacyRow",
    "CandidatePlanRow",
    "CommentReportRow",
    "CommentRow",
    "ConsentRow",
    "CriterionRow",
    "EventRow",
    "ExperimentRow",
    "FilterSetRow",
    "FloorRow",
    "FollowRow",
    "GatheringRow",
    "GatheringSessionRow",
    "GoldenProfileRow",
    "GradingRow",
    "HiddenFromRow",
    "InterestRow",
    "InterviewRow",
    "InvitationRow",
    "JoinRequestRow",
    "JsonTuple",
    "KnownBrowserRow",
    "LinkCheckRow",
    "MembershipRow",
    "MessageRow",
    "MessageTemplateRow",
    "NoteRow",
    "OrganizationBlockRow",
    "OrganizationClaimRow",
    "OrganizationRow",
    "PaperRow",
    "PathStepRow",
    "PlainText",
    "ProfileRow",
    "PublicationRow",
    "PursuitRow",
    "RatingRow",
    "ReceivedPaperRow",
    "ResetLinkRow",
    "RoleImportRow",
    "RoleImportStepRow",
    "RoleReportRow",
    "RoleRow",
    "SessionRow",
    "ShortlistRow",
    "SignInAttemptRow",
    "StageChangeRow",
    "TriageStepRow",
    "UtcDateTime",
    "VisitRow",
    "WeightSetRow",
    "WriterBlockRow",
    "WritingBanRow",
    "new_id",
]
