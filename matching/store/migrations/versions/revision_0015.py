"""Words between an organization and a candidate."""

from alembic import op

from matching.store.migrations import building as b

revision = "0015"
down_revision = "0014"

FAULTS = "unkind private danger false advertising other"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "messages",
        *b.required(b.TEXT, "message_id role_id account_id side came_with text"),
        *b.required(b.TEXT, "report_reason report_outcome"),
        *b.optional(b.TEXT, "author reported_by resolved_by"),
        *b.required(b.MOMENT, "written_at"),
        *b.optional(b.MOMENT, "read_at reported_at resolved_at"),
        b.primary_key("message_id"),
        b.words("side", "person organization"),
        b.words("came_with", "message ask declined"),
        b.words("report_reason", FAULTS, blank=True),
        b.words("report_outcome", "hidden kept", blank=True),
        b.check("said", "came_with <> 'message' OR text <> ''"),
        b.check("reported", "(reported_at IS NULL) = (report_reason = '')"),
        b.check("resolved", "(resolved_at IS NULL) = (report_outcome = '')"),
        b.check("settled", "report_outcome = '' OR report_reason <> ''"),
        b.of_role(),
        *b.of_account("account_id", "CASCADE"),
        *b.of_account("author reported_by resolved_by", "SET NULL"),
    )
    b.index("messages", "role_id account_id", "account_id", "author", "reported_by", "resolved_by")
    op.create_table(
        "message_templates",
        *b.required(b.TEXT, "template_id org_id name text"),
        *b.optional(b.TEXT, "changed_by"),
        *b.required(b.MOMENT, "changed_at"),
        b.primary_key("template_id"),
        b.unique("org_id name"),
        b.of_organization(),
        *b.of_account("changed_by", "SET NULL"),
    )
    b.index("message_templates", "changed_by")
    op.create_table(
        "organization_blocks",
        *b.required(b.TEXT, "account_id org_id"),
        *b.required(b.MOMENT, "blocked_at"),
        b.primary_key("account_id org_id"),
        *b.of_account("account_id", "CASCADE"),
        b.of_organization(),
    )
    b.index("organization_blocks", "org_id")


def downgrade() -> None:
    """Drop them."""
    op.drop_table("organization_blocks")
    op.drop_table("message_templates")
    op.drop_table("messages")
