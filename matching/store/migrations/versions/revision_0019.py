"""Private calendar feeds."""

from alembic import op

from matching.store.migrations import building as b

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "calendar_feeds",
        *b.required(b.TEXT, "account_id token_digest"),
        *b.required(b.MOMENT, "made_at"),
        b.primary_key("account_id"),
        b.unique("token_digest"),
        *b.of_account("account_id", "CASCADE"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("calendar_feeds")
