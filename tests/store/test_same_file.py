"""What happens to a SQLite file under a running program: it is noticed, and nothing is lost."""

import os
import shutil
import sqlite3

import pytest
from sqlalchemy import select

from matching.store import DatabaseError, UnusableError, open_database, schema
from tests.store.rows import account

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody remove an open file")


@pytest.fixture
def path(tmp_path, sqlite_with_tables):
    folder = tmp_path / "folder"
    folder.mkdir()
    return shutil.copy(sqlite_with_tables, folder / "store.db")


@pytest.fixture
def database(path):
    with open_database(f"sqlite:///{path}") as database:
        add(database, "amina")
        database.log_outages()
        yield database


def add(database, name):
    with database.writing() as session:
        session.add(account(name))


def names(database):
    with database.reading() as session:
        return session.scalars(select(schema.AccountRow.account_id).order_by("account_id")).all()


def names_in(path):
    with open_database(f"sqlite:///{path}") as database:
        return names(database)


def remove(path):
    for file in path.parent.glob("store.db*"):
        file.unlink()


def replace(path):
    other = shutil.copy(path, path.with_name("other.db"))
    other.replace(path)


def replace_by_a_backup(path):
    backup = path.with_name("backup.db")
    connection = sqlite3.connect(path)
    connection.execute("VACUUM INTO ?", (str(backup),))
    connection.close()
    backup.replace(path)


def empty(path):
    os.truncate(path, 0)


def replace_by_an_empty_file(path):
    path.unlink()
    path.touch()


def remove_folder(path):
    shutil.rmtree(path.parent)


def remove_log(path):
    path.with_name("store.db-wal").unlink()


def remove_index_of_log(path):
    path.with_name("store.db-shm").unlink()


def remove_log_and_index(path):
    remove_log(path)
    remove_index_of_log(path)


@pytest.mark.parametrize(
    "harm",
    [
        remove,
        replace,
        replace_by_a_backup,
        empty,
        replace_by_an_empty_file,
        remove_folder,
        remove_log,
        remove_index_of_log,
        remove_log_and_index,
    ],
)
def test_nothing_is_read_or_written_when_the_store_is_another_one(database, path, harm):
    names(database)  # a connection from before waits in the pool
    harm(path)
    there = sorted(path.parent.glob("*"))
    with pytest.raises(UnusableError, match="is not as this program opened it: store.db"):
        add(database, "lost")
    with pytest.raises(UnusableError, match="start the program anew|is started anew"):
        names(database)
    assert sorted(path.parent.glob("*")) == there  # nothing was made anew in its place


def test_a_new_connection_is_not_opened_to_another_file(database, path):
    with database.reading() as session:  # the only connection of the pool is in use
        session.scalars(select(schema.AccountRow)).all()
        replace(path)
        with pytest.raises(UnusableError, match="store.db is another file now"):
            names(database)


def test_a_link_that_leads_elsewhere_is_noticed(path, tmp_path):
    link, other = tmp_path / "link.db", shutil.copy(path, tmp_path / "other.db")
    link.symlink_to(path)
    with open_database(f"sqlite:///{link}") as database:
        add(database, "amina")
        link.unlink()
        link.symlink_to(other)
        with pytest.raises(UnusableError, match="link.db is another file now"):
            add(database, "lost")
        link.unlink()
        link.symlink_to(path)
        add(database, "ben")
    assert (names_in(path), names_in(other)) == (["amina", "ben"], [])


def test_a_write_is_not_acknowledged_if_the_file_went_away_while_it_was_written(database, path):
    def write():
        with database.writing() as session:
            session.add(account("ben"))
            session.flush()
            remove(path)

    with pytest.raises(UnusableError, match="not certain that this was saved") as caught:
        write()
    assert str(path) not in str(caught.value)


def test_it_goes_on_by_itself_when_the_same_file_is_back(database, path):
    elsewhere = path.parent.with_name("elsewhere")
    path.parent.rename(elsewhere)
    with pytest.raises(UnusableError, match="gone or empty"):
        names(database)
    elsewhere.rename(path.parent)
    add(database, "ben")
    assert names(database) == ["amina", "ben"]


def test_what_was_only_in_a_log_that_was_removed_is_in_the_file_afterwards(database, path):
    remove_log_and_index(path)
    with pytest.raises(UnusableError, match="What was written is in store.db"):
        names(database)
    alone = shutil.copy(path, path.with_name("alone.db"))
    assert names_in(alone) == ["amina"]


def test_what_was_written_is_not_moved_into_the_file_when_others_may_have_written(database, path):
    remove_log_and_index(path)
    path.with_name("store.db-wal").touch()
    before = path.read_bytes()
    with pytest.raises(UnusableError, match="store.db-wal is another file now"):
        names(database)
    assert path.read_bytes() == before


def test_many_refusals_are_one_line_in_the_log(database, path, caplog):
    path.rename(path.with_name("away.db"))
    for _ in range(50):
        for use in (names, lambda database: add(database, "lost")):
            with pytest.raises(DatabaseError):
                use(database)
    [line] = caplog.messages
    assert f"{path} is not as this program opened it: store.db is gone" in line


def test_a_store_that_is_only_missing_is_not_made_by_a_reader(database, path):
    database.close()
    remove(path)
    with pytest.raises(UnusableError):
        names(database)
    assert not path.exists()
