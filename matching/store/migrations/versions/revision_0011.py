"""Tags that people propose for articles."""

from alembic import op

from matching.store.migrations import building as b

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "article_tags",
        *b.required(b.TEXT, "tag_id article_id tag label state"),
        *b.optional(b.TEXT, "account_id decided_by"),
        *b.required(b.MOMENT, "proposed_at"),
        *b.optional(b.MOMENT, "decided_at"),
        b.primary_key("tag_id"),
        b.unique("article_id tag"),
        b.words("state", "proposed shown refused"),
        b.refers("article_id", "articles.article_id", "CASCADE"),
        *b.of_account("account_id decided_by", "SET NULL"),
    )
    b.index("article_tags", "tag", "account_id", "decided_by")
    op.create_table(
        "article_tag_votes",
        *b.required(b.TEXT, "account_id tag_id"),
        *b.required(b.MOMENT, "voted_at"),
        b.primary_key("account_id tag_id"),
        b.refers("tag_id", "article_tags.tag_id", "CASCADE"),
        *b.of_account("account_id", "CASCADE"),
    )
    b.index("article_tag_votes", "tag_id")


def downgrade() -> None:
    """Forget them."""
    op.drop_table("article_tag_votes")
    op.drop_table("article_tags")
