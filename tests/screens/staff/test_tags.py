"""What staff do with the tags that people propose."""

import functools

import pytest

from matching.authorization import Actor
from matching.screens.visit import session
from matching.services import professional, staff
from tests.screens.pages import checked, html_of, open_screen
from tests.screens.professionals import account

ARTICLE = "working-with-human-trafficking-victims"


@pytest.fixture
def open_page(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository)


def test_staff_show_rename_and_take_down_a_tag(open_page, store):
    assert "No tag waits" in html_of(open_page("tags"))
    amina = account(store, "amina")
    professional.propose_tag(store, amina, ARTICLE, "Nigth shelters", now=session.now())
    (tag_id,) = staff.tags_of_people(store, Actor("sam", "staff"), now=session.now())["tag_id"]
    app = open_page("tags")
    assert "amina" not in html_of(app).lower()
    app.text_input(key=f"name_{tag_id}").set_value("Night shelters")
    checked(app.button(key=f"rename_{tag_id}").click().run())
    assert "<h3>Night shelters</h3>" in html_of(app)

    def click(key):
        checked(app.button(key=f"{key}_{tag_id}").click().run())
        return [expander.label for expander in app.expander]

    assert click("shown") == ["Shown (1)"]
    assert click("refused") == ["Refused or taken down (1)"]
    assert click("proposed") == []
    assert "1 tag" in html_of(app)
