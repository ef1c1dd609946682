"""What a recruiter has to do: each line does its thing in place, and can be undone."""

from datetime import UTC, datetime, timedelta

import pytest

from matching.services import professional, recruiter
from matching.store import schema
from tests.screens import recruiting
from tests.screens.pages import checked, html_of, open_screen
from tests.screens.recruiting import AMINA, BEN, NAME_AS_TEXT, ORG, ROLE


@pytest.fixture
def todo(repository, monkeypatch, people):
    monkeypatch.chdir(repository)
    return lambda: open_screen(repository, "to_do")


def press(app, key):
    return checked(app.button(key=key).click().run())


def test_who_waits_longest_is_asked_in_place_and_that_is_undone(todo, people):
    app = todo()
    html = html_of(app)
    assert "2 people wait for your answer" in html
    assert html.index("Waits 9 days") < html.index("Waits since today")
    press(app, "ask_waiting_0")
    press(app, "ask_now")
    assert "1 person waits for your answer" in html_of(app)
    press(app, "undo_step")
    assert "2 people wait for your answer" in html_of(app)
    assert recruiting.stage(people) == "new"


def test_who_agreed_stands_first_with_the_name_until_somebody_wrote(todo, people):
    recruiting.introduce(people)
    app = todo()
    html = html_of(app)
    assert html.index("1 piece of news") < html.index("1 person waits for your answer")
    assert "Agreed to be introduced" in html
    press(app, "contacted_news_0")
    assert recruiting.stage(people) == "contacted"
    assert "piece of news" not in html_of(app)
    with people.reading() as session:
        assert session.get(schema.VisitRow, BEN.account_id).before_at is None


def test_who_is_in_review_too_long_is_a_reminder(todo, people):
    now = datetime.now(UTC)
    recruiter.ask_introduction(people, BEN, ROLE, "amina", now=now - timedelta(days=40))
    app = todo()
    assert "1 person stands at the same place for two weeks or more" in html_of(app)
    assert "Asked 40 days ago, no answer" in html_of(app)
    press(app, "take_back_still_0")
    assert "2 people wait for your answer" in html_of(app)


def test_roles_are_confirmed_and_closed_in_place(todo, people):
    n_roles = len(recruiter.my_roles(people, BEN, now=datetime.now(UTC)).query("is_open"))
    app = todo()
    assert f"{n_roles} open roles to confirm" in html_of(app)
    press(app, "confirm_unconfirmed_0")
    assert f"{n_roles - 1} open roles to confirm" in html_of(app)
    press(app, "close_unconfirmed_0")
    assert f"{n_roles - 2} open roles to confirm" in html_of(app)
    press(app, "undo_closing")
    assert "closed." not in html_of(app)


def test_nothing_to_do_and_no_organization_say_what_to_do(todo, people, sign_in):
    with people.writing() as session:
        session.delete(session.get(schema.MembershipRow, (BEN.account_id, ORG)))
    assert "Ask the staff to make you a member" in html_of(todo())
    sign_in(AMINA)
    assert "not for your account" in html_of(todo())


def test_my_people_are_found_by_name_and_stand_there_once(repository, monkeypatch, people):
    monkeypatch.chdir(repository)
    recruiting.introduce(people)
    app = open_screen(repository, "my_people")
    html = html_of(app)
    assert "2 people" in html
    assert "Something is missing" in html  # Bo is a nurse
    checked(app.text_input(key="people_search").input("odhiambo").run())
    assert "1 person<" in html_of(app)
    checked(app.text_input(key="people_search").input("").run())
    checked(app.multiselect(key="people_stage").set_value(["new"]).run())
    assert "1 person<" in html_of(app)
    assert NAME_AS_TEXT not in html_of(app)


def test_my_people_without_anybody_say_how_they_come(repository, monkeypatch, people, sign_in):
    monkeypatch.chdir(repository)
    sign_in(recruiting.EVE)
    assert "Nobody yet" in html_of(open_screen(repository, "my_people"))


def test_closing_a_role_asks_whether_to_tell_those_who_wait(repository, monkeypatch, people):
    monkeypatch.chdir(repository)
    app = open_screen(repository, "my_roles", my_search="dentist")
    press(app, f"turn_{ROLE}")
    assert "2 people know of it" in html_of(app)
    app.text_area(key="closing_words").input("Thank you <b>")
    press(app, "close_and_tell")
    assert recruiting.what_amina_reads(people) == (
        "declined",
        "The role is filled",
        "Thank you <b>",
    )
    assert "2 declined" in html_of(app)
    press(app, f"turn_{ROLE}")
    assert recruiting.stage(people) == "new"
    press(app, f"turn_{ROLE}")
    press(app, "close_silently")
    assert recruiting.stage(people) == "new"
    now = datetime.now(UTC)
    assert not recruiter.my_roles(people, BEN, now=now).set_index("role_id")["is_open"][ROLE]
    (mine,) = professional.my_interests(people, AMINA, now=now)
    assert mine.reason == ""
