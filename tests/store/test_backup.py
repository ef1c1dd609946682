"""Backups: complete, checked before they are put back, and of either kind."""

import random
import shutil
import sqlite3
import stat
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from matching.store import DatabaseError, database_url, migrations, open_database, schema
from matching.store.backup import back_up
from matching.store.backup_file import read_backup
from matching.store.checking import check_store
from matching.store.database import Database
from matching.store.restoring import restore
from tests.databases import KINDS
from tests.store.rows import NOW, ROLE, account, counts, fill
from tests.store.writers import kept_writes, prepare, running_writers

LATER = datetime(2026, 11, 29, 23, 0, 5, tzinfo=UTC)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "backup.db"


@pytest.fixture
def filled(database):
    with database.writing() as session:
        fill(session)
    return database


@pytest.fixture
def elsewhere(tmp_path, request):
    """`elsewhere(kind)`: the address of a database that is not there yet, or empty."""
    made = []

    def address(kind):
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / 'new folder' / 'restored.db'}"
        postgres = request.getfixturevalue("postgres")
        made.append(postgres.create())
        return postgres.url(made[-1])

    yield address
    for name in made:
        request.getfixturevalue("postgres").drop(name)


def put_back(file, url, **more):
    with Database(database_url(url)) as database:
        return restore(database, file, now=LATER, **more)


def rows(database):
    with database.reading() as session:
        return {
            table.name: sorted(map(str, session.execute(select(table)).all()))
            for table in schema.Base.metadata.sorted_tables
        }


# ---- there and back -------------------------------------------------------------------------


@pytest.mark.parametrize("to", KINDS)
def test_a_backup_of_either_kind_becomes_a_store_of_either_kind(filled, file, elsewhere, to):
    made = back_up(filled, file, now=NOW)
    with filled.reading() as session:
        assert made.counts == counts(session)
    url = elsewhere(to)
    restored = put_back(file, url)
    assert (restored.backup, restored.kept) == (made, "")
    assert made.made_at == "2026-11-23 12:30:00 UTC"
    with open_database(url) as database:
        assert rows(database) == rows(filled)
        assert check_store(database).faults == ()
        with database.writing() as session:  # and numbers go on after those that were restored
            session.add(schema.AuditEntryRow(at=NOW, actor="sam", action="restored"))


@pytest.mark.parametrize("to", KINDS)
def test_an_answer_that_stands_before_its_question_is_put_back(filled, file, elsewhere, to):
    """As rows of one table refer to each other, their order in it must not matter."""
    with filled.writing() as session:
        said = {"role_id": ROLE, "account_id": "ben", "signature": "organization", "text": "Yes"}
        answer = schema.CommentRow(comment_id="a", kind="comment", **said, written_at=NOW)
        session.add(answer)
        session.flush()
        asked = {"kind": "question", "written_at": NOW}
        session.add(schema.CommentRow(comment_id="q", **said | {"text": "No?"}, **asked))
        session.flush()
        answer.kind, answer.parent_id = "answer", "q"
    back_up(filled, file, now=NOW)
    put_back(file, url := elsewhere(to))
    with open_database(url) as database:
        assert rows(database) == rows(filled)


@pytest.fixture(scope="module")
def writers(repository):
    with running_writers(repository, random.Random(5)) as writers:
        yield writers


@pytest.mark.parametrize("to", KINDS)
def test_a_backup_while_others_write_has_all_that_was_acknowledged(
    writers, url, file, elsewhere, to
):
    prepare(url)
    pids, said = writers.start(url)
    said += writers.wait_for_a_write(said)
    said += writers.lines()
    with open_database(url) as database:
        back_up(database, file, now=NOW)
    assert writers.wait_for_a_write([])  # they go on writing
    writers.stop(pids)
    writers.lines()
    put_back(file, restored := elsewhere(to))
    kept = kept_writes(restored)  # each of them whole
    acknowledged = Counter()
    for _, name, n in map(str.split, said):
        acknowledged[name] = max(acknowledged[name], int(n))
    assert all(kept[name] >= n for name, n in acknowledged.items())
    with open_database(restored) as database:
        assert check_store(database).faults == ()


