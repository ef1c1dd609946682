"""The way from "could I?" to coming home: what is cited, what the list tells, what is asked."""

import datetime as dt

import pytest

from matching.errors import DataError
from matching.recommending.path import path_for, read_steps, shipped_steps
from matching.reference.vocabulary import OBSTACLES
from tests.builders import TODAY, article, person, recommender_of, role

GUIDE = {"kind": "guide", "stage": "preparing"}
ROLES = [
    role("a--post", cost_usd=900, professions="physician"),
    role("b--post", cost_usd=1500, funding="expenses-paid", license_required="yes"),
]


def steps(profile, *articles, role_ids=("a--post", "b--post"), today=TODAY):
    recommender = recommender_of(*ROLES, articles=articles)
    return {
        one.step.id: one
        for one in path_for(recommender, profile, role_ids if profile else (), today)
    }


def read(step):
    return step.articles["article_id"].tolist()


def test_every_step_has_questions_and_no_obstacle_is_left_out():
    found = shipped_steps()
    assert all(text.endswith("?") for step in found for text in step.questions)
    assert {name for step in found for name in step.obstacles} == set(OBSTACLES)


def test_each_article_stands_in_the_first_step_that_it_helps_with():
    found = steps(
        person(),
        article("papers", obstacles="licence|funding", **GUIDE),
        article("prices", obstacles="funding", **GUIDE),
        article("home", obstacles="re-entry", stage="returning"),
        article("other", obstacles="family", stage="preparing"),
    )
    assert read(found["licence"]) == ["papers"]
    assert read(found["money"]) == ["prices"]
    assert read(found["home"]) == ["home"]


def test_what_is_written_for_who_comes_home_stands_in_no_step_on_site():
    late = article("late", obstacles="loneliness", stage="returning")
    found = steps(person(), late)
    assert read(found["there"]) == []
    assert read(found["home"]) == ["late"]


def test_without_a_profile_there_is_what_is_for_everyone_and_no_fact():
    found = steps(
        None,
        article("all", obstacles="funding", professions="physician|nurse|dentist", **GUIDE),
        article("one", obstacles="funding", professions="dentist", **GUIDE),
        article("narrow", obstacles="funding", specialties="urology", **GUIDE),
    )
    assert read(found["money"]) == ["all"]
    assert all(step.facts == () for step in found.values())


def test_money_counts_all_who_come_and_says_what_remains():
    who = person(people=2, budget_usd=2000)
    facts = dict(steps(who)["money"].facts)
    assert facts == {
        "2 of the first 2 roles name a price: $1,800 to $3,000 for the 2 of you.": (
            "a--post", "b--post",
        ),
        "Of your $2,000, $200 remain at the lowest of them.": ("a--post", "b--post"),
        "1 role of them pay something or cover costs.": ("b--post",),
    }  # fmt: skip


def test_licence_counts_the_weeks_until_one_is_free():
    free = TODAY + dt.timedelta(weeks=6, days=2)
    texts = [text for text, _ in steps(person(available_from=free))["licence"].facts]
    assert any("6 weeks from today" in text for text in texts)
    past = steps(person(available_from=TODAY))["licence"].facts
    assert not any("from today" in text for text, _ in past)


def test_family_is_left_out_for_who_comes_alone():
    assert "family" in steps(person())
    assert "family" not in steps(person(family="no"))


@pytest.mark.parametrize(
    "text",
    ["a: {title: A, obstacles: [fog], questions: []}", "a: [1]", "a: {title: A, questions: []}"],
)
def test_faulty_file_says_what_is_wrong(tmp_path, text):
    file = tmp_path / "path.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"path\.yaml"):
        read_steps(file)
