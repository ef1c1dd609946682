import pytest

from matching import Catalog
from matching.screens.professional.examples import EXAMPLES
from matching.screens.visit import state
from matching.services import professional
from matching.services.professional import shortlists
from matching.store.schema import RoleRow
from tests.screens import professionals
from tests.screens.pages import checked, html_of, new_app, open_screen, path_of
from tests.store.rows import NOW

SURGEON = EXAMPLES[0].profile
SCREEN = path_of("shortlist")


@pytest.fixture(scope="module")
def role_ids(data_folder):
    """Two roles without exact dates and one that has them, in this order."""
    roles = Catalog.from_folder(data_folder).roles
    exact = roles["start_date"].str.len() == len("2027-01-31")
    return [*roles.index[~exact][:2], roles.index[exact][0]]


@pytest.fixture
def open_shortlist(repository, monkeypatch):
    """Open the shortlist with saved roles and their notes."""
    monkeypatch.chdir(repository)

    def open_page(notes, profile=None):
        app = new_app(repository).run()
        app.session_state[state._SHORTLIST] = dict(notes)
        app.session_state[state._PROFILE] = profile
        return checked(app.switch_page(SCREEN).run())

    return open_page


def saved(app):
    return app.session_state[state._SHORTLIST]


def test_empty_shortlist_says_how_to_fill_it(open_shortlist):
    app = open_shortlist({})
    assert "Nothing saved yet" in html_of(app)
    assert not app.get("download_button")


def test_role_saved_on_the_first_page_stands_here(repository, monkeypatch):
    monkeypatch.chdir(repository)
    app = new_app(repository)
    app.query_params.update(SURGEON.to_query())
    app.run()
    key = next(button.key for button in app.button if (button.key or "").startswith("save_"))
    app.button(key=key).click().run()
    checked(app.switch_page(SCREEN).run())
    role_id = key.removeprefix("save_")
    assert f"role_id={role_id}" in html_of(app)
    assert "of 100 points" in html_of(app)


def test_notes_are_kept_as_they_are_written(open_shortlist, role_ids):
    first, second, _ = role_ids
    app = open_shortlist({first: "old", second: ""})
    assert app.text_area(key=f"note_{first}").value == "old"
    checked(app.text_area(key=f"note_{second}").input("Ask <b>Ana</b>").run())
    assert saved(app) == {first: "old", second: "Ask <b>Ana</b>"}
    assert "<b>Ana</b>" not in html_of(app)


def test_role_taken_off_can_be_put_back_with_its_note_and_place(open_shortlist, role_ids):
    first, second, _ = role_ids
    app = open_shortlist({first: "mine", second: ""})
    checked(app.button(key=f"remove_{first}").click().run())
    assert saved(app) == {second: ""}
    assert "Taken off: " in html_of(app)
    checked(app.button(key=f"restore_{first}").click().run())
    assert list(saved(app).items()) == [(first, "mine"), (second, "")]
    assert app.text_area(key=f"note_{first}").value == "mine"


def test_taking_off_the_last_role_leaves_undo_and_help(open_shortlist, role_ids):
    app = open_shortlist({role_ids[0]: ""})
    checked(app.button(key=f"remove_{role_ids[0]}").click().run())
    assert "Nothing saved yet" in html_of(app)
    assert app.button(key=f"restore_{role_ids[0]}")


def test_undo_brings_back_the_note_as_it_was_last_written(open_shortlist, role_ids):
    first, second, _ = role_ids
    app = open_shortlist({first: "", second: "old"})
    checked(app.button(key=f"remove_{first}").click().run())
    checked(app.text_area(key=f"note_{second}").input("new").run())
    checked(app.button(key=f"remove_{second}").click().run())
    checked(app.button(key=f"restore_{second}").click().run())
    assert saved(app) == {second: "new"}


def test_exports_are_offered(open_shortlist, role_ids):
    app = open_shortlist(dict.fromkeys(role_ids, ""), SURGEON)
    for key in ("export_csv", "export_html"):
        assert not app.download_button(key=key).disabled


