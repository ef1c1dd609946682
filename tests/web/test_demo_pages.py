"""A visitor of a demo chooses a fictional person to be, and never a real one."""

import re

import pytest
from sqlalchemy import select

from matching.accounts import actor_of
from matching.authorization import VISITOR
from matching.store import schema
from matching.web import SESSION_COOKIE, settings_from_environment
from tests.store import rows
from tests.web.conftest import hidden

PATH = "/account/demo"


@pytest.fixture
def visitor(open_browser):
    return open_browser(is_demo=True)


@pytest.fixture
def people(database):
    """Three who are fictional, and three whom nobody may be."""
    with database.writing() as session:
        session.add_all([rows.organization(), rows.role()])
        session.add_all(
            [
                rows.account("fay", is_fictional=True),
                rows.account("fred", "recruiter", is_fictional=True),
                rows.account("flo", "staff", is_fictional=True),
                rows.account("gone", "staff", is_fictional=True, disabled_at=rows.NOW),
                rows.account("amina"),
                rows.account("sam", "staff"),
            ]
        )
        session.flush()
        session.get(schema.AccountRow, "fay").name = "Fictional <b>Fay</b>"
        session.add(schema.MembershipRow(account_id="fred", org_id="mercy", since=rows.NOW))
        body = {"profession": "midwife", "focus_areas": ["surgery"], "countries": ["KE"]}
        session.add_all([rows.profile("fay", body=body), rows.profile("amina")])


def started(database):
    with database.reading() as session:
        found = select(schema.AuditEntryRow).order_by(schema.AuditEntryRow.entry_id)
        return [(entry.action, entry.actor) for entry in session.scalars(found)]


@pytest.mark.usefixtures("people")
def test_page_offers_fictional_people_only(visitor):
    page = visitor.get(PATH)
    assert re.findall(r'name="account_id" value="(\w+)"', page.text) == ["fay", "fred", "flo"]
    assert "Fictional &lt;b&gt;Fay&lt;/b&gt;" in page.text
    assert "Midwife, looking for surgery in Kenya. Has shown no interest yet." in page.text
    assert "Recruiter of Mercy." in page.text


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("account_id", ["fay", "fred", "flo"])
def test_choosing_signs_in(visitor, database, clock, account_id):
    assert visitor.send_form(PATH, account_id=account_id).status_code == 303
    actor = actor_of(database, visitor.cookies[SESSION_COOKIE], clock())
    assert actor.account_id == account_id
    assert started(database) == [("session.started", account_id)]


@pytest.mark.usefixtures("people")
def test_choosing_somebody_else_ends_the_session_before(visitor, database, clock):
    visitor.send_form(PATH, account_id="fay")
    before = visitor.cookies[SESSION_COOKIE]
    answer = visitor.send_form(f"{PATH}?next=/shortlist", account_id="fred")
    assert answer.headers["location"] == "/shortlist"
    assert actor_of(database, before, clock()) == VISITOR
    assert actor_of(database, visitor.cookies[SESSION_COOKIE], clock()).account_id == "fred"


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("account_id", ["amina", "sam", "gone", "nobody", ""])
def test_nobody_can_be_somebody_real(visitor, database, account_id):
    page = visitor.send_form(PATH, account_id=account_id)
    assert page.status_code == 403
    assert "Please choose one of the people below." in page.text
    assert SESSION_COOKIE not in visitor.cookies
    assert started(database) == []


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("seal", [{}, {"seal": "0" * 64}], ids=["missing", "wrong"])
def test_form_without_its_seal_is_refused(visitor, database, seal):
    fields = hidden(visitor.get(PATH))
    del fields["seal"]
    answer = visitor.post(PATH, data=fields | seal | {"account_id": "fay"})
    assert answer.status_code == 403
    assert started(database) == []


def test_page_has_no_script_and_says_what_to_do_when_nobody_is_there(visitor):
    page = visitor.get(PATH)
    assert not re.search(r"<script|<style|\son\w+=|\sstyle=|<form", page.text)
    assert page.headers["content-security-policy"].startswith("default-src 'none';")
    assert "make demo" in page.text


def test_only_a_demo_has_the_page_and_leads_to_it(browser, visitor):
    link = '<a href="/account/demo?next=%2Fshortlist">This is a demo: choose who to be</a>'
    assert link in visitor.get("/account/sign-in?next=/shortlist").text
    assert "demo" not in browser.get("/account/sign-in").text
    assert browser.get(PATH).status_code == browser.post(PATH).status_code == 404


@pytest.mark.parametrize(("value", "is_demo"), [("1", True), ("", False), ("0", False)])
def test_the_environment_says_whether_it_is_a_demo(monkeypatch, value, is_demo):
    monkeypatch.setenv("MISSIONMATCH_DEMO", value)
    assert settings_from_environment(lambda: None).is_demo == is_demo


def test_the_way_to_sign_up_in_a_demo_keeps_the_page_that_was_left(visitor):
    answer = visitor.get("/account/sign-up?next=/shortlist", follow_redirects=False)
    assert answer.headers["location"] == f"{PATH}?notice=no-sign-up&next=%2Fshortlist"
    assert "Signing up is off" not in visitor.get(PATH).text


@pytest.mark.usefixtures("people")
def test_nobody_signs_up_in_a_demo(visitor, database):
    seal = hidden(visitor.get(PATH))
    fields = {"email": "real@example.com", "name": "Real", "password": "kettle moss eleven"}
    for answer in (
        visitor.get("/account/sign-up", follow_redirects=False),
        visitor.post("/account/sign-up", data=seal | fields, follow_redirects=False),
    ):
        assert (answer.status_code, answer.headers["location"]) == (
            303,
            f"{PATH}?notice=no-sign-up",
        )
        assert "Signing up is off in this demo" in visitor.get(answer.headers["location"]).text
    with database.reading() as session:
        emails = session.scalars(select(schema.AccountRow.email)).all()
    assert fields["email"] not in emails
