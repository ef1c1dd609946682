"""The form in which an organization asks to join."""

import pytest
from starlette.applications import Starlette

from matching.authorization import Actor
from matching.services import staff
from matching.store import schema
from matching.web import JOIN, Settings, join_routes
from tests.store.rows import account
from tests.web.conftest import Browser, hidden

SAID = {
    "org_name": "Grace <Clinic>", "website": "grace.example", "name": "Gail",
    "email": "gail@grace.example", "text": "We need a surgeon.",
}  # fmt: skip


@pytest.fixture
def browser(database, clock, box):
    app = Starlette(routes=join_routes(Settings(lambda: database, box, now=clock)))
    return Browser(app, base_url="http://missions.example", follow_redirects=False)


def requests(database, clock):
    with database.writing() as session:
        session.add(account("sam", "staff"))
    return staff.join_requests(database, Actor("sam", "staff"), now=clock())


def test_an_organization_asks_and_reads_where_it_stands(browser, database, clock):
    answer = browser.send_form(JOIN, **SAID)
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"])
    assert "waits for an answer" in page.text
    assert "Grace &lt;Clinic&gt;" in page.text
    assert "gail" not in page.text
    assert len(requests(database, clock)) == 1


def test_a_form_that_is_pressed_twice_asks_once(browser, database, clock):
    fields = hidden(browser.get(JOIN)) | SAID
    first, second = (browser.post(JOIN, data=fields) for _ in range(2))
    assert first.headers["location"] == second.headers["location"]
    assert len(requests(database, clock)) == 1


def test_what_is_wrong_is_said_and_what_was_typed_stays(browser, database):
    page = browser.send_form(JOIN, **SAID | {"website": "none"})
    assert page.status_code == 400
    assert "Please write its website" in page.text
    assert 'value="gail@grace.example"' in page.text
    with database.reading() as session:
        assert session.query(schema.JoinRequestRow).count() == 0


def test_without_the_seal_nothing_is_taken_and_an_unknown_code_is_told(browser):
    assert browser.post(JOIN, data=SAID).status_code == 403
    assert browser.get(f"{JOIN}?code=ABCD").status_code == 404
