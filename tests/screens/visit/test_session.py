"""Who is signed in, what each sees in the menu, and what a page says that is not theirs."""

from pathlib import Path

import pytest

from matching.authorization import Actor
from matching.screens.look import pages
from matching.store.errors import NOT_NOW
from tests.screens.pages import checked, html_of, new_app, open_screen

KINDS = {
    "visitor": Actor(),
    "professional": Actor("amina", "professional"),
    "recruiter": Actor("ben", "recruiter", frozenset({"mercy-ships"})),
    "staff": Actor("sam", "staff"),
}
FOR_WHOM = {
    "interests": {"professional"},
    "me": {"professional"},
    "my_roles": {"recruiter"},
    "edit_role": {"recruiter", "staff"},
    "candidates": {"recruiter"},
    "candidate": {"recruiter"},
    "reports": {"staff"},
    "verify": {"staff"},
    "tuning": {"staff"},
    "sorting": {"recruiter", "staff"},
    "experiments": {"staff"},
    "exposure": {"staff"},
    "all_roles": {"staff"},
    "all_organizations": {"staff"},
    "accounts": {"staff"},
    "audit": {"staff"},
}
FOR_ALL = {"find", "search", "role", "organizations", "articles", "shortlist", "sign_in"}


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
