"""Partners: an organization is made with its recruiter's invitation, and one that asks to join."""

import functools
from datetime import timedelta

import pytest

from matching.accounts import ConsoleMailer, choose_password
from matching.authorization import VISITOR, Actor
from matching.screens.staff import one_time_link
from matching.screens.visit import session
from matching.services import professional, staff
from tests.screens.pages import checked, html_of, open_screen
from tests.store.rows import account

SAM = Actor("sam", "staff")
GAIL = "gail@grace.example"


@pytest.fixture
def store(own_database, sign_in):
    with own_database.writing() as writing:
        writing.add_all([account("amina"), account("sam", "staff")])
    sign_in(SAM)
    return own_database


@pytest.fixture
def open_page(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository)


def click(app, key):
    return checked(app.button(key=key).click().run())


def found(store, text):
    return staff.accounts(store, SAM, text=text, now=session.now()).to_dict("records")


def test_an_organization_is_made_and_its_recruiter_comes_with_the_link(store, open_page):
    app = open_page("partners")
    assert "No organization asks to join" in html_of(app)
    app.text_input(key="new_org_name").set_value("Grace <b>Clinic</b>")
    app.text_input(key="new_website").set_value("https://grace.example")
    app.text_input(key="new_name").set_value("Gail")
    app.text_input(key="new_email").set_value(GAIL)
    click(app, "new_make")
    assert "what kind of organization" in app.error[0].value
    app.selectbox(key="new_kind").select("hospital")
    click(app, "new_make")
    assert app.text_input(key="new_org_name").value == ""
    assert "The organization is made." in html_of(app)
    token = app.code[0].value.partition("/account/reset?token=")[2]
    choose_password(store, token, "kettle moss 11", session.now() + timedelta(days=6))
    (gail,) = found(store, "gail")
    assert gail["org_ids"] == ("grace-b-clinic-b",)


def test_an_invitation_is_mailed_where_mail_is_set_up_and_sent_again(store, open_page, monkeypatch):
    class Postbox(ConsoleMailer):
        reaches_people = True

    monkeypatch.setattr(one_time_link, "mailer_from_environment", Postbox)
    staff.create_staff_account(store, SAM, email="zoe@example.org", name="Zoe", now=session.now())
    (zoe,) = found(store, "zoe")
    assert "Invited today, not come" in html_of(open_page("accounts"))
    app = open_page("accounts", account_id=zoe["account_id"])
    click(app, "_invite_again")
    assert "An invitation was mailed to zoe@example.org" in html_of(app)
    assert not app.code


def test_an_organization_that_asks_to_join_is_accepted_with_what_it_said(store, open_page):
    said = {"org_name": "Grace", "website": "grace.example", "name": "Gail", "email": GAIL}
    professional.ask_to_join(store, VISITOR, **said, text="<i>Please</i>", now=session.now())
    (request,) = staff.join_requests(store, SAM, now=session.now())
    assert "1 organization asking to join" in html_of(open_page("start"))
    app, key = open_page("partners"), f"join_{request.request_id}"
    assert "&lt;i&gt;Please" in html_of(app)
    click(app, f"decline_{request.request_id}")
    assert "write an answer" in app.error[0].value
    app.selectbox(key=f"{key}_kind").select("hospital")
    click(app, f"{key}_make")
    assert not app.error
    (gail,) = found(store, "gail")
    assert gail["org_ids"] == ("grace",)
    assert "No organization asks to join" in html_of(app)
