"""Browsers that are known, forms that may be sent twice, and since when an account is secured."""

from alembic import op
from sqlalchemy import Column

from matching.store.migrations import building as b

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table of known browsers; nobody is signed out, and no browser is known yet."""
    op.create_table(
        "known_browsers",
        *b.required(b.TEXT, "token_digest account_id"),
        *b.required(b.MOMENT, "created_at last_used_at"),
        b.primary_key("token_digest"),
        *b.of_account("account_id", "CASCADE"),
    )
    b.index("known_browsers", "account_id", "last_used_at")
    op.add_column("accounts", Column("signed_out_at", b.MOMENT, nullable=True))
    op.add_column("sessions", Column("form_digest", b.TEXT, nullable=True))
    op.add_column("reset_links", Column("form_digest", b.TEXT, nullable=True))


def downgrade() -> None:
    """Forget them; who came in through another provider before then is signed in again."""
    op.drop_column("reset_links", "form_digest")
    op.drop_column("sessions", "form_digest")
    op.drop_column("accounts", "signed_out_at")
    op.drop_table("known_browsers")
