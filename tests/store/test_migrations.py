import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from matching.store import ConstraintError, SchemaVersionError, migrations, open_database, schema
from matching.store.schema import Base
from tests.store.rows import NOW, ROLE, account, counts, fill

NEXT_STEP = """
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{newest}"


def how():
    # SQLite may need a table made anew, with its rows copied.
    return "{recreate}" if op.get_bind().dialect.name == "sqlite" else "auto"


def upgrade():
    with op.batch_alter_table("roles", recreate=how()) as roles:
        roles.add_column(sa.Column("mentor", sa.Text(), nullable=False, server_default="none"))
    with op.batch_alter_table("accounts", recreate=how()) as accounts:
        accounts.alter_column("name", new_column_name="full_name")
    op.create_table("badges", sa.Column("who", sa.Text(), sa.ForeignKey("accounts.account_id")))


def downgrade():
    op.drop_table("badges")
    with op.batch_alter_table("accounts", recreate=how()) as accounts:
        accounts.alter_column("full_name", new_column_name="name")
    with op.batch_alter_table("roles", recreate=how()) as roles:
        roles.drop_column("mentor")
"""
CELLS = {
    "role_id": "mercy--team",
    "org_id": "mercy",
    "title": "Team of surgeons",
    "professions": ("physician",),
    "status": "open",
    "source_url": "https://mercy.example/team",
}
FAULTY_STEP = """
from alembic import op

revision = "9001"
down_revision = "{newest}"


def upgrade():
    op.execute("CREATE TABLE badges (name TEXT)")
    op.execute("UPDATE accounts SET name = 'nobody'")
    op.execute("DELETE FROM no_such_table")
"""
ORPHANING_STEP = FAULTY_STEP.replace("no_such_table", "accounts")


@pytest.fixture
def empty(empty_url):
    with open_database(empty_url, any_version=True) as database:
        yield database


@pytest.fixture
def filled(own_database):
    with own_database.writing() as session:
        fill(session)
    return own_database


@pytest.fixture
def with_step(tmp_path):
    """The folders of versions, one of them with a step after the newest."""

    def folders(step, **fields):
        folder = tmp_path / "more versions 100%"
        folder.mkdir()
        (folder / "next.py").write_text(step.format(newest=migrations.newest(), **fields))
        return [*migrations.VERSIONS, folder]

    return folders


def contents(database):
    """Every row of every table as it is in the database."""
    with database.reading() as session:
        tables = inspect(session.connection()).get_table_names()
        return {
            table: sorted(map(str, session.execute(text(f"SELECT * FROM {table}")).mappings()))
            for table in tables
        }


def described(connection):
    """All that a database says about its tables, in an order that does not matter."""
    inspector = inspect(connection)
    asked = {
        "columns": inspector.get_multi_columns,
        "primary key": inspector.get_multi_pk_constraint,
        "foreign keys": inspector.get_multi_foreign_keys,
        "unique": inspector.get_multi_unique_constraints,
        "checks": inspector.get_multi_check_constraints,
        "indexes": inspector.get_multi_indexes,
    }
    return {
        f"{what} of {table}": sorted(map(in_full, found if isinstance(found, list) else [found]))
        for what, ask in asked.items()
        for (_, table), found in ask().items()
        if table != "alembic_version"
    }


def in_full(description):
    return json.dumps(description, sort_keys=True, default=str)


def test_the_newest_version_is_the_one_of_the_code(database):
    with database.reading() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_tables_are_the_same_as_made_from_the_code(empty):
    migrations.upgrade(empty)
    with empty.reading() as session:
        migrated = described(session.connection())
    migrations.downgrade(empty, "base")
    with empty.migrating() as connection:
        Base.metadata.create_all(connection)
    with empty.reading() as session:
        assert described(session.connection()) == migrated


def test_the_comparison_sees_checks_and_what_happens_on_deletion(database):
    with database.reading() as session:
        found = str(described(session.connection()))
    for part in ("ck_accounts_email", "SET NULL", "withdrawn_at IS NULL", "pk_shortlist"):
        assert part in found


def test_up_down_and_up_again(empty):
    assert migrations.current(empty) is None
    migrations.upgrade(empty)
    assert migrations.current(empty) == migrations.newest()
    with empty.writing() as session:
        fill(session)
    migrations.downgrade(empty, "base")
    assert migrations.current(empty) is None
    assert set(contents(empty)) == {"alembic_version"}
    migrations.upgrade(empty)
    with empty.writing() as session:
        assert counts(session) == {}
        fill(session)


@pytest.mark.parametrize("recreate", ["auto", "always"])
def test_nothing_is_lost_on_the_way_up_down_and_up(filled, with_step, recreate):
    versions = with_step(NEXT_STEP, recreate=recreate)
    before = contents(filled)
    migrations.upgrade(filled, versions=versions)
    higher = contents(filled)
    assert "'mentor': 'none'" in higher["roles"][0]
    assert "'full_name': 'Amina'" in higher["accounts"][0]
    migrations.downgrade(filled, migrations.newest(), versions=versions)
    assert contents(filled) == before
    with filled.writing() as session:
        assert session.get(schema.RoleRow, ROLE).title == "Surgeon"
        session.add(account("cy"))
    migrations.upgrade(filled, versions=versions)
    assert {table: rows for table, rows in contents(filled).items() if table != "accounts"} == {
        table: rows for table, rows in higher.items() if table != "accounts"
    }


