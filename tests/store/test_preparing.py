"""The store made ready to serve, and seeing that its reference data changed."""

import pytest
from sqlalchemy import delete

from matching.store import SchemaVersionError, migrations, open_database
from matching.store.preparing import prepare_store
from matching.store.reference_rows import reference_state
from matching.store.schema import ArticleRow, RoleRow
from tests.store.rows import ROLE, begin


def test_a_store_is_made_once_and_refreshed_afterwards(empty_url, data_folder):
    assert prepare_store(data_folder, empty_url).is_news
    assert not prepare_store(data_folder, empty_url).is_news


def test_tables_of_an_unknown_version_are_left_alone(own_url, data_folder):
    with open_database(own_url) as database, database.migrating() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaVersionError, match="9999"):
        prepare_store(data_folder, own_url)
    with open_database(own_url, any_version=True) as database:
        assert migrations.current(database) == "9999"


def article(article_id):
    words = {"title": "Why", "url": "https://why.example", "kind": "guide", "stage": "any"}
    return ArticleRow(article_id=article_id, **words)


def test_every_change_of_the_reference_data_is_seen(database):
    seen = [reference_state(database)]

    def look():
        seen.append(reference_state(database))

    with database.writing() as session:
        begin(session)
    look()
    with database.writing() as session:
        session.get(RoleRow, ROLE).title = "Surgeon of the ship"
    look()
    with database.writing() as session:
        session.add(article("why"))
    look()
    with database.writing() as session:
        session.execute(delete(ArticleRow))
        session.add(article("other"))
    look()
    assert len(set(seen)) == len(seen)
    look()
    assert seen[-1] == seen[-2]
