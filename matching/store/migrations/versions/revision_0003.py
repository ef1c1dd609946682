"""Weight sets of two sides, by accounts; publications, golden profiles, gradings."""

from alembic import op
from sqlalchemy import Column

from matching.store.migrations import building as b

revision = "0003"
down_revision = "0002"

SIDES = "professional recruiter"


def upgrade() -> None:
    """Give weight sets a side and an author with an account, and add three tables."""
    op.drop_index("uq_weight_sets_active", "weight_sets")
    with op.batch_alter_table("weight_sets") as weight_sets:
        weight_sets.add_column(Column("side", b.TEXT, nullable=True))
        weight_sets.alter_column("author", existing_type=b.TEXT, nullable=True)
    # What was written there was the name of a program or person, not the id of an account.
    op.execute("UPDATE weight_sets SET side = 'professional', author = NULL")
    with op.batch_alter_table("weight_sets") as weight_sets:
        weight_sets.alter_column("side", existing_type=b.TEXT, nullable=False)
        weight_sets.create_check_constraint("side", b.words("side", SIDES).sqltext)
        weight_sets.create_foreign_key(
            None, "accounts", ["author"], ["account_id"], ondelete="SET NULL"
        )
    b.index("weight_sets", "author")
    b.unique_where("uq_weight_sets_active", "weight_sets", "side", "is_active")
    op.create_table(
        "publications",
        *b.required(b.INTEGER, "publication_id"),
        *b.required(b.TEXT, "side how reason"),
        *b.optional(b.TEXT, "weight_set_id published_by"),
        *b.required(b.MOMENT, "published_at"),
        *b.optional(b.JSON, "golden"),
        b.primary_key("publication_id"),
        b.words("side", SIDES),
        b.words("how", "proven overridden rolled-back"),
        b.check("reason", "how = 'proven' OR reason <> ''"),
        b.refers("weight_set_id", "weight_sets.weight_set_id", "RESTRICT"),
        *b.of_account("published_by", "SET NULL"),
    )
    b.index("publications", "published_by")
    op.create_table(
        "golden_profiles",
        *b.required(b.TEXT, "golden_id name"),
        *b.required(b.JSON, "body must must_not"),
        *b.optional(b.TEXT, "author"),
        *b.required(b.MOMENT, "changed_at"),
        *b.required(b.BOOLEAN, "is_active"),
        *b.required(b.INTEGER, "version"),
        b.primary_key("golden_id"),
        b.unique("name"),
        *b.of_account("author", "SET NULL"),
    )
    b.index("golden_profiles", "author")
    op.create_table(
        "gradings",
        *b.required(b.TEXT, "grading_id side profile_key role_id"),
        *b.optional(b.TEXT, "account_id author"),
        *b.required(b.JSON, "body"),
        *b.required(b.INTEGER, "grade"),
        *b.required(b.MOMENT, "graded_at"),
        b.primary_key("grading_id"),
        b.words("side", SIDES),
        b.check("grade", "grade BETWEEN 0 AND 3"),
        b.unique("author side profile_key role_id"),
        b.of_role(),
        *b.of_account("account_id", "CASCADE"),
        *b.of_account("author", "SET NULL"),
    )
    b.index("gradings", "account_id", "author", "role_id")


def downgrade() -> None:
    """Forget the three tables, the authors, and that a set served recruiters."""
    for table in ("gradings", "golden_profiles", "publications"):
        op.drop_table(table)
    op.drop_index("uq_weight_sets_active", "weight_sets")
    op.drop_index("ix_weight_sets_author", "weight_sets")
    op.execute("UPDATE weight_sets SET is_active = false WHERE side = 'recruiter'")
    with op.batch_alter_table("weight_sets") as weight_sets:
        weight_sets.drop_constraint("fk_weight_sets_author", type_="foreignkey")
        weight_sets.drop_constraint("side", type_="check")
        weight_sets.drop_column("side")
    op.execute("UPDATE weight_sets SET author = ''")
    with op.batch_alter_table("weight_sets") as weight_sets:
        weight_sets.alter_column("author", existing_type=b.TEXT, nullable=False)
    b.unique_where("uq_weight_sets_active", "weight_sets", "is_active", "is_active")
