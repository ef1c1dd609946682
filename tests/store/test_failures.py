"""A database that is in trouble: what everybody reads, and what only who runs it does."""

import contextlib
import os
import shutil
import socket
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from matching import accounts
from matching.store import DatabaseError, UnusableError, migrations, open_database, schema
from matching.store.checking import require_writable
from matching.store.errors import NOT_NOW, NOT_SAVED
from matching.store.preparing import prepare_store
from tests.databases import own_of_postgres
from tests.store.rows import account

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
resource = pytest.importorskip("resource", reason="Windows limits nothing in this way")


def add(database, name, words=""):
    with database.writing() as session:
        session.add(account(name, oidc_issuer=words, oidc_subject=name))


def names(database):
    with database.reading() as session:
        return session.scalars(select(schema.AccountRow.account_id).order_by("account_id")).all()


def assert_tells_nobody(error, *words):
    for word in words:
        assert str(word) in error.detail
        assert str(word) not in str(error)


def stop_and_break(database, postgres):
    """Let a database answer no more, and give what brings it back."""
    if database.is_sqlite:
        path = Path(database.url.database)
        away = path.rename(path.with_name("away.db"))
        return lambda: away.rename(path)
    name = database.url.database
    postgres.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    postgres.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    return lambda: postgres.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def test_everybody_reads_fixed_words_and_the_log_has_the_rest(own_database, postgres, caplog):
    add(own_database, "amina")
    own_database.log_outages()
    bring_back = stop_and_break(own_database, postgres)
    with pytest.raises(UnusableError) as reading:
        names(own_database)
    with pytest.raises(UnusableError) as writing:
        add(own_database, "ben")
    assert (str(reading.value), str(writing.value)) == (NOT_NOW, NOT_SAVED)
    for error in (reading.value, writing.value):
        assert_tells_nobody(error, own_database.place, own_database.url.database)
    assert caplog.messages == [reading.value.detail]
    bring_back()
    add(own_database, "ben")
    assert names(own_database) == ["amina", "ben"]


@pytest.fixture
def open_folder():
    """A folder that also others may look into."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextlib.contextmanager
def without_the_rights_of_root():
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_file_that_may_only_be_read_is_told_before_it_serves(open_folder, data_folder, what):
    path = open_folder / "store.db"
    prepare_store(data_folder, f"sqlite:///{path}")
    path.chmod(0o444 if what == "file" else 0o666)
    open_folder.chmod(0o777 if what == "file" else 0o555)
    said = "readonly database" if what == "file" else f"its folder {open_folder} cannot be written"
    with without_the_rights_of_root(), pytest.raises(UnusableError, match=said) as caught:
        prepare_store(data_folder, f"sqlite:///{path}")
    assert_tells_nobody(caught.value, path)


def test_a_server_that_only_reads_is_told_before_it_serves(postgres, postgres_with_tables):
    for url in own_of_postgres(postgres, postgres_with_tables):
        with open_database(url) as database:
            require_writable(database)
        name = database.url.database
        postgres.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        with (
            open_database(url) as database,
            pytest.raises(UnusableError, match="only reads, as a standby does. Nothing can be"),
        ):
            require_writable(database)


def test_a_store_that_cannot_grow_loses_nothing_and_goes_on_by_itself(tmp_path, sqlite_with_tables):
    path = shutil.copy(sqlite_with_tables, tmp_path / "store.db")
    with open_database(f"sqlite:///{path}") as database:
        add(database, "amina")
        with files_of_at_most(Path(f"{path}-wal").stat().st_size + 10_000):
            with pytest.raises(UnusableError, match="not certain|could not be saved"):
                add(database, "ben", "x" * 100_000)
            assert names(database) == ["amina"]
        add(database, "cy", "x" * 100_000)
    with open_database(f"sqlite:///{path}") as database:
        assert names(database) == ["amina", "cy"]


def test_who_is_signed_in_goes_on_reading_where_nothing_can_be_written(
    tmp_path, sqlite_with_tables, postgres, postgres_with_tables
):
    later = NOW + 2 * accounts.sessions.SEEN_EVERY
    path = shutil.copy(sqlite_with_tables, tmp_path / "store.db")
    with open_database(f"sqlite:///{path}") as database:
        token = signed_in(database)
        with files_of_at_most(Path(f"{path}-wal").stat().st_size):
            with pytest.raises(UnusableError):
                add(database, "ben")
            assert accounts.identify(database, token, later).name == "Amina"
    for url in own_of_postgres(postgres, postgres_with_tables):
        with open_database(url) as database:
            token = signed_in(database)
        name = database.url.database
        postgres.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        with open_database(url) as database:
            with pytest.raises(UnusableError):
                add(database, "ben")
            assert accounts.identify(database, token, later).name == "Amina"


def signed_in(database):
    """Sign Amina up, and give her token."""
    return accounts.sign_up(
        database,
        email="amina@example.org",
        name="Amina",
        password="kettle moss eleven",
        address="192.0.2.7",
        now=NOW,
    )


@contextlib.contextmanager
def files_of_at_most(size):
    """Let this process write no longer file, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_damaged_file_is_told_in_plain_words(tmp_path, sqlite_with_tables):
    path = shutil.copy(sqlite_with_tables, tmp_path / "store.db")
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with pytest.raises(UnusableError, match="Stop the program and restore a backup") as caught:
        open_database(f"sqlite:///{path}")
    assert str(caught.value) == NOT_NOW


@pytest.mark.parametrize("why", ["no store", "no tables", "another version", "no server"])
def test_why_a_store_cannot_be_opened_is_told_to_who_runs_it_only(empty_url, why):
    if why == "no server":
        empty_url = f"postgresql://amina:s3cret@127.0.0.1:{port_of_nobody()}/mission"
    elif why != "no store":
        with open_database(empty_url, any_version=True) as database:
            if why == "another version":
                migrations.upgrade(database, "0003")
    with pytest.raises(DatabaseError) as caught:
        open_database(empty_url)
    assert str(caught.value) == NOT_NOW
    assert make_url(empty_url).database in caught.value.detail
    assert "s3cret" not in "".join(traceback.format_exception_only(caught.value))


def port_of_nobody():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]
