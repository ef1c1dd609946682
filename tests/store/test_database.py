import os
import shutil
import socket
import sqlite3
import stat
import subprocess
import sys
import traceback
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from matching.store import (
    ConflictError,
    ConstraintError,
    DatabaseError,
    SchemaVersionError,
    database_url,
    migrations,
    open_database,
    schema,
)
from matching.store.database import require_version
from tests.store.rows import account, begin, profile


def names(database):
    with database.reading() as session:
        return session.scalars(select(schema.AccountRow.account_id).order_by("account_id")).all()


# ---- addresses ------------------------------------------------------------------------------


def test_the_address_is_the_given_one_or_the_environments_or_a_file_of_the_project(
    monkeypatch, repository
):
    monkeypatch.delenv("MISSIONMATCH_DATABASE_URL", raising=False)
    assert database_url().database == str(repository / "var" / "missionmatch.db")
    monkeypatch.setenv("MISSIONMATCH_DATABASE_URL", "postgresql://localhost/mission")
    assert str(database_url()) == "postgresql+psycopg://localhost/mission"
    assert database_url("sqlite:///x.db").database == "x.db"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("var/missionmatch.db", "cannot be read; write it like sqlite:///var/missionmatch.db or"),
        ("postgresql://host:port/x", "cannot be read; write it like"),
        ("mysql://host/x", "There is no database of kind 'mysql' here"),
        ("postgresql+psycopg2://host/x", r"no database of kind 'postgresql\+psycopg2' here"),
        ("sqlite://", "names a file"),
        ("sqlite:///:memory:", "names a file"),
        ("sqlite:///x.db?mode=ro", "names a file"),
    ],
)
def test_a_wrong_address_is_told_with_a_right_one(url, message):
    with pytest.raises(DatabaseError, match=message):
        open_database(url)


def test_no_message_holds_a_password():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens there
        port = taken.getsockname()[1]
        with pytest.raises(DatabaseError, match="cannot be used") as caught:
            open_database(f"postgresql://amina:s3cret@127.0.0.1:{port}/mission")
    assert "amina:***@127.0.0.1" in caught.value.detail
    assert "s3cret" not in "".join(traceback.format_exception_only(caught.value))
    with pytest.raises(DatabaseError) as caught:
        open_database("mysql://amina:s3cret@host/mission")
    assert "s3cret" not in str(caught.value)


def test_a_database_that_a_server_does_not_have_is_told(postgres):
    with pytest.raises(DatabaseError, match='database "nothing_like_it" does not exist'):
        open_database(postgres.url("nothing_like_it"))


def test_a_file_that_is_no_database_is_told_and_left_as_it_is(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Not a database, whatever its size is. " * 100)
    with pytest.raises(DatabaseError, match="cannot be opened: file is not a database"):
        open_database(f"sqlite:///{path}")
    assert path.read_text().startswith("Not a database")


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseError, match="cannot be opened: "):
        open_database(f"sqlite:///{tmp_path}/file/store.db", any_version=True)


# ---- versions -------------------------------------------------------------------------------

UPGRADE = "Run: missionmatch store upgrade"


def test_a_missing_file_is_told_and_not_made(tmp_path):
    with pytest.raises(SchemaVersionError, match=f"There is no store at .*x.db yet. {UPGRADE}"):
        open_database(f"sqlite:///{tmp_path}/x.db")
    assert not list(tmp_path.iterdir())


def test_a_database_without_tables_is_told(empty_url):
    open_database(empty_url, any_version=True).close()
    with pytest.raises(SchemaVersionError, match=f"has no tables yet. {UPGRADE}"):
        open_database(empty_url)


def test_a_newer_version_is_told(own_url):
    with open_database(own_url) as database, database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer = r"version 9999, which this program does not know; it knows them up to \d{4}. Install"
    with pytest.raises(SchemaVersionError, match=newer):
        open_database(own_url)
    with open_database(own_url, any_version=True) as database:
        with pytest.raises(SchemaVersionError, match="cannot be brought to version 'head'"):
            migrations.upgrade(database)
        assert migrations.current(database) == "9999"


def test_an_older_version_is_told(url, monkeypatch):
    monkeypatch.setattr(migrations, "newest", lambda: "0815")
    older = rf"version \d{{4}}, and this program needs 0815. {UPGRADE}"
    with pytest.raises(SchemaVersionError, match=older):
        open_database(url)


# ---- sessions -------------------------------------------------------------------------------


def test_what_was_written_is_read_later(url):
    with open_database(url) as database, database.writing() as session:
        session.add(account("amina"))
    with open_database(url) as database:
        assert names(database) == ["amina"]


def test_an_error_undoes_the_whole_block(database):
    def add_two_and_fail():
        with database.writing() as session:
            session.add(account("amina"))
            session.flush()
            session.add(account("ben"))
            raise LookupError

    with pytest.raises(LookupError):
        add_two_and_fail()
    assert names(database) == []


def test_a_refused_row_undoes_the_whole_block(database):
    def add_twins():
        with database.writing() as session:
            session.add(account("amina"))
            session.flush()
            session.add(account("ben", email="amina@example.org"))

    with pytest.raises(ConstraintError):
        add_twins()
    assert names(database) == []


