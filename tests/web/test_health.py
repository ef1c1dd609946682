"""Whether the server says truly that it is alive, and that it is ready, on both stores."""

import shutil
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.testclient import TestClient

from matching.store import open_database
from matching.web import health_routes
from matching.web.health import GONE, OTHER_VERSION, READY, SLOW

PATIENT = 60.0


def client(open_store, seconds=PATIENT):
    return TestClient(Starlette(routes=health_routes(open_store, seconds)))


def said(answer):
    return answer.status_code, answer.text.strip()


@pytest.fixture
def take_away(kind, own_database, request):
    """Take the database away; what it gives brings the database back."""
    if kind == "sqlite":
        path = Path(own_database.url.database)
        aside = path.with_name("aside")

        def take():
            path.rename(aside)
            path.mkdir()

            def bring():
                path.rmdir()
                shutil.move(aside, path)

            return bring

        return take
    server, name = request.getfixturevalue("postgres"), own_database.url.database

    def take():
        server.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        server.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = '{name}' AND pid <> pg_backend_pid()"
        )
        return lambda: server.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")

    return take


def test_ready_while_the_store_can_be_read(own_database):
    assert said(client(lambda: own_database).get("/readyz")) == (200, READY)


def test_not_ready_while_the_database_is_gone_and_ready_when_it_is_back(
    own_database,
    take_away,
    caplog,
):
    browser = client(lambda: own_database)
    bring_back = take_away()
    answers = [browser.get("/readyz") for _ in range(3)]
    assert {said(answer) for answer in answers} == {(503, GONE)}
    assert said(browser.get("/livez")) == (200, "alive")
    bring_back()
    assert said(browser.get("/readyz")) == (200, READY)
    # A change is in the log, and not each answer; why stands there only.
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]
    assert own_database.place in caplog.records[0].getMessage()


def test_not_ready_with_tables_of_another_version(own_database):
    with own_database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert said(client(lambda: own_database).get("/readyz")) == (503, OTHER_VERSION)


def test_not_ready_without_tables(tmp_path):
    with closing(open_database(f"sqlite:///{tmp_path / 'new.db'}", any_version=True)) as database:
        assert said(client(lambda: database).get("/readyz")) == (503, OTHER_VERSION)


def test_not_ready_where_the_store_cannot_even_be_opened(tmp_path):
    url = f"sqlite:///{tmp_path / 'nothing.db'}"
    assert said(client(lambda: open_database(url)).get("/readyz")) == (503, OTHER_VERSION)


def test_store_that_hangs_keeps_one_thread_whoever_asks(own_database):
    goes_on, looked = threading.Event(), []

    def hang():
        looked.append(threading.current_thread())
        goes_on.wait()
        return own_database

    browser = client(hang, seconds=0.01)
    try:
        answers = [browser.get("/readyz") for _ in range(20)]
        assert {said(answer) for answer in answers} == {(503, SLOW)}
        assert len(looked) == 1
        assert looked[0].daemon  # it does not keep the program from ending
        assert said(browser.get("/livez")) == (200, "alive")
    finally:
        goes_on.set()
    looked[0].join()
    assert said(client(lambda: own_database).get("/readyz")) == (200, READY)


def test_alive_touches_nothing():
    assert said(client(lambda: pytest.fail("opened")).get("/livez")) == (200, "alive")


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_answers_are_kept_by_nobody(own_database, path):
    browser = client(lambda: own_database)
    assert browser.get(path).headers["cache-control"] == "no-store"
    answer = browser.head(path)
    assert (answer.status_code, answer.text) == (200, "")
