"""A recruiter corrects the page of their own organization, and of no other."""

import functools

import pytest

from matching.authorization import VISITOR
from matching.screens.visit import session
from matching.services import recruiter
from tests.screens import professionals
from tests.screens.pages import checked, html_of, open_screen

ORG = "mercy-ships"


@pytest.fixture
def open_page(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository)


def test_what_a_recruiter_saves_stands_on_the_page_with_who_said_so(
    own_database, sign_in, open_page
):
    ben = professionals.recruiter_of(own_database, ORG)
    sign_in(ben)
    app = open_page("my_organization")
    assert "Fewer than 5 people follow it" in html_of(app)
    assert not [one.key for one in app.text_input if (one.key or "").endswith("read_on")]
    app.text_input(key=f"org_{ORG}_website").set_value("htp:/x")
    checked(app.button(key="save_organization").click().run())
    assert "Please correct: Website." in html_of(app)
    app.text_input(key=f"org_{ORG}_website").set_value("https://new.example")
    checked(app.button(key="save_organization").click().run())
    form, _ = recruiter.organization_form(own_database, ben, ORG, now=session.now())
    assert form["website"] == "https://new.example"
    sign_in(VISITOR)
    assert "Its own people last changed this on" in html_of(open_page("organizations", org_id=ORG))


def test_without_an_organization_it_says_what_to_do(own_database, sign_in, open_page):
    sign_in(professionals.account(own_database, "ben", "recruiter"))
    assert "Ask the staff to make you a member" in html_of(open_page("my_organization"))
