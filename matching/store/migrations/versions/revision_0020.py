"""What the members of an organization settle among themselves about a candidate."""

from alembic import op

from matching.store.migrations import building as b

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "candidate_plans",
        *b.required(b.TEXT, "role_id account_id"),
        *b.optional(b.TEXT, "owner"),
        *b.optional(b.DAY, "follow_up_on starts_on"),
        *b.required(b.INTEGER, "version"),
        b.primary_key("role_id account_id"),
        b.of_role(),
        *b.of_account("account_id", "CASCADE"),
        *b.of_account("owner", "SET NULL"),
    )
    b.index("candidate_plans", "account_id", "owner")
    op.create_table(
        "interviews",
        *b.required(b.TEXT, "role_id account_id time_zone place"),
        *b.required(b.MOMENT, "at changed_at"),
        *b.optional(b.TEXT, "changed_by"),
        *b.required(b.INTEGER, "version"),
        b.primary_key("role_id account_id"),
        b.of_role(),
        *b.of_account("account_id", "CASCADE"),
        *b.of_account("changed_by", "SET NULL"),
    )
    b.index("interviews", "account_id", "changed_by")
    op.create_table(
        "criteria",
        *b.required(b.TEXT, "criterion_id role_id word"),
        *b.required(b.INTEGER, "place"),
        b.primary_key("criterion_id"),
        b.unique("role_id word"),
        b.of_role(),
    )
    op.create_table(
        "ratings",
        *b.required(b.TEXT, "rating_id criterion_id account_id reason"),
        *b.optional(b.TEXT, "author"),
        *b.required(b.INTEGER, "points"),
        *b.required(b.MOMENT, "rated_at"),
        *b.optional(b.MOMENT, "changed_at"),
        b.primary_key("rating_id"),
        b.unique("criterion_id account_id author"),
        b.check("points", "points BETWEEN 1 AND 5"),
        b.refers("criterion_id", "criteria.criterion_id", "CASCADE"),
        *b.of_account("account_id", "CASCADE"),
        *b.of_account("author", "SET NULL"),
    )
    b.index("ratings", "account_id", "author")
    op.create_table(
        "papers",
        *b.required(b.TEXT, "paper_id role_id name"),
        *b.required(b.INTEGER, "place days_before"),
        b.primary_key("paper_id"),
        b.unique("role_id name"),
        b.check("days_before", "days_before >= 0"),
        b.of_role(),
    )
    op.create_table(
        "received_papers",
        *b.required(b.TEXT, "paper_id account_id"),
        *b.required(b.DAY, "received_on"),
        *b.optional(b.TEXT, "noted_by"),
        b.primary_key("paper_id account_id"),
        b.refers("paper_id", "papers.paper_id", "CASCADE"),
        *b.of_account("account_id", "CASCADE"),
        *b.of_account("noted_by", "SET NULL"),
    )
    b.index("received_papers", "account_id", "noted_by")


def downgrade() -> None:
    """Drop them."""
    for table in ("received_papers", "papers", "ratings", "criteria"):
        op.drop_table(table)
    op.drop_table("interviews")
    op.drop_table("candidate_plans")
