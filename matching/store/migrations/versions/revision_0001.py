"""All tables as they were first released."""

from alembic import op

from matching.store.migrations import building as b

revision = "0001"
down_revision = None

FAITH_REQUIREMENTS = "none respect christian statement-of-faith"
STAGES = "new reviewing contacted interview clearance accepted declined withdrawn"
FAITHS = (
    "evangelical protestant catholic adventist orthodox lds christian jewish muslim interfaith "
    "secular"
)
REASONS = (
    "profession specialty experience license language place dates length setting faith funding "
    "family references filled closed no-answer other-plans other"
)
TABLES = (
    "accounts sessions reset_links sign_in_attempts profiles organizations roles articles "
    "memberships shortlist interests candidacies stage_changes notes consents audit_log "
    "weight_sets events role_reports"
)


def upgrade() -> None:
    """Create all tables."""
    _people()
    _reference_data()
    _candidates()
    _records()


def downgrade() -> None:
    """Remove all tables with everything in them."""
    for table in reversed(TABLES.split()):
        op.drop_table(table)


def _people() -> None:
    op.create_table(
        "accounts",
        *b.required(b.TEXT, "account_id email name kind"),
        *b.optional(b.TEXT, "password_hash oidc_issuer oidc_subject"),
        *b.required(b.MOMENT, "created_at"),
        *b.optional(b.MOMENT, "disabled_at"),
        *b.required(b.BOOLEAN, "is_fictional"),
        b.primary_key("account_id"),
        b.check("email", "email = lower(email) AND email <> ''"),
        b.words("kind", "professional recruiter staff"),
        b.check("oidc", "(oidc_issuer IS NULL) = (oidc_subject IS NULL)"),
        b.unique("email"),
        b.unique("oidc_issuer oidc_subject"),
    )
    op.create_table(
        "sessions",
        *b.required(b.TEXT, "token_digest account_id"),
        *b.required(b.MOMENT, "created_at expires_at last_seen_at"),
        b.primary_key("token_digest"),
        *b.of_account("account_id", "CASCADE"),
    )
    b.index("sessions", "account_id", "expires_at")
    op.create_table(
        "reset_links",
        *b.required(b.TEXT, "token_digest account_id"),
        *b.required(b.MOMENT, "created_at expires_at"),
        *b.optional(b.MOMENT, "used_at"),
        b.primary_key("token_digest"),
        *b.of_account("account_id", "CASCADE"),
    )
    b.index("reset_links", "account_id", "expires_at")
    op.create_table(
        "sign_in_attempts",
        *b.required(b.TEXT, "key"),
        *b.required(b.MOMENT, "at"),
        *b.required(b.INTEGER, "attempt_id"),
        *b.required(b.BOOLEAN, "succeeded"),
        b.primary_key("attempt_id"),
    )
    b.index("sign_in_attempts", "at", "key at")
    op.create_table(
        "profiles",
        *b.required(b.TEXT, "account_id visibility display_name contact"),
        *b.required(b.MOMENT, "updated_at"),
        *b.required(b.JSON, "body"),
        *b.required(b.INTEGER, "version"),
        b.primary_key("account_id"),
        b.words("visibility", "hidden anonymous visible"),
        *b.of_account("account_id", "CASCADE"),
    )
    b.index("profiles", "visibility")


def _reference_data() -> None:
    op.create_table(
        "organizations",
        *b.required(
            b.TEXT,
            "org_id name website kind hq_country faith faith_requirement summary "
            "source_url source_date read_on",
        ),
        *b.required(b.JSON, "focus_areas countries"),
        *b.optional(b.NUMBER, "founded"),
        *b.kept(),
        b.primary_key("org_id"),
        b.words("faith", FAITHS, blank=True),
        b.words("faith_requirement", FAITH_REQUIREMENTS, blank=True),
        b.words(
            "kind",
            "sending-agency hospital ngo ship training network association church-body government",
        ),
    )
    op.create_table(
        "roles",
        *b.required(
            b.TEXT,
            "role_id org_id title site start_date end_date license_required trainees "
            "faith_requirement family status summary source_url source_date read_on",
        ),
        *b.optional(b.TEXT, "confirmed_by"),
        *b.optional(b.MOMENT, "closed_at confirmed_at"),
        *b.required(
            b.JSON, "professions specialties focus_areas countries setting months languages funding"
        ),
        *b.optional(b.NUMBER, "min_weeks max_weeks min_years_experience cost_usd positions"),
        *b.kept(),
        b.primary_key("role_id"),
        *b.yes_no("family license_required trainees"),
        b.words("faith_requirement", FAITH_REQUIREMENTS, blank=True),
        b.words("status", "open ongoing past"),
        b.of_organization(),
        *b.of_account("confirmed_by", "SET NULL"),
    )
    b.index("roles", "org_id")
    op.create_table(
        "articles",
        *b.required(
            b.TEXT, "article_id title url publisher author published kind stage summary read_on"
        ),
        *b.required(b.JSON, "professions specialties focus_areas countries"),
        *b.kept(),
        b.primary_key("article_id"),
        b.words("kind", "article story video podcast guide research event"),
        b.words("stage", "exploring preparing serving returning any"),
    )
    op.create_table(
        "memberships",
        *b.required(b.TEXT, "account_id org_id"),
        *b.required(b.MOMENT, "since"),
        b.primary_key("account_id org_id"),
        b.of_organization(),
        *b.of_account("account_id", "CASCADE"),
    )
    b.index("memberships", "org_id")


