"""A plugin: every test that asks for `database` runs on SQLite and on PostgreSQL, both real."""

import shutil

import pytest

from matching.store import migrations, open_database, schema
from tests.store.postgres import running_postgres

KINDS = ["sqlite", "postgresql"]
DELETE_EVERYTHING = "; ".join(
    f"DELETE FROM {table.name}" for table in reversed(schema.Base.metadata.sorted_tables)
)


@pytest.fixture(scope="session")
def postgres():
    """One server for all tests."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory):
    """A SQLite file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("store") / "empty.db"
    with open_database(f"sqlite:///{path}", any_version=True) as database:
        migrations.upgrade(database)
    return path


@pytest.fixture(scope="session")
def postgres_with_tables(postgres):
    """The name of a database of PostgreSQL with all tables and no rows, to be copied."""
    name = postgres.create()
    with open_database(postgres.url(name), any_version=True) as database:
        migrations.upgrade(database)
    return name


@pytest.fixture(scope="session")
def postgres_in_use(postgres, postgres_with_tables):
    """The name of the database of PostgreSQL that most tests share, one after the other."""
    return postgres.create(postgres_with_tables)


@pytest.fixture(params=KINDS)
def kind(request):
    """Which database a test runs on."""
    return request.param


@pytest.fixture
def empty_url(kind, request, tmp_path):
    """The address of a database without tables."""
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.db'}"
    else:
        yield from own_of_postgres(request.getfixturevalue("postgres"), "template0")


@pytest.fixture
def own_url(kind, request, tmp_path):
    """The address of a database with all tables, which the test may change."""
    if kind == "sqlite":
        yield sqlite_copy(request, tmp_path)
    else:
        template = request.getfixturevalue("postgres_with_tables")
        yield from own_of_postgres(request.getfixturevalue("postgres"), template)


@pytest.fixture
def url(kind, request, tmp_path):
    """The address of a database with all tables and no rows; of PostgreSQL always the same."""
    if kind == "sqlite":
        yield sqlite_copy(request, tmp_path)
        return
    name = request.getfixturevalue("postgres_in_use")
    postgres = request.getfixturevalue("postgres")
    yield postgres.url(name)
    postgres.run(DELETE_EVERYTHING, name)


@pytest.fixture
def database(url):
    """A database with all tables and no rows."""
    with open_database(url) as database:
        yield database


@pytest.fixture
def own_database(own_url):
    """A database with all tables and no rows, whose tables the test may change."""
    with open_database(own_url) as database:
        yield database


def sqlite_copy(request, folder):
    path = shutil.copy(request.getfixturevalue("sqlite_with_tables"), folder / "store.db")
    return f"sqlite:///{path}"


def own_of_postgres(postgres, template):
    name = postgres.create(template)
    yield postgres.url(name)
    postgres.drop(name)
