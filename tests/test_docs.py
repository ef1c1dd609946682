"""The Python and the commands of the pages run, and their links lead somewhere.

A page's blocks of Python run in order, with the same names. A name that a page uses and does not
make is a fixture of this file, and the page has to say what it stands for.
"""

import ast
import builtins
import itertools
import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
import typer

from matching.authorization import Actor
from matching.catalog import Catalog
from matching.cli import app
from matching.comparison.weight_set import WeightSet
from matching.evidence.judgments import read_judgments
from matching.profile.files import read_profiles
from matching.recommending.recommender import Recommender
from matching.reference.reading import read_reference
from matching.store import migrations, open_database, schema
from matching.store.reference_rows import load_reference
from matching.weights.tuning import Workspace

REPOSITORY = Path(__file__).parent.parent

PAGES = sorted(
    path.relative_to(REPOSITORY).as_posix()
    for folder in (".", "docs", "data")
    for path in (REPOSITORY / folder).glob("*.md")
)
BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
ANY_BLOCK = re.compile(r"^ *```.*?^ *```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
COMMAND = re.compile(
    r"`(?:\.venv/bin/)?missionmatch +([^`]*)`|^\.venv/bin/missionmatch +([^#\n]*)", re.M
)
FEW = 3
NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


def text_of(page):
    return (REPOSITORY / page).read_text(encoding="utf-8")


def prose_of(page):
    return ANY_BLOCK.sub("", text_of(page))


def assumed(blocks):
    """Names that blocks use and none of them makes."""
    nodes = [node for block in blocks for node in ast.walk(ast.parse(block))]
    made = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    made |= {n.asname or n.name for n in nodes if isinstance(n, ast.alias)}
    used = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    return sorted(used - made - set(dir(builtins)))


WITH_PYTHON = [page for page in PAGES if BLOCK.search(text_of(page))]


@pytest.mark.parametrize("page", WITH_PYTHON)
def test_python_of_a_page_runs(page, request, monkeypatch, store_url):
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setenv("MISSIONMATCH_DATABASE_URL", store_url)
    blocks = BLOCK.findall(text_of(page))
    names = {name: request.getfixturevalue(name) for name in assumed(blocks)}
    for block in blocks:
        exec(compile(block, page, "exec"), names)


@pytest.mark.parametrize("page", WITH_PYTHON)
def test_page_says_what_its_python_takes_for_given(page):
    said = set(re.findall(r"`(\w+)`", prose_of(page)))
    assert set(assumed(BLOCK.findall(text_of(page)))) <= said


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file_and_a_heading(page):
    for path, anchor in LINK.findall(prose_of(page)):
        target = (REPOSITORY / page).parent / path if path else REPOSITORY / page
        assert target.exists(), path
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"{path}#{anchor}"


def anchors(text):
    """What the headings of a page are called in its address."""
    headings = re.findall(r"^#+ (.+)$", ANY_BLOCK.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-")) for heading in headings}


COMMANDS = sorted(
    {
        (quoted or alone).strip().rstrip(",")
        for page in PAGES
        for quoted, alone in COMMAND.findall(text_of(page))
    }
)


@pytest.mark.parametrize("command", COMMANDS)
def test_command_line_takes_what_a_page_writes(command):
    """The words are commands, and the options are theirs; values stand for any."""
    found = typer.main.get_command(app)
    words = shlex.split(command)
    while words and not words[0].startswith("-") and hasattr(found, "commands"):
        assert words[0] in found.commands
        found = found.commands[words.pop(0)]
    options = {option for parameter in found.params for option in parameter.opts}
    assert {word for word in words if word.startswith("-")} <= options


@pytest.fixture(scope="module")
def store_url(tmp_path_factory):
    """The address of a store with the shipped data, Amina and her profile, Sam and a weight set."""
    url = f"sqlite:///{tmp_path_factory.mktemp('docs') / 'store.db'}"
    with open_database(url, any_version=True) as database:
        migrations.upgrade(database)
        load_reference(database, read_reference(REPOSITORY / "data"))
        with database.writing() as session:
            for name, kind in (("amina", "professional"), ("sam", "staff")):
                email = f"{name}@example.org"
                row = {"account_id": name, "email": email, "name": name.title(), "kind": kind}
                session.add(schema.AccountRow(**row, created_at=NOW))
            session.flush()
            weights = WeightSet.default().model_dump(mode="json")
            row = {"weight_set_id": "set-id", "name": "other", "version": 1, "body": weights}
            session.add(schema.WeightSetRow(**row, created_at=NOW))
            body = {"profession": "nurse"}
            session.add(schema.ProfileRow(account_id="amina", body=body, updated_at=NOW))
    return url


@pytest.fixture
def database(store_url):
    with open_database(store_url) as database:
        yield database


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def amina():
    return Actor("amina", "professional")


@pytest.fixture
def sam():
    return Actor("sam", "staff")


@pytest.fixture
def account_id():
    return "amina"


@pytest.fixture(scope="module")
def catalog():
    return Catalog.from_folder(REPOSITORY / "data")


@pytest.fixture(scope="module")
def recommender(catalog):
    return Recommender(catalog, today=NOW.date())


@pytest.fixture(scope="module")
def profiles():
    """The first of the judged people."""
    people, _ = read_profiles(REPOSITORY / "data/judgments/first/profiles.csv")
    return people[:FEW]


@pytest.fixture(scope="module")
def profile(profiles):
    return profiles[0]


@pytest.fixture(scope="module")
def judgments(catalog, profiles):
    graded, _ = read_judgments(
        REPOSITORY / "data/judgments/first/judgments.csv",
        profile_ids={profile.profile_id for profile in profiles},
        role_ids=set(catalog.roles.index),
    )
    return graded


@pytest.fixture(scope="module")
def matches(recommender, profile):
    return recommender.recommend(profile, n=10)


@pytest.fixture(scope="module")
def role_id(matches):
    return matches.loc[0, "role_id"]


@pytest.fixture(scope="module")
def scores(recommender, profiles):
    """All matches of a few people."""
    return pd.concat(
        recommender.recommend(profile, n=None).assign(profile_id=profile.profile_id)
        for profile in profiles
    )


@pytest.fixture(scope="module")
def lists(scores):
    return {who: rows["role_id"].tolist() for who, rows in scores.groupby("profile_id")}


@pytest.fixture(scope="module")
def ids_by_first(matches):
    return matches["role_id"].tolist()


@pytest.fixture(scope="module")
def ids_by_second(ids_by_first):
    return ids_by_first[::-1]


@pytest.fixture
def weights():
    return WeightSet.default()


@pytest.fixture
def workspace(catalog, profiles, judgments):
    return Workspace(catalog, profiles, judgments, NOW.date())


@pytest.fixture
def ask():
    """Answer as somebody who likes every other card."""
    answers = itertools.cycle(["yes", "no"])
    return lambda profile_id, role_id: next(answers)