def _candidates() -> None:
    op.create_table(
        "shortlist",
        *b.required(b.TEXT, "account_id role_id note"),
        *b.required(b.MOMENT, "added_at"),
        b.primary_key("account_id role_id"),
        b.of_role(),
        *b.of_account("account_id", "CASCADE"),
    )
    b.index("shortlist", "role_id")
    op.create_table(
        "interests",
        *b.required(b.TEXT, "interest_id account_id role_id note"),
        *b.required(b.MOMENT, "shown_at"),
        *b.optional(b.MOMENT, "withdrawn_at"),
        b.primary_key("interest_id"),
        b.of_role(),
        *b.of_account("account_id", "CASCADE"),
    )
    b.index("interests", "account_id", "role_id")
    b.unique_where(
        "uq_interests_not_withdrawn", "interests", "account_id role_id", "withdrawn_at IS NULL"
    )
    op.create_table(
        "candidacies",
        *b.required(b.TEXT, "role_id account_id stage introduction"),
        *b.required(b.MOMENT, "stage_since"),
        *b.optional(b.MOMENT, "introduction_asked_at introduction_answered_at"),
        *b.required(b.INTEGER, "version"),
        b.primary_key("role_id account_id"),
        b.words("introduction", "none asked agreed refused"),
        b.check(
            "introduction_answered",
            "(introduction IN ('agreed', 'refused')) = (introduction_answered_at IS NOT NULL)",
        ),
        b.check("introduction_asked", "(introduction = 'none') = (introduction_asked_at IS NULL)"),
        b.words("stage", STAGES),
        b.of_role(),
        *b.of_account("account_id", "CASCADE"),
    )
    b.index("candidacies", "account_id")
    op.create_table(
        "stage_changes",
        *b.required(b.TEXT, "change_id role_id from_stage to_stage reason_code reason_text"),
        *b.optional(b.TEXT, "account_id changed_by"),
        *b.required(b.MOMENT, "changed_at"),
        b.primary_key("change_id"),
        b.check("declined", "to_stage <> 'declined' OR reason_code <> ''"),
        b.check("forgotten", "account_id IS NOT NULL OR reason_text = ''"),
        b.words("from_stage", STAGES, blank=True),
        b.words("reason_code", REASONS, blank=True),
        b.words("to_stage", STAGES),
        b.of_role(),
        *b.of_account("account_id changed_by", "SET NULL"),
    )
    b.index("stage_changes", "account_id", "changed_by", "role_id account_id")
    op.create_table(
        "notes",
        *b.required(b.TEXT, "note_id role_id account_id org_id text"),
        *b.optional(b.TEXT, "author"),
        *b.required(b.MOMENT, "written_at"),
        b.primary_key("note_id"),
        b.of_organization(),
        b.of_role(),
        *b.of_account("account_id", "CASCADE"),
        *b.of_account("author", "SET NULL"),
    )
    b.index("notes", "account_id", "author", "org_id", "role_id account_id")
    op.create_table(
        "consents",
        *b.required(b.TEXT, "consent_id account_id kind text"),
        *b.optional(b.TEXT, "role_id"),
        *b.required(b.MOMENT, "at"),
        *b.required(b.BOOLEAN, "given"),
        b.primary_key("consent_id"),
        b.words("kind", "storage visibility introduction measurement"),
        b.of_role(),
        *b.of_account("account_id", "CASCADE"),
    )
    b.index("consents", "account_id", "role_id")


def _records() -> None:
    op.create_table(
        "audit_log",
        *b.required(b.TEXT, "actor action target_kind target_id"),
        *b.required(b.MOMENT, "at"),
        *b.required(b.JSON, "details"),
        *b.required(b.INTEGER, "entry_id"),
        b.primary_key("entry_id"),
    )
    b.index("audit_log", "action", "actor", "at", "target_kind target_id")
    op.create_table(
        "weight_sets",
        *b.required(b.TEXT, "weight_set_id name author reason"),
        *b.required(b.MOMENT, "created_at"),
        *b.required(b.JSON, "body"),
        *b.optional(b.JSON, "figures"),
        *b.required(b.INTEGER, "version"),
        *b.required(b.BOOLEAN, "is_active"),
        b.primary_key("weight_set_id"),
        b.unique("name version"),
    )
    b.unique_where("uq_weight_sets_active", "weight_sets", "is_active", "is_active")
    op.create_table(
        "events",
        *b.required(b.TEXT, "kind role_id"),
        *b.optional(b.TEXT, "account_id weight_set_id"),
        *b.required(b.MOMENT, "at"),
        *b.optional(b.JSON, "terms"),
        *b.optional(b.NUMBER, "score"),
        *b.required(b.INTEGER, "event_id"),
        *b.optional(b.INTEGER, "position"),
        b.primary_key("event_id"),
        b.words(
            "kind", "shown opened source-opened shortlisted unlisted dismissed interested withdrawn"
        ),
        b.of_role(),
        b.refers("weight_set_id", "weight_sets.weight_set_id", "RESTRICT"),
        *b.of_account("account_id", "SET NULL"),
    )
    b.index("events", "account_id", "kind at", "role_id")
    op.create_table(
        "role_reports",
        *b.required(b.TEXT, "report_id role_id reason text outcome"),
        *b.optional(b.TEXT, "account_id resolved_by"),
        *b.required(b.MOMENT, "reported_at"),
        *b.optional(b.MOMENT, "resolved_at"),
        b.primary_key("report_id"),
        b.words("outcome", "closed corrected still-open dismissed", blank=True),
        b.words("reason", "closed wrong broken-link duplicate other"),
        b.check("resolved", "(resolved_at IS NULL) = (outcome = '')"),
        b.of_role(),
        *b.of_account("account_id resolved_by", "SET NULL"),
    )
    b.index("role_reports", "account_id", "resolved_by", "role_id")
