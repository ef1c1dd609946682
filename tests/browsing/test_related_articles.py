from types import SimpleNamespace

import pandas as pd
import pytest

from matching.browsing.related_articles import RelatedArticles
from matching.reference.shipped import shipped_places, shipped_vocabulary

ARTICLES = [
    ("asked-for", ("surgery", "anesthesia")),
    ("the-same", ("surgery", "anesthesia")),
    ("the-same-and-more", ("surgery", "anesthesia", "oral-health", "eye-care")),
    ("half-of-it", ("surgery",)),
    ("another", ("primary-care",)),
]


@pytest.fixture
def related():
    """Articles that are about the same, about that and more, and about less."""
    articles = pd.DataFrame(ARTICLES, columns=["article_id", "focus_areas"])
    articles = articles.set_index("article_id", drop=False).assign(
        url=[f"https://paper.example/{article_id}" for article_id, _ in ARTICLES],
        professions=[()] * len(ARTICLES),
        specialties=[()] * len(ARTICLES),
        countries=[()] * len(ARTICLES),
    )
    countries, vocabulary = shipped_places().countries, shipped_vocabulary()
    return RelatedArticles(
        SimpleNamespace(articles=articles, countries=countries, vocabulary=vocabulary)
    )


def test_an_article_about_the_same_alone_comes_before_one_about_more(related):
    scores = related.to_article("asked-for").set_index("article_id")["score"]
    assert scores.index[0] == "the-same"
    assert scores["the-same"] == pytest.approx(1)
    assert 0 < scores["the-same-and-more"] < 1
    assert "another" not in scores
