"""What people do with articles, and which steps of the path they have done."""

from alembic import op

from matching.store.migrations import building as b

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the three tables."""
    op.create_table(
        "path_steps",
        *b.required(b.TEXT, "account_id step"),
        *b.required(b.MOMENT, "done_at"),
        b.primary_key("account_id step"),
        *b.of_account("account_id", "CASCADE"),
    )
    op.create_table(
        "article_marks",
        *b.required(b.TEXT, "account_id article_id mark"),
        *b.required(b.MOMENT, "marked_at"),
        b.primary_key("account_id article_id mark"),
        b.words("mark", "saved read dismissed"),
        b.refers("article_id", "articles.article_id", "CASCADE"),
        *b.of_account("account_id", "CASCADE"),
    )
    b.index("article_marks", "article_id")
    op.create_table(
        "article_shares",
        *b.required(b.TEXT, "article_id way"),
        *b.required(b.DAY, "shared_on"),
        *b.required(b.INTEGER, "number"),
        b.primary_key("article_id way shared_on"),
        b.words("way", "copy mail sheet"),
        b.check("number", "number > 0"),
        b.refers("article_id", "articles.article_id", "CASCADE"),
    )
    b.index("article_shares", "article_id")


def downgrade() -> None:
    """Forget them."""
    op.drop_table("article_shares")
    op.drop_table("article_marks")
    op.drop_table("path_steps")
