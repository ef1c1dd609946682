"""Whether the pages of the catalog could be opened, and articles that were taken off."""

import sqlalchemy as sa
from alembic import op

from matching.store.migrations import building as b

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the table and the column."""
    op.add_column("articles", sa.Column("taken_off_at", b.MOMENT, nullable=True))
    op.create_table(
        "link_checks",
        *b.required(b.TEXT, "url fault"),
        *b.required(b.MOMENT, "checked_at"),
        *b.optional(b.MOMENT, "failing_since"),
        *b.optional(b.INTEGER, "status"),
        *b.required(b.INTEGER, "failures"),
        b.primary_key("url"),
        b.check("failing", "(failing_since IS NULL) = (failures = 0)"),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("link_checks")
    op.drop_column("articles", "taken_off_at")
