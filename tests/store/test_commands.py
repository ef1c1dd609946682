"""The commands of the store, on a SQLite file of their own."""

from datetime import UTC, datetime

from typer.testing import CliRunner

from matching import Catalog, Profile, Recommender, accounts
from matching.cli import app
from matching.shipped import DATA_FOLDER, shipped_adjacency
from matching.store import migrations, open_database
from matching.store.reference_rows import read_reference_from


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