def test_part_of_a_block_can_be_undone_alone(database):
    with database.writing() as session:
        session.add(account("amina"))
        nested = session.begin_nested()
        session.add(account("ben"))
        session.flush()
        nested.rollback()
        session.add(account("cy"))
    assert names(database) == ["amina", "cy"]


@pytest.mark.parametrize("what", ["new", "changed", "deleted"])
def test_a_change_while_reading_is_an_error_instead_of_being_lost(database, what):
    with database.writing() as session:
        session.add(account("amina"))

    def change():
        with database.reading() as session:
            row = session.get(schema.AccountRow, "amina")
            if what == "new":
                session.add(account("ben"))
            elif what == "changed":
                row.name = "A"
            else:
                session.delete(row)

    with pytest.raises(ValueError, match=r"reading\(\) saves nothing"):
        change()


def test_the_database_itself_refuses_to_write_while_reading(database):
    def write():
        with database.reading() as session:
            session.execute(insert(schema.AccountRow.__table__), [{"account_id": "amina"}])

    with pytest.raises(Exception, match=r"read-?only"):
        write()
    with database.writing() as session:  # and the connection writes again afterwards
        session.add(account("amina"))


def test_a_reader_sees_one_state_while_others_write(database):
    with database.reading() as session:
        assert session.scalars(select(schema.AccountRow)).all() == []
        with database.writing() as other:
            other.add(account("amina"))
        assert session.scalars(select(schema.AccountRow)).all() == []
    assert names(database) == ["amina"]


def test_a_row_stays_usable_after_its_session(database):
    with database.writing() as session:
        row = account("amina")
        session.add(row)
    assert row.email == "amina@example.org"
    with database.reading() as session:
        row = session.get(schema.AccountRow, "amina")
    assert row.email == "amina@example.org"


def test_a_row_that_changed_since_it_was_shown_is_not_overwritten(database):
    with database.writing() as session:
        session.add_all([account("amina"), profile("amina")])
    with database.writing() as session:
        row = session.get(schema.ProfileRow, "amina")
        require_version(row, 1)
        row.display_name = "Amina"
    with database.reading() as session:
        row = session.get(schema.ProfileRow, "amina")
    with pytest.raises(ConflictError, match="Look at it as it is now"):
        require_version(row, 1)


def test_a_connection_that_broke_is_replaced(database, postgres):
    with database.writing() as session:
        begin(session)
    if not database.is_sqlite:
        postgres.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = '{database.url.database}'"
        )
    assert names(database) == ["amina", "ben", "sam"]


def test_a_connection_that_breaks_in_a_block_is_told_in_plain_words(database, postgres):
    if database.is_sqlite:
        return  # it has no connection that could break

    def lose_the_server():
        with database.writing() as session:
            session.add(account("amina"))
            session.flush()
            postgres.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                f"WHERE datname = '{database.url.database}'"
            )

    with pytest.raises(DatabaseError, match="cannot be used: terminating connection"):
        lose_the_server()
    assert names(database) == []


# ---- settings of SQLite ---------------------------------------------------------------------


def test_sqlite_keeps_every_acknowledged_write_and_checks_references(tmp_path):
    path = tmp_path / "new folder" / "store.db"
    with open_database(f"sqlite:///{path}", any_version=True) as database:
        migrations.upgrade(database)
        with database.writing() as session:
            pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "query_only")
            found = {name: session.scalar(text(f"PRAGMA {name}")) for name in pragmas}
        with database.reading() as session:
            assert session.scalar(text("PRAGMA query_only")) == 1
            assert session.scalar(text("PRAGMA foreign_keys")) == 1
    full = 2
    assert found == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "busy_timeout": 60_000,
        "query_only": 0,
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_its_owner_may_read_a_new_sqlite_file(tmp_path):
    path = tmp_path / "store.db"
    with open_database(f"sqlite:///{path}", any_version=True) as database:
        migrations.upgrade(database)
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes.pop("store.db") == 0o600
    assert set(modes.values()) <= {0o600}


def test_a_closed_sqlite_store_is_a_single_file(tmp_path, sqlite_with_tables):
    path = Path(tmp_path / "store.db")
    path.write_bytes(sqlite_with_tables.read_bytes())
    with open_database(f"sqlite:///{path}") as database, database.writing() as session:
        session.add(account("amina"))
    assert [file.name for file in tmp_path.iterdir()] == ["store.db"]
    copy = sqlite3.connect(path)
    assert copy.execute("SELECT account_id FROM accounts").fetchall() == [("amina",)]
    copy.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows locks files in another way")
def test_a_store_opened_twice_keeps_its_log_when_another_program_closes(
    tmp_path, sqlite_with_tables
):
    path = shutil.copy(sqlite_with_tables, tmp_path / "store.db")
    with open_database(f"sqlite:///{path}") as first:
        names(first)
        with open_database(f"sqlite:///{path}") as second:
            names(second)
            other = (
                "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('PRAGMA user_version')"
            )
            subprocess.run([sys.executable, "-c", other, str(path)], check=True)
            assert Path(f"{path}-wal").exists()
