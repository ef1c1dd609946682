"""The commands of the store, on a SQLite file of their own."""

from typer.testing import CliRunner

from matching import Catalog, Profile, Recommender
from matching.cli import app
from matching.shipped import DATA_FOLDER


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_store_is_made_filled_and_read_as_a_catalog(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    made = run("store", "upgrade", "--url", url)
    assert (made.exit_code, "version 0001 (before: none)" in made.stdout) == (0, True)
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
