"""Whether the pages of the catalog could be opened."""

from alembic import op

from matching.store.migrations import building as b

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "link_checks",
        *b.required(b.TEXT, "url fault"),
        *b.required(b.MOMENT, "checked_at"),
        *b.optional(b.MOMENT, "failing_since"),
        *b.optional(b.INTEGER, "status"),
        b.primary_key("url"),
    )


def downgrade() -> None:
    """Forget it."""
    op.drop_table("link_checks")
