"""Asking for an organization's page: what is sent, the code, and where it stands."""

import functools

import pytest

from matching.authorization import Actor
from matching.screens.visit import session
from matching.services import staff
from tests.screens import professionals
from tests.screens.pages import checked, html_of, open_screen

ORG = "mercy-ships"
SAM = Actor("sam", "staff")


@pytest.fixture
def open_claim(repository, monkeypatch, own_database):
    monkeypatch.chdir(repository)
    professionals.account(own_database, "sam", "staff")
    return functools.partial(open_screen, repository, "claim")


def asked(database):
    return staff.claims(database, SAM, now=session.now())


def send(app, **said):
    for name, text in {"name": "Zoe <b>", "email": "zoe@mercyships.org", **said}.items():
        field = app.text_area if name == "text" else app.text_input
        field(key=f"claim_{name}").set_value(text)
    return checked(app.button(key="send_claim").click().run())


def test_a_visitor_asks_for_a_page_gets_a_code_and_sees_with_it_where_it_stands(
    own_database, open_claim
):
    app = open_claim(org_id=ORG)
    send(app, name="")
    assert "Please write your name." in app.error[0].value
    send(app, text="I <i>lead</i> it")
    (claim,) = asked(own_database)
    assert app.code[0].value == claim.code
    assert "mercyships.org" in html_of(app)
    other = open_claim(code=claim.code.lower())
    assert "It waits for the staff" in html_of(other)
    assert "Zoe" not in html_of(other)
    staff.refuse_claim(own_database, SAM, claim.claim_id, "Not <b>proven", now=session.now())
    html = html_of(checked(other.run()))
    assert "It was refused." in html
    assert "Not &lt;b&gt;proven" in html
    assert "No code like this was given" in html_of(open_claim(code="AAAA"))


def test_a_correction_names_its_faults_and_sends_only_what_was_changed(own_database, open_claim):
    app = open_claim(org_id=ORG, kind="correct")
    app.text_input(key=f"claim_{ORG}_website").set_value("htp:/x")
    app.text_input(key=f"claim_{ORG}_founded").set_value("1977")
    send(app)
    assert "a web address" in html_of(app)
    assert asked(own_database) == ()
    app.text_input(key=f"claim_{ORG}_website").set_value("https://mercy.example")
    send(app)
    (claim,) = asked(own_database)
    assert claim.changes == {"website": "https://mercy.example", "founded": "1977"}


def test_an_organization_that_there_is_not_has_no_form(open_claim):
    app = open_claim(org_id="<b>none")
    assert "There is nothing to see here" in html_of(app)
    assert "Look for your organization" in html_of(open_claim())
