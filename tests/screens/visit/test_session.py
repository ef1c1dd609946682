"""Who is signed in, what each sees in the menu, and what a page says that is not theirs."""

import json
from pathlib import Path

import pytest

from matching.authorization import Actor
from matching.screens.look import pages
from matching.screens.visit import browser_storage, federated
from matching.store.errors import NOT_NOW
from tests.screens import professionals
from tests.screens.pages import checked, html_of, new_app, open_screen, path_of

KINDS = {
    "visitor": Actor(),
    "professional": Actor("amina", "professional"),
    "recruiter": Actor("ben", "recruiter", frozenset({"mercy-ships"})),
    "staff": Actor("sam", "staff"),
}
FOR_WHOM = {
    "interests": {"professional"},
    "me": {"professional"},
    "my_comments": {"professional", "recruiter", "staff"},
    "moderation": {"professional", "recruiter", "staff"},  # with the right for it
    "my_people": {"recruiter"},
    "my_roles": {"recruiter"},
    "to_do": {"recruiter"},
    "questions": {"recruiter"},
    "my_organization": {"recruiter"},
    "edit_role": {"recruiter", "staff"},
    "candidates": {"recruiter"},
    "candidate": {"recruiter"},
    "clinic": {"recruiter"},
    "partners": {"staff"},
    "start": {"staff"},
    "reports": {"staff"},
    "facts": {"staff"},
    "claims": {"staff"},
    "verify": {"staff"},
    "tuning": {"staff"},
    "sorting": {"recruiter", "staff"},
    "experiments": {"staff"},
    "exposure": {"staff"},
    "all_roles": {"staff"},
    "all_organizations": {"staff"},
    "edit_events": {"staff"},
    "edit_articles": {"staff"},
    "gaps": {"staff"},
    "links": {"staff"},
    "tags": {"staff"},
    "accounts": {"staff"},
    "audit": {"staff"},
}
FOR_ALL = {
    "find", "get_started", "search", "role", "organizations", "articles", "events", "shortlist",
    "sign_in", "claim", "tag",
}  # fmt: skip


def test_every_page_says_for_whom_it_is():
    assert {entry.name for entry in pages.PAGES} == FOR_ALL | set(FOR_WHOM)


@pytest.mark.parametrize(
    ("name", "kind"),
    [(name, kind) for name, theirs in FOR_WHOM.items() for kind in KINDS if kind not in theirs],
)
def test_a_page_that_is_not_theirs_shows_nothing_but_says_so(repository, sign_in, name, kind):
    sign_in(KINDS[kind])
    html = html_of(open_screen(repository, name))
    expected = "Please sign in" if kind == "visitor" else "This page is not for your account"
    assert expected in html
    assert 'class="mm-header"' not in html


def test_a_store_that_does_not_answer_is_told_without_saying_where_it_is(repository, own_database):
    path = Path(own_database.url.database)
    away = path.rename(path.with_name("away.db"))
    html = html_of(checked(new_app(repository).run()))
    assert NOT_NOW in html
    assert path.name not in html
    away.rename(path)
    assert NOT_NOW not in html_of(checked(new_app(repository).run()))


def test_who_was_signed_out_in_another_tab_is_told_once(repository, amina, sign_in, monkeypatch):
    given = professionals.remember(monkeypatch, owner="amina", shortlist={})
    app = open_screen(repository, "shortlist")
    sign_in(Actor())
    checked(app.run())
    assert json.loads(given[-1]) == {"signed_out": True}

    professionals.remember(monkeypatch, signed_out=True)
    anew = checked(new_app(repository).run())
    assert anew.info[0].value == browser_storage.SIGNED_OUT
    anew.switch_page(path_of("shortlist"))
    assert not checked(anew.run()).info


def test_who_goes_on_as_somebody_else_is_not_told_that_they_were_signed_out(
    repository, amina, sign_in, own_database, monkeypatch
):
    given = professionals.remember(monkeypatch, owner="amina")
    app = open_screen(repository, "shortlist")
    professionals.account(own_database, "omar")
    sign_in(Actor("omar", "professional"))
    checked(app.run())
    assert json.loads(given[-1]) == {}


# ---- back after signing in through another provider -------------------------------------------

ROLE = "mercy-ships--general-surgeon"


def test_the_page_that_was_left_to_sign_in_is_kept_by_the_tab(repository, monkeypatch):
    given = professionals.remember(monkeypatch)
    open_screen(repository, "sign_in", next=f"/role?role_id={ROLE}").run()
    assert json.loads(given[-1])["way_back"] == f"/role?role_id={ROLE}"


@pytest.mark.parametrize(
    ("way_back", "owner", "heading"),
    [
        (f"/role?role_id={ROLE}", "", "General surgeon on a hospital ship"),
        (f"/role?role_id={ROLE}", "omar", "Where could your skills serve?"),
        ("https://evil.example/role", "", "Where could your skills serve?"),
        ("/nowhere", "", "Where could your skills serve?"),
        ("/account/sign-out", "", "Where could your skills serve?"),
        (["/role"], "", "Where could your skills serve?"),
    ],
)
@pytest.mark.usefixtures("amina")
def test_who_comes_in_through_a_provider_is_brought_to_the_page_they_left(
    repository, monkeypatch, way_back, owner, heading
):
    monkeypatch.setattr(federated, "claims", lambda: {"sub": "17"})
    professionals.remember(monkeypatch, owner=owner, way_back=way_back)
    app = checked(new_app(repository).run())
    assert heading in html_of(app)


@pytest.mark.usefixtures("amina")
def test_who_signed_in_with_a_password_is_not_led_elsewhere(repository, monkeypatch):
    professionals.remember(monkeypatch, owner="", way_back=f"/role?role_id={ROLE}")
    assert "Where could your skills serve?" in html_of(checked(new_app(repository).run()))
