"""The floor of exposure that staff set, and its history."""

from alembic import op
from sqlalchemy import Column

from matching.store.migrations import building as b

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table of floors."""
    op.create_table(
        "floors",
        Column("number", b.INTEGER, autoincrement=False, nullable=False),
        *b.required(b.INTEGER, "places"),
        *b.required(b.JSON, "role_ids"),
        *b.optional(b.TEXT, "weight_set_id set_by"),
        *b.required(b.MOMENT, "set_at"),
        *b.required(b.TEXT, "reason"),
        *b.optional(b.JSON, "price"),
        b.primary_key("number"),
        b.check("places", "places BETWEEN 0 AND 5"),
        b.check("reason", "reason <> ''"),
        b.refers("weight_set_id", "weight_sets.weight_set_id", "RESTRICT"),
        *b.of_account("set_by", "SET NULL"),
    )
    b.index("floors", "set_by")


def downgrade() -> None:
    """Forget the floors; lists have none any more."""
    op.drop_table("floors")
