"""Partners who are invited or ask to join, and organizations from which people hide."""

from alembic import op

from matching.store.migrations import building as b

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "invitations",
        *b.required(b.TEXT, "account_id"),
        *b.required(b.MOMENT, "invited_at expires_at"),
        b.primary_key("account_id"),
        *b.of_account("account_id", "CASCADE"),
    )
    op.create_table(
        "join_requests",
        *b.required(
            b.TEXT, "request_id org_name website contact_name email text code outcome answer"
        ),
        *b.required(b.MOMENT, "asked_at"),
        *b.optional(b.MOMENT, "decided_at"),
        *b.optional(b.TEXT, "decided_by"),
        b.primary_key("request_id"),
        b.unique("code"),
        *b.of_account("decided_by", "SET NULL"),
        b.words("outcome", "accepted refused", blank=True),
        b.check("settled", "(decided_at IS NULL) = (outcome = '')"),
    )
    b.index("join_requests", "asked_at", "decided_by")
    op.create_table(
        "hidden_from",
        *b.required(b.TEXT, "account_id org_id"),
        *b.required(b.MOMENT, "since"),
        b.primary_key("account_id org_id"),
        *b.of_account("account_id", "CASCADE"),
        b.of_organization(),
    )
    b.index("hidden_from", "org_id")


def downgrade() -> None:
    """Drop them."""
    op.drop_table("hidden_from")
    op.drop_table("join_requests")
    op.drop_table("invitations")