def test_only_its_owner_may_read_a_backup_and_nothing_else_is_left_behind(filled, file):
    back_up(filled, file, now=NOW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {path.name for path in file.parent.iterdir()} - {"store.db-wal", "store.db-shm"} <= {
        "backup.db",
        "store.db",
    }


def test_no_backup_is_written_of_a_store_that_is_not_sound(own_database, file):
    with own_database.writing() as session:
        fill(session)
    break_reference(own_database)
    with pytest.raises(DatabaseError, match="was not written.* Run: missionmatch store check"):
        back_up(own_database, file, now=NOW)
    assert not file.exists()


def test_what_was_deleted_before_is_not_in_a_backup(filled, file):
    with filled.writing() as session:
        session.execute(text("DELETE FROM notes"))
        session.execute(text("DELETE FROM profiles"))
    back_up(filled, file, now=NOW)
    assert b"+254 1" not in file.read_bytes()


def test_an_older_version_is_backed_up_and_restored_as_it_is(own_database, file, elsewhere, kind):
    migrations.downgrade(own_database, "0003")
    assert back_up(own_database, file, now=NOW).revision == "0003"
    url = elsewhere(kind)
    assert put_back(file, url).backup.revision == "0003"
    with open_database(url, any_version=True) as database:
        assert migrations.current(database) == "0003"
        migrations.upgrade(database)
        assert check_store(database).faults == ()


# ---- nothing is overwritten -----------------------------------------------------------------


def test_a_file_that_is_there_is_kept_unless_told_otherwise(filled, file):
    file.write_text("precious")
    with pytest.raises(DatabaseError, match="already; --force replaces it"):
        back_up(filled, file, now=NOW)
    assert file.read_text() == "precious"
    back_up(filled, file, now=NOW, force=True)
    assert read_backup(file).counts["accounts"] == 3


def test_a_store_is_not_overwritten_by_its_own_backup(filled):
    if filled.is_sqlite:
        with pytest.raises(DatabaseError, match="is the store itself"):
            back_up(filled, Path(filled.url.database), now=NOW, force=True)


def test_a_store_that_is_there_is_kept_unless_told_otherwise(own_url, own_database, file):
    back_up(own_database, file, now=NOW)
    with own_database.writing() as session:
        session.add(account("amina"))
    before = rows(own_database)
    own_database.close()
    with pytest.raises(DatabaseError, match="There is a store at .* already. --force puts"):
        put_back(file, own_url)
    with open_database(own_url) as database:
        assert rows(database) == before
    kept = put_back(file, own_url, force=True).kept
    with open_database(own_url) as database:
        assert rows(database)["accounts"] == []
        if database.is_sqlite:
            assert kept == f"{database.url.database}.replaced-20261129-230005"
            with open_database(f"sqlite:///{kept}") as replaced:
                assert rows(replaced) == before
            return
        assert kept == "the schema replaced_20261129_230005"
        with database.reading() as session:
            found = session.scalars(text("SELECT email FROM replaced_20261129_230005.accounts"))
            assert found.all() == ["amina@example.org"]


def test_a_store_in_use_is_not_replaced(own_url, own_database, file):
    back_up(own_database, file, now=NOW)
    with own_database.reading() as session:
        session.scalar(select(schema.AccountRow))
    with pytest.raises(DatabaseError, match="is in use, so nothing was changed. Stop"):
        put_back(file, own_url, force=True)
    with own_database.writing() as session:  # and it can still be used
        session.add(account("amina"))


def test_tables_of_another_program_are_left_alone(own_url, own_database, file):
    if own_database.is_sqlite:
        return  # a file has no others
    back_up(own_database, file, now=NOW)
    with own_database.migrating() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    own_database.close()
    with pytest.raises(DatabaseError, match="tables that are not of this program, such as"):
        put_back(file, own_url, force=True)


def test_a_damaged_store_is_replaced_and_kept(tmp_path, filled, file):
    back_up(filled, file, now=NOW)
    store = tmp_path / "damaged.db"
    store.write_bytes(b"SQLite format 3\0 and then nothing that makes sense")
    Path(f"{store}-wal").write_bytes(b"a log that must not get into the backup")
    kept = put_back(file, f"sqlite:///{store}", force=True).kept
    assert Path(kept).read_bytes().endswith(b"sense")
    assert Path(f"{kept}-wal").exists()
    with open_database(f"sqlite:///{store}") as database:
        assert rows(database) == rows(filled)


# ---- backups that cannot be used ------------------------------------------------------------


@pytest.fixture
def backup(tmp_path, sqlite_with_tables):
    """A backup of a SQLite store with a row in every table."""
    path = shutil.copy(sqlite_with_tables, tmp_path / "source.db")
    with open_database(f"sqlite:///{path}") as database:
        with database.writing() as session:
            fill(session)
        back_up(database, tmp_path / "backup.db", now=NOW)
    return tmp_path / "backup.db"


def cut(backup):
    backup.write_bytes(backup.read_bytes()[:-5000])


def change_a_letter(backup):
    content = backup.read_bytes()
    assert content.count(b"Amina speaks no French") == 1
    backup.write_bytes(content.replace(b"Amina speaks no French", b"Amina speaks no french"))


def change_a_page(backup):
    with backup.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\0" * 4096)


def change(sql):
    def run(backup):
        connection = sqlite3.connect(backup)
        connection.executescript(sql)
        connection.close()

    return run


def write(content):
    return lambda backup: backup.write_bytes(content)


def log_beside(backup):
    Path(f"{backup}-wal").write_bytes(b"newer writes")


BAD = [
    (cut, "is damaged or was cut off"),
    (change_a_page, "is damaged"),
    (change_a_letter, "is damaged: stage_changes is not as it was written"),
    (change("DELETE FROM sessions"), "is damaged: sessions is not as it was written"),
    (change("DROP INDEX ix_events_role_id"), "is damaged: sqlite_master is not as it was"),
    (change("UPDATE alembic_version SET version_num = '9999'"), "of version 9999, and this"),
    (change("DROP TABLE alembic_version"), "is a database, but no backup of Missionmatch"),
    (write(b""), "is no backup of Missionmatch, or its beginning is damaged"),
    (write(b"PGDMP\x01\x0e"), "but a dump of PostgreSQL: use pg_restore"),
    (write(b"\x1f\x8b\x08\0"), "but compressed: unpack it"),
    (log_beside, "with newer writes in backup.db-wal beside it"),
]


@pytest.mark.parametrize(("harm", "message"), BAD)
def test_a_backup_that_cannot_be_used_is_refused_before_anything_is_touched(
    backup, elsewhere, kind, harm, message
):
    harm(backup)
    url = elsewhere(kind)
    with pytest.raises(DatabaseError, match=message):
        put_back(backup, url)
    with Database(database_url(url)) as database:
        if database.is_sqlite:
            assert list(Path(database.url.database).parent.glob("*")) == []
        else:
            with database.reading() as session:
                assert inspect(session.connection()).get_table_names() == []


def test_a_copy_of_a_store_is_a_backup_too(backup, elsewhere):
    change("DROP TABLE backup_made; DROP TABLE backup_contents")(backup)
    assert put_back(backup, elsewhere("sqlite")).backup.made_at == ""


# ---- looking a store over -------------------------------------------------------------------


def test_a_store_in_good_order_has_no_faults(filled):
    found = check_store(filled)
    assert (found.revision, found.faults) == (migrations.newest(), ())
    with filled.reading() as session:
        assert {name: n for name, n in found.counts.items() if n} == counts(session)


def break_reference(database):
    if database.is_sqlite:
        connection = sqlite3.connect(database.url.database)
        connection.execute("DELETE FROM accounts WHERE account_id = 'ben'")
        connection.commit()
        connection.close()
        return
    with database.migrating() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("DELETE FROM accounts WHERE account_id = 'ben'"))


def drop_index(database):
    with database.migrating() as connection:
        connection.execute(text("DROP INDEX ix_events_role_id"))


def forget_version(database):
    with database.migrating() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (break_reference, "1 rows of memberships refer to what is not there."),
        (drop_index, "Its tables, keys and indexes differ in 1 places"),
        (forget_version, "Its tables are of version 9999; this program knows"),
    ],
)
def test_what_is_wrong_with_a_store_is_told(own_database, harm, fault):
    with own_database.writing() as session:
        fill(session)
    harm(own_database)
    assert any(found.startswith(fault) for found in check_store(own_database).faults)


def test_what_is_damaged_is_told_even_if_not_all_can_be_read(own_database):
    if not own_database.is_sqlite:
        return  # its files are looked into by `pg_amcheck`
    with own_database.writing() as session:
        fill(session)
        first = "SELECT rootpage FROM sqlite_master WHERE name = 'audit_log'"
        page = session.scalar(text(first))
    path = Path(own_database.url.database)
    own_database.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    with open_database(f"sqlite:///{path}", any_version=True) as database:
        found = check_store(database)
    assert found.faults[0].startswith("It is damaged")
