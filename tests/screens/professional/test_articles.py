import functools

import pandas as pd
import pytest

from matching import Profile
from matching.catalog import Catalog
from tests.screens.pages import html_of, open_screen

ARTICLE = "working-with-human-trafficking-victims"
COUNSELOR = Profile(
    profession="mental-health-counselor", focus_areas=["human-trafficking", "mental-health"]
)


@pytest.fixture(scope="module")
def articles(data_folder):
    return Catalog.from_folder(data_folder).articles


@pytest.fixture
def open_articles(repository, monkeypatch):
    """Open the page of articles in the app, for a profile if one is given."""
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "articles")


def ids_shown(app):
    """Ids of the articles of the list, in its order."""
    parts = html_of(app).split('<h3><a href="/articles?article_id=')[1:]
    return [part.partition('"')[0] for part in parts]


def test_without_a_profile_the_newest_come_first(open_articles, articles):
    app = open_articles()
    assert "<h1>Articles</h1>" in html_of(app)
    dates = articles.loc[ids_shown(app), "published_last"].tolist()
    assert len(dates) == 12
    assert dates == sorted(dates, reverse=True)


def test_with_a_profile_what_concerns_it_comes_first_and_says_why(open_articles, articles):
    app = open_articles(COUNSELOR)
    first = articles.loc[ids_shown(app)[:3]]
    assert first["focus_areas"].map(lambda areas: "human-trafficking" in areas).all()
    assert "your interest in" in html_of(app)
    app.segmented_control(key="article_order").set_value("Newest").run()
    assert pd.notna(articles.loc[ids_shown(app)[0], "published_last"])


def test_original_opens_in_a_new_tab_and_learns_nothing_of_us(open_articles):
    html = html_of(open_articles())
    assert html.count('target="_blank" rel="noopener noreferrer">Read the original') == 12


@pytest.mark.parametrize(
    ("query", "column", "value"),
    [
        ({"article_kind": "Podcast"}, "kind", "podcast"),
        ({"article_for": "Dentist"}, "professions", "dentist"),
        ({"article_focus": "Oral health"}, "focus_areas", "oral-health"),
        ({"article_country": "Kenya"}, "countries", "KE"),
        ({"article_by": "MedicalMissions"}, "publisher", "MedicalMissions"),
    ],
)
def test_each_filter_holds_for_every_article(open_articles, articles, query, column, value):
    app = open_articles(**query)
    shown = articles.loc[ids_shown(app), column]
    assert len(shown)
    assert all(found == value or value in found for found in shown)


def test_search_and_filters_work_from_the_address(open_articles):
    app = open_articles()
    app.text_input(key="article_search").set_value("burnout").run()
    app.multiselect(key="article_stage").select("serving").run()
    linked = open_articles(article_search="burnout", article_stage="Serving")
    assert ids_shown(linked) == ids_shown(app)
    assert ids_shown(app)


def test_search_without_result_helps_on_and_can_be_cleared(open_articles):
    app = open_articles(article_search="zzzzqq")
    assert "No article fits all of this" in html_of(app)
    app.button(key="clear_article_search").click().run()
    assert len(ids_shown(app)) == 12


def test_article_shows_what_it_is_about_and_related_ones(open_articles):
    app = open_articles(article_id=ARTICLE)
    html = html_of(app)
    assert "<h1>Working with Human Trafficking Victims</h1>" in html
    assert "<dd>MedicalMissions</dd>" in html
    assert "The page does not say: author" in html
    assert "Related articles" in html
    assert "What it shares with you" not in html
    assert app.get("link_button")[0].proto.url.startswith("https://")


def test_article_says_what_it_shares_with_the_profile(open_articles):
    html = html_of(open_articles(COUNSELOR, article_id=ARTICLE))
    shared = html.partition("What it shares with you")[2].partition("</ul>")[0]
    assert "<li>" in shared
    dentist = Profile(profession="dentist", focus_areas=["oral-health"])
    assert "shares nothing" in html_of(open_articles(dentist, article_id=ARTICLE))


def test_unknown_article_is_met_kindly_with_near_ones(open_articles):
    html = html_of(open_articles(article_id="working-with-trafficking-victims"))
    assert "We do not know this article" in html
    assert f'href="/articles?article_id={ARTICLE}"' in html
    assert "<script>" not in html_of(open_articles(article_id="<script>x</script>"))
