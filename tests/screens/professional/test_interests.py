import datetime as dt

import pytest

from matching.authorization import Actor
from matching.screens import menu
from matching.screens.look import pages
from matching.screens.visit import session
from matching.services import professional, recruiter
from matching.services.professional import Pursuit
from matching.store.schema import AccountRow, CandidacyRow
from tests.screens import professionals
from tests.screens.pages import checked, html_of, open_screen

ORG = "samaritans-purse"
ROLE, OTHER = f"{ORG}--kapsowar-dentist", f"{ORG}--galmi-nurse"
BEN = Actor("ben", "recruiter", frozenset({ORG}))


def days_ago(n):
    return session.now() - dt.timedelta(days=n)


@pytest.fixture
def interested(own_database, amina):
    """Amina showed interest in two roles, in the second one last."""
    professionals.recruiter_of(own_database, ORG)
    professionals.save(own_database, amina)
    professional.show_interest(own_database, amina, ROLE, "I <i>would</i> come", now=days_ago(20))
    professional.show_interest(own_database, amina, OTHER, now=days_ago(3))
    return amina


@pytest.fixture
def asked(own_database, interested):
    recruiter.ask_introduction(own_database, BEN, ROLE, "amina", now=days_ago(1))
    return interested


@pytest.fixture
def open_interests(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return lambda: open_screen(repository, "interests")


def mine(database, actor, role_id=ROLE):
    return professional.my_interest(database, actor, role_id, now=session.now())


@pytest.mark.usefixtures("amina")
def test_without_interests_the_page_says_how_to_show_one(open_interests):
    assert "No interest shown yet" in html_of(open_interests())


@pytest.mark.usefixtures("interested")
def test_each_interest_says_who_has_to_do_what_for_how_long(open_interests):
    html = html_of(open_interests())
    newest, oldest = html.split('<div class="mm-small-card">')[1:]
    assert f'href="/role?role_id={OTHER}"' in newest
    assert "Waiting for the organization, 3 days" in newest
    assert "Nothing to do for now." in newest
    assert "Waiting for the organization, 20 days" in oldest
    assert "You can ask yourself" in oldest
    assert "“I &lt;i&gt;would&lt;/i&gt; come”" in oldest


def test_an_introduction_asked_for_comes_first_and_takes_name_and_contact(
    open_interests, own_database, asked
):
    app = open_interests()
    first = html_of(app).split('<div class="mm-small-card">')[1]
    assert "The organization asks for an introduction" in first
    text = mine(own_database, asked).introduction_text
    assert text.replace("'", "&#x27;") in html_of(app)

    app.text_input(key=f"display_name_{ROLE}").input("Amina <b>W</b>")
    app.text_input(key=f"contact_{ROLE}").input("")
    checked(app.button(key=f"agree_{ROLE}").click().run())
    assert "how to reach you" in app.error[0].value
    assert mine(own_database, asked).introduction == "asked"

    app.text_input(key=f"contact_{ROLE}").input("+254 700")
    checked(app.button(key=f"agree_{ROLE}").click().run())
    assert mine(own_database, asked).introduction == "agreed"
    kept = professionals.saved(own_database, asked)
    assert (kept.display_name, kept.contact) == ("Amina <b>W</b>", "+254 700")
    assert kept.profile == professionals.SURGEON.changed(profile_id="amina")
    consents = professional.my_consents(own_database, asked, now=session.now())
    assert (consents[0].kind, consents[0].text) == ("introduction", text)
    assert "It has your name and contact" in html_of(app)

    checked(app.button(key=f"take_back_{ROLE}").click().run())
    assert mine(own_database, asked).introduction == "refused"


def test_not_now_can_be_changed_later(open_interests, own_database, asked):
    app = open_interests()
    checked(app.button(key=f"refuse_{ROLE}").click().run())
    assert "You did not want to be introduced for now." in html_of(app)
    app.text_input(key=f"display_name_{ROLE}").input("Amina")
    app.text_input(key=f"contact_{ROLE}").input("+254")
    checked(app.button(key=f"agree_{ROLE}").click().run())
    assert mine(own_database, asked).introduction == "agreed"


def test_a_refusal_by_the_organization_comes_with_its_reason(
    open_interests, own_database, interested
):
    with own_database.reading() as store:
        version = store.get(CandidacyRow, (ROLE, "amina")).version
    recruiter.move_stage(
        own_database,
        BEN,
        ROLE,
        "amina",
        "declined",
        version=version,
        reason_code="language",
        reason_text="We need <b>French</b>",
        now=days_ago(1),
    )
    html = html_of(open_interests())
    assert "The organization declined" in html
    assert "Its reason: Language." in html
    assert "We need &lt;b&gt;French&lt;/b&gt;" in html


def test_what_became_of_it_is_noted_for_oneself_and_undone(
    open_interests, own_database, interested
):
    app = open_interests()
    app.radio(key=f"outcome_{ROLE}").set_value("nothing")
    checked(app.run())
    assert app.button(key=f"keep_outcome_{ROLE}").disabled
    app.selectbox(key=f"because_{ROLE}").set_value("other-plans")
    app.text_area(key=f"more_{ROLE}").input("A <b>baby</b>")
    checked(app.run())
    checked(app.button(key=f"keep_outcome_{ROLE}").click().run())
    assert "It came to nothing: other plans. “A &lt;b&gt;baby&lt;/b&gt;”" in html_of(app)
    (noted,) = professional.my_pursuits(own_database, interested, now=session.now())
    assert noted.noted == Pursuit(None, "nothing", "other-plans", "A <b>baby</b>")
    assert mine(own_database, interested).stage == "new"  # the organization is told nothing
    checked(app.button(key=f"undo_{ROLE}").click().run())
    assert "It came to nothing" not in html_of(app)
    assert professional.my_pursuits(own_database, interested, now=session.now()) == ()
    assert app.radio(key=f"outcome_{ROLE}").value is None


def test_where_nobody_is_left_to_answer_one_is_told_to_write(
    open_interests, own_database, interested
):
    with own_database.writing() as store:
        store.get(AccountRow, "ben").disabled_at = days_ago(1)
    professional.note_pursuit(
        own_database, interested, OTHER, Pursuit(days_ago(1).date()), now=session.now()
    )
    html = html_of(open_interests())
    assert "Nobody of Samaritan" in html
    assert "Write to them yourself: the role’s page says how." in html
    assert 'that you wrote to yourself are <a href="/shortlist">' in html


def test_interest_is_withdrawn(open_interests, own_database, interested):
    app = open_interests()
    checked(app.button(key=f"withdraw_{OTHER}").click().run())
    assert mine(own_database, interested, OTHER) is None
    assert OTHER not in html_of(app)


@pytest.mark.usefixtures("asked")
def test_the_menu_says_how_many_organizations_wait_for_an_answer():
    entry = next(entry for entry in pages.PAGES if entry.name == "interests")
    assert menu._title(entry, "professional") == "My interests (1)"
    assert menu._title(entry, "recruiter") == "My interests"
