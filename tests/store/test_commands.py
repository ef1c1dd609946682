"""The commands of the store, on a SQLite file of their own."""

from datetime import UTC, datetime

from sqlalchemy import select
from typer.testing import CliRunner

from matching import Catalog, Profile, Recommender, accounts
from matching.cli import app
from matching.shipped import DATA_FOLDER
from matching.store import migrations, open_database, schema


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
    stored = Recommender(Catalog.from_database(url)).recommend(profile, n=10)
    assert stored.equals(Recommender(Catalog.from_folder(DATA_FOLDER)).recommend(profile, n=10))


def test_store_that_was_not_made_is_refused_in_one_sentence(tmp_path):
    refused = run("store", "load", "--url", f"sqlite:///{tmp_path / 'none.db'}")
    assert refused.exit_code == 2
    assert "Traceback" not in refused.output
    assert "missionmatch store upgrade" in refused.output


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
