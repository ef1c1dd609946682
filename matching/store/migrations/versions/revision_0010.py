"""Comments and questions, who looks after them, and answers that become facts."""

from alembic import op

from matching.store.migrations import building as b

revision = "0010"
down_revision = "0009"

FAULTS = "unkind private danger false advertising other"
ONE_SUBJECT = (
    "(CASE WHEN article_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN org_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN role_id IS NULL THEN 0 ELSE 1 END) = 1"
)


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "comments",
        *b.required(b.TEXT, "comment_id kind signature text hidden_reason"),
        *b.optional(b.TEXT, "article_id org_id role_id parent_id account_id hidden_by"),
        *b.optional(b.INTEGER, "served_in"),
        *b.required(b.BOOLEAN, "is_for_returned"),
        *b.required(b.MOMENT, "written_at"),
        *b.optional(b.MOMENT, "edited_at deleted_at hidden_at"),
        b.primary_key("comment_id"),
        b.words("kind", "comment question answer"),
        b.words("signature", "name profession organization served staff"),
        b.words("hidden_reason", FAULTS, blank=True),
        b.check("answer", "(kind = 'answer') = (parent_id IS NOT NULL)"),
        b.check("one_subject", ONE_SUBJECT),
        b.check("is_hidden", "(hidden_at IS NULL) = (hidden_reason = '')"),
        b.check("served", "signature <> 'served' OR served_in IS NOT NULL"),
        b.check("forgotten", "account_id IS NOT NULL OR text = ''"),
        b.refers("article_id", "articles.article_id", "CASCADE"),
        b.of_organization(),
        b.of_role(),
        b.refers("parent_id", "comments.comment_id", "CASCADE"),
        *b.of_account("account_id hidden_by", "SET NULL"),
    )
    b.index(
        "comments",
        *"article_id org_id role_id parent_id account_id hidden_by written_at".split(),
    )
    op.create_table(
        "comment_reports",
        *b.required(b.TEXT, "report_id comment_id reason text outcome"),
        *b.optional(b.TEXT, "account_id resolved_by"),
        *b.required(b.MOMENT, "reported_at"),
        *b.optional(b.MOMENT, "resolved_at"),
        b.primary_key("report_id"),
        b.unique("comment_id account_id"),
        b.words("reason", FAULTS),
        b.words("outcome", "hidden kept", blank=True),
        b.check("resolved", "(resolved_at IS NULL) = (outcome = '')"),
        b.check("forgotten", "account_id IS NOT NULL OR text = ''"),
        b.refers("comment_id", "comments.comment_id", "CASCADE"),
        *b.of_account("account_id resolved_by", "SET NULL"),
    )
    b.index("comment_reports", "comment_id", "account_id", "resolved_by")
    op.create_table(
        "writer_blocks",
        *b.required(b.TEXT, "account_id comment_id signature shown_as"),
        *b.optional(b.TEXT, "blocked_id org_id"),
        *b.required(b.MOMENT, "blocked_at"),
        b.primary_key("account_id comment_id"),
        b.words("signature", "name profession organization served staff"),
        *b.of_account("account_id blocked_id", "CASCADE"),
        b.of_organization(),
    )
    b.index("writer_blocks", "blocked_id", "org_id")
    op.create_table(
        "writing_bans",
        *b.required(b.TEXT, "account_id ban_id reason"),
        *b.optional(b.TEXT, "comment_id banned_by"),
        *b.required(b.MOMENT, "banned_at"),
        *b.optional(b.MOMENT, "until"),
        b.primary_key("account_id"),
        b.unique("ban_id"),
        b.words("reason", FAULTS),
        b.refers("comment_id", "comments.comment_id", "SET NULL"),
        *b.of_account("account_id", "CASCADE"),
        *b.of_account("banned_by", "SET NULL"),
    )
    b.index("writing_bans", "comment_id", "banned_by")
    op.create_table(
        "account_rights",
        *b.required(b.TEXT, "account_id account_right"),
        *b.optional(b.TEXT, "given_by"),
        *b.required(b.MOMENT, "given_at"),
        b.primary_key("account_id account_right"),
        b.words("account_right", "moderate"),
        *b.of_account("account_id", "CASCADE"),
        *b.of_account("given_by", "SET NULL"),
    )
    b.index("account_rights", "given_by")
    op.create_table(
        "answer_offers",
        *b.required(b.TEXT, "account_id org_id"),
        *b.required(b.INTEGER, "year"),
        *b.required(b.MOMENT, "offered_at"),
        b.primary_key("account_id org_id"),
        *b.of_account("account_id", "CASCADE"),
        b.of_organization(),
    )
    b.index("answer_offers", "org_id")
    op.create_table(
        "answer_facts",
        *b.required(b.TEXT, "fact_id comment_id cell value outcome"),
        *b.optional(b.TEXT, "proposed_by decided_by"),
        *b.required(b.MOMENT, "proposed_at"),
        *b.optional(b.MOMENT, "decided_at"),
        b.primary_key("fact_id"),
        b.words("outcome", "accepted refused", blank=True),
        b.check("settled", "(decided_at IS NULL) = (outcome = '')"),
        b.refers("comment_id", "comments.comment_id", "CASCADE"),
        *b.of_account("proposed_by decided_by", "SET NULL"),
    )
    b.index("answer_facts", "comment_id", "proposed_by", "decided_by")


def downgrade() -> None:
    """Forget them."""
    for table in (
        "answer_facts",
        "answer_offers",
        "account_rights",
        "writing_bans",
        "writer_blocks",
        "comment_reports",
        "comments",
    ):
        op.drop_table(table)
