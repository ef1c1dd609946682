"""Events to go to, with their sessions."""

from alembic import op

from matching.store.migrations import building as b

revision = "0013"
down_revision = "0012"

LISTS = "professions specialties focus_areas countries obstacles"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "gatherings",
        *b.required(b.TEXT, "gathering_id title url organizer form place country time_zone"),
        *b.required(b.TEXT, "uid summary"),
        *b.required(b.JSON, LISTS),
        *b.optional(b.TEXT, "org_id edited_by"),
        *b.required(b.MOMENT, "starts_at ends_at edited_at"),
        *b.optional(b.MOMENT, "shown_at cancelled_at"),
        *b.required(b.BOOLEAN, "is_fictional topics_read"),
        *b.required(b.INTEGER, "version"),
        b.primary_key("gathering_id"),
        b.words("form", "on-site online mixed"),
        b.check("order", "ends_at >= starts_at"),
        b.of_organization(),
        *b.of_account("edited_by", "SET NULL"),
    )
    b.index("gatherings", "org_id", "starts_at", "ends_at", "uid", "edited_by")
    op.create_table(
        "gathering_sessions",
        *b.required(b.TEXT, "session_id gathering_id title speakers room uid summary"),
        *b.required(b.JSON, LISTS),
        *b.required(b.MOMENT, "starts_at ends_at"),
        *b.optional(b.MOMENT, "cancelled_at"),
        *b.required(b.BOOLEAN, "topics_read"),
        b.primary_key("session_id"),
        b.check("order", "ends_at >= starts_at"),
        b.refers("gathering_id", "gatherings.gathering_id", "CASCADE"),
    )
    b.index("gathering_sessions", "gathering_id")


def downgrade() -> None:
    """Forget them."""
    op.drop_table("gathering_sessions")
    op.drop_table("gatherings")
