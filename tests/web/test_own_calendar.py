"""A person's own calendar, as a program of theirs asks for it."""

import shutil
from datetime import UTC, datetime

import icalendar
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from matching.authorization import Actor
from matching.services import professional
from matching.store import open_database
from matching.store.schema import ShortlistRow
from matching.web import calendar_routes, own_calendar_address
from tests.builders import catalog_of, role
from tests.store import rows
from tests.store.rows import NOW, ROLE

AMINA = Actor("amina", "professional")


@pytest.fixture
def database(tmp_path, sqlite_with_tables):
    path = shutil.copy(sqlite_with_tables, tmp_path / "calendar.db")
    with open_database(f"sqlite:///{path}") as opened:
        with opened.writing() as session:
            rows.begin(session)
            session.add(ShortlistRow(account_id="amina", role_id=ROLE, added_at=NOW))
        yield opened


@pytest.fixture
def client(database):
    catalog = catalog_of(role(ROLE, start_date="2099-03-05", end_date="2099-03-12"))
    return TestClient(Starlette(routes=calendar_routes(lambda: database, lambda: catalog)))


def test_a_program_is_given_the_calendar_and_not_again_what_it_has(client, database):
    secret = professional.make_calendar(database, AMINA, now=datetime.now(UTC))
    path = own_calendar_address("", secret)
    first = client.get(path)
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    assert first.headers["cache-control"] == "private, no-cache"
    calendar = icalendar.Calendar.from_ical(first.content)
    assert [str(event["uid"]) for event in calendar.walk("VEVENT")] == [f"{ROLE}@missionmatch"]
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("secret", ["nobodys", "x" * 5_000, "%00", "%ED%A0%80", "a.ics"])
def test_what_is_nobodys_is_not_there(client, secret):
    response = client.get(f"/calendar/{secret}.ics")
    assert response.status_code == 404


def test_who_asks_without_end_has_to_wait(client):
    answers = [client.get("/calendar/nobodys.ics") for _ in range(61)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0
