"""Articles against judgments: what is measured, of whom, and what is wrong with a file is said."""

import pandas as pd
import pytest
from typer.testing import CliRunner

from matching import Recommender
from matching.cli import app
from matching.errors import DataError
from matching.evidence import metrics as m
from matching.reference.shipped import DATA_FOLDER
from matching.studies.article_evaluation import evaluate_articles, judged_articles
from matching.studies.baselines import OURS
from tests.builders import article, catalog_of, person, role


def judgments(*rows):
    return pd.DataFrame(rows, columns=["profile_id", "article_id", "grade", "reason"])


@pytest.fixture
def recommender():
    texts = {"a": "surgery", "b": "hiv", "c": "eye-care"}
    articles = [article(id_, focus_areas=area) for id_, area in texts.items()]
    return Recommender(catalog_of(role(), articles=articles))


def test_figures_are_of_the_order_that_a_person_sees(recommender):
    who = person(profile_id="ana", focus_areas="hiv")
    sets = {"first": judgments(("ana", "b", 3, ""), ("ana", "a", 0, "another field"))}
    found = evaluate_articles(recommender, [who], sets)
    ours = found.per_profile.set_index(m.RANKER).loc[OURS]
    assert ours[m.NDCG] == 1
    assert ours[m.BAD] == 0.5
    assert ours[m.UNJUDGED] == pytest.approx(1 / 3)
    assert set(found.summary["set"]) == {"first", "all"}
    assert found.worst["article_id"].tolist() == ["b", "a"]
    assert found.worst["reason"].tolist() == ["", "another field"]


def test_more_of_the_same_people_stands_together(tmp_path, recommender):
    folder = tmp_path / "judgments" / "articles"
    folder.mkdir(parents=True)
    head = "profile_id,article_id,grade,reason\n"
    (folder / "first.csv").write_text(head + "ana,a,2,\n", encoding="utf-8")
    (folder / "first-more.csv").write_text(head + "ana,b,1,\nana,x,1,\n", encoding="utf-8")
    sets, problems = judged_articles(tmp_path, recommender.catalog, [person(profile_id="ana")])
    assert {name: len(frame) for name, frame in sets.items()} == {"first": 1, "first and more": 2}
    assert [str(one) for one in problems] == [
        "first-more.csv, line 3, article_id: found 'x', expected the id of an article that there is"
    ]


def test_folder_without_judged_articles_says_so(tmp_path, recommender):
    with pytest.raises(DataError, match="holds no judged articles"):
        judged_articles(tmp_path, recommender.catalog, [])


def test_command_prints_each_set_and_the_worst():
    result = CliRunner().invoke(app, ["evaluate", "--articles", "--data", str(DATA_FOLDER)])
    assert result.exit_code == 0, result.output
    for words in ("Articles, first", "Articles, second", "NDCG@5", "BM25", "the lowest NDCG"):
        assert words in result.output
