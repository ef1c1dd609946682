"""Writing to an organization by oneself: from the page of a role, in a list, with an end to it."""

import datetime as dt
import functools

import pytest

from matching import Profile
from matching.screens.visit import pursued, session
from matching.services import professional
from matching.services.professional import Pursuit
from matching.store.schema import RoleRow
from tests.screens import professionals
from tests.screens.pages import checked, html_of, open_screen, path_of, to_copy

ROLE, ORG = "samaritans-purse--kapsowar-dentist", "samaritans-purse"
DENTIST = Profile(profession="dentist", languages=["en:native"], min_weeks=1, max_weeks=2)


@pytest.fixture
def open_page(repository, monkeypatch):
    """Open a page of the app by its name."""
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository)


@pytest.fixture
def open_role(open_page):
    return functools.partial(open_page, "role", role_id=ROLE)


def days_ago(n):
    return session.today() - dt.timedelta(days=n)


def hers(database, actor):
    mine = professional.my_pursuits(database, actor, now=session.now())
    return {one.role_id: one.noted for one in mine}


def note(database, actor, noted, role_id=ROLE):
    professional.note_pursuit(database, actor, role_id, noted, now=session.now())


def press(app, key):
    return checked(app.button(key=key).click().run())


def test_where_nobody_is_here_the_page_says_so_and_where_to_write(open_role):
    app = open_role(DENTIST)
    html = html_of(app)
    assert "Nobody of Samaritan" in html
    assert "The page of this role: <a href=" in html
    assert "The website of Samaritan" in html
    assert "To show interest" not in html
    (message,) = to_copy(app)
    assert "I read about it here: https://" in message
    assert "- Profession: Dentist" in message
    assert 'href="mailto:?subject=Your%20role' in html


@pytest.mark.usefixtures("amina")
def test_where_somebody_is_here_one_shows_interest_instead(open_role, own_database):
    professionals.recruiter_of(own_database, ORG)
    app = open_role(DENTIST)
    assert "Write to them yourself" not in html_of(app)
    assert {"show_interest"} <= {button.key for button in app.button}
    assert len(to_copy(app)) == 1  # the questions can still be copied


@pytest.mark.parametrize("kind", ["recruiter", "staff"])
def test_only_who_looks_for_a_role_is_told_to_write(open_role, own_database, sign_in, kind):
    sign_in(professionals.account(own_database, "eve", kind))
    assert "Write to them yourself" not in html_of(open_role())


def test_a_past_role_asks_nobody_to_write_but_keeps_what_one_noted(open_role, own_database, amina):
    with own_database.writing() as store:
        store.get(RoleRow, ROLE).closed_at = session.now()
    assert "Write to them yourself" not in html_of(open_role())
    note(own_database, amina, Pursuit(dt.date(2026, 11, 3), "went"))
    html = html_of(open_role())
    assert "You wrote on 3 November 2026." in html
    assert "You went." in html


def test_a_visitor_notes_the_day_in_the_tab_and_takes_it_back(open_role):
    app = open_role()
    assert app.date_input(key=f"wrote_on_{ROLE}").value == session.today()
    app.date_input(key=f"wrote_on_{ROLE}").set_value(days_ago(3))
    press(app, f"note_wrote_{ROLE}")
    html = html_of(app)
    assert "You wrote on " in html
    assert "This stays in this browser tab" in html
    assert app.session_state[pursued._IN_TAB] == {ROLE: Pursuit(days_ago(3))}
    press(app, f"undo_{ROLE}")
    assert "You wrote on " not in html_of(app)
    assert app.session_state[pursued._IN_TAB] == {}
    assert app.date_input(key=f"wrote_on_{ROLE}")


def test_a_professional_notes_it_in_the_account(open_role, own_database, amina):
    app = open_role()
    press(app, f"note_wrote_{ROLE}")
    assert hers(own_database, amina) == {ROLE: Pursuit(session.today())}
    assert "This stays in this browser tab" not in html_of(app)
    assert "All that I wrote" in html_of(app)


# ---- the list -------------------------------------------------------------------------------


