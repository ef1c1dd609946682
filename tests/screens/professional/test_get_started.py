"""The path: steps with sources and questions, ticked off, with and without a profile."""

import functools

import pytest

from matching import Profile
from tests.screens.pages import checked, html_of, open_screen

DENTIST = Profile(profession="dentist", max_weeks=3, family="yes", people=4, budget_usd=6000)


@pytest.fixture
def open_path(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "get_started")


def test_each_step_has_what_others_say_and_what_to_ask(open_path):
    html = html_of(open_path(DENTIST))
    assert html.count("What others say</h3>") == html.count("Ask</h3>") == 9
    assert "of your list leave it open" in html


def test_without_a_profile_it_leads_to_saying_who_one_is(open_path):
    html = html_of(open_path())
    assert "Say who you are" in html
    assert "From your list" not in html


def test_a_step_is_ticked_off_and_where_one_begins_is_marked(open_path):
    app = open_path(DENTIST)
    assert "0 of 9 steps done" in html_of(app)
    checked(app.checkbox(key="done_money_False").check().run())
    assert "1 of 9 steps done" in html_of(app)
    checked(app.checkbox(key="done_money_True").uncheck().run())
    assert "0 of 9 steps done" in html_of(app)
    checked(app.button_group(key="path_where").set_value("home").run())
    assert html_of(app).count("Start here") == 1
