"""Events know their list, their team and why a role was dismissed; experiments."""

from alembic import op
from sqlalchemy import Column

from matching.store.migrations import building as b

revision = "0002"
down_revision = "0001"

REASONS = (
    "specialty focus place length dates language setting faith funding family experience "
    "outdated organization known other"
)


def upgrade() -> None:
    """Add three columns to the events, and the experiments."""
    with op.batch_alter_table("events") as events:
        events.add_column(Column("list_id", b.TEXT, nullable=True))
        events.add_column(Column("reason", b.TEXT, nullable=True))
        events.add_column(Column("team", b.TEXT, nullable=True))
        events.create_check_constraint("reason", b.words("reason", REASONS).sqltext)
        events.create_check_constraint("team", b.words("team", "first second").sqltext)
    b.index("events", "list_id")
    op.create_table(
        "experiments",
        *b.required(b.TEXT, "experiment_id second_set"),
        *b.optional(b.TEXT, "first_set started_by stopped_by"),
        *b.required(b.INTEGER, "planned"),
        *b.required(b.MOMENT, "started_at"),
        *b.optional(b.MOMENT, "stopped_at"),
        *b.required(b.BOOLEAN, "is_running"),
        b.primary_key("experiment_id"),
        b.check("running", "is_running = (stopped_at IS NULL)"),
        b.check("two_sets", "first_set IS NULL OR first_set <> second_set"),
        b.refers("first_set", "weight_sets.weight_set_id", "RESTRICT"),
        b.refers("second_set", "weight_sets.weight_set_id", "RESTRICT"),
        *b.of_account("started_by stopped_by", "SET NULL"),
    )
    b.index("experiments", "started_by", "stopped_by")
    b.unique_where("uq_experiments_running", "experiments", "is_running", "is_running")


def downgrade() -> None:
    """Forget the experiments, and of events their list, their team, and why one dismissed."""
    op.drop_table("experiments")
    op.drop_index("ix_events_list_id", "events")
    with op.batch_alter_table("events") as events:
        events.drop_constraint("team", type_="check")
        events.drop_constraint("reason", type_="check")
        events.drop_column("team")
        events.drop_column("reason")
        events.drop_column("list_id")