def test_after_two_weeks_the_list_reminds_and_an_end_ends_that(open_page, own_database, amina):
    note(own_database, amina, Pursuit(days_ago(17)))
    app = open_page("shortlist")
    html = html_of(app)
    assert "You wrote about 1 role" in html
    assert "17 days ago. No answer? Write once more, or note what became of it." in html
    app.radio(key=f"outcome_{ROLE}").set_value("nothing")
    checked(app.run())
    app.selectbox(key=f"because_{ROLE}").set_value("no-answer")
    checked(app.run())
    press(app, f"keep_outcome_{ROLE}")
    html = html_of(app)
    assert "It came to nothing: they did not answer." in html
    assert "No answer?" not in html
    assert hers(own_database, amina) == {ROLE: Pursuit(days_ago(17), "nothing", "no-answer")}
    press(app, f"undo_{ROLE}")
    assert hers(own_database, amina) == {ROLE: Pursuit(days_ago(17))}
    assert "17 days ago." in html_of(app)


def test_writing_once_more_begins_to_count_anew(open_page, own_database, amina):
    note(own_database, amina, Pursuit(days_ago(20)))
    app = open_page("shortlist")
    press(app, f"note_wrote_{ROLE}")
    assert hers(own_database, amina) == {ROLE: Pursuit(session.today())}
    assert "No answer?" not in html_of(app)


def test_what_is_taken_off_the_list_can_be_put_back_as_it_was(open_page, own_database, amina):
    noted = Pursuit(days_ago(2), "refused", "", "Kind, <i>but</i>")
    note(own_database, amina, noted)
    app = open_page("shortlist")
    assert "Kind, &lt;i&gt;but&lt;/i&gt;" in html_of(app)
    press(app, f"unwrite_{ROLE}")
    assert hers(own_database, amina) == {}
    assert "Taken off: " in html_of(app)
    press(app, f"undo_{ROLE}")
    assert hers(own_database, amina) == {ROLE: noted}


def test_a_role_that_is_saved_too_stands_in_both_lists(open_page, own_database, amina):
    note(own_database, amina, Pursuit(days_ago(2)))
    professional.add_to_shortlist(own_database, amina, ROLE, now=session.now())
    html = html_of(open_page("shortlist"))
    assert "You wrote about 1 role" in html
    assert "1 saved role" in html


def test_a_past_role_stays_readable_in_the_list(open_page, own_database, amina):
    with own_database.writing() as store:
        store.get(RoleRow, ROLE).closed_at = session.now()
    note(own_database, amina, Pursuit(dt.date(2026, 11, 3)))
    html = html_of(open_page("shortlist"))
    assert "The role is closed" in html
    assert "You wrote on 3 November 2026." in html


# ---- in the tab, and from there into the account --------------------------------------------

KEPT = Pursuit(dt.date(2026, 11, 3), "went", "", "Good <b>weeks</b>")
FAULTY = {
    "no--role": KEPT.to_mapping(),
    "samaritans-purse--galmi-nurse": {"wrote_on": "yesterday"},
    "mercy-ships--dentist": "text",
}


def test_the_tab_keeps_it_through_a_reload_without_what_is_faulty(open_page, monkeypatch):
    given = professionals.remember(monkeypatch, pursuits={ROLE: KEPT.to_mapping(), **FAULTY})
    app = open_page("shortlist")
    assert app.session_state[pursued._IN_TAB] == {ROLE: KEPT}
    assert "Good &lt;b&gt;weeks&lt;/b&gt;" in html_of(app)
    assert '"wrote_on": "2026-11-03"' in given[-1]


def test_what_a_visitor_noted_comes_into_the_account_once(
    open_page, own_database, amina, monkeypatch
):
    for _ in range(2):
        given = professionals.remember(monkeypatch, pursuits={ROLE: KEPT.to_mapping()})
        app = open_page("shortlist")
    assert hers(own_database, amina) == {ROLE: KEPT}
    assert app.session_state[pursued._IN_TAB] == {}
    assert '"pursuits": {}' in given[-1]


@pytest.mark.parametrize("owner", ["amina", "omar"])
def test_what_an_account_left_in_the_tab_comes_into_none(
    open_page, own_database, amina, monkeypatch, owner
):
    professionals.remember(monkeypatch, owner=owner, pursuits={ROLE: KEPT.to_mapping()})
    open_page("shortlist")
    assert hers(own_database, amina) == {}


def test_who_signs_in_takes_it_along(open_page, own_database, sign_in):
    app = open_page("role", role_id=ROLE)
    press(app, f"note_wrote_{ROLE}")
    amina = professionals.account(own_database)
    sign_in(amina)
    app.switch_page(path_of("shortlist"))
    checked(app.run())
    assert hers(own_database, amina) == {ROLE: Pursuit(session.today())}
    assert "You wrote about 1 role" in html_of(app)