@pytest.mark.parametrize("step", [FAULTY_STEP, ORPHANING_STEP], ids=["faulty", "orphaning"])
def test_a_step_that_fails_changes_nothing(filled, with_step, step):
    before = contents(filled)
    with pytest.raises(Exception, match=r"no_such_table|refer|stage_changes"):
        migrations.upgrade(filled, versions=with_step(step))
    assert contents(filled) == before
    with filled.writing() as session:  # and the store is as usable as before
        session.add(account("cy"))


def test_upgrading_twice_does_nothing_more(filled):
    before = contents(filled)
    migrations.upgrade(filled)
    assert contents(filled) == before


def test_programs_that_upgrade_at_once_wait_for_each_other(empty_url):
    barrier = threading.Barrier(6)

    def start(_):
        barrier.wait()
        with open_database(empty_url, any_version=True) as database:
            migrations.upgrade(database)
            return migrations.current(database)

    with ThreadPoolExecutor(6) as threads:
        assert set(threads.map(start, range(6))) == {migrations.newest()}


def test_an_unknown_version_is_told(database):
    with pytest.raises(SchemaVersionError, match="cannot be brought to version '0815': Can't"):
        migrations.downgrade(database, "0815")
    assert migrations.current(database) == migrations.newest()


def test_env_py_does_nothing_when_it_is_only_imported():
    from matching.store.migrations import env

    assert env.run_environment is migrations.run_environment


def test_what_the_first_version_knew_survives_the_way_down_to_it_and_up(filled):
    before = contents(filled)
    migrations.downgrade(filled, "0001")
    first = contents(filled)
    assert "experiments" not in first
    assert "list_id" not in first["events"][0]
    migrations.upgrade(filled)
    after = contents(filled)
    for table in (
        "experiments", "publications", "golden_profiles", "gradings", "floors", "known_browsers",
        "pursuits", "article_marks", "article_shares", "path_steps", "comments", "comment_reports",
        "writer_blocks", "writing_bans", "account_rights", "answer_offers", "answer_facts",
        "article_tags", "article_tag_votes", "follows", "organization_claims", "gatherings",
        "gathering_sessions", "link_checks", "role_imports", "role_import_steps",
        "invitations", "join_requests", "hidden_from",
        "messages", "message_templates", "organization_blocks", "triage_steps", "filter_sets",
        "visits", "candidate_plans", "interviews", "criteria", "ratings", "papers",
        "received_papers", "calendar_feeds",
    ):  # fmt: skip
        assert after.pop(table) == []
        del before[table]
    assert after == before


def test_of_two_sides_the_older_tables_keep_what_served_professionals(own_database):
    with own_database.writing() as session:
        session.add(account("sam", "staff"))
        session.flush()
        for name, side in (("A", "professional"), ("B", "recruiter")):
            fields = {"name": name, "side": side, "author": "sam", "is_active": True}
            session.add(schema.WeightSetRow(**fields, version=1, created_at=NOW, body={}))
    migrations.downgrade(own_database, "0002")
    with own_database.reading() as session:
        kept = session.execute(text("SELECT name, author, is_active FROM weight_sets")).all()
    assert sorted(map(tuple, kept)) == [("A", "", True), ("B", "", False)]
    migrations.upgrade(own_database)
    with own_database.reading() as session:
        kept = session.scalars(text("SELECT name FROM weight_sets WHERE is_active")).all()
    assert kept == ["A"]


def test_roles_from_before_the_sixth_version_say_nothing_of_what_it_added(filled):
    added = {
        "party": (), "commitment": (), "regions": (), "eligible_countries": (), "only_for": (),
        "students_of": (), "cell_sources": (), "pay": "", "stay_hint": "", "kind": "",
        "hours_per_week": None,
    }  # fmt: skip
    said = {"party": ("team",), "pay": "unpaid", "kind": "trip", "hours_per_week": 4.0}
    with filled.writing() as session:
        session.add(schema.RoleRow(**CELLS, **said))
    migrations.downgrade(filled, "0005")
    older = contents(filled)["roles"]
    assert "Team of surgeons" in str(older)
    assert not any(f"'{name}'" in role for name in added for role in older)
    migrations.upgrade(filled)
    with filled.writing() as session:
        role = session.get(schema.RoleRow, "mercy--team")
        assert {name: getattr(role, name) for name in added} == added
        for name, value in said.items():
            setattr(role, name, value)
    with pytest.raises(ConstraintError), filled.writing() as session:
        session.get(schema.RoleRow, "mercy--team").kind = "brigade"


def test_who_went_is_accepted_in_the_tables_of_before_the_seventh_version(filled):
    about = {"account_id": "amina", "role_id": ROLE}
    with filled.writing() as session:
        session.get(schema.CandidacyRow, (ROLE, "amina")).stage = "went"
        for step in (("interview", "accepted"), ("accepted", "went"), ("went", "accepted")):
            moved = dict(zip(("from_stage", "to_stage"), step, strict=True))
            session.add(schema.StageChangeRow(**about, **moved, changed_at=NOW))
    migrations.downgrade(filled, "0006")
    older = contents(filled)
    assert "pursuits" not in older
    assert "'stage': 'accepted'" in older["candidacies"][0]
    assert "went" not in str(older["stage_changes"])
    assert len(older["stage_changes"]) == 2  # that to being declined, and that to being accepted
    migrations.upgrade(filled)
    with filled.writing() as session:
        session.get(schema.CandidacyRow, (ROLE, "amina")).stage = "went"
    with pytest.raises(ConstraintError), filled.writing() as session:
        session.get(schema.CandidacyRow, (ROLE, "amina")).stage = "arrived"
