import functools

import pytest

from matching import Profile
from matching.comparison.bands import BANDS
from tests.screens.pages import checked, html_of, open_screen

DENTIST = Profile(profession="dentist", countries=["KE"])


@pytest.fixture
def open_search(repository, monkeypatch):
    """Open the page of the search in the app."""
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "search")


def counts(app):
    return html_of(app).partition('role="status">')[2].partition("</p>")[0]


def test_the_query_stands_in_the_address_and_finds_all_kinds(open_search):
    app = open_search(q="global health")
    html = html_of(app)
    assert app.text_input(key="q").value == "global health"
    for kind in ("Roles", "Organizations", "Articles"):
        assert f'<h2 class="mb-h2">{kind}: ' in html
    said = counts(app)
    assert " of them past), " in said
    assert said.index("role") < said.index("organization") < said.index("article")
    app.text_input(key="q").set_value("fistula").run()
    assert html_of(app) == html_of(open_search(q="fistula")) != html


def test_the_first_of_each_kind_are_shown_and_all_of_one_on_demand(open_search):
    app = open_search(q="dentist kenya")
    assert html_of(app).count('href="/role?role_id=') == 3
    app.button(key="show_all_roles").click().run()
    checked(app)
    linked = open_search(q="dentist kenya", kind="Roles")
    assert html_of(app) == html_of(linked)
    assert html_of(app).count('href="/role?role_id=') > 3
    assert "Organizations:" not in html_of(app)


def test_a_kind_without_any_says_so(open_search):
    html = html_of(open_search(q="dentist kenya", kind="Events"))
    assert "No event has all of this" in html


def test_past_roles_come_last_and_are_marked(open_search):
    app = open_search(q="2025 cohort", kind="Roles")
    html = html_of(app)
    assert html.count("<article") == html.count(">Past<") > 0


def test_how_words_were_read_is_said(open_search):
    html = html_of(open_search(q="surgen"))
    assert "We read “surgen” as “surgeon”." in html
    assert "“A&amp;E” also finds Emergency medicine." in html_of(open_search(q="A&E"))


def test_without_words_there_are_examples(open_search):
    app = open_search()
    assert 'role="status"' not in html_of(app)
    app.button(key="search_offer_0").click().run()
    assert app.text_input(key="q").value == "dentist Kenya"
    assert "roles" in counts(checked(app))


def test_where_nothing_is_found_less_is_offered(open_search):
    app = open_search(q="2027 dentist", kind="Roles")
    assert "Nothing has all of this" in html_of(app)
    assert "read" not in counts(app)
    offer = app.button(key="search_offer_0")
    assert offer.label.startswith("Without “2027”")
    offer.click().run()
    assert app.text_input(key="q").value == "dentist"
    assert " roles (" in counts(checked(app))


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", "zz" * 3000, "--", "“’_*`$x$"])
def test_strange_words_are_shown_as_text(open_search, query):
    assert "<script>" not in html_of(open_search(q=query))


def test_a_profile_puts_its_band_on_the_card_of_a_role(open_search):
    said = [*BANDS.values(), "Not a match as things are"]
    html = html_of(open_search(q="dentist kenya", kind="Roles"))
    assert not any(words in html for words in said)
    html = html_of(open_search(DENTIST, q="dentist kenya", kind="Roles"))
    n_roles, n_past = html.count("<article"), html.count(">Past<")
    assert sum(html.count(f">{words}<") for words in said) == n_roles - n_past > 0
