"""The commands of the store, on a SQLite file of their own."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from matching import Catalog, Profile, Recommender, accounts
from matching.cli import app
from matching.reference.shipped import DATA_FOLDER, shipped_adjacency
from matching.store import migrations, open_database, schema
from matching.store.reference_rows import read_reference_from
from tests.store.rows import account, fill


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_store_is_made_filled_and_read_as_a_catalog(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    made = run("store", "upgrade", "--url", url)
    assert made.exit_code == 0, made.output
    assert f"version {migrations.newest()} (before: none)" in made.stdout
    loaded = run("store", "load", "--url", url)
    assert loaded.exit_code == 0, loaded.output
    profile = Profile(profession="dentist", regions=["Central America"], max_weeks=1)
    with open_database(url) as database:
        reference = read_reference_from(database)
    catalog = Catalog.from_reference(reference, shipped_adjacency())
    stored = Recommender(catalog).recommend(profile, n=10)
    assert stored.equals(Recommender(Catalog.from_folder(DATA_FOLDER)).recommend(profile, n=10))


def test_store_that_was_not_made_is_refused_in_one_sentence(tmp_path):
    refused = run("store", "load", "--url", f"sqlite:///{tmp_path / 'none.db'}")
    assert refused.exit_code == 2
    assert "Traceback" not in refused.output
    assert "missionmatch store upgrade" in refused.output


@pytest.fixture
def address(tmp_path, sqlite_with_tables):
    path = shutil.copy(sqlite_with_tables, tmp_path / "store.db")
    with open_database(f"sqlite:///{path}") as database, database.writing() as session:
        fill(session)
    return f"sqlite:///{path}"


def test_a_store_is_backed_up_restored_and_looked_over(address, tmp_path):
    backup = tmp_path / "backup.db"
    made = run("store", "backup", backup, "--url", address)
    assert made.exit_code == 0, made.output
    assert "3 accounts, 1 profiles" in made.stdout
    with open_database(address) as database, database.writing() as session:
        session.add(account("later"))
    refused = run("store", "restore", backup, "--url", address)
    assert (refused.exit_code, "--force" in refused.output) == (2, True)
    restored = run("store", "restore", backup, "--url", address, "--force")
    assert restored.exit_code == 0, restored.output
    assert "3 accounts" in restored.stdout
    assert f"is now {tmp_path / 'store.db'}.replaced-" in restored.stdout
    assert "delete them again" in restored.stdout
    looked_over = run("store", "check", "--url", address)
    assert looked_over.exit_code == 0, looked_over.output
    assert "All is well." in looked_over.stdout
    assert "  accounts: 3\n" in looked_over.stdout


def test_a_store_with_faults_ends_the_check_with_a_code_of_its_own(address):
    path = address.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM accounts WHERE account_id = 'ben'")
        connection.commit()
    found = run("store", "check", "--url", address)
    assert found.exit_code == 1
    assert "1 rows of memberships refer to what is not there." in found.stderr


def test_an_older_backup_says_how_to_go_on(address, tmp_path):
    with open_database(address) as database:
        migrations.downgrade(database, "0003")
    assert run("store", "backup", tmp_path / "b.db", "--url", address).exit_code == 0
    restored = run("store", "restore", tmp_path / "b.db", "--url", address, "--force")
    assert "of version 0003. Run: missionmatch store upgrade" in restored.stdout


@pytest.mark.parametrize("command", ["check", "backup"])
def test_a_store_that_is_not_there_is_not_made(tmp_path, command):
    file = [tmp_path / "backup.db"] if command == "backup" else []
    refused = run("store", command, *file, "--url", f"sqlite:///{tmp_path / 'none.db'}")
    assert (refused.exit_code, "Traceback" in refused.output) == (2, False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["no/such/folder/b.db", "", "none.db"])
def test_a_file_that_cannot_be_is_told_in_one_sentence(address, tmp_path, name):
    command = "restore" if name == "none.db" else "backup"
    refused = run("store", command, tmp_path / name, "--url", address)
    assert (refused.exit_code, "Traceback" in refused.output) == (2, False)


def test_first_staff_account_is_made_with_a_link_that_works_once(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    assert run("store", "upgrade", "--url", url).exit_code == 0
    wanted = ("staff", "create", "--email", "Sam@Example.org", "--url", url)
    made = run(*wanted, "--base", "https://missions.example/")
    assert made.exit_code == 0, made.output
    link = made.stdout.split()[-1]
    assert link.startswith("https://missions.example/account/reset?token=")
    now = datetime.now(UTC)
    with open_database(url) as database:
        assert accounts.has_staff(database)
        accounts.choose_password(database, link.partition("=")[2], "kettle moss eleven", now)
        token = accounts.sign_in(
            database, "sam@example.org", "kettle moss eleven", address="::1", now=now
        )
        assert accounts.identify(database, token, now).actor.kind == "staff"
    again = run(*wanted)
    assert (again.exit_code, "Traceback" in again.output) == (2, False)


def test_account_of_staff_that_was_stolen_is_secured_on_the_console(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    run("store", "upgrade", "--url", url)
    made = run("staff", "create", "--email", "sam@example.org", "--url", url)
    link, now = made.stdout.split()[-1], datetime.now(UTC)
    enter = {"email": "sam@example.org", "address": "::1", "now": now}
    with open_database(url) as database:
        accounts.choose_password(database, link.partition("=")[2], "kettle moss eleven", now)
        thief = accounts.sign_in(database, password="kettle moss eleven", **enter)
        with database.writing() as session:  # the thief was staff, and shut the owner out
            session.get(schema.AccountRow, identify(database, thief, now)).disabled_at = now
    monkeypatch.setenv("MISSIONMATCH_PUBLIC_URL", "https://missions.example")
    secured = run("staff", "secure", "--email", " Sam@example.org", "--url", url)
    assert secured.exit_code == 0, secured.output
    link = secured.stdout.split()[-1]
    assert link.startswith("https://missions.example/account/reset?token=")
    with open_database(url) as database:
        assert not identify(database, thief, now)
        accounts.choose_password(database, link.partition("=")[2], "seven umbrellas", now)
        assert accounts.sign_in(database, password="seven umbrellas", **enter)
        with database.reading() as session:
            entry = session.scalars(
                select(schema.AuditEntryRow).where(schema.AuditEntryRow.action == "accounts.secure")
            ).one()
        assert (entry.actor, entry.details["sessions"]) == ("console", 1)
    unknown = run("staff", "secure", "--email", "nobody@example.org", "--url", url)
    assert (unknown.exit_code, "Traceback" in unknown.output) == (2, False)
    assert "No account has this e-mail." in unknown.output


def identify(database, token, now):
    return accounts.identify(database, token, now).actor.account_id