def test_a_calendar_is_offered_only_where_a_date_is_ahead(open_shortlist, own_database, role_ids):
    def keys():
        return {button.key for button in open_shortlist({role_ids[0]: ""}).download_button}

    def date(start):
        with own_database.writing() as session:
            row = session.get(RoleRow, role_ids[0])
            row.start_date, row.end_date = start, ""

    date("2020-05-28")
    assert "export_ics" not in keys()
    date("2099-05-28")
    assert "export_ics" in keys()


def test_a_list_without_an_account_says_that_it_lives_in_the_tab(open_shortlist, role_ids):
    html = html_of(open_shortlist({role_ids[0]: ""}))
    assert "The list lives in this browser tab only" in html
    assert ">Sign up</a>" in html


# ---- in the account -------------------------------------------------------------------------


@pytest.fixture
def hers(own_database, amina):
    """What the account of Amina has, asked anew each time."""
    return lambda: professionals.shortlist(own_database, amina)


@pytest.fixture
def open_hers(repository, monkeypatch):
    """Open the shortlist of who is signed in, in a new browser."""
    monkeypatch.chdir(repository)
    return lambda: open_screen(repository, "shortlist")


def test_saved_roles_and_notes_are_in_every_browser(open_hers, hers, own_database, amina, role_ids):
    first, second, _ = role_ids
    professional.add_to_shortlist(own_database, amina, first, "old", now=NOW)
    app, other = open_hers(), open_hers()
    checked(app.text_area(key=f"note_{first}").input("Ask <b>Ana</b>").run())
    professional.add_to_shortlist(own_database, amina, second, now=NOW)
    checked(other.run())
    assert other.text_area(key=f"note_{first}").value == "Ask <b>Ana</b>"
    assert other.text_area(key=f"note_{second}").value == ""
    checked(other.button(key=f"remove_{first}").click().run())
    assert hers() == {second: ""}
    checked(other.button(key=f"restore_{first}").click().run())
    assert hers() == {first: "Ask <b>Ana</b>", second: ""}


def test_what_a_visitor_saved_comes_into_the_account_once(
    open_hers, hers, own_database, amina, role_ids, monkeypatch
):
    first, second, third = role_ids
    professional.add_to_shortlist(own_database, amina, first, "mine", now=NOW)
    visitors = {first: "of the visitor", second: "", third: "both", "no--role": ""}
    for _ in range(2):
        given = professionals.remember(monkeypatch, shortlist=visitors)
        app = open_hers()
    assert hers() == {third: "both", second: "", first: "mine\n\nof the visitor"}
    assert list(saved(app)) == [first, second, third]
    assert '"owner": "amina"' in given[-1]


@pytest.mark.parametrize("owner", ["amina", "omar"])
def test_what_an_account_left_in_the_tab_comes_into_none(
    open_hers, hers, role_ids, monkeypatch, owner
):
    professionals.remember(monkeypatch, owner=owner, shortlist={role_ids[0]: "taken off since"})
    assert "Nothing saved yet" in html_of(open_hers())
    assert hers() == {}


@pytest.mark.usefixtures("amina")
def test_what_does_not_go_into_the_account_stays_in_the_tab(
    repository, hers, role_ids, monkeypatch
):
    monkeypatch.setattr(shortlists, "MOST_KEPT", 1)
    given = professionals.remember(monkeypatch, shortlist=dict.fromkeys(role_ids, ""))
    app = checked(new_app(repository).run())
    assert "at most 1 roles" in app.error[0].value
    assert hers() == {}
    assert set(given) == {None}


def test_a_visitor_gets_nothing_that_an_account_left_in_the_tab(open_hers, role_ids, monkeypatch):
    left = {"shortlist": {role_ids[0]: "private"}, "profile": SURGEON.to_mapping()}
    professionals.remember(monkeypatch, owner="amina", **left)
    app = open_hers()
    assert "Nothing saved yet" in html_of(app)
    assert state._PROFILE not in app.session_state
