import pytest

from matching import Profile
from matching.accounts import Identity
from matching.authorization import VISITOR
from matching.screens.visit import session
from matching.services import professional
from matching.services.professional import VISIBILITY_TEXTS
from matching.store.schema import AccountRow
from tests.screens import professionals
from tests.screens.pages import checked, html_of, open_screen

ROLE = "samaritans-purse--kapsowar-dentist"


@pytest.fixture
def open_me(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return lambda profile=None: open_screen(repository, "me", profile)


@pytest.fixture
def hers(own_database, amina):
    """What Amina has saved, asked anew each time."""
    professionals.save(own_database, amina)
    return lambda: professionals.saved(own_database, amina)


def test_without_a_profile_the_page_leads_to_one(open_me, own_database, amina):
    assert "No profile saved yet" in html_of(open_me())
    app = open_me(Profile(profession="nurse"))
    checked(app.button(key="save_profile").click().run())
    assert professionals.saved(own_database, amina).profile.profession == "nurse"
    assert "<dd>Registered nurse</dd>" in html_of(app)


def test_name_and_contact_begin_with_those_of_the_account(
    open_me, own_database, amina, monkeypatch
):
    who = Identity(amina, "Amina Wanjiru", "amina@example.org")
    monkeypatch.setattr(session, "identity", lambda: who)
    app = open_me(Profile(profession="nurse"))
    checked(app.button(key="save_profile").click().run())
    assert app.text_input(key="my_display_name").value == "Amina Wanjiru"
    assert app.text_input(key="my_contact").value == "amina@example.org"
    checked(app.text_input(key="my_contact").input("").run())
    assert professionals.saved(own_database, amina).contact == ""
    assert app.text_input(key="my_contact").value == ""


@pytest.mark.usefixtures("hers")
def test_what_was_saved_is_shown_as_text(open_me):
    html = html_of(open_me())
    assert "<dd>General surgery</dd>" in html
    assert "“I &lt;b&gt;teach&lt;/b&gt;”" in html


def test_name_and_contact_are_saved_when_a_field_is_left(open_me, hers):
    app = open_me()
    checked(app.text_input(key="my_display_name").input("Amina <b>W</b>").run())
    checked(app.text_input(key="my_contact").input("+254 700").run())
    assert (hers().display_name, hers().contact) == ("Amina <b>W</b>", "+254 700")
    assert "not saved yet" not in html_of(app)


def test_what_cannot_be_saved_stays_in_its_field(open_me, hers):
    app = open_me()
    checked(app.text_input(key="my_contact").input("+254\x07 700").run())
    assert "cannot be printed" in app.error[0].value
    assert "This is not saved yet." in html_of(app)
    assert app.text_input(key="my_contact").value == "+254\x07 700"
    checked(app.text_input(key="my_contact").input("+254 700").run())
    assert hers().contact == "+254 700"


def test_what_another_window_saved_is_shown_and_not_written_over(
    open_me, hers, own_database, amina
):
    app = open_me()
    professionals.save(own_database, amina, contact="newer", version=1)
    checked(app.text_input(key="my_contact").input("older").run())
    assert "changed in another window" in app.error[0].value
    assert app.text_input(key="my_contact").value == hers().contact == "newer"


def test_to_be_seen_more_takes_an_agreement_and_less_none(open_me, hers, own_database, amina):
    app = open_me()
    checked(app.radio(key="my_visibility").set_value("visible").run())
    assert hers().visibility == "hidden"
    assert app.button(key="save_visibility").disabled
    checked(app.checkbox(key="agree_visible").check().run())
    checked(app.button(key="save_visibility").click().run())
    assert hers().visibility == "visible"
    checked(app.radio(key="my_visibility").set_value("anonymous").run())
    assert hers().visibility == "anonymous"
    consents = professional.my_consents(own_database, amina, now=session.now())
    assert [(consent.text, consent.given) for consent in consents] == [
        (VISIBILITY_TEXTS["anonymous"], False),
        (VISIBILITY_TEXTS["visible"], True),
        (professional.STORAGE_TEXT, True),
    ]
    html = html_of(app)
    assert html.count("UTC: agreed. “") == 2
    assert html.count("UTC: taken back or refused. “") == 1


def test_a_choice_not_agreed_to_can_be_left(open_me, hers):
    app = open_me()
    checked(app.radio(key="my_visibility").set_value("visible").run())
    checked(app.button(key="leave_visibility").click().run())
    assert app.radio(key="my_visibility").value == hers().visibility == "hidden"


@pytest.mark.usefixtures("hers")
def test_all_data_is_offered_as_a_file(open_me):
    assert not open_me().download_button(key="my_data").disabled


@pytest.mark.usefixtures("hers")
def test_the_account_is_deleted_when_the_word_is_typed(open_me, own_database, amina, sign_in):
    app = open_me()
    assert app.button(key="delete_account").disabled
    checked(app.text_input(key="delete_word").input("Delete").run())
    app.button(key="delete_account").click()
    sign_in(VISITOR)  # the session goes with the account
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "ask", lambda verb: verb(own_database, amina, now=session.now()))
        checked(app.run())
    with own_database.reading() as store:
        assert store.get(AccountRow, "amina") is None
    assert "Your account is deleted" in html_of(app)
    assert "The log of changes: " in html_of(app)
    checked(app.run())
    assert "Your account is deleted" not in html_of(app)
    assert "General surgery" not in html_of(app)


def test_one_hides_from_an_organization_and_lets_it_see_one_again(
    open_me, hers, own_database, amina
):
    def hidden():
        return list(professional.hidden_from(own_database, amina, now=session.now()))

    app = open_me()
    app.selectbox(key="hide_from").select("mercy-ships")
    checked(app.button(key="hide").click().run())
    assert hidden() == ["mercy-ships"]
    assert "Mercy Ships" in html_of(app)
    checked(app.button(key="seen_mercy-ships").click().run())
    assert hidden() == []
