import re

from matching.cli import store_commands
from matching.store.schema import Base


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


def test_every_command_of_the_store_is_described(repository):
    text = (repository / "docs" / "store.md").read_text(encoding="utf-8")
    names = [command.callback.__name__ for command in store_commands.registered_commands]
    assert [name for name in names if f"missionmatch store {name}" not in text] == []
