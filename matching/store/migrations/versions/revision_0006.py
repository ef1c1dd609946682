"""What the words of a role say of who can come, of commitment, pay and length."""

from alembic import op
from sqlalchemy import Column

from matching.store.migrations import building as b

revision = "0006"
down_revision = "0005"

LISTS = "party commitment regions eligible_countries only_for students_of cell_sources".split()
WORDS = {
    "pay": "unpaid paid costs-covered",
    "stay_hint": "days weeks months years",
    "kind": "post trip pool program mentoring advocacy",
}


def upgrade() -> None:
    """Add the columns; of the roles that there are they say nothing."""
    with op.batch_alter_table("roles") as roles:
        for name in LISTS:
            roles.add_column(Column(name, b.JSON, nullable=False, server_default="[]"))
        for name, words in WORDS.items():
            roles.add_column(Column(name, b.TEXT, nullable=False, server_default=""))
            rule = b.words(name, words, blank=True).sqltext
            roles.create_check_constraint(name, rule)
        roles.add_column(Column("hours_per_week", b.NUMBER, nullable=True))
    with op.batch_alter_table("roles") as roles:
        for name in LISTS:
            roles.alter_column(name, existing_type=b.JSON, server_default=None)
        for name in WORDS:
            roles.alter_column(name, existing_type=b.TEXT, server_default=None)


def downgrade() -> None:
    """Forget what the words say."""
    with op.batch_alter_table("roles") as roles:
        for name in WORDS:
            roles.drop_constraint(name, type_="check")
        for name in (*LISTS, *WORDS, "hours_per_week"):
            roles.drop_column(name)
