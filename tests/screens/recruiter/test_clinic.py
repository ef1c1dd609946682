"""The role clinic: what would bring people, and the way from there into the form."""

import pytest

from matching.authorization import Actor
from matching.profile import Profile
from matching.store import schema
from tests.screens.pages import checked, html_of, open_screen, path_of
from tests.store import rows
from tests.store.rows import NOW, ROLE

BEN = Actor("ben", "recruiter", frozenset({"mercy"}))


@pytest.fixture
def open_clinic(repository, monkeypatch, own_database, sign_in):
    """Ben's role wants French and five years; seven physicians speak English only."""
    monkeypatch.chdir(repository)
    with own_database.writing() as session:
        rows.begin(session)
        session.add(schema.MembershipRow(account_id="ben", org_id="mercy", since=NOW))
        role = session.get(schema.RoleRow, ROLE)
        role.languages, role.title = ("fr:required",), "Surgeon <b>"
        session.add_all(rows.account(f"p{n}") for n in range(7))
        session.flush()
        body = Profile(profession="physician", languages=["en:native"]).to_mapping()
        session.add_all(rows.profile(f"p{n}", body=body, visibility="anonymous") for n in range(7))
    sign_in(BEN)
    return lambda **query: open_screen(repository, "clinic", **query)


def test_a_line_says_how_many_come_and_opens_the_form_with_its_change(open_clinic):
    app = open_clinic(role_id=ROLE)
    html = html_of(app)
    assert "0 people fit now" in html
    assert "Surgeon &lt;b&gt;" in html
    assert "French helpful instead of required" in html
    assert "At least 5 more people would fit." in html
    assert "7 " not in html.partition("If you ask for less")[2].partition("<style")[0]

    app.button(key="try_languages_fr:helpful").click().run()
    app.switch_page(path_of("edit_role"))  # AppTest stays on its page
    app.query_params["role_id"] = ROLE
    checked(app.run())
    assert app.segmented_control(key="edit_need_fr").value == "helpful"
    assert "1 change not saved yet" in html_of(app)


def test_without_a_role_the_page_says_where_to_choose_one(open_clinic):
    assert "Which role?" in html_of(open_clinic())
