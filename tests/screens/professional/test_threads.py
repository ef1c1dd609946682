"""Messages of an organization on the pages of a professional, what is next, and after a decline."""

import datetime as dt

import pytest

from matching.authorization import Actor
from matching.screens.visit import session
from matching.services import professional, recruiter, staff
from matching.store.schema import CandidacyRow
from tests.screens import professionals
from tests.screens.pages import checked, html_of, open_screen

ORG = "samaritans-purse"
ROLE = f"{ORG}--kapsowar-dentist"
BEN = Actor("ben", "recruiter", frozenset({ORG}))


def days_ago(n):
    return session.now() - dt.timedelta(days=n)


@pytest.fixture
def open_page(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return lambda name="interests", **query: open_screen(repository, name, **query)


@pytest.fixture
def interested(own_database, amina):
    professionals.recruiter_of(own_database, ORG)
    professionals.save(own_database, amina)
    professional.show_interest(own_database, amina, ROLE, now=days_ago(20))
    return amina


def write(database, text):
    recruiter.write_to_candidate(database, BEN, ROLE, "amina", text, now=days_ago(1))


def test_a_new_message_is_open_and_is_answered_where_it_stands(own_database, interested, open_page):
    write(own_database, "Dear <b>colleague</b>")
    app = open_page()
    html = html_of(app)
    assert "Dear &lt;b&gt;colleague&lt;/b&gt;" in html
    assert ">New<" in html
    assert "does not see your name or contact unless you write them here" in html
    app.text_area(key=f"message_{ROLE}").input("Gladly, *soon*")
    checked(app.button(key=f"send_{ROLE}").click().run())
    html = html_of(app)
    assert "Gladly, *soon*" in html
    assert ">New<" not in html
    seen = recruiter.candidate_thread(own_database, BEN, ROLE, "amina", now=session.now())
    assert [one.text for one in seen.messages] == ["Dear <b>colleague</b>", "Gladly, *soon*"]


def test_a_message_is_reported_and_its_writer_blocked(own_database, interested, open_page):
    write(own_database, "Send money")
    app = open_page("role", role_id=ROLE)
    (message,) = professional.my_thread(own_database, interested, ROLE, now=session.now()).messages
    app.radio(key=f"fault_{message.message_id}").set_value("advertising")
    checked(app.button(key=f"do_report_{message.message_id}").click().run())
    assert "You reported this" in html_of(app)
    checked(app.button(key=f"block_{ROLE}").click().run())
    assert "You take no messages of this organization" in html_of(app)
    checked(app.button(key=f"allow_{ROLE}").click().run())
    assert app.text_area(key=f"message_{ROLE}")


def test_an_ask_says_since_when_it_waits_and_shows_its_words(own_database, interested, open_page):
    recruiter.ask_introduction(
        own_database, BEN, ROLE, "amina", message="We need a dentist.", now=days_ago(1)
    )
    html = html_of(open_page())
    assert "We need a dentist." in html
    assert "It asked who you are on " in html


def test_after_a_decline_stand_the_lever_and_three_roles(own_database, interested, open_page):
    with own_database.reading() as store:
        version = store.get(CandidacyRow, (ROLE, "amina")).version
    recruiter.move_stage(
        own_database, BEN, ROLE, "amina", "declined", version=version, reason_code="profession",
        reason_text="We look for a dentist.", now=days_ago(1),
    )  # fmt: skip
    html = html_of(open_page())
    assert "We look for a dentist." in html
    assert "No single change would have opened this role. It asks for general" in html
    assert "Three roles where this reason does not matter: another profession is needed" in html
    assert html.count('<article class="mb-card">') == 3


def test_staff_see_a_reported_message_alone(own_database, interested, sign_in, open_page):
    sam = professionals.account(own_database, "sam", "staff")
    write(own_database, "Send <i>money</i>")
    write(own_database, "Kind words")
    first = professional.my_thread(own_database, interested, ROLE, now=session.now()).messages[0]
    professional.report_message(
        own_database, interested, first.message_id, "advertising", now=session.now()
    )
    sign_in(sam)
    app = open_page("reports")
    html = html_of(app)
    assert "Send &lt;i&gt;money&lt;/i&gt;" in html
    assert "Kind words" not in html
    checked(app.button(key=f"hide_{first.message_id}").click().run())
    assert staff.reported_messages(own_database, sam, now=session.now()) == ()
    (hidden, _) = professional.my_thread(own_database, interested, ROLE, now=session.now()).messages
    assert hidden.text == ""
