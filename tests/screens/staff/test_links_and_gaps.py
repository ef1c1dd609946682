"""Links that lead nowhere, and what too few articles help with."""

import functools
from datetime import timedelta

import pytest
from sqlalchemy import delete

from matching.authorization import Actor
from matching.links.asking import Answer
from matching.screens.visit import session
from matching.services import staff
from matching.services.staff import people_met
from matching.services.staff.links import keep_answer
from matching.store.schema import ProfileRow
from tests.builders import person
from tests.screens.pages import checked, html_of, open_screen
from tests.store import rows

SAM = Actor("sam", "staff")
KNOWN = "working-with-human-trafficking-victims"
GONE = Answer(404, "There is no such page")
NO_PROGRAM = Answer(403, "Its site lets no program look", is_refusal=True)


@pytest.fixture
def open_page(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository)


def address(store):
    return staff.article_form(store, SAM, KNOWN, now=session.now()).cells["url"]


def test_without_a_round_staff_read_which_command_to_run(open_page, store):
    html = html_of(open_page("links"))
    assert "missionmatch check-links" in html
    assert "0 of 1," in html
    assert "All links work" not in html


def test_a_link_that_fails_leads_to_what_has_it_and_is_noted_as_fine(open_page, store):
    now, url = session.now(), address(store)
    keep_answer(store, "https://www.mercyships.org/", NO_PROGRAM, now=now)
    for days in (9, 2):
        keep_answer(store, url, GONE, now=now - timedelta(days=days))
    app = open_page("links")
    html = html_of(app)
    assert "There is no such page (404)" in html
    assert f'Article: <a href="/edit-articles?article_id={KNOWN}"' in html
    assert "2 times in a row." in html
    assert app.download_button(key="links_csv")
    checked(app.segmented_control(key="links_standing").set_value("once").run())
    assert "None: failed once" in html_of(app)
    checked(app.segmented_control(key="links_standing").set_value("gone").run())
    checked(app.button(key=f"fine_{url}").click().run())
    assert "There is no such page" not in html_of(app)
    assert staff.broken_links(store, SAM, now=session.now()).links["url"].tolist().count(url) == 0


def test_a_gap_leads_to_a_new_article_with_what_is_missing(open_page, store, monkeypatch):
    made_up = [person("optometrist", family="yes"), person("optometrist", family="yes")]
    monkeypatch.setattr(people_met, "shipped_judgments", lambda: (made_up, None))
    html = html_of(open_page("gaps"))
    assert "Counted over 2 fictional people" in html
    row = html.partition("going with a family")[2].partition("</tr>")[0]
    assert 'data-of="People">2<' in row
    assert 'data-of="Good articles">0 of 3<' in row
    assert 'href="/edit-articles?new=1&amp;of=optometrist&amp;against=family"' in row
    assert 'href="/edit-articles?edit_article_helps=Family"' in row


def test_of_people_who_are_here_numbers_are_told_in_fives(open_page, store):
    bodies = [{"profession": "optometrist", "family": "yes"}] * 7 + [{"profession": "astronaut"}]
    with store.writing() as opened:
        opened.execute(delete(ProfileRow))
        opened.add_all([rows.account(f"person{n}") for n in range(8)])
        opened.flush()
        opened.add_all([rows.profile(f"person{n}", body=body) for n, body in enumerate(bodies)])
    html = html_of(open_page("gaps"))
    assert "Counted over 7 saved profiles" in html
    assert "Numbers are rounded down to 5, 10, 15 …" in html
    assert "Not counted: 1 saved profile that cannot be read any more." in html
    row = html.partition("going with a family")[2].partition("</tr>")[0]
    assert 'data-of="People">5 or more<' in row
