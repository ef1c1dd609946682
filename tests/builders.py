"""Small hand-written catalogs and people, so that each test shows the cells that matter to it.

A role is a row of roles.csv whose other cells are empty: the source did not say. Vocabulary,
places, languages and adjacency are those that ship with the project.
"""

import contextlib
import csv
import datetime as dt
import functools
import signal
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest

from matching import Catalog, Profile, Recommender, WeightSet
from matching import columns as c
from matching.profile.files import read_profiles
from matching.reference.reading import read_tables
from matching.reference.shipped import (
    shipped_adjacency,
    shipped_languages,
    shipped_places,
    shipped_vocabulary,
)

DATA = Path(__file__).parents[1] / "data"
TODAY = dt.date(2026, 11, 25)


def role(role_id="hope--post", **cells):
    """Make a row of roles.csv; the organization is what stands before the two hyphens."""
    needed = {
        "role_id": role_id,
        "org_id": role_id.partition("--")[0],
        "title": "Post",
        "professions": "physician",
        "status": "ongoing",
        "source_url": "https://example.org/post",
        "read_on": "2026-11-23",
    }
    return _row(c.ROLES_TABLE, needed | cells)


def organization(org_id="hope", **cells):
    """Make a row of organizations.csv."""
    needed = {
        "org_id": org_id,
        "name": org_id.title(),
        "kind": "ngo",
        "source_url": "https://example.org",
    }
    return _row(c.ORGANIZATIONS_TABLE, needed | cells)


def article(article_id, **cells):
    """Make a row of articles.csv."""
    needed = {
        "article_id": article_id,
        "title": "Going",
        "url": f"https://example.org/{article_id}",
        "kind": "article",
        "stage": "any",
    }
    return _row(c.ARTICLES_TABLE, needed | cells)


def reference_of(folder):
    """Read the three tables of a folder; what they speak of is what ships, read once."""
    return read_tables(folder, shipped_vocabulary(), shipped_places(), shipped_languages())


def catalog_of(*roles, organizations=(), articles=()):
    """Build a catalog from rows; organizations that only a role names say nothing of themselves."""
    named = {row["org_id"]: row for row in organizations}
    for row in roles:
        named.setdefault(row["org_id"], organization(row["org_id"]))
    return _catalog(*(_frozen(rows) for rows in (named.values(), roles, articles)))


def person(profession="physician", **fields):
    """Make a profile that says its profession and the given fields."""
    return Profile(profession=profession, **fields)


def recommender_of(*roles, weights=None, **tables):
    """Make a recommender over a small catalog, with the day of the tests as today."""
    return Recommender(catalog_of(*roles, **tables), weights=weights, today=TODAY)


def explained(one_role, who, **tables):
    """Explain one role, alone in its catalog, to a person."""
    return recommender_of(one_role, **tables).explain(who, one_role["role_id"])


def requirement(name, one_role, who, **tables):
    """Give one must-have of one role, alone in its catalog, for a person."""
    return {item.name: item for item in explained(one_role, who, **tables).requirements}[name]


def status(name, one_role, who, **tables):
    """Say whether one must-have is met, missing, not stated or not asked."""
    return requirement(name, one_role, who, **tables).status


def weights_with(*, unknown=None, curves=None, variety=None, bands=None, others=None, **weights):
    """Make a weight set like the shipped one, with some numbers replaced.

    `others` is the weight of all terms that are not named.
    """
    fields = WeightSet.default().model_dump()
    if others is not None:
        fields["weights"] = dict.fromkeys(fields["weights"], others)
    fields["weights"] |= weights
    fields["unknown"] |= unknown or {}
    fields["curves"] |= curves or {}
    fields["variety"] |= variety or {}
    fields["bands"] |= bands or {}
    return WeightSet(**fields)


def hundredths(number):
    """Turn a number that is shown with two decimals into whole hundredths, exactly."""
    exact = Decimal(str(float(number))) * 100
    assert exact == int(exact), f"{number} has more than two decimals"
    return int(exact)


@contextlib.contextmanager
def within_seconds(seconds):
    """Fail instead of hanging."""

    def give_up(*_):
        pytest.fail(f"did not end within {seconds} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@functools.cache
def shipped_catalog():
    """Read the catalog that ships with the project, once."""
    return Catalog.from_folder(DATA)


@functools.cache
def shipped_profiles():
    """Read the fictional people of the judgments, once."""
    profiles, problems = read_profiles(DATA / "judgments" / "first" / "profiles.csv")
    assert not problems
    return profiles


@functools.cache
def shipped_recommender():
    """Make a recommender over the shipped catalog, with the day of the tests as today."""
    return Recommender(shipped_catalog(), today=TODAY)


@functools.lru_cache(maxsize=64)
def _catalog(organizations, roles, articles):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "organizations.csv", c.ORGANIZATIONS_TABLE, organizations)
        _write(folder / "roles.csv", c.ROLES_TABLE, roles)
        _write(folder / "articles.csv", c.ARTICLES_TABLE, articles)
        catalog = Catalog.from_reference(reference_of(folder), shipped_adjacency(), TODAY)
    assert not catalog.problems, "\n".join(map(str, catalog.problems))
    return catalog


def _frozen(rows):
    return tuple(tuple(row.values()) for row in rows)


def _row(names, cells):
    unknown = set(cells) - set(names)
    assert not unknown, f"no such column: {sorted(unknown)}"
    return {name: str(cells.get(name, "")) for name in names}


def _write(path, names, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(names)
        table.writerows(rows)
