"""What is worth reading: why, for which obstacle, kept, put aside, passed on, on list and page."""

import functools

import pytest

from matching import Profile
from tests.screens.pages import checked, html_of, open_screen

WHO = Profile(
    profession="nurse", specialties=["critical-care-nursing"], focus_areas=["emergency-care"],
    family="yes", funding="salaried",
)  # fmt: skip
GUIDE = "medical-licenses"


@pytest.fixture
def open_page(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository)


def buttons(app, label):
    return [one for one in app.button if one.label == label]


def shown(app):
    parts = html_of(app).split('<h3><a href="/articles?article_id=')[1:]
    return [part.partition('"')[0] for part in parts]


@pytest.fixture
def reading(open_page):
    return open_page("find", WHO, tab="reading")


def test_five_come_first_each_with_a_reason_and_more_on_demand(reading):
    assert len(shown(reading)) == 5
    assert html_of(reading).count("mm-fits-line") >= 5
    checked(reading.button(key="more_articles").click().run())
    assert len(shown(reading)) == 15


def test_one_obstacle_narrows_the_reading_to_what_helps_with_it(reading):
    offered = reading.button_group(key="reading_obstacle")
    checked(offered.set_value("family").run())
    assert "that help with: family" in html_of(reading)
    assert "Helps with going with a family" in html_of(reading)


def test_what_is_put_aside_goes_and_comes_back(reading):
    first = shown(reading)[0]
    checked(buttons(reading, "Not for me")[0].click().run())
    assert first not in shown(reading)
    checked(reading.button(key="articles_aside").click().run())
    assert shown(reading)[0] == first


def test_what_is_saved_says_so_and_can_be_taken_off(reading):
    assert not buttons(reading, "Saved")
    checked(buttons(reading, "Save")[0].click().run())
    assert len(buttons(reading, "Saved")) == 1
    checked(buttons(reading, "Saved")[0].click().run())
    assert not buttons(reading, "Saved")


def test_links_to_pass_on_lead_to_the_plain_page_and_hold_no_profile(reading):
    html = html_of(reading)
    assert html.count('data-way="share"') == html.count('data-way="mail"') == 5
    for part in html.split('data-shares="')[1:]:
        assert "nurse" not in part.partition("</p>")[0].split("mailto:")[-1]


def test_page_of_an_article_says_what_it_shares_leads_to_roles_and_to_related_ones(open_page):
    surgeon = Profile(profession="physician", countries=["KE"], min_weeks=52)
    app = open_page("articles", surgeon, article_id=GUIDE)
    html = html_of(app)
    for words in (
        "What it shares with you", "help with the right to practise there", "Roles for you that",
        "Related articles", "Helps with",
    ):  # fmt: skip
        assert words in html
    checked(buttons(app, "I have read it")[0].click().run())
    assert buttons(app, "Read")


def test_page_of_a_role_gives_reading_for_what_is_open_in_it(open_page):
    app = open_page("role", WHO, role_id="emergency-ngo--nurse")
    assert "Reading for what is open here" in html_of(app)
    without = open_page("role", role_id="emergency-ngo--nurse")
    assert "Reading for what is open here" not in html_of(without)
