"""Following an organization: the button, what is new there, and the list of those one follows."""

import functools

import pytest

from matching.authorization import VISITOR
from matching.screens.visit import session
from matching.services import professional
from matching.store import schema
from tests.screens.pages import checked, html_of, open_screen
from tests.store import rows

ORG = "mercy-ships"


@pytest.fixture
def open_organizations(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "organizations")


def click(app, key):
    return checked(app.button(key=key).click().run())


def test_a_visitor_is_led_to_sign_in_and_back(open_organizations):
    html = html_of(open_organizations(org_id=ORG))
    assert "Sign in to follow it" in html
    assert "/account/sign-in?next=" in html


def test_one_follows_reads_what_is_new_and_says_that_one_saw_it(
    own_database, amina, open_organizations
):
    app = open_organizations(org_id=ORG)
    click(app, "follow")
    assert app.button(key="follow").label == "You follow it"
    with own_database.writing() as store:
        store.add(rows.role(f"{ORG}--new", title="Ward <b>nurse"))
        store.add(
            schema.ArticleRow(
                article_id="new", title="Aboard", url="https://mercyships.org/a", kind="story",
                stage="any", publisher="Mercy Ships", read_on="2099-01-01",
            )
        )  # fmt: skip
    app = open_organizations()
    assert app.expander(key="followed").label == "You follow 1 organization: news of 1"
    html = html_of(app)
    assert "New role: <a" in html
    assert "Ward &lt;b&gt;nurse" in html
    assert "Article about it: " in html
    checked(app.toggle(key="org_followed").set_value(True).run())
    assert "1 organization</h2>" in html_of(app)
    assert "You follow it" in html_of(app)
    click(app, f"seen_{ORG}")
    assert "Ward &lt;b&gt;nurse" not in html_of(app)
    click(app, f"leave_{ORG}")
    assert professional.followed(own_database, amina, now=session.now()) == frozenset()
    assert not [one for one in app.expander if one.label.startswith("You follow")]


def test_the_page_says_how_one_applies_and_what_its_roles_ask(open_organizations, sign_in):
    sign_in(VISITOR)
    html = html_of(open_organizations(org_id=ORG))
    assert "you write to it yourself" in html
    assert "What its roles ask" in html
    assert "Counted over its " in html
    assert f'href="/claim?org_id={ORG}"' in html
