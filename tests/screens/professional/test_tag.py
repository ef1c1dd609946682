"""Tags on the page of an article and on cards, the page of a tag, and how people propose one."""

import functools

import pytest

from matching import Profile
from matching.screens.visit import session
from matching.services import professional
from tests.screens.pages import checked, html_of, open_screen
from tests.screens.professionals import account

ARTICLE = "working-with-human-trafficking-victims"
COUNSELOR = Profile(
    profession="mental-health-counselor", focus_areas=["human-trafficking", "mental-health"]
)


@pytest.fixture
def open_page(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository)


def links_to_tags(html):
    return [part.partition('"')[0] for part in html.split('href="/tag?tag=')[1:]]


def test_article_leads_to_its_tags_and_says_how_many_match_and_which(open_page):
    html = html_of(open_page("articles", COUNSELOR, article_id=ARTICLE))
    assert links_to_tags(html)[0] == "work-human-trafficking"
    assert "4 of its 11 tags match your profile: " in html
    assert html.count("(matches your profile)") == 4
    dentist = Profile(profession="dentist", focus_areas=["oral-health"])
    assert "match your profile" not in html_of(open_page("articles", dentist, article_id=ARTICLE))


def test_cards_show_the_tags_that_match_and_first_ones_before_one_says_who_one_is(open_page):
    assert " match your profile" in html_of(open_page("articles", COUNSELOR))
    html = html_of(open_page("articles"))
    assert "match your profile" not in html
    assert len(links_to_tags(html)) > 12


def test_page_of_a_tag_shows_articles_roles_and_organizations(open_page):
    app = open_page("tag", COUNSELOR, tag="work-human-trafficking")
    html = html_of(app)
    assert "<h1>Care for survivors of human trafficking</h1>" in html
    assert "Matches your profile" in html
    assert "your interest in" in html
    checked(app.segmented_control(key="tag_kind").set_value("Roles").run())
    assert 'href="/role?role_id=' in html_of(app)
    checked(app.segmented_control(key="tag_kind").set_value("Organizations").run())
    assert 'href="/organizations?org_id=' in html_of(app)


def test_without_an_address_all_tags_are_shown_and_an_unknown_one_is_met_kindly(open_page):
    assert "country-mw" in links_to_tags(html_of(open_page("tag")))
    html = html_of(open_page("tag", tag="work-surgerie"))
    assert "We do not know this tag" in html
    assert "work-surgery" in links_to_tags(html)
    assert "<script>" not in html_of(open_page("tag", tag="<script>x</script>"))


def test_visitor_is_told_to_sign_in_to_propose_a_tag(open_page):
    app = open_page("articles", article_id=ARTICLE)
    assert "Sign in</a> to propose one" in html_of(app)
    assert not [one for one in app.text_input if one.key == "new_tag"]


def test_tag_is_proposed_agreed_with_and_shown_to_everybody(
    open_page, own_database, amina, sign_in
):
    app = open_page("articles", article_id=ARTICLE)

    def propose(text):
        app.text_input(key="new_tag").set_value(text)
        checked(app.button(key="send_tag").click().run())

    propose("spiritual care")
    assert "It has this tag already" in app.error[0].value
    propose("Night <b>shelters")
    assert "It is proposed" in html_of(app)
    assert "1 of 3 agree" in html_of(app)
    assert app.text_input(key="new_tag").value == ""
    (tag,) = professional.tags_on_article(own_database, amina, ARTICLE, now=session.now())
    for name in ("omar", "zoe"):
        sign_in(account(own_database, name))
        app = open_page("articles", article_id=ARTICLE)
        assert "community-" not in html_of(app)
        checked(app.button(key=f"agree_{tag.tag_id}").click().run())
    assert "Shown; 3 people agree" in html_of(app)
    sign_in()
    html = html_of(open_page("articles", article_id=ARTICLE))
    assert "Night &lt;b&gt;shelters" in html
    assert links_to_tags(html)[-1] == "community-night-b-shelters"
    html = html_of(open_page("tag", tag="community-night-b-shelters"))
    assert "Tag given by readers: 1 article" in html
    assert f"article_id={ARTICLE}" in html
