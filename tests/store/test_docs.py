import re
import sqlite3

from matching.store import open_database, schema
from matching.store.schema import Base
from tests.store.rows import counts, fill


def section(repository, title):
    text = (repository / "docs" / "store.md").read_text(encoding="utf-8")
    [found] = re.findall(
        rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE
    )
    return found


def test_every_table_is_described(repository):
    described = set(re.findall(r"`(\w+)`", section(repository, "Tables")))
    assert set(Base.metadata.tables) <= described


def test_what_happens_on_deletion_is_told_for_every_table_about_people(repository):
    told = set(re.findall(r"`(\w+)`", section(repository, "What is kept when a person is deleted")))
    about_people = {
        table.name
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "accounts"
    }
    # Of these only who edited or confirmed them is known.
    assert about_people - {"organizations", "roles", "articles"} <= told
    assert {"audit_log", "sign_in_attempts"} <= told


def test_a_backup_of_a_store_in_use_has_everything(repository, tmp_path, sqlite_with_tables):
    assert "VACUUM INTO 'backup.db'" in section(repository, "Backup")
    path, backup = tmp_path / "store.db", tmp_path / "backup.db"
    path.write_bytes(sqlite_with_tables.read_bytes())
    with open_database(f"sqlite:///{path}") as database:
        with database.writing() as session:
            fill(session)
        copying = sqlite3.connect(path)
        copying.execute(f"VACUUM INTO '{backup}'")
        copying.close()
        with database.reading() as session:
            expected = counts(session)
    with open_database(f"sqlite:///{backup}") as database, database.reading() as session:
        assert counts(session) == expected
        assert session.get(schema.RoleRow, "mercy--surgeon").title == "Surgeon"
