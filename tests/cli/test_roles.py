"""Roles from a spreadsheet by the command line."""

import pytest
from typer.testing import CliRunner

from matching.cli import app
from matching.store import migrations, open_database, schema
from tests.store import rows


def run(*arguments):
    return CliRunner().invoke(app, ["roles", *map(str, arguments)])


@pytest.fixture
def url(tmp_path):
    address = f"sqlite:///{tmp_path / 'store.db'}"
    with open_database(address, any_version=True) as database:
        migrations.upgrade(database)
        with database.writing() as session:
            rows.begin(session)
    return address


def test_a_spreadsheet_is_looked_at_taken_and_undone(tmp_path, url):
    file = tmp_path / "Stellen.csv"
    text = "role_id;title;professions;countries;status\n"
    text += f"{rows.ROLE};Chirurg;Physician;Äthiopien;open\n"
    file.write_bytes((text + ";Hebamme;Midwife;Kenya;open\n;Hebamme;Chef;;open\n").encode("cp1252"))
    common = ("--org", "mercy", "--by", "Sam@example.org", "--url", url)

    looked = run("bring-in", file, *common)
    assert looked.exit_code == 1
    assert "Read as Windows-1252, with semicolons between cells." in looked.stdout
    assert "Would add 1, changed 1, unchanged 0." in looked.stdout
    assert f"{rows.ROLE}, countries: nothing -> ET" in looked.stdout
    assert "Stellen.csv, row 4, professions: found 'Chef'" in looked.stderr

    taken = run("bring-in", file, *common, "--take")
    (import_id,) = [line.split()[-3] for line in taken.stdout.splitlines() if "undo" in line]
    with open_database(url) as database, database.reading() as session:
        assert session.get(schema.RoleRow, rows.ROLE).countries == ("ET",)

    undone = run("undo", import_id, "--by", "sam@example.org", "--url", url)
    assert undone.stdout == "1 as before, 1 taken out.\n"
    with open_database(url) as database, database.reading() as session:
        assert session.get(schema.RoleRow, rows.ROLE).title == "Surgeon"


def test_an_e_mail_that_nobody_has_is_refused(tmp_path, url):
    (tmp_path / "a.csv").write_text("title\n")
    refused = run("bring-in", tmp_path / "a.csv", "--org", "mercy", "--by", "x@y.z", "--url", url)
    assert refused.exit_code == 2
    assert "no account with this e-mail" in refused.stderr


def test_a_template_is_written_once(tmp_path):
    file = tmp_path / "roles.xlsx"
    assert run("template", file).exit_code == 0
    assert file.read_bytes().startswith(b"PK")
    assert "There is already a file" in run("template", file).stderr
