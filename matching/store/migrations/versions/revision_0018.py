"""What a team keeps of its candidates and roles."""

from alembic import op

from matching.store.migrations import building as b

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "triage_steps",
        *b.required(b.TEXT, "triage_id account_id role_id made_by stage introduction"),
        *b.required(b.MOMENT, "made_at"),
        *b.optional(b.MOMENT, "stage_since introduction_asked_at"),
        *b.required(b.INTEGER, "version"),
        b.primary_key("triage_id account_id"),
        *b.of_account("account_id made_by", "CASCADE"),
        b.of_role(),
        b.words(
            "stage",
            "new reviewing contacted interview clearance accepted went declined withdrawn",
            blank=True,
        ),
        b.words("introduction", "none asked agreed refused"),
    )
    b.index("triage_steps", "account_id", "role_id", "made_by")
    op.create_table(
        "filter_sets",
        *b.required(b.TEXT, "account_id name"),
        *b.required(b.JSON, "body"),
        *b.required(b.MOMENT, "changed_at"),
        b.primary_key("account_id name"),
        *b.of_account("account_id", "CASCADE"),
    )
    op.create_table(
        "visits",
        *b.required(b.TEXT, "account_id"),
        *b.required(b.MOMENT, "seen_at"),
        *b.optional(b.MOMENT, "before_at"),
        b.primary_key("account_id"),
        *b.of_account("account_id", "CASCADE"),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("visits")
    op.drop_table("filter_sets")
    op.drop_table("triage_steps")
