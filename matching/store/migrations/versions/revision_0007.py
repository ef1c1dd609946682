"""What people did about a role by themselves, what became of it, and a stage of who went."""

from alembic import op

from matching.store.migrations import building as b

revision = "0007"
down_revision = "0006"

OLD_STAGES = "new reviewing contacted interview clearance accepted declined withdrawn"
STAGES = OLD_STAGES.replace("accepted", "accepted went")
OUTCOMES = "went refused nothing"
REASONS = "no-answer filled dates requirements papers cost family other-plans other"


def upgrade() -> None:
    """Add the table, and the stage after that of being accepted."""
    op.create_table(
        "pursuits",
        *b.required(b.TEXT, "account_id role_id outcome reason text"),
        *b.optional(b.DAY, "wrote_on"),
        *b.required(b.MOMENT, "changed_at"),
        b.primary_key("account_id role_id"),
        b.words("outcome", OUTCOMES, blank=True),
        b.words("reason", REASONS, blank=True),
        b.check("said", "wrote_on IS NOT NULL OR outcome <> ''"),
        b.check("reasoned", "(outcome = 'nothing') = (reason <> '')"),
        b.check("text", "outcome <> '' OR text = ''"),
        b.of_role(),
        *b.of_account("account_id", "CASCADE"),
    )
    b.index("pursuits", "role_id")
    _let_stages_be(STAGES)


def downgrade() -> None:
    """Forget what people did by themselves; who went is accepted again."""
    op.drop_table("pursuits")
    # The step from being accepted to having gone is none any more.
    op.execute("DELETE FROM stage_changes WHERE to_stage = 'went'")
    op.execute("UPDATE stage_changes SET from_stage = 'accepted' WHERE from_stage = 'went'")
    op.execute("DELETE FROM stage_changes WHERE from_stage = 'accepted' AND to_stage = 'accepted'")
    op.execute("UPDATE candidacies SET stage = 'accepted' WHERE stage = 'went'")
    _let_stages_be(OLD_STAGES)


def _let_stages_be(stages: str) -> None:
    """Change the words that a stage may be.

    SQLite makes the tables anew and tries checks in their order, in which Alembic keeps only those
    that are made here: the words of a column come before what rests on them.
    """
    checks = {
        "candidacies": [
            b.words("introduction", "none asked agreed refused"),
            b.check(
                "introduction_answered",
                "(introduction IN ('agreed', 'refused')) = (introduction_answered_at IS NOT NULL)",
            ),
            b.check(
                "introduction_asked", "(introduction = 'none') = (introduction_asked_at IS NULL)"
            ),
            b.words("stage", stages),
        ],
        "stage_changes": [
            b.words("from_stage", stages, blank=True),
            b.words("to_stage", stages),
        ],
    }
    for table, made in checks.items():
        with op.batch_alter_table(table) as batch:
            for check in made:
                batch.drop_constraint(str(check.name), type_="check")
            for check in made:
                batch.create_check_constraint(str(check.name), check.sqltext)
