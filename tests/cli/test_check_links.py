"""`missionmatch check-links` on a store of its own and a site on this machine."""

import shutil

import pytest
from typer.testing import CliRunner

from matching.cli import app
from matching.store import open_database, schema
from tests.links import pages
from tests.store import rows


@pytest.fixture
def site():
    with pages.site() as site:
        yield site


@pytest.fixture
def check(site, tmp_path, sqlite_with_tables):
    """Runs the command on a store of two articles, of which one is gone, and an organization."""
    url = f"sqlite:///{shutil.copy(sqlite_with_tables, tmp_path / 'store.db')}"
    article = {"title": "Why", "kind": "guide", "stage": "any"}
    with open_database(url) as database, database.writing() as session:
        session.add(rows.organization(source_url=site.at("/often")))
        for name in ("fine", "none"):
            session.add(schema.ArticleRow(article_id=name, url=site.at(f"/{name}"), **article))
        session.add(schema.LinkCheckRow(url="https://old.example", checked_at=rows.NOW))

    def run(*options):
        command = ["check-links", "--url", url, "--pause", "0", *options]
        done = CliRunner().invoke(app, command, env={"MISSIONMATCH_CONTACT": "help@médic.example"})
        with open_database(url) as database, database.reading() as session:
            kept = {check.url: check.status for check in session.query(schema.LinkCheckRow)}
        return done, kept

    return run


def test_each_answer_is_kept_told_and_counted(check, site):
    done, kept = check("--allow-private")
    assert done.exit_code == 0, done.output
    assert kept == {site.at("/fine"): 200, site.at("/none"): 404, site.at("/often"): 429}
    assert f"2/3 404 {site.at('/none')} There is no such page\n" in done.stdout
    counted = "1 can be opened, 1 cannot be opened, 1 let no program look."
    assert f"3 pages looked at: {counted} 1 that the catalog has no more" in done.stdout
    assert {agent for *_, agent in site.asked} == {"Missionmatch-links (+help@mdic.example)"}


def test_a_round_in_parts_goes_on_where_it_ended(check, site):
    _, kept = check("--allow-private", "--limit", "1", "--only", "articles")
    assert kept == {site.at("/fine"): 200}
    _, kept = check("--allow-private", "--older-than", "1", "--only", "articles")
    assert kept == {site.at("/fine"): 200, site.at("/none"): 404}
    assert [path for method, path, _ in site.asked if method == "HEAD"] == ["/fine", "/none"]


def test_private_addresses_are_not_asked_unless_that_is_allowed(check, site):
    done, kept = check()
    assert "It leads into a private network" in done.stdout
    assert set(kept.values()) == {None}
    assert site.asked == []


def test_a_machine_without_a_network_keeps_nothing(check, site, tmp_path):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    with open_database(url) as database, database.writing() as session:
        session.query(schema.ArticleRow).update({"url": pages.closed_port()})
        session.query(schema.OrganizationRow).update({"source_url": pages.closed_port()})
    done, kept = check("--allow-private")
    assert (done.exit_code, list(kept)) == (2, ["https://old.example"])
    assert "No site answered" in done.output
