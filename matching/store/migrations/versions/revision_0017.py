"""Imports of roles that can be undone."""

from alembic import op

from matching.store.migrations import building as b

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "role_imports",
        *b.required(b.TEXT, "import_id org_id"),
        *b.optional(b.TEXT, "made_by"),
        *b.required(b.MOMENT, "made_at"),
        *b.required(b.INTEGER, "added changed opened"),
        *b.required(b.JSON, "held"),
        *b.optional(b.MOMENT, "settled_at undone_at"),
        b.primary_key("import_id"),
        b.of_organization(),
        *b.of_account("made_by", "SET NULL"),
    )
    b.index("role_imports", "org_id", "made_by")
    op.create_table(
        "role_import_steps",
        *b.required(b.TEXT, "import_id role_id"),
        *b.optional(b.JSON, "before"),
        *b.required(b.INTEGER, "version"),
        b.primary_key("import_id role_id"),
        b.refers("import_id", "role_imports.import_id", "CASCADE"),
        b.refers("role_id", "roles.role_id", "CASCADE"),
    )
    b.index("role_import_steps", "role_id")


def downgrade() -> None:
    """Drop them."""
    op.drop_table("role_import_steps")
    op.drop_table("role_imports")
