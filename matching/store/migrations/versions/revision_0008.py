"""What may stand in the way of a reader, and which articles help with it."""

from alembic import op
from sqlalchemy import Column

from matching.store.migrations import building as b

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column; of the articles that there are it says nothing."""
    with op.batch_alter_table("articles") as articles:
        articles.add_column(Column("obstacles", b.JSON, nullable=False, server_default="[]"))
    with op.batch_alter_table("articles") as articles:
        articles.alter_column("obstacles", existing_type=b.JSON, server_default=None)


def downgrade() -> None:
    """Forget it."""
    with op.batch_alter_table("articles") as articles:
        articles.drop_column("obstacles")
