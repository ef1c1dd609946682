"""Following organizations, what they ask about their page, and being taken out."""

import sqlalchemy as sa
from alembic import op

from matching.store.migrations import building as b

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the tables and the column."""
    op.add_column("organizations", sa.Column("taken_out_at", b.MOMENT, nullable=True))
    op.create_table(
        "follows",
        *b.required(b.TEXT, "account_id org_id"),
        *b.required(b.MOMENT, "followed_at seen_at"),
        *b.required(b.JSON, "seen_roles"),
        b.primary_key("account_id org_id"),
        *b.of_account("account_id", "CASCADE"),
        b.of_organization(),
    )
    b.index("follows", "org_id")
    op.create_table(
        "organization_claims",
        *b.required(b.TEXT, "claim_id org_id kind name email text code proof outcome answer"),
        *b.optional(b.TEXT, "account_id decided_by"),
        *b.required(b.JSON, "changes"),
        *b.required(b.MOMENT, "asked_at"),
        *b.optional(b.MOMENT, "decided_at"),
        b.primary_key("claim_id"),
        b.words("kind", "claim correct take-out"),
        b.words("proof", "website mail telephone member", blank=True),
        b.words("outcome", "accepted refused", blank=True),
        b.check("settled", "(decided_at IS NULL) = (outcome = '')"),
        b.check("proven", "(outcome = 'accepted') = (proof <> '')"),
        b.of_organization(),
        *b.of_account("account_id decided_by", "SET NULL"),
    )
    b.index("organization_claims", "org_id", "account_id", "decided_by")


def downgrade() -> None:
    """Forget them."""
    op.drop_table("organization_claims")
    op.drop_table("follows")
    op.drop_column("organizations", "taken_out_at")
